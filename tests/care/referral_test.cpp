// SPDX-License-Identifier: Apache-2.0
// The four links of a referral, up and down: each alone can stop it, and the record says which did.
//
// All links hold at first. Each case breaks one and asks the same patients again; since draws
// belong to persons, the other links must give the very same answers.
#include "care/referral.hpp"

#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

constexpr std::uint32_t people = 400;

/// Patients whom each link stopped, and whom none did.
struct Tally {
  std::array<int, link_count> stopped{};
  int accepted = 0;
  int asked = 0;

  [[nodiscard]] int by(Link link) const { return stopped[static_cast<std::size_t>(link)]; }
};

Tally tally_of(const std::vector<ReferralFact>& referrals) {
  Tally tally;
  for (const ReferralFact& referral : referrals) {
    ++tally.asked;
    tally.accepted += referral.accepted() ? 1 : 0;
    for (std::size_t link = 0; link < link_count; ++link)
      tally.stopped[link] += referral.holds[link] ? 0 : 1;
  }
  return tally;
}

/// Which way a patient goes, and from where.
enum class Way { up_from_the_desk, up_from_the_bed, down_from_the_bed };

/// A county in which everyone wants to go that way and nothing is in his way.
std::unique_ptr<County> open_county(Way way) {
  auto county = std::make_unique<County>(people);
  const bool up = way != Way::down_from_the_bed;
  ChoiceBehaviour& choice = county->plan.choice;
  choice.travel_per_min = -0.02;
  choice.cost_per_100_yuan = -0.01;
  choice.self_care.fill(-5.0);
  choice.tier_constant[index(up ? Tier::county : Tier::township)] = 9.0;
  county->course().required_capability = 3.0;
  county->course().stable_capability = 2.0;
  return county;
}

Tally ask_everyone(County& county, Way way) {
  Care care = county.care();
  for (std::uint32_t p = 0; p < people; ++p) {
    const PersonId person{p};
    switch (way) {
      case Way::up_from_the_desk:
        refer_up(care, county.outpatient_at(tiny::centre, person));
        break;
      case Way::up_from_the_bed:
        refer_up(care, county.inpatient_at(tiny::centre, person, Duration::days(3)));
        break;
      case Way::down_from_the_bed:
        refer_down(care, county.inpatient_at(tiny::hospital, person, Duration::days(3)));
        break;
    }
  }
  return tally_of(county.told.referrals);
}

struct Break {
  const char* name;
  Way way;
  Link link;
  void (*make)(County&);
};

