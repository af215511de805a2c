// SPDX-License-Identifier: Apache-2.0
// A blocked bed is one whose patient could go, may go and wants to go, but has nowhere to go.
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

/// Three patients of the hospital who will be stable after two days and need three more.
std::unique_ptr<County> county_with_a_full_course() {
  auto county = std::make_unique<County>();
  ChoiceBehaviour& choice = county->plan.choice;
  choice.travel_per_min = -0.02;
  choice.tier_constant[index(Tier::township)] = 9.0;
  county->course().required_capability = 3.0;
  county->course().admission = Probability{1.0};
  county->course().stable_capability = 2.0;
  county->course().fit_for_lower_tier = Probability{1.0};
  return county;
}

std::vector<AdmissionFact> stays_at_the_hospital(County& county) {
  for (std::uint32_t p = 0; p < 3; ++p) county.sent_to(tiny::hospital, PersonId{p});
  county.pass(Duration::days(30));
  std::vector<AdmissionFact> stays;
  for (const AdmissionFact& stay : county.told.admissions)
    if (stay.facility == tiny::hospital) stays.push_back(stay);
  return stays;
}

void expect_blocked(County& county, Duration blocked, ContactOutcome outcome) {
  const auto stays = stays_at_the_hospital(county);
  ASSERT_EQ(stays.size(), 3U);
  for (const AdmissionFact& stay : stays) {
    EXPECT_EQ(stay.blocked, blocked);
    EXPECT_EQ(stay.outcome, outcome);
  }
}

TEST(BedBlocking, DoesNotHappenWhereThePatientIsSentDown) {
  const auto county = county_with_a_full_course();
  expect_blocked(*county, {}, ContactOutcome::referred_down);
}

TEST(BedBlocking, LastsForTheStablePhaseWhereTheTownshipIsFull) {
  const auto county = county_with_a_full_course();
  county->fill_beds(tiny::centre);
  expect_blocked(*county, Duration::days(3), ContactOutcome::treated);
}

TEST(BedBlocking, IsNotForWantOfSkillBelow) {
  const auto county = county_with_a_full_course();
  county->set_capability(tiny::centre, 1.5);
  expect_blocked(*county, {}, ContactOutcome::treated);
}

TEST(BedBlocking, IsNotWhatAHospitalDoesThatKeepsItsPatients) {
  const auto county = county_with_a_full_course();
  county->fill_beds(tiny::centre);
  county->pay_facilities(Money::yuan(20'000));
  expect_blocked(*county, {}, ContactOutcome::treated);
}

TEST(BedBlocking, IsNotWhatAPatientDoesWhoWantsToStay) {
  const auto county = county_with_a_full_course();
  county->fill_beds(tiny::centre);
  county->set_travel(tiny::village, tiny::seat, 1500.0F);
  expect_blocked(*county, {}, ContactOutcome::treated);
}

TEST(BedBlocking, IsNotWhatHappensWithoutAChannel) {
  const auto county = county_with_a_full_course();
  county->fill_beds(tiny::centre);
  county->allow({.down = false});
  expect_blocked(*county, {}, ContactOutcome::treated);
}

TEST(BedBlocking, IsNotCountedForWhoIsUnfitToMove) {
  const auto county = county_with_a_full_course();
  county->fill_beds(tiny::centre);
  county->course().fit_for_lower_tier = Probability{0.0};
  expect_blocked(*county, {}, ContactOutcome::treated);
  EXPECT_TRUE(county->told.referrals.empty());
}

}  // namespace
}  // namespace tiercare
