// SPDX-License-Identifier: Apache-2.0
// What every policy owes, whoever writes it: a name, words in two languages, a page, honest sums.
//
// The suite walks the catalogue, so a new entry is held to all of this by being listed there. It
// only has to add its smallest lines to policies/make.hpp.
#include "base/error.hpp"
#include "policies/make.hpp"
#include "random/stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace tiercare {
namespace {

enum class Draws : std::uint16_t { claims };

/// Calls `visit(kind, entry)` for every entry of every kind.
template <class Visitor>
void for_each_policy(Visitor&& visit) {
  const PolicyCatalogue catalogue = policy_catalogue();
  for (const auto& entry : catalogue.benefits) visit("benefit", entry);
  for (const auto& entry : catalogue.payments) visit("payment", entry);
  for (const auto& entry : catalogue.referrals) visit("referral", entry);
}

template <class Policy>
std::unique_ptr<const Policy> least(const PolicyEntry<Policy>& entry) {
  return sample::made(entry, sample::least_text(entry.name));
}

TEST(EveryPolicy, HasANameOfItsKindInSnakeCase) {
  std::set<std::string> names;
  for_each_policy([&](const std::string& kind, const auto& entry) {
    EXPECT_TRUE(std::regex_match(entry.name, std::regex{"[a-z]+(_[a-z0-9]+)*"})) << entry.name;
    EXPECT_TRUE(names.insert(kind + "/" + entry.name).second) << entry.name << " is listed twice";
  });
  EXPECT_FALSE(names.empty());
}

TEST(EveryPolicy, SaysWhatItIsInEnglishAndChinese) {
  for_each_policy([](const std::string&, const auto& entry) {
    EXPECT_FALSE(entry.says.empty()) << entry.name;
    EXPECT_TRUE(std::any_of(entry.says_zh.begin(), entry.says_zh.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x80;
    })) << entry.name;
  });
}

TEST(EveryPolicy, IsMadeFromItsSmallestLines) {
  for_each_policy([](const std::string&, const auto& entry) {
    try {
      EXPECT_NE(least(entry), nullptr) << entry.name;
    } catch (const ScenarioError& error) {
      ADD_FAILURE() << error.what();
    }
  });
}

TEST(EveryPolicy, RefusesAKeyItDoesNotKnow) {
  for_each_policy([](const std::string&, const auto& entry) {
    try {
      static_cast<void>(sample::made(entry, sample::least_text(entry.name) + "\nno_such_key: 1\n"));
      ADD_FAILURE() << entry.name << " accepts any key";
    } catch (const ScenarioError& error) {
      ASSERT_EQ(error.diagnostics().size(), 1U);
      EXPECT_EQ(error.diagnostics()[0].message.find("unknown key 'no_such_key'"), 0U)
          << error.what();
    }
  });
}

/// The dotted paths of parameters that lack words in one of the languages.
void collect_unsaid(const config::Description& description, const std::string& path,
                    std::vector<std::string>& unsaid) {
  for (const auto& member : description.members) {
    const std::string name = path + "." + member.key;
    if (member.key != "extends" && (member.says.empty() || member.says_zh.empty()))
      unsaid.push_back(name);
    collect_unsaid(member, name, unsaid);
  }
}

TEST(EveryPolicy, DescribesItsParametersInEnglishAndChinese) {
  const Conditions conditions = sample::two_conditions();
  for_each_policy([&](const std::string&, const auto& entry) {
    const auto description = config::describe([&](config::Reader& reader) {
      static_cast<void>(entry.make(reader, PolicyContext{conditions}));
    });
    std::vector<std::string> unsaid;
    collect_unsaid(description, entry.name, unsaid);
    EXPECT_TRUE(unsaid.empty()) << "not described in both languages: " << unsaid.front();
  });
}

std::vector<std::string> headings(const std::filesystem::path& page) {
  std::ifstream stream{page};
  std::vector<std::string> found;
  for (std::string line; std::getline(stream, line);)
    if (line.starts_with("## ")) found.push_back(line.substr(3));
  return found;
}

