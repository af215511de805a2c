// SPDX-License-Identifier: Apache-2.0
// The logit of seeking and choosing: what draws people and what keeps them away, and how many.
#include "care/choice.hpp"

#include "care/choosing.hpp"
#include "care/treatment.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <vector>

namespace tiercare {
namespace {

FacilityId chosen(County& county, const Wish& wish) {
  return county.care().choice().choose(wish).facility;
}

/// Shares of all draws by facility; none is self-care.
std::map<FacilityId, double> shares(County& county) {
  std::map<FacilityId, double> share;
  for (std::uint32_t p = 0; p < people; ++p)
    for (std::uint32_t e = 0; e < episodes_each; ++e)
      share[chosen(county, wish_of(p, e))] += 1.0 / draws;
  return share;
}

/// How a change alters the share of the hospital.
double gain_of_hospital(const std::function<void(County&)>& change) {
  const auto before = mattering_county();
  const auto after = mattering_county();
  change(*after);
  return shares(*after)[tiny::hospital] - shares(*before)[tiny::hospital];
}

TEST(Choice, PrefersWhatIsNearer) {
  EXPECT_GT(gain_of_hospital(
                [](County& county) { county.set_travel(tiny::village, tiny::county_town, 15.0F); }),
            0.05);
  EXPECT_LT(gain_of_hospital([](County& county) {
              county.set_travel(tiny::village, tiny::county_town, 240.0F);
            }),
            -0.05);
}

TEST(Choice, PrefersWhatIsCheaper) {
  EXPECT_GT(gain_of_hospital(
                [](County& county) { county.group(tiny::hospital).price.visit = Money::yuan(5); }),
            0.02);
  EXPECT_LT(gain_of_hospital([](County& county) {
              county.group(tiny::hospital).price.visit = Money::yuan(400);
            }),
            -0.05);
}

TEST(Choice, PrefersWhatTheInsurancePaysFor) {
  EXPECT_LT(
      gain_of_hospital([](County& county) { county.insure({.without_letter = Probability{0.0}}); }),
      -0.02);
}

TEST(Choice, PrefersWhatIsThoughtAbleToTreat) {
  EXPECT_LT(gain_of_hospital([](County& county) { county.set_capability(tiny::hospital, 1.0); }),
            -0.05);
  EXPECT_GT(gain_of_hospital([](County& county) { county.set_capability(tiny::centre, 1.0); }),
            0.02);
}

TEST(Choice, PrefersWhatIsTrusted) {
  const auto trust = [](int of_100) {
    return [of_100](County& county) {
      for (Person& person : county.persons)
        person.trust[index(Tier::county)] = static_cast<std::int8_t>(of_100);
    };
  };
  EXPECT_GT(gain_of_hospital(trust(80)), 0.05);
  EXPECT_LT(gain_of_hospital(trust(-80)), -0.05);
}

TEST(Choice, AvoidsWhereOneWaits) {
  EXPECT_LT(gain_of_hospital([](County& county) {
              for (int i = 0; i < 200; ++i) county.waits.learn(tiny::hospital, 3_h);
            }),
            -0.05);
}

TEST(Choice, AvoidsWhatHasFailedInThisEpisode) {
  const auto county = mattering_county();
  int before = 0;
  int after = 0;
  for (std::uint32_t p = 0; p < people; ++p) {
    Wish wish = wish_of(p, 0);
    before += chosen(*county, wish) == tiny::centre ? 1 : 0;
    wish.failed_capability = 2.0;
    after += chosen(*county, wish) == tiny::centre ? 1 : 0;
  }
  EXPECT_LT(after, before / 2);
}

TEST(Choice, LeavesMoreAtHomeTheLessIllTheyAre) {
  const auto county = mattering_county();
  auto& courses = county->plan.conditions[tiny::illness].courses;
  courses.fill(county->course());
  std::array<int, acuity_count> at_home{};
  for (std::size_t acuity = 0; acuity < acuity_count; ++acuity)
    for (std::uint32_t p = 0; p < people; ++p) {
      Wish wish = wish_of(p, 0);
      wish.acuity = static_cast<Acuity>(acuity);
      at_home[acuity] += chosen(*county, wish).is_none() ? 1 : 0;
    }
  EXPECT_GT(at_home[0], at_home[1]);
  EXPECT_GT(at_home[1], at_home[2]);
  EXPECT_GT(at_home[2], at_home[3]);
}

TEST(Choice, LeavesEverybodyAtHomeWhereHomeIsMuchBetter) {
  const auto county = mattering_county();
  county->plan.choice.self_care.fill(60.0);
  EXPECT_NEAR(shares(*county)[FacilityId{}], 1.0, 1e-9);
  county->plan.choice.self_care.fill(-60.0);
  EXPECT_EQ(shares(*county).count(FacilityId{}), 0U);
}

TEST(Choice, PassesByAClinicWhereNobodyIsOnDutyAtNight) {
  const auto county = mattering_county();
  county->plan.choice.tier_constant[index(Tier::village)] = 50.0;
  for (std::uint32_t p = 0; p < people; ++p) {
    Wish wish = wish_of(p, 0);
    EXPECT_EQ(chosen(*county, wish), tiny::clinic);
    wish.any_hour = true;
    EXPECT_NE(chosen(*county, wish), tiny::clinic);
  }
}

TEST(Choice, AddsUpUtilityAsWritten) {
  const auto county = mattering_county();
  Person& person = county->persons[PersonId{0}];
  person.income = 5'000;  // a quarter of the mean: twice the weight of cost
  person.trust[index(Tier::county)] = 40;
  for (int i = 0; i < 30; ++i) county->waits.learn(tiny::hospital, 50_min);
  const double wait = 50.0 * (1.0 - std::pow(0.98, 30));
  // a visit to the hospital costs 100 yuan, of which he pays half; its capability is 3 for a need
  // of 2
  const double effect = chance_of_right_treatment(county->plan.treatment, 3.0, 2.0);
  const double by_hand =
      0.3 - 0.02 * 60.0 - 0.01 * wait - 0.8 * 0.5 * 2.0 + 2.0 * effect + 1.5 * 0.4;
  const Wish wish = wish_of(0, 0);
  const Care care = county->care();
  const Choice choice = care.choice();
  const Preferences preferences = choice.preferences(wish);
  EXPECT_NEAR(preferences.of_visit(tiny::hospital, 60.0, false), by_hand, 1e-9);
  EXPECT_DOUBLE_EQ(preferences.of_self_care(), 1.0);
}

TEST(Choice, WeighsASetAsItsFacilitiesOneByOne) {
  const auto county = mattering_county();
  county->waits.learn(tiny::hospital, 50_min);
  auto known = all_alternatives(county->plan.facilities, county->plan.travel, tiny::village,
                                ServiceLine::internal_medicine);
  for (Alternative& each : known) each.stands_for = {0.25F, 0.5F};
  const Care care = county->care();
  const Choice choice = care.choice();
  for (const double failed : {0.0, 2.0}) {
    Wish wish = wish_of(0, 0);
    wish.failed_capability = failed;
    const Preferences preferences = choice.preferences(wish);
    std::vector<double> utilities(known.size());
    preferences.of_visits({known, tier_ends(county->plan.facilities, known)}, utilities);
    for (std::size_t i = 0; i < known.size(); ++i)
      EXPECT_NEAR(utilities[i],
                  0.25 + preferences.of_visit(known[i].facility, known[i].travel_minutes, false),
                  1e-12);
  }
}

TEST(Choice, WeighsWayAndCostByHowIllOneIs) {
  const auto county = mattering_county();
  auto& courses = county->plan.conditions[tiny::illness].courses;
  courses.fill(county->course());
  const auto difference = [&](Acuity acuity) {
    Wish wish = wish_of(0, 0);
    wish.acuity = acuity;
    const Care care = county->care();
    const Choice choice = care.choice();
    const Preferences preferences = choice.preferences(wish);
    return preferences.of_visit(tiny::hospital, 0.0, false) -
           preferences.of_visit(tiny::hospital, 100.0, false);
  };
  EXPECT_NEAR(difference(Acuity::moderate), 2.0, 1e-9);
  EXPECT_NEAR(difference(Acuity::severe), 1.0, 1e-9);
}

TEST(Choice, DrawsEachFacilityWithItsLogitShare) {
  const auto county = mattering_county();
  const Wish wish = wish_of(0, 0);  // all are alike
  const Care care = county->care();
  const Choice choice = care.choice();
  const Preferences preferences = choice.preferences(wish);
  std::map<FacilityId, double> weight{{FacilityId{}, std::exp(preferences.of_self_care())}};
  double sum = weight[FacilityId{}];
  for (const auto& [facility, minutes, stands_for] :
       county->plan.choice_sets.of(tiny::village, ServiceLine::internal_medicine).all)
    sum += weight[facility] = std::exp(preferences.of_visit(facility, minutes, false));
  const auto observed = shares(*county);
  ASSERT_EQ(observed.size(), tiny::facility_count + 1);
  for (const auto& [facility, share] : observed) {
    const double p = weight[facility] / sum;
    EXPECT_NEAR(share, p, 4.0 * std::sqrt(p * (1.0 - p) / draws)) << facility.value;
  }
}

TEST(Choice, FollowsAPersonsOwnTasteForATier) {
  const auto county = mattering_county();
  county->persons[PersonId{1}].taste[index(Tier::county)] = 60;  // one and a half deviations
  const auto utility = [&](std::uint32_t person, FacilityId facility) {
    const Wish wish = wish_of(person, 0);
    const Care care = county->care();
    const Choice choice = care.choice();
    return choice.preferences(wish).of_visit(facility, 0.0, false);
  };
  EXPECT_DOUBLE_EQ(utility(1, tiny::hospital), utility(2, tiny::hospital)) << "nobody has taste";
  county->plan.choice.taste_sd = 0.8;
  EXPECT_NEAR(utility(1, tiny::hospital) - utility(2, tiny::hospital), 1.2, 1e-12);
  EXPECT_DOUBLE_EQ(utility(1, tiny::clinic), utility(2, tiny::clinic)) << "of another tier";
}

TEST(Choice, OfOnePersonIsUntouchedByAnothersLife) {
  const auto one = mattering_county();
  const auto other = mattering_county();
  other->persons[PersonId{1}].income = 100;
  other->persons[PersonId{1}].trust.fill(-100);
  for (std::uint32_t e = 0; e < 50; ++e) {
    chosen(*other, wish_of(1, e));  // asks more often, too
    chosen(*other, wish_of(1, e + 50));
    EXPECT_EQ(chosen(*one, wish_of(2, e)), chosen(*other, wish_of(2, e)));
  }
}

TEST(Choice, IsDrawnAnewForEveryEpisodeAndContact) {
  const auto county = mattering_county();
  std::map<FacilityId, int> by_episode;
  std::map<FacilityId, int> by_contact;
  for (std::uint8_t i = 0; i < 30; ++i) {
    Wish wish = wish_of(3, i);
    ++by_episode[chosen(*county, wish)];
    EXPECT_EQ(chosen(*county, wish), chosen(*county, wish)) << "the same question twice";
    wish.episode = 0;
    wish.contact = i;
    ++by_contact[chosen(*county, wish)];
  }
  EXPECT_GT(by_episode.size(), 1U);
  EXPECT_GT(by_contact.size(), 1U);
}

TEST(BestAbove, IsTheMostUsefulOfTheHigherTiers) {
  const auto county = mattering_county();
  const Choice choice = county->care().choice();
  county->plan.choice.tier_constant = {9.0, 0.0, 3.0, 0.0};
  EXPECT_EQ(choice.best_above(wish_of(0, 0), Tier::village).facility, tiny::hospital);
  county->plan.choice.tier_constant = {9.0, 0.0, 0.0, 9.0};
  EXPECT_EQ(choice.best_above(wish_of(0, 0), Tier::township).facility, tiny::tertiary);
  EXPECT_EQ(choice.best_above(wish_of(0, 0), Tier::county).facility, tiny::tertiary);
  EXPECT_EQ(choice.best_above(wish_of(0, 0), Tier::county).travel_minutes, 180.0F);
}

TEST(BestAbove, IsNoneAboveTheHighest) {
  const auto county = mattering_county();
  EXPECT_TRUE(county->care().choice().best_above(wish_of(0, 0), Tier::tertiary).facility.is_none());
}

}  // namespace
}  // namespace tiercare
