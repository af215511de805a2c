// SPDX-License-Identifier: Apache-2.0
// Journeys told as stories: one patient, one way through the standard pathway, every fact in order.
#include "care/journey.hpp"

#include "care/course_of_illness.hpp"
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

constexpr PersonId patient{0};
using Story = std::vector<std::string>;

/// People try the clinic first, and go to the hospital if they are sent: the letter makes it cheap.
/// The illness needs a hospital while it is acute and a township's bed afterwards.
std::unique_ptr<County> county_of_the_story() {
  auto county = std::make_unique<County>();
  county->plan.choice = {.travel_per_min = -0.5,
                         .change_of_facility = -1000.0,
                         .cost_per_100_yuan = -5.0,
                         .effect_of_treatment = 60.0,
                         .tier_constant = {0.0, -10.0, 0.0, 0.0},
                         .self_care = {-40.0, -40.0, -40.0, -40.0}};
  county->insure({.outpatient = Probability{0.5},
                  .inpatient = Probability{0.8},
                  .without_letter = Probability{0.0}});
  Course& course = county->course();
  course.required_capability = 3.0;
  course.stable_capability = 2.0;
  course.tested = Probability{1.0};
  course.admission = Probability{1.0};
  course.fit_for_lower_tier = Probability{1.0};
  course.followed_up = Probability{1.0};
  return county;
}

void falls_ill(County& county, PersonId person) {
  Care care = county.care();
  need_arises(care, person);
}

TEST(Journey, GoesUpToTheHospitalAndDownToTheTownshipAndEndsWithAReview) {
  const auto county = county_of_the_story();
  falls_ill(*county, patient);
  county->pass(Duration::days(40));
  EXPECT_EQ(county->told.order,
            (Story{"feels ill and seeks care", "the clinic refers up to the hospital: agreed",
                   "visit to the clinic: referred up", "visit to the hospital: admitted",
                   "the hospital refers down to the centre: agreed",
                   "stay at the hospital: referred down", "stay at the centre: treated",
                   "visit to the centre: treated"}));
  EXPECT_EQ(county->episodes.begun(), 1U);
  EXPECT_EQ(county->episodes.ended(), 1U);
  EXPECT_EQ(county->persons[patient].in_hospital, 0);
}

TEST(Journey, TellsTimesPlacesAndReasonsOfEachContact) {
  const auto county = county_of_the_story();
  falls_ill(*county, patient);
  county->pass(Duration::days(40));
  const auto& visits = county->told.contacts;
  const auto& stays = county->told.admissions;
  ASSERT_EQ(visits.size(), 3U);
  ASSERT_EQ(stays.size(), 2U);

  EXPECT_EQ(visits[0].reason, ContactReason::own_choice);
  EXPECT_EQ(visits[0].contact, 0);
  EXPECT_EQ(visits[0].travel, 5_min);
  EXPECT_EQ(visits[0].served, 10_min) << "a clinic has no desk and no laboratory";
  EXPECT_EQ(visits[0].waited, Duration{});

  EXPECT_EQ(visits[1].reason, ContactReason::referred_up);
  EXPECT_EQ(visits[1].contact, 1);
  EXPECT_EQ(visits[1].arrived - visits[0].closed, 60_min);
  EXPECT_EQ(visits[1].served, 5_min + 10_min + 30_min);
  EXPECT_EQ(visits[1].closed - visits[1].arrived, 45_min);

  EXPECT_EQ(stays[0].decided, visits[1].closed);
  EXPECT_EQ(stays[0].bed, stays[0].decided) << "a bed was free";
  EXPECT_EQ(stays[0].acute_end - stays[0].bed, Duration::days(2));
  EXPECT_EQ(stays[0].discharge, stays[0].acute_end);
  EXPECT_EQ(stays[0].blocked, Duration{});

  EXPECT_EQ(stays[1].reason, ContactReason::referred_down);
  EXPECT_EQ(stays[1].decided - stays[0].discharge, 40_min) << "from the hospital";
  EXPECT_EQ(stays[1].discharge - stays[1].bed, Duration::days(3));
  EXPECT_EQ(stays[1].acute_end, Instant::never()) << "the acute phase was elsewhere";

  EXPECT_EQ(visits[2].reason, ContactReason::follow_up);
  EXPECT_GE(visits[2].arrived, stays[1].discharge + Duration::days(7));
  EXPECT_EQ(visits[2].served, 15_min) << "a review needs no tests";
}