TEST(EveryPolicy, HasAPageWithTheFixedHeadings) {
  const std::vector<std::string> fixed{"What it models",          "Money flow", "Parameters",
                                       "Assumptions and sources", "Example",    "Limits"};
  for_each_policy([&](const std::string& kind, const auto& entry) {
    const auto page = std::filesystem::path{TIERCARE_SOURCE_DIR} / "docs" / "policies" / kind /
                      (entry.name + ".md");
    EXPECT_EQ(headings(page), fixed) << page;
  });
}

std::string text_of(const std::filesystem::path& page) {
  std::ifstream stream{page};
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

TEST(EveryPolicy, HasAPageThatNamesEveryParameter) {
  const Conditions conditions = sample::two_conditions();
  for_each_policy([&](const std::string& kind, const auto& entry) {
    const std::string page = text_of(std::filesystem::path{TIERCARE_SOURCE_DIR} / "docs" /
                                     "policies" / kind / (entry.name + ".md"));
    const auto description = config::describe_alone([&](config::Reader& reader) {
      static_cast<void>(entry.make(reader, PolicyContext{conditions}));
    });
    for (const auto& member : description.members)
      EXPECT_NE(page.find("`" + member.key), std::string::npos)
          << entry.name << ".md does not name " << member.key;
  });
}

// --- benefits -------------------------------------------------------------------------------

Money up_to(Stream& stream, double yuan) {
  return {static_cast<std::int64_t>(stream.uniform() * yuan * 100.0)};
}

bool coin(Stream& stream) {
  return stream.uniform() < 0.5;
}

Claim any_claim(Stream& stream) {
  Claim claim;
  claim.service = coin(stream) ? Service::outpatient : Service::inpatient;
  claim.tier = all_tiers[static_cast<std::size_t>(stream.uniform() * tier_count)];
  claim.in_area = coin(stream);
  claim.referred = coin(stream);
  claim.moved_down = coin(stream);
  claim.deductible_paid = up_to(stream, 1500.0);
  // From a few fen to more than a year's ceiling.
  claim.charge = up_to(stream, coin(stream) ? 300.0 : coin(stream) ? 20'000.0 : 500'000.0);
  return claim;
}

BenefitAccount any_account(Stream& stream) {
  const Money outpatient = up_to(stream, 200.0);
  return {.outpatient_fund_paid = outpatient,
          .fund_paid = outpatient + up_to(stream, coin(stream) ? 1000.0 : 300'000.0)};
}

constexpr std::uint32_t rounds = 1000;

TEST(EveryBenefitScheme, SharesOutEveryFenAndNobodyPaysLessThanNothing) {
  const Randomness random{2017, 1};
  for (const auto& entry : policy_catalogue().benefits) {
    const auto scheme = least(entry);
    for (std::uint32_t round = 0; round < rounds; ++round) {
      Stream stream = random.stream(round, Draws::claims);
      const Claim claim = any_claim(stream);
      const BenefitDecision decision = scheme->settle(claim, any_account(stream));
      ASSERT_EQ(decision.fund_pays + decision.patient_pays, claim.charge) << entry.name;
      ASSERT_GE(decision.fund_pays, Money{}) << entry.name;
      ASSERT_GE(decision.patient_pays, Money{}) << entry.name;
      ASSERT_GE(decision.deductible, Money{}) << entry.name;
      ASSERT_LE(decision.deductible, decision.patient_pays) << entry.name;
    }
  }
}

TEST(EveryBenefitScheme, DecidesTheSameClaimAlikeEveryTime) {
  const Randomness random{2018, 1};
  for (const auto& entry : policy_catalogue().benefits) {
    const auto one = least(entry);
    const auto other = least(entry);
    for (std::uint32_t round = 0; round < rounds; ++round) {
      Stream stream = random.stream(round, Draws::claims);
      const Claim claim = any_claim(stream);
      const BenefitAccount account = any_account(stream);
      const BenefitDecision first = one->settle(claim, account);
      ASSERT_EQ(first.fund_pays, one->settle(claim, account).fund_pays) << entry.name;
      ASSERT_EQ(first.fund_pays, other->settle(claim, account).fund_pays) << entry.name;
    }
  }
}

// --- payment --------------------------------------------------------------------------------

Bill any_bill(Stream& stream) {
  const Money fund = coin(stream) ? Money{} : up_to(stream, 10'000.0);
  const Money patient = coin(stream) ? Money{} : up_to(stream, 10'000.0);
  return {.facility = FacilityId{0},
          .tier = all_tiers[static_cast<std::size_t>(stream.uniform() * tier_count)],
          .service = coin(stream) ? Service::outpatient : Service::inpatient,
          .scheme = coin(stream) ? InsuranceScheme::resident : InsuranceScheme::employee,
          .charge = fund + patient,
          .fund_share = fund,
          .patient_share = patient};
}

TEST(EveryPaymentScheme, PaysWhatFundAndPatientOwe) {
  const Randomness random{2019, 1};
  for (const auto& entry : policy_catalogue().payments) {
    const auto scheme = least(entry);
    for (std::uint32_t round = 0; round < rounds; ++round) {
      Stream stream = random.stream(round, Draws::claims);
      const Bill bill = any_bill(stream);
      Money by_fund{};
      Money by_patient{};
      for (const Payment payment : scheme->pay(bill))
        (payment.payer == Payer::fund ? by_fund : by_patient) += payment.amount;
      ASSERT_EQ(by_fund, bill.fund_share) << entry.name;
      ASSERT_EQ(by_patient, bill.patient_share) << entry.name;
    }
  }
}

TEST(EveryPaymentScheme, NeverOffersMoreForAServiceThanItsPrice) {
  for (const auto& entry : policy_catalogue().payments) {
    const auto scheme = least(entry);
    for (const Tier tier : all_tiers)
      for (const Service service : {Service::outpatient, Service::inpatient}) {
        const Money revenue = scheme->marginal_revenue({tier, service, Money::yuan(3000)});
        EXPECT_GE(revenue, Money{}) << entry.name;
        EXPECT_LE(revenue, Money::yuan(3000)) << entry.name;
      }
  }
}

// --- referral -------------------------------------------------------------------------------

std::vector<ReferralCase> every_case() {
  std::vector<ReferralCase> cases;
  for (const Direction direction : {Direction::up, Direction::down})
    for (const Tier from : all_tiers)
      for (const Tier to : all_tiers)
        for (const bool together : {false, true})
          for (const ConditionId condition : {sample::stroke, sample::common_cold})
            for (const bool inpatient : {false, true})
              if (direction == Direction::up ? to > from : to < from)
                cases.push_back({direction, from, to, together, condition, inpatient});
  return cases;
}

TEST(EveryReferralRule, AnswersEveryCaseAndAlwaysAlike) {
  for (const auto& entry : policy_catalogue().referrals) {
    const auto one = least(entry);
    const auto other = least(entry);
    for (const ReferralCase& referral : every_case()) {
      const Channel channel = one->channel(referral);
      EXPECT_EQ(channel.exists, other->channel(referral).exists) << entry.name;
      EXPECT_EQ(channel.green, other->channel(referral).green) << entry.name;
      EXPECT_TRUE(channel.exists || !channel.green)
          << entry.name << " gives precedence in a channel that does not exist";
    }
  }
}

TEST(EveryReferralRule, ReservesNoMoreThanThereIs) {
  for (const auto& entry : policy_catalogue().referrals)
    for (const Tier tier : all_tiers) {
      const ReservedPlaces places = least(entry)->reserved_at(tier);
      EXPECT_GE(places.beds_share, 0.0) << entry.name;
      EXPECT_LE(places.beds_share, 1.0) << entry.name;
    }
}

}  // namespace
}  // namespace tiercare
