// SPDX-License-Identifier: Apache-2.0
// Watched for hours, then home or a bed; treated for hours instead of lying in a bed.
#include "care/journey.hpp"
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;
using Story = std::vector<std::string>;

/// The hospital has one place of each kind, taken for eight hours at a time.
std::unique_ptr<County> county_with_places() {
  auto county = std::make_unique<County>();
  for (const StationRole role : {StationRole::observation, StationRole::day_treatment}) {
    county->group(tiny::hospital).stations[index(role)] =
        StationSpec{.servers = 1,
                    .hours = tiny::always,
                    .service_time = TimeDistribution{Distribution::constant(480.0)}};
    county->plan.stations_of[tiny::hospital][index(role)] =
        county->plan.place_of.add({tiny::hospital, role});
    county->stations.add({}, 1);
  }
  county->background.services.resize(county->plan.place_of.size());
  county->background.in_service.resize(county->plan.place_of.size());
  county->group(tiny::hospital).price.day_treatment = Money::yuan(700);
  county->group(tiny::hospital).price.observation_hour = Money::yuan(10);
  return county;
}

TEST(DayPlaces, WatchForHoursAndSendHome) {
  const auto county = county_with_places();
  county->course().observed = Probability{1.0};
  county->sent_to(tiny::hospital, PersonId{0});
  county->pass(Duration::days(5));
  EXPECT_EQ(county->told.order, Story{"visit to the hospital: treated"});
  const ContactFact& visit = county->told.contacts.at(0);
  EXPECT_GE(visit.closed - visit.arrived, 8_h);
  EXPECT_EQ(visit.served, 15_min) << "desk and doctor";
  EXPECT_EQ(visit.charge, Money::yuan(100 + 80));
}

TEST(DayPlaces, SendOnToABedWhoGetsWorseThere) {
  const auto county = county_with_places();
  county->course().observed = Probability{1.0};
  county->course().worsens = Probability{1.0};
  county->course().required_capability = 9.0;  // nobody treats it rightly
  county->plan.treatment.recognises_limits = Probability{0.0};
  county->sent_to(tiny::hospital, PersonId{0});
  county->pass(Duration::days(1) + 12_h);
  ASSERT_FALSE(county->told.order.empty());
  EXPECT_EQ(county->told.order[0], "visit to the hospital: admitted");
}

TEST(DayPlaces, StandInForABedAndAreBilledAsSuch) {
  const auto county = county_with_places();
  county->course().admission = Probability{1.0};
  county->course().day_treated = Probability{1.0};
  county->sent_to(tiny::hospital, PersonId{0});
  county->pass(Duration::days(5));
  EXPECT_EQ(county->told.order,
            (Story{"visit to the hospital: admitted", "stay at the hospital: treated"}));
  const AdmissionFact& stay = county->told.admissions.at(0);
  EXPECT_EQ(stay.kind, StayKind::day_place);
  EXPECT_EQ(stay.discharge - stay.bed, 8_h);
  EXPECT_EQ(stay.charge, Money::yuan(700));
  EXPECT_EQ(county->persons[PersonId{0}].in_hospital, 0);
}

TEST(DayPlaces, AreLeftForABedWherePatienceEnds) {
  const auto county = county_with_places();
  county->course().admission = Probability{1.0};
  county->course().day_treated = Probability{1.0};
  for (std::uint32_t p = 0; p < 3; ++p) county->sent_to(tiny::hospital, PersonId{p});
  county->pass(Duration::days(20));
  int by_day = 0;
  for (const AdmissionFact& stay : county->told.admissions)
    by_day += stay.kind == StayKind::day_place ? 1 : 0;
  EXPECT_EQ(county->told.admissions.size(), 3U);
  EXPECT_LT(by_day, 3) << "of one place, three hours of patience and eight of treatment";
}

TEST(DayPlaces, ArePassedByWhereThereAreNone) {
  const auto county = county_with_places();
  county->course().observed = Probability{1.0};
  county->sent_to(tiny::centre, PersonId{0});
  county->pass(Duration::days(5));
  EXPECT_LT(county->told.contacts.at(0).closed - county->told.contacts.at(0).arrived, 1_h);
}

}  // namespace
}  // namespace tiercare