TEST(Journey, PaysForEachContactAtItsOwnPlaceAndByItsOwnRules) {
  const auto county = county_of_the_story();
  falls_ill(*county, patient);
  county->pass(Duration::days(40));
  const auto& visits = county->told.contacts;
  const auto& stays = county->told.admissions;
  EXPECT_EQ(visits[0].patient_paid, Money::yuan(10));
  EXPECT_EQ(visits[1].charge, Money::yuan(100 + 50));
  EXPECT_EQ(visits[1].patient_paid, Money::yuan(75)) << "the letter has made it cheap";
  EXPECT_EQ(stays[0].charge, Money::yuan(600));
  EXPECT_EQ(stays[0].patient_paid, Money::yuan(120));
  EXPECT_EQ(stays[1].charge, Money::yuan(300));
  EXPECT_EQ(stays[1].fund_paid, Money::yuan(240));
  EXPECT_EQ(visits[2].patient_paid, Money::yuan(25));
  EXPECT_EQ(county->persons[patient].out_of_pocket, Money::yuan(10 + 75 + 120 + 60 + 25));
  EXPECT_EQ(county->ledger.balance(Ledger::households()), -Money::yuan(290));
  county->ledger.check_balanced();
}

TEST(Journey, TeachesTrustWhereTreatmentWasRight) {
  const auto county = county_of_the_story();
  falls_ill(*county, patient);
  county->pass(Duration::days(40));
  const auto& trust = county->persons[patient].trust;
  EXPECT_EQ(trust[index(Tier::township)], 8) << "the stay and the review";
  EXPECT_EQ(trust[index(Tier::county)], 0) << "its patient was passed on before he was well";
}

TEST(Journey, ComesBackAndGoesHigherWhereTreatmentWasInVain) {
  const auto county = county_of_the_story();
  // The clinic may help, but often does not, and does not see its limits.
  county->plan.treatment.right_at_par = Probability{0.5};
  county->plan.treatment.per_level = 0.5;
  county->plan.treatment.recognises_limits = Probability{0.0};
  county->set_travel(tiny::village, tiny::county_town, 30.0F);
  county->course().admission = Probability{0.0};
  county->course().followed_up = Probability{0.0};
  for (std::uint32_t p = 0; p < 60; ++p) falls_ill(*county, PersonId{p});
  county->pass(Duration::days(40));
  int in_vain = 0;
  int went_higher = 0;
  for (const ContactFact& first : county->told.contacts) {
    if (first.contact != 0 || first.facility != tiny::clinic ||
        first.outcome != ContactOutcome::treated_in_vain)
      continue;
    ++in_vain;
    for (const ContactFact& second : county->told.contacts) {
      if (second.person != first.person || second.contact != 1) continue;
      EXPECT_EQ(second.reason, ContactReason::came_back);
      EXPECT_GE(second.arrived - first.closed, Duration::days(3));
      went_higher += second.facility == tiny::hospital ? 1 : 0;
    }
  }
  EXPECT_GT(in_vain, 30) << "27 % are treated rightly";
  EXPECT_GT(went_higher, 0.95 * in_vain);
}

TEST(Journey, StaysInTheHospitalWhereTheTownshipIsFull) {
  const auto county = county_of_the_story();
  county->fill_beds(tiny::centre);
  county->course().followed_up = Probability{0.0};
  falls_ill(*county, patient);
  county->pass(Duration::days(40));
  EXPECT_EQ(
      county->told.order,
      (Story{"feels ill and seeks care", "the clinic refers up to the hospital: agreed",
             "visit to the clinic: referred up", "visit to the hospital: admitted",
             "the hospital refers down to the centre: refused", "stay at the hospital: treated"}));
  EXPECT_EQ(county->told.admissions.at(0).blocked, Duration::days(3));
}

