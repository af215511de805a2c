// SPDX-License-Identifier: Apache-2.0
// From bed to bed a patient travels between the two facilities, and the bed there is kept for him;
// and what follows a discharge: a review that is missed, a relapse, a readmission.
#include "care/course_of_illness.hpp"
#include "care/journey.hpp"
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

constexpr PersonId patient{0};

/// The township's stay brings no progress, and everyone is willing to be moved up.
std::unique_ptr<County> county_that_moves_up() {
  auto county = std::make_unique<County>();
  county->plan.choice.effect_of_treatment = 50.0;
  county->plan.choice.travel_per_min = -0.02;
  county->plan.choice.travel_per_min_severe = -0.02;
  county->course().required_capability = 3.0;
  county->course().admission = Probability{1.0};
  county->plan.treatment.recognises_limits = Probability{0.0};
  return county;
}

std::uint32_t beds_taken(const County& county, FacilityId facility) {
  return county.stations.busy(county.plan.station(facility, StationRole::ward));
}

const AdmissionFact& stay_at(const County& county, FacilityId facility) {
  for (const AdmissionFact& stay : county.told.admissions)
    if (stay.facility == facility) return stay;
  ADD_FAILURE() << "no stay there";
  return county.told.admissions.front();
}

TEST(Transfer, IsTravelledBetweenTheTwoFacilitiesWhileABedIsKept) {
  const auto county = county_that_moves_up();
  county->sent_to(tiny::centre, patient);
  while (county->told.admissions.empty()) county->pass(1_min);
  EXPECT_EQ(county->told.admissions[0].outcome, ContactOutcome::referred_up);
  EXPECT_EQ(beds_taken(*county, tiny::hospital), 1U) << "kept";
  county->fill_beds(tiny::hospital);
  county->pass(Duration::days(10));
  const AdmissionFact& above = stay_at(*county, tiny::hospital);
  EXPECT_EQ(above.transfer, 40_min) << "from the township, not from home";
  EXPECT_EQ(above.bed, above.decided);
}

TEST(Transfer, IsFasterByAmbulanceForTheCritical) {
  const auto county = county_that_moves_up();
  county->plan.conditions[tiny::illness].courses[index(Acuity::critical)] = county->course();
  county->plan.treatment.ambulance_time = 0.5;
  const EpisodeId id = county->sent_to(tiny::centre, patient);
  county->episodes[id].acuity = Acuity::critical;
  county->pass(Duration::days(10));
  EXPECT_EQ(stay_at(*county, tiny::hospital).transfer, 20_min);
}

TEST(Transfer, GivesTheBedBackOfWhoDiesOnTheWay) {
  const auto county = county_that_moves_up();
  county->course().dies_untreated = Probability{1.0};
  county->course().untreated_allows = Duration::days(4);
  const EpisodeId id = county->sent_to(tiny::centre, patient);
  while (county->told.admissions.empty()) county->pass(1_min);
  Care care = county->care();
  county->episodes[id].deadline = county->agenda.now();
  care.agenda.at(county->agenda.now(), DiesUntreated{id, patient});
  county->pass(1_min);
  ASSERT_EQ(county->told.deaths.size(), 1U);
  EXPECT_EQ(county->told.deaths[0].place, DeathPlace::on_the_way);
  EXPECT_EQ(beds_taken(*county, tiny::hospital), 0U);
}

TEST(Transfer, GivesTheBedBackOfWhoIsSentOnFromTheDesk) {
  const auto county = county_that_moves_up();
  county->sent_to(tiny::centre, patient);
  while (county->told.admissions.empty()) county->pass(1_min);
  ASSERT_EQ(beds_taken(*county, tiny::hospital), 1U);
  county->set_capability(tiny::hospital, 2.0);  // its skill left while he was on his way
  county->plan.treatment.recognises_limits = Probability{1.0};
  county->pass(Duration::days(10));
  EXPECT_EQ(stay_at(*county, tiny::tertiary).facility, tiny::tertiary);
  EXPECT_EQ(beds_taken(*county, tiny::hospital), 0U);
}

TEST(AfterDischarge, AReviewFallsThroughWhereTheFacilityHasClosed) {
  const auto county = std::make_unique<County>();
  county->course().followed_up = Probability{1.0};
  county->course().worsens = Probability{1.0};
  county->sent_to(tiny::centre, patient);
  county->pass(Duration::days(1));
  ASSERT_EQ(county->told.contacts.size(), 1U);
  county->plan.facilities[tiny::centre].open = false;
  county->pass(Duration::days(60));
  EXPECT_EQ(county->told.contacts.size(), 1U) << "he was treated: nothing else is the matter";
  EXPECT_EQ(county->episodes.ended(), 1U);
}

TEST(AfterDischarge, ReviewsAreTravelledToOnTheWaysOfTheDay) {
  const auto county = std::make_unique<County>();
  county->course().followed_up = Probability{1.0};
  county->sent_to(tiny::centre, patient);
  county->pass(Duration::days(1));
  county->set_travel(tiny::village, tiny::seat, 55.0F);
  county->pass(Duration::days(60));
  ASSERT_EQ(county->told.contacts.size(), 2U);
  EXPECT_EQ(county->told.contacts[0].travel, 20_min);
  EXPECT_EQ(county->told.contacts[1].travel, 55_min);
}

TEST(AfterDischarge, ReviewsAreMissedTheMoreTheFartherTheyAre) {
  const auto missed = [](FacilityId facility) {
    auto county = std::make_unique<County>();
    county->plan.treatment.missed_review = Probability{0.1};
    county->plan.choice.travel_per_min = -0.02;
    county->course().followed_up = Probability{1.0};
    for (std::uint32_t p = 0; p < 300; ++p) county->sent_to(facility, PersonId{p});
    county->pass(Duration::days(30));
    int number = 0;
    for (const ContactFact& contact : county->told.contacts)
      number += contact.outcome == ContactOutcome::did_not_come ? 1 : 0;
    return number;
  };
  const int next_door = missed(tiny::clinic);
  EXPECT_GT(next_door, 10);
  EXPECT_LT(next_door, 60);
  EXPECT_GT(missed(tiny::tertiary), 2 * next_door);
}

TEST(AfterDischarge, ARelapseIsRecordedWithTheTimeSinceDischarge) {
  auto county = std::make_unique<County>();
  county->course().admission = Probability{1.0};
  county->course().relapse = Probability{1.0};
  county->course().relapse_after = Duration::days(5);
  county->plan.choice.self_care.fill(-500.0);
  county->sent_to(tiny::hospital, patient);
  county->pass(Duration::days(200));
  ASSERT_GE(county->told.admissions.size(), 2U);
  const AdmissionFact& first = county->told.admissions[0];
  const AdmissionFact& second = county->told.admissions[1];
  EXPECT_EQ(first.since_discharge, no_discharge);
  EXPECT_EQ(second.since_discharge, second.decided - first.discharge);
  bool relapsed = false;
  for (const ContactFact& contact : county->told.contacts)
    relapsed = relapsed || contact.reason == ContactReason::relapsed;
  EXPECT_TRUE(relapsed);
}

}  // namespace
}  // namespace tiercare
