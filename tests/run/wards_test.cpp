// SPDX-License-Identifier: Apache-2.0
// Beds by ward: each with its own queue, every line in one of them, the facility's beds their sum.
#include "run/small_county.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

namespace tiercare::testing {
namespace {

constexpr std::string_view county_hospital_by_ward = R"(
facilities:
  county_hospital:
    wards:
      medical: {name_zh: 内科病区, beds: 4, lines: [internal_medicine, cardiology, neurology, oncology]}
      surgical: {beds: 2, lines: [surgery]}
      mother_and_child: {beds: 1, lines: [obstetrics_gynaecology, paediatrics]}
)";

const Facility& hospital_of(const Scenario& scenario) {
  for (const Facility& facility : scenario.plan().facilities)
    if (facility.tier == Tier::county) return facility;
  throw std::out_of_range("no county hospital");
}

TEST(Wards, TheSameBedsInWardsKeepMorePatientsWaitingThanInOneWardForAll) {
  const auto pooled = run_once(small_county());
  const auto by_ward = run_once(variant(county_hospital_by_ward));
  EXPECT_GT(indicator(by_ward, "bed_given_up_share_county").value,
            indicator(pooled, "bed_given_up_share_county").value);
  EXPECT_LT(indicator(by_ward, "bed_occupancy_county").value,
            indicator(pooled, "bed_occupancy_county").value)
      << "a free bed of one ward does not help the other";
}

TEST(Wards, ShareTheBedsThatAreGivenInAll) {
  const Scenario larger = variant(fmt::format("{}    beds: 14\n", county_hospital_by_ward));
  const Facility& hospital = hospital_of(larger);
  EXPECT_EQ(hospital.beds, 14U);
  ASSERT_EQ(hospital.wards.size(), 3U);
  EXPECT_EQ(hospital.wards[0].beds, 8U);
  EXPECT_EQ(hospital.wards[1].beds, 4U);
  EXPECT_EQ(hospital.wards[2].beds, 2U);
}

TEST(Wards, TakeOtherPlacesPatientsAsTheyHaveBeds) {
  const Scenario scenario = variant(R"(
facilities:
  city_hospital:
    beds: 400
    wards:
      east: {beds: 300, lines: [internal_medicine, cardiology, neurology, oncology]}
      west: {beds: 100, lines: [surgery, obstetrics_gynaecology, paediatrics]}
    background: {admissions: 20 /day}
)");
  Replication replication{scenario, 5, 1};
  run_quietly(replication, replication.end());
  const auto end = replication.measured_end();
  const auto discharged = [&](std::string_view name) {
    for (const auto& ward : end.wards)
      if (ward.name == name) return static_cast<double>(ward.use.completed);
    return std::nan("");
  };
  const double share = discharged("west") / (discharged("east") + discharged("west"));
  EXPECT_NEAR(share, 0.25, 0.06);
}

TEST(Wards, GrowAndShrinkAtADate) {
  const Scenario scenario = variant(fmt::format("{}{}", county_hospital_by_ward, R"(
timeline:
  - on: 2017-12-15
    change: {facilities: {county_hospital: {beds: 10, wards: {surgical: {beds: 5}}}}}
)"));
  const auto& before = hospital_of(scenario);
  EXPECT_EQ(before.beds, 7U);
  EXPECT_EQ(
      scenario.periods()
          .back()
          .plan->facilities
          .values()[static_cast<std::size_t>(&before - scenario.plan().facilities.values().data())]
          .beds,
      10U);
  EXPECT_TRUE(run_once(scenario).complete);
}

}  // namespace
}  // namespace tiercare::testing