TEST(Journey, GoesUpFromBedToBedWhereTheAcutePhaseBringsNoProgress) {
  const auto county = county_of_the_story();
  county->plan.treatment.recognises_limits = Probability{0.0};
  county->course().followed_up = Probability{0.0};
  county->sent_to(tiny::centre, patient);
  county->pass(Duration::days(40));
  EXPECT_EQ(county->told.order,
            (Story{"visit to the centre: admitted", "the centre refers up to the hospital: agreed",
                   "stay at the centre: referred up", "visit to the hospital: admitted",
                   "the hospital refers down to the centre: agreed",
                   "stay at the hospital: referred down", "stay at the centre: treated"}));
}

TEST(Journey, IsTreatedWithoutABedWhereTheLetterIsRefused) {
  const auto county = county_of_the_story();
  county->allow({.up = false});
  county->course().worsens = Probability{0.0};
  falls_ill(*county, patient);
  county->pass(Duration::days(1) + 12_h);
  ASSERT_EQ(county->told.contacts.size(), 1U);
  EXPECT_EQ(county->told.contacts[0].outcome, ContactOutcome::treated_in_vain);
  EXPECT_FALSE(county->told.referrals.at(0).accepted());
}

TEST(Journey, DoesNotBeginWhereTheIllnessIsLeftToItself) {
  const auto county = county_of_the_story();
  county->plan.choice.self_care.fill(500.0);
  falls_ill(*county, patient);
  county->pass(Duration::days(40));
  EXPECT_EQ(county->told.order, Story{"feels ill and stays at home"});
  EXPECT_EQ(county->episodes.ended(), 1U);
}

TEST(Journey, IsTakenUpAgainAtHomeOnceTheIllnessWorsens) {
  const auto county = county_of_the_story();
  auto& courses = county->plan.conditions[tiny::illness].courses;
  courses[index(Acuity::severe)] = county->course();
  courses[index(Acuity::severe)].followed_up = Probability{0.0};
  county->course().worsens = Probability{1.0};
  county->plan.choice.travel_per_min_severe = county->plan.choice.travel_per_min;
  county->plan.choice.cost_per_100_yuan_severe = county->plan.choice.cost_per_100_yuan;
  county->plan.choice.self_care[index(Acuity::moderate)] = 500.0;
  falls_ill(*county, patient);
  county->pass(Duration::days(40));
  ASSERT_GE(county->told.order.size(), 2U);
  EXPECT_EQ(county->told.order[0], "feels ill and stays at home");
  EXPECT_EQ(county->told.contacts.at(0).acuity, Acuity::severe);
  EXPECT_GE(county->told.contacts.at(0).arrived, Instant{} + Duration::days(2));
}

// --- queues -----------------------------------------------------------------------------------

TEST(Journey, WaitsItsTurnAndIsToldHowLong) {
  const auto county = county_of_the_story();
  county->course().required_capability = 1.0;
  county->course().followed_up = Probability{0.0};
  county->course().admission = Probability{0.0};
  for (std::uint32_t p = 0; p < 6; ++p) {
    // All reach the clinic at once: two doctors, ten minutes each.
    Care care = county->care();
    const EpisodeId id = county->outpatient_at(tiny::clinic, PersonId{p});
    arrive(care, id);
  }
  county->pass(Duration::days(1));
  std::vector<double> waits;
  for (const ContactFact& contact : county->told.contacts)
    waits.push_back(contact.waited.in_minutes());
  EXPECT_EQ(waits, (std::vector<double>{0, 0, 10, 10, 20, 20}));
}

TEST(Journey, LetsUrgentPatientsGoFirst) {
  const auto county = county_of_the_story();
  county->course().required_capability = 1.0;
  Care care = county->care();
  for (std::uint32_t p = 0; p < 5; ++p) {
    const EpisodeId id = county->outpatient_at(tiny::clinic, PersonId{p});
    if (p == 4) county->episodes[id].priority = emergency_class;
    arrive(care, id);
  }
  county->pass(20_min);
  ASSERT_EQ(county->told.contacts.size(), 4U);
  EXPECT_EQ(county->told.contacts[2].person, PersonId{4}) << "came last, was seen third";
  EXPECT_EQ(county->told.contacts[3].person, PersonId{2});
}

