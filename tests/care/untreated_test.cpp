// SPDX-License-Identifier: Apache-2.0
// An illness that would kill does so wherever its time runs out, and not where it is treated
// rightly before.
#include "care/untreated.hpp"

#include "care/course_of_illness.hpp"
#include "care/journey.hpp"
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

constexpr PersonId patient{0};

/// Untreated it kills everyone, within a day on average: between half and one and a half.
std::unique_ptr<County> deadly_county() {
  auto county = std::make_unique<County>();
  county->course().dies_untreated = Probability{1.0};
  county->course().untreated_allows = Duration::days(1);
  county->course().required_capability = 2.0;
  county->course().urgent = true;
  return county;
}

EpisodeId fallen_ill_on_the_way_to(County& county, FacilityId facility) {
  const EpisodeId id = county.sent_to(facility, patient);
  Care care = county.care();
  face_danger(care, id);
  return id;
}

const DeathFact& death_in(const County& county) {
  EXPECT_EQ(county.told.deaths.size(), 1U);
  return county.told.deaths.at(0);
}

TEST(Untreated, KillsAtHomeWhereNobodySeeksCare) {
  const auto county = deadly_county();
  county->plan.choice.self_care.fill(500.0);
  Care care = county->care();
  need_arises(care, patient);
  county->pass(Duration::days(3));
  EXPECT_EQ(death_in(*county).place, DeathPlace::at_home);
  EXPECT_TRUE(death_in(*county).untreated);
  EXPECT_EQ(county->population.alive(), 399U);
}

TEST(Untreated, DoesNotKillWhoIsTreatedRightlyInTime) {
  const auto county = deadly_county();
  fallen_ill_on_the_way_to(*county, tiny::hospital);
  county->pass(Duration::days(5));
  EXPECT_TRUE(county->told.deaths.empty());
}

TEST(Untreated, KillsInSpiteOfATreatmentThatIsNotUpToIt) {
  const auto county = deadly_county();
  county->course().required_capability = 9.0;
  county->plan.treatment.recognises_limits = Probability{0.0};
  county->course().admission = Probability{1.0};
  fallen_ill_on_the_way_to(*county, tiny::hospital);
  county->pass(Duration::days(5));
  EXPECT_EQ(death_in(*county).place, DeathPlace::in_bed);
  ASSERT_EQ(county->told.admissions.size(), 1U);
  EXPECT_EQ(county->told.admissions[0].outcome, ContactOutcome::died);
  EXPECT_EQ(county->stations.busy(county->plan.station(tiny::hospital, StationRole::ward)), 0U);
}

TEST(Untreated, KillsWhoWaitsForABedTooLong) {
  const auto county = deadly_county();
  county->course().admission = Probability{1.0};
  county->fill_beds(tiny::hospital);
  fallen_ill_on_the_way_to(*county, tiny::hospital);
  county->pass(Duration::days(5));
  EXPECT_EQ(death_in(*county).place, DeathPlace::waiting_for_a_bed);
  EXPECT_EQ(county->stations.waiting(county->plan.station(tiny::hospital, StationRole::ward)), 0U);
  EXPECT_EQ(county->persons[patient].in_hospital, 0);
}

TEST(Untreated, KillsInAQueueThatIsTooLong) {
  const auto county = deadly_county();
  county->plan.patience.outpatient = TimeDistribution{Distribution::constant(10'000.0)};
  const StationId doctors = county->plan.station(tiny::hospital, StationRole::consulting);
  county->stations.set_servers(doctors, 0, Instant{});
  fallen_ill_on_the_way_to(*county, tiny::hospital);
  county->pass(Duration::days(5));
  EXPECT_EQ(death_in(*county).place, DeathPlace::in_a_queue);
  EXPECT_EQ(county->told.contacts.at(0).outcome, ContactOutcome::died);
  EXPECT_EQ(county->told.contacts.at(0).charge, Money{}) << "nobody had seen him";
  EXPECT_EQ(county->stations.waiting(doctors), 0U);
}

TEST(Untreated, KillsOnTheWayThatIsTooFar) {
  const auto county = deadly_county();
  county->set_travel(tiny::village, tiny::county_town, 3000.0F);
  fallen_ill_on_the_way_to(*county, tiny::hospital);
  county->pass(Duration::days(5));
  EXPECT_EQ(death_in(*county).place, DeathPlace::on_the_way);
  EXPECT_EQ(county->episodes.ended(), 1U);
}

}  // namespace
}  // namespace tiercare
