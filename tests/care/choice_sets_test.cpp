// SPDX-License-Identifier: Apache-2.0
// Choice sets: the few facilities of each tier that promise most to a settlement's people.
#include "care/choice_sets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace tiercare {
namespace {

/// Settlements in a row, ten minutes from one to the next, with these facilities in each.
struct Row {
  Settlements settlements;
  Facilities facilities;
  TravelTable travel;
  ChoiceBehaviour choice{.travel_per_min = -0.02, .effect_of_treatment = 3.0};
  TreatmentBehaviour treatment{.right_at_par = Probability{0.85}, .per_level = 1.5};

  explicit Row(std::size_t places, std::initializer_list<Tier> in_each) {
    std::vector<float> minutes;
    for (std::size_t i = 0; i < places; ++i) {
      const SettlementId place = settlements.add({});
      for (const Tier tier : in_each) {
        Facility facility;
        facility.tier = tier;
        facility.settlement = place;
        facility.capability.fill(1.0);
        facilities.add(facility);
      }
      for (std::size_t j = 0; j < places; ++j)
        minutes.push_back(5.0F + 10.0F * static_cast<float>(i > j ? i - j : j - i));
    }
    travel = TravelTable{places, minutes};
  }
  [[nodiscard]] ChoiceSets sets() const {
    return {facilities, settlements, travel, choice, treatment};
  }
};

constexpr ServiceLine line = ServiceLine::internal_medicine;

const std::initializer_list<Tier> all{Tier::village, Tier::township, Tier::county, Tier::tertiary};

TEST(ChoiceSets, HoldAtMostTwelveOfAnyNumber) {
  const Row row{20, all};
  const ChoiceSets sets = row.sets();
  for (std::size_t s = 0; s < 20; ++s)
    EXPECT_EQ(sets.of(row.settlements.id_of(s), line).all.size(), ChoiceSets::largest);
}

TEST(ChoiceSets, KnowMorePlacesOfTheLowerTiers) {
  const Row row{20, all};
  const ChoiceSets sets = row.sets();
  std::array<int, tier_count> known{};
  for (const auto& alternative : sets.of(SettlementId{7}, line).all)
    ++known[index(row.facilities[alternative.facility].tier)];
  EXPECT_EQ(known, (std::array<int, tier_count>{4, 3, 3, 2}));
}

TEST(ChoiceSets, SayWhereEachTierEnds) {
  const Row row{20, all};
  EXPECT_EQ(row.sets().of(SettlementId{7}, line).ends, (TierEnds{4, 7, 10, 12}));
  const Row without{2, {Tier::township, Tier::tertiary}};
  EXPECT_EQ(without.sets().of(SettlementId{1}, line).ends, (TierEnds{0, 2, 2, 4}));
}

TEST(ChoiceSets, NameTheNearestAndOfEquallyNearOnesTheLowest) {
  Row row{20, {Tier::county, Tier::tertiary}};
  const ChoiceSets of_two = row.sets();
  EXPECT_EQ(of_two.of(SettlementId{3}, line).nearest().facility, FacilityId{6});
  row.facilities[FacilityId{6}].open = false;
  const ChoiceSets of_one = row.sets();
  EXPECT_EQ(of_one.of(SettlementId{3}, line).nearest().facility, FacilityId{7});
}

TEST(ChoiceSets, AreNearestFirstWithinATier) {
  const Row row{20, all};
  const ChoiceSets sets = row.sets();
  for (std::size_t s = 0; s < 20; ++s) {
    const auto set = sets.of(row.settlements.id_of(s), line).all;
    EXPECT_TRUE(std::is_sorted(set.begin(), set.end(), [&](const auto& a, const auto& b) {
      const Tier tier_a = row.facilities[a.facility].tier;
      const Tier tier_b = row.facilities[b.facility].tier;
      return tier_a != tier_b ? tier_a < tier_b : a.travel_minutes < b.travel_minutes;
    }));
  }
}

TEST(ChoiceSets, KnowAFarHospitalThatIsGoodAtALineBeforeANearOneThatIsNot) {
  Row row{20, {Tier::county}};
  const FacilityId far{12};  // 125 minutes from the first place: 2.5 of utility
  row.facilities[far].capability[index(ServiceLine::oncology)] = 4.0;
  const ChoiceSets sets = row.sets();
  const auto knows = [&](ServiceLine wanted) {
    const auto set = sets.of(SettlementId{0}, wanted).all;
    return std::any_of(set.begin(), set.end(), [&](const auto& a) { return a.facility == far; });
  };
  EXPECT_TRUE(knows(ServiceLine::oncology));
  EXPECT_FALSE(knows(ServiceLine::surgery));
}

TEST(ChoiceSets, OfALineHoldOnlyThoseThatOfferIt) {
  Row row{3, {Tier::county}};
  const FacilityId mother_and_child{0};
  row.facilities[mother_and_child].capability.fill(0.0);
  row.facilities[mother_and_child].capability[index(ServiceLine::paediatrics)] = 2.5;
  const ChoiceSets sets = row.sets();
  EXPECT_EQ(sets.of(SettlementId{0}, ServiceLine::internal_medicine).all.size(), 2U);
  EXPECT_EQ(sets.of(SettlementId{0}, ServiceLine::paediatrics).all.size(), 3U);
}

TEST(ChoiceSets, LeaveOutNothingThatIsNearerThanWhatTheyHold) {
  const Row row{20, {Tier::village}};
  const ChoiceSets sets = row.sets();
  const SettlementId home{9};
  const auto set = sets.of(home, line).all;
  const float farthest = set.back().travel_minutes;
  std::size_t nearer = 0;
  for (std::size_t f = 0; f < row.facilities.size(); ++f)
    if (row.travel.minutes(home, row.facilities[row.facilities.id_of(f)].settlement) < farthest)
      ++nearer;
  EXPECT_LE(nearer, set.size());
  EXPECT_EQ(set.front().travel_minutes, 5.0F) << "one's own place is the nearest";
}

TEST(ChoiceSets, HoldWhatThereIsWhereThereIsLittle) {
  const Row row{2, {Tier::village, Tier::county}};
  EXPECT_EQ(row.sets().of(SettlementId{0}, line).all.size(), 4U);
  const Row nothing{1, {}};
  EXPECT_TRUE(nothing.sets().of(SettlementId{0}, line).all.empty());
}

TEST(ChoiceSets, LetTheKnownOfATierStandForAllOfItBySeverity) {
  Row row{20, {Tier::village}};
  row.choice.travel_per_min_severe = -0.005;
  row.choice.dissimilarity.tier = 0.4;
  const SettlementId home{3};
  const ChoiceSets sets = row.sets();
  const auto known = sets.of(home, line).all;
  ASSERT_EQ(known.size(), 4U);
  for (const bool severe : {false, true}) {
    const double per_minute = severe ? row.choice.travel_per_min_severe : row.choice.travel_per_min;
    const auto weight = [&](double minutes) { return std::exp(per_minute * minutes / 0.4); };
    double of_all = 0.0;  // all treat alike, so only the way tells them apart
    for (const Facility& each : row.facilities)
      of_all += weight(row.travel.minutes(home, each.settlement));
    double of_known = 0.0;
    for (const Alternative& each : known) of_known += weight(each.travel_minutes);
    for (const Alternative& each : known)
      EXPECT_NEAR(each.stands_for[severe], 0.4 * std::log(of_all / of_known), 1e-6);
  }
  EXPECT_GT(known[0].stands_for[1], known[0].stands_for[0] + 0.1F)
      << "the severely ill mind the way less, so more of the rest counts";
}

TEST(ChoiceSets, GiveTheTravelTimeFromHome) {
  const Row row{3, {Tier::township}};
  const ChoiceSets sets = row.sets();
  for (const auto& [facility, minutes, stands_for] : sets.of(SettlementId{2}, line).all)
    EXPECT_EQ(minutes, row.travel.minutes(SettlementId{2}, row.facilities[facility].settlement));
}

}  // namespace
}  // namespace tiercare