void make_keeping_pay(County& county) {
  county.pay_facilities(Money::yuan(20'000));
}
void forbid_up(County& county) {
  county.allow({.up = false});
}
void forbid_down(County& county) {
  county.allow({.down = false});
}
void take_skill_from_hospitals(County& county) {
  county.set_capability(tiny::hospital, 2.9);
  county.set_capability(tiny::tertiary, 2.9);
}
void take_skill_from_centre(County& county) {
  county.set_capability(tiny::centre, 1.9);
}
void fill_hospital(County& county) {
  county.fill_beds(tiny::hospital);
}
void fill_centre(County& county) {
  county.fill_beds(tiny::centre);
}
void move_hospitals_away(County& county) {
  county.set_travel(tiny::village, tiny::county_town, 1500.0F);
  county.set_travel(tiny::village, tiny::city, 1500.0F);
}
void move_centre_away(County& county) {
  county.set_travel(tiny::village, tiny::seat, 1500.0F);
}
void make_hospital_dear(County& county) {
  county.group(tiny::hospital).price.visit = Money::yuan(400'000);
}
void charge_a_second_deductible(County& county) {
  county.group(tiny::centre).price.bed_day = Money::yuan(100'000);
  county.insure({.second_deductible = Money::yuan(300'000)});
}

class BrokenLink : public testing::TestWithParam<Break> {};

TEST_P(BrokenLink, AloneStopsTheReferralAndAloneIsRecorded) {
  const Break& broken = GetParam();
  const auto open = open_county(broken.way);
  const Tally before = ask_everyone(*open, broken.way);
  const auto county = open_county(broken.way);
  broken.make(*county);
  const Tally after = ask_everyone(*county, broken.way);

  ASSERT_EQ(before.asked, static_cast<int>(people));
  ASSERT_EQ(after.asked, static_cast<int>(people)) << "a broken link is recorded, not left out";
  EXPECT_GT(before.accepted, 0.95 * people);
  EXPECT_LT(before.by(broken.link), 0.05 * people);
  EXPECT_GT(after.by(broken.link), 0.95 * people);
  EXPECT_LT(after.accepted, 0.05 * people);
  for (const Link link : {Link::release, Link::receive, Link::willing, Link::policy})
    EXPECT_TRUE(link == broken.link || after.by(link) == before.by(link))
        << "link " << static_cast<int>(link) << " stopped " << before.by(link) << ", then "
        << after.by(link);
}

INSTANTIATE_TEST_SUITE_P(
    Referral, BrokenLink,
    testing::Values(
        Break{"UpReleaseByTheGainOfKeeping", Way::up_from_the_desk, Link::release,
              make_keeping_pay},
        Break{"UpReceiveByMissingSkill", Way::up_from_the_desk, Link::receive,
              take_skill_from_hospitals},
        Break{"UpWillingByTheWay", Way::up_from_the_desk, Link::willing, move_hospitals_away},
        Break{"UpWillingByThePrice", Way::up_from_the_desk, Link::willing, make_hospital_dear},
        Break{"UpPolicyByARule", Way::up_from_the_desk, Link::policy, forbid_up},
        Break{"UpFromTheBedReleaseByTheGainOfKeeping", Way::up_from_the_bed, Link::release,
              make_keeping_pay},
        Break{"UpFromTheBedReceiveByAFullWard", Way::up_from_the_bed, Link::receive, fill_hospital},
        Break{"UpFromTheBedWillingByTheWay", Way::up_from_the_bed, Link::willing,
              move_hospitals_away},
        Break{"UpFromTheBedPolicyByARule", Way::up_from_the_bed, Link::policy, forbid_up},
        Break{"DownReleaseByTheGainOfKeeping", Way::down_from_the_bed, Link::release,
              make_keeping_pay},
        Break{"DownReceiveByAFullWard", Way::down_from_the_bed, Link::receive, fill_centre},
        Break{"DownReceiveByMissingSkill", Way::down_from_the_bed, Link::receive,
              take_skill_from_centre},
        Break{"DownWillingByTheWay", Way::down_from_the_bed, Link::willing, move_centre_away},
        Break{"DownWillingByASecondDeductible", Way::down_from_the_bed, Link::willing,
              charge_a_second_deductible},
        Break{"DownPolicyByARule", Way::down_from_the_bed, Link::policy, forbid_down}),
    [](const auto& instance) { return instance.param.name; });

TEST(Referral, RecordsEveryBrokenLinkWhenAllAreBroken) {
  const auto county = open_county(Way::down_from_the_bed);
  make_keeping_pay(*county);
  fill_centre(*county);
  move_centre_away(*county);
  forbid_down(*county);
  const Tally tally = ask_everyone(*county, Way::down_from_the_bed);
  for (const int stopped : tally.stopped) EXPECT_GT(stopped, 0.95 * people);
}

TEST(Referral, TellsWhoFromWhereToWhereAndWhy) {
  const auto county = open_county(Way::up_from_the_desk);
  Care care = county->care();
  const EpisodeId id = county->outpatient_at(tiny::centre, PersonId{7});
  ASSERT_TRUE(refer_up(care, id));
  const ReferralFact& fact = county->told.referrals.at(0);
  EXPECT_EQ(fact.person, PersonId{7});
  EXPECT_EQ(fact.from, tiny::centre);
  EXPECT_EQ(fact.to, tiny::hospital);
  EXPECT_EQ(fact.direction, Direction::up);
  EXPECT_FALSE(fact.inpatient);
  EXPECT_GT(fact.release_probability, 0.99);
  EXPECT_GT(fact.willing_probability, 0.99);
}

TEST(Referral, GivesTheAcceptedPatientADestination) {
  const auto county = open_county(Way::up_from_the_desk);
  Care care = county->care();
  const EpisodeId id = county->outpatient_at(tiny::centre, PersonId{7});
  ASSERT_TRUE(refer_up(care, id));
  EXPECT_EQ(county->episodes[id].destination, tiny::hospital);
  EXPECT_EQ(county->episodes[id].referred, 0) << "the bill here is not yet that of a referred one";
  EXPECT_EQ(county->episodes[id].priority, ordinary_class);
}

TEST(Referral, LetsAGreenChannelPatientGoFirst) {
  const auto county = open_county(Way::up_from_the_desk);
  county->allow({.green = true});
  Care care = county->care();
  const EpisodeId id = county->outpatient_at(tiny::centre, PersonId{7});
  ASSERT_TRUE(refer_up(care, id));
  EXPECT_TRUE(county->told.referrals.at(0).green_channel);
  EXPECT_EQ(county->episodes[id].priority, emergency_class);
}

TEST(Referral, LeavesTheRefusedPatientWhereHeIs) {
  const auto county = open_county(Way::up_from_the_desk);
  forbid_up(*county);
  Care care = county->care();
  const EpisodeId id = county->outpatient_at(tiny::centre, PersonId{7});
  EXPECT_FALSE(refer_up(care, id));
  EXPECT_TRUE(county->episodes[id].destination.is_none());
  EXPECT_EQ(county->episodes[id].referred, 0);
}

TEST(Referral, AsksNobodyAboveTheHighestTierOrBelowTheTownship) {
  const auto county = open_county(Way::up_from_the_desk);
  Care care = county->care();
  EXPECT_FALSE(refer_up(care, county->outpatient_at(tiny::tertiary, PersonId{1})));
  EXPECT_FALSE(refer_down(care, county->inpatient_at(tiny::centre, PersonId{2}, 3_h)));
  EXPECT_TRUE(county->told.referrals.empty());
}

TEST(Referral, IsReleasedSoonerFromACrowdedHospital) {
  const auto probability = [](bool crowded) {
    const auto county = open_county(Way::down_from_the_bed);
    county->plan.release.intercept = -1.0;
    county->plan.release.per_10_points_of_occupancy = 0.5;
    if (crowded) county->fill_beds(tiny::hospital);
    Care care = county->care();
    refer_down(care, county->inpatient_at(tiny::hospital, PersonId{3}, Duration::days(3)));
    return county->told.referrals.at(0).release_probability;
  };
  EXPECT_GT(probability(true), probability(false));
}

TEST(Referral, IsReleasedSoonerTheFartherThePatientIsBeyondTheSender) {
  const auto probability = [](double required) {
    const auto county = open_county(Way::up_from_the_desk);
    county->plan.release = {.intercept = -1.0, .per_level_beyond_capability = 2.0};
    county->course().required_capability = required;
    Care care = county->care();
    refer_up(care, county->outpatient_at(tiny::centre, PersonId{3}));
    return county->told.referrals.at(0).release_probability;
  };
  EXPECT_DOUBLE_EQ(probability(1.5), probability(2.0)) << "within its capability";
  EXPECT_GT(probability(3.0), probability(2.0));
}

TEST(Referral, DrawsAnewForTheSamePatientAtTheDeskAndInTheBed) {
  const auto county = open_county(Way::up_from_the_desk);
  county->plan.release = {};  // a coin
  Care care = county->care();
  int changed_mind = 0;
  for (std::uint32_t p = 0; p < people; ++p) {
    const EpisodeId id = county->outpatient_at(tiny::centre, PersonId{p});
    refer_up(care, id);
    county->episodes[id].stage = Stage::in_bed;
    refer_up(care, id);
    const auto& told = county->told.referrals;
    changed_mind += told[told.size() - 2].holds[0] != told.back().holds[0] ? 1 : 0;
  }
  EXPECT_NEAR(changed_mind, people / 2.0, 60.0);
}

TEST(Receive, AsksForABedOfTheWardThatTakesThePatientsLine) {
  const auto county = open_county(Way::down_from_the_bed);
  ASSERT_EQ(ask_everyone(*county, Way::down_from_the_bed).by(Link::receive), 0);
  county->plan.ward_of[tiny::centre][index(ServiceLine::internal_medicine)] = {};
  const Tally tally = ask_everyone(*county, Way::down_from_the_bed);
  EXPECT_EQ(tally.by(Link::receive), static_cast<int>(people))
      << "the centre's beds are for other lines";
}

}  // namespace
}  // namespace tiercare
