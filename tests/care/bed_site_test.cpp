// SPDX-License-Identifier: Apache-2.0
// Once a clinician has said "a bed", the patient weighs the beds he could have.
#include "care/bed_site.hpp"

#include "care/choosing.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

/// Nothing keeps people where they are, and everything else matters a little.
std::unique_ptr<County> county_of_many_beds() {
  auto county = mattering_county();
  county->course().admission = Probability{1.0};
  county->plan.choice.tier_constant = {};
  county->plan.choice.travel_per_min = -0.002;
  county->plan.choice.cost_per_100_yuan = -0.1;
  return county;
}

/// At which facilities the 400 patients of `from` lie.
std::array<int, tiny::facility_count> beds_chosen(County& county, FacilityId from,
                                                  bool must_leave = false) {
  std::array<int, tiny::facility_count> beds{};
  for (std::uint32_t p = 0; p < people; ++p) {
    const EpisodeId id = county.outpatient_at(from, PersonId{p});
    const BedSite site = choose_bed(county.care(), county.episodes[id], must_leave);
    if (!site.facility.is_none()) ++beds[site.facility.index()];
  }
  return beds;
}

int beds_at(County& county, FacilityId facility, FacilityId from = tiny::centre) {
  return beds_chosen(county, from)[facility.index()];
}

TEST(BedSite, IsWhereThePatientIsIfMovingIsTooMuchForHim) {
  const auto county = county_of_many_beds();
  county->plan.choice.change_of_facility = -50.0;
  EXPECT_EQ(beds_at(*county, tiny::centre), 400);
}

TEST(BedSite, IsEverywhereWithABedWhereNothingMatters) {
  const auto county = county_of_many_beds();
  county->plan.choice = {};
  const auto beds = beds_chosen(*county, tiny::centre);
  EXPECT_EQ(beds[tiny::clinic.index()], 0) << "it has none";
  for (const FacilityId facility : {tiny::centre, tiny::hospital, tiny::tertiary})
    EXPECT_NEAR(beds[facility.index()], 400.0 / 3, 32);
}

TEST(BedSite, DrawsLessTheLongerTheKnownWaitForABed) {
  const auto county = county_of_many_beds();
  county->plan.choice.delay_per_day = -1.0;
  const int before = beds_at(*county, tiny::hospital);
  for (int i = 0; i < 200; ++i) county->waits.learn_bed(tiny::hospital, Duration::days(3));
  EXPECT_LT(beds_at(*county, tiny::hospital), 0.4 * before);
}

TEST(BedSite, DrawsLessTheMoreOfTheStayThePatientPaysWithoutALetter) {
  const auto county = county_of_many_beds();
  const int before = beds_at(*county, tiny::tertiary);
  county->insure({.without_letter = Probability{0.0}});
  EXPECT_LT(beds_at(*county, tiny::tertiary), 0.5 * before);
}

TEST(BedSite, DrawsLessTheLessItCanTreat) {
  const auto county = county_of_many_beds();
  county->plan.choice.effect_of_treatment = 8.0;
  const int easy = beds_at(*county, tiny::centre);
  county->course().required_capability = 3.0;
  EXPECT_LT(beds_at(*county, tiny::centre), 0.7 * easy);
}

TEST(BedSite, IsHomeForSomeWhereNoBedIsHere) {
  const auto county = county_of_many_beds();
  const auto beds = beds_chosen(*county, tiny::clinic);
  const int in_a_bed = beds[1] + beds[2] + beds[3];
  EXPECT_GT(in_a_bed, 40);
  EXPECT_LT(in_a_bed, 380);
}

TEST(BedSite, TellsThatTheNearestWasFull) {
  const auto county = county_of_many_beds();
  county->fill_beds(tiny::centre);
  int full = 0;
  for (std::uint32_t p = 0; p < people; ++p) {
    const EpisodeId id = county->outpatient_at(tiny::centre, PersonId{p});
    const BedSite site = choose_bed(county->care(), county->episodes[id], false);
    EXPECT_EQ(site.passed_over == PassedOver::full, site.facility != tiny::centre);
    full += site.passed_over == PassedOver::full ? 1 : 0;
  }
  EXPECT_GT(full, 0);
}

TEST(BedSite, OfAnEmergencyIsTheNearestThatIsUpToIt) {
  const auto county = county_of_many_beds();
  county->course().urgent = true;
  county->course().required_capability = 3.0;
  EXPECT_EQ(beds_at(*county, tiny::hospital, tiny::clinic), 400);
  EXPECT_EQ(beds_chosen(*county, tiny::centre, true)[tiny::hospital.index()], 400);
  EXPECT_EQ(beds_at(*county, tiny::centre), 400) << "nobody there knows better";
}

TEST(BedSite, ElsewhereIsReachedWithoutALetterAndTold) {
  const auto county = county_of_many_beds();
  county->plan.choice.tier_constant[index(Tier::county)] = 30.0;
  county->sent_to(tiny::centre, PersonId{0});
  county->pass(Duration::days(30));
  ASSERT_GE(county->told.contacts.size(), 2U);
  EXPECT_EQ(county->told.contacts[0].outcome, ContactOutcome::left_for_a_bed);
  EXPECT_EQ(county->told.contacts[1].facility, tiny::hospital);
  EXPECT_EQ(county->told.contacts[1].reason, ContactReason::for_a_bed);
  EXPECT_EQ(county->told.contacts[1].travel, 40_min) << "from the township, not from home";
  EXPECT_EQ(county->told.contacts[1].outcome, ContactOutcome::admitted);
  ASSERT_GE(county->told.admissions.size(), 1U);
  EXPECT_EQ(county->told.admissions[0].reason, ContactReason::for_a_bed);
  EXPECT_EQ(county->told.admissions[0].passed_over, PassedOver::own_taste);
}

}  // namespace
}  // namespace tiercare