TEST(Journey, EndsUnseenWherePatienceEnds) {
  const auto county = county_of_the_story();
  county->plan.patience.outpatient = TimeDistribution{Distribution::constant(25.0)};
  const StationId doctors = county->plan.station(tiny::clinic, StationRole::consulting);
  county->stations.set_servers(doctors, 0, Instant{});
  Care care = county->care();
  arrive(care, county->outpatient_at(tiny::clinic, patient));
  county->pass(1_h);
  ASSERT_EQ(county->told.contacts.size(), 1U);
  const ContactFact& contact = county->told.contacts[0];
  EXPECT_EQ(contact.outcome, ContactOutcome::left_unseen);
  EXPECT_EQ(contact.waited, 25_min);
  EXPECT_EQ(contact.charge, Money{});
  EXPECT_EQ(county->persons[patient].trust[index(Tier::village)], -12);
  EXPECT_EQ(county->stations.waiting(doctors), 0U);
}

TEST(Journey, WaitsForABedAndGetsTheNextThatIsFree) {
  const auto county = county_of_the_story();
  county->course().followed_up = Probability{0.0};
  county->course().fit_for_lower_tier = Probability{0.0};
  county->plan.patience.bed = TimeDistribution{Distribution::constant(30.0 * 1440.0)};
  for (std::uint32_t p = 0; p < 7; ++p) county->sent_to(tiny::hospital, PersonId{p});
  county->pass(Duration::days(40));
  ASSERT_EQ(county->told.admissions.size(), 7U) << "of six beds";
  const AdmissionFact& last = county->told.admissions.back();
  EXPECT_GT(last.bed - last.decided, Duration::days(2));
  EXPECT_GE(last.bed, county->told.admissions.front().discharge);
}

TEST(Journey, GoesHomeWithoutABedWherePatienceEnds) {
  const auto county = county_of_the_story();
  county->fill_beds(tiny::hospital);
  county->sent_to(tiny::hospital, patient);
  county->pass(Duration::days(6));
  ASSERT_GE(county->told.admissions.size(), 1U);
  const AdmissionFact& stay = county->told.admissions[0];
  EXPECT_EQ(stay.outcome, ContactOutcome::left_unseen);
  EXPECT_EQ(stay.bed, Instant::never());
  EXPECT_EQ(stay.discharge - stay.decided, Duration::days(2));
  EXPECT_EQ(stay.charge, Money{});
}

TEST(Journey, OfOnePersonIsTheSameWhetherOrNotAnotherIsIll) {
  const auto alone = county_of_the_story();
  falls_ill(*alone, patient);
  alone->pass(Duration::days(40));
  const auto together = county_of_the_story();
  falls_ill(*together, patient);
  falls_ill(*together, PersonId{1});
  together->pass(Duration::days(40));
  std::vector<Instant> mine;
  for (const ContactFact& contact : together->told.contacts)
    if (contact.person == patient) mine.push_back(contact.closed);
  ASSERT_EQ(mine.size(), alone->told.contacts.size());
  for (std::size_t i = 0; i < mine.size(); ++i) EXPECT_EQ(mine[i], alone->told.contacts[i].closed);
}

TEST(Journey, LeavesNobodyInAQueueOrABedOnceAllAreWell) {
  const auto county = county_of_the_story();
  for (std::uint32_t p = 0; p < 40; ++p) falls_ill(*county, PersonId{p});
  county->pass(Duration::days(400));
  EXPECT_EQ(county->episodes.begun(), 40U);
  EXPECT_EQ(county->episodes.ended(), 40U);
  for (std::size_t s = 0; s < county->stations.size(); ++s) {
    const StationId station{static_cast<std::uint32_t>(s)};
    EXPECT_EQ(county->stations.busy(station), 0U);
    EXPECT_EQ(county->stations.waiting(station), 0U);
    EXPECT_TRUE(county->stations.little_law_holds(station, county->agenda.now()));
    EXPECT_TRUE(county->stations.customers_are_conserved(station));
  }
  county->ledger.check_balanced();
}

}  // namespace
}  // namespace tiercare
