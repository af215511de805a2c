// SPDX-License-Identifier: Apache-2.0
// Rules pushed to their ends: what must then be nothing is nothing, whatever the dice say.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

namespace tiercare::testing {
namespace {

/// Counts referrals by direction, thought of and made, and contacts and stays by tier.
class Journeys final : public FactSink {
 public:
  using FactSink::on;
  void on(const ReferralFact& referral) override {
    ++considered[static_cast<std::size_t>(referral.direction)];
    made[static_cast<std::size_t>(referral.direction)] += referral.accepted() ? 1 : 0;
  }
  void on(const ContactFact& contact) override {
    ++contacts[index(contact.tier)];
    fund_paid += contact.fund_paid;
    charge += contact.charge;
  }
  void on(const AdmissionFact& admission) override {
    ++stays[index(admission.tier)];
    fund_paid += admission.fund_paid;
    charge += admission.charge;
  }

  std::array<int, 2> considered{};
  std::array<int, 2> made{};
  std::array<int, tier_count> contacts{};
  std::array<int, tier_count> stays{};
  Money fund_paid{};
  Money charge{};
};

constexpr auto up = static_cast<std::size_t>(Direction::up);
constexpr auto down = static_cast<std::size_t>(Direction::down);

struct Ended {
  Replication replication;
  Journeys journeys;
};

Ended run_to_end(const Scenario& scenario) {
  Ended ended{Replication{scenario, 1, 1}, {}};
  ended.replication.run_until(ended.replication.end(), ended.journeys);
  ended.replication.check_conservation();
  return ended;
}

TEST(SmallCounty, HasEveryKindOfJourneySoThatTheOtherTestsMeanSomething) {
  const auto ended = run_to_end(small_county());
  for (const Tier tier : all_tiers) EXPECT_GT(ended.journeys.contacts[index(tier)], 50);
  for (const Tier tier : {Tier::township, Tier::county, Tier::tertiary})
    EXPECT_GT(ended.journeys.stays[index(tier)], 5);
  EXPECT_GT(ended.journeys.made[up], 20);
  EXPECT_GT(ended.journeys.made[down], 0);
  EXPECT_GT(ended.journeys.fund_paid, Money{});
}

TEST(FundThatPaysNothing, PaysNothing) {
  const auto ended = run_to_end(variant(R"(
benefits:
  resident:
    outpatient: {village: 0 %, township: 0 %, county: 0 %, tertiary: 0 %}
    inpatient:
      fund_share: {village: 0 %, township: 0 %, county: 0 %, tertiary: 0 %}
  employee:
    outpatient: {village: 0 %, township: 0 %, county: 0 %, tertiary: 0 %}
    inpatient:
      fund_share: {village: 0 %, township: 0 %, county: 0 %, tertiary: 0 %}
)"));
  const Ledger& ledger = ended.replication.state().ledger;
  EXPECT_EQ(ledger.balance(Ledger::fund(InsuranceScheme::resident)), Money{});
  EXPECT_EQ(ledger.balance(Ledger::fund(InsuranceScheme::employee)), Money{});
  EXPECT_EQ(ended.journeys.fund_paid, Money{});
  EXPECT_GT(ended.journeys.charge, Money{});
  EXPECT_EQ(-ledger.balance(Ledger::households()), ended.journeys.charge);
}

TEST(FundThatPaysAll, LeavesPatientsNothingToPay) {
  const auto ended = run_to_end(variant(R"(
population: {employee_scheme: 0 %}
benefits:
  resident:
    in_policy: 100 %
    outside_without_referral: 100 %
    outside_with_referral: 100 %
    ceiling: 100000000 yuan
    outpatient:
      {village: 100 %, township: 100 %, county: 100 %, tertiary: 100 %, ceiling: 100000000 yuan}
    inpatient:
      deductible: {village: 0 yuan, township: 0 yuan, county: 0 yuan, tertiary: 0 yuan}
      fund_share: {village: 100 %, township: 100 %, county: 100 %, tertiary: 100 %}
)"));
  EXPECT_GT(ended.journeys.charge, Money{});
  EXPECT_EQ(ended.journeys.fund_paid, ended.journeys.charge);
  EXPECT_EQ(ended.replication.state().ledger.balance(Ledger::households()), Money{});
}

TEST(CountyWithoutACity, SendsNobodyAboveTheCountyHospital) {
  const Scenario alone = county_without("city_hospital");
  const auto ended = run_to_end(alone);
  EXPECT_EQ(ended.journeys.contacts[index(Tier::tertiary)], 0);
  EXPECT_EQ(ended.journeys.stays[index(Tier::tertiary)], 0);
  EXPECT_GT(ended.journeys.made[up], 0) << "from below, to the county hospital";
  EXPECT_GT(ended.journeys.stays[index(Tier::county)], 0);
  EXPECT_EQ(indicator(run_once(alone), "in_county_visit_share").value, 100.0);
}

TEST(TownshipsWithoutBeds, GetNobodyBackFromTheCountyHospital) {
  const auto ended = run_to_end(variant("facilities: {township_health_centre: {beds: 0}}\n"));
  EXPECT_EQ(ended.journeys.made[down], 0);
  EXPECT_EQ(ended.journeys.stays[index(Tier::township)], 0);
  EXPECT_GT(ended.journeys.stays[index(Tier::county)], 0);
}

TEST(ConsortiumWithoutTownships, HasNoChannelDown) {
  const auto ended = run_to_end(variant("consortia: {people: {townships: []}}\n"));
  EXPECT_GT(ended.journeys.considered[down], 0);
  EXPECT_EQ(ended.journeys.made[down], 0);
  EXPECT_GT(ended.journeys.made[up], 0);
}

TEST(PatientsWhoNeverWait, LeaveEveryQueue) {
  const auto result = run_once(variant(R"(
patience:
  outpatient: constant(0 min)
  bed: constant(0 min)
)"));
  EXPECT_EQ(indicator(result, "wait_mean_county").value, 0.0);
  EXPECT_GT(indicator(result, "left_unseen_share_county").value, 0.0);
}

TEST(StaffOfThousandsDayAndNight, KeepNobodyWaiting) {
  const auto result = run_once(variant(R"(
hours:
  outpatient:
    monday_to_friday: [00:00-24:00]
    saturday_and_sunday: [00:00-24:00]
facilities:
  county_hospital:
    registration: {servers: 1000, on_duty: 500}
    consulting: {servers: 1000, on_duty: 500}
    laboratory: {servers: 1000, on_duty: 500}
)"));
  EXPECT_EQ(indicator(result, "left_unseen_share_county").value, 0.0);
  EXPECT_EQ(indicator(result, "wait_p90_county").value, 0.0);
}

TEST(ExtremeCounty, RunsToItsEndAndLosesNothing) {
  for (const auto* changes : {
           "population: {residents: 1}\n",
           "population: {residents: 5, poor: 100 %, employee_scheme: 100 %}\n",
           "horizon: {warm_up: 0 day, run: 1 min}\n",
           "start: 2016-02-28\n",
           "geography: {townships: {east: {villages: 0}, west: {villages: 0}}}\n",
           "geography: {within_settlement: 0 min, seat_share: 0 %, county_seat_weight: 0}\n",
           "geography: {seat_share: 100 %}\n",
           "facilities: {village_clinic: {consulting: {servers: 0}}}\n",
           "facilities: {county_hospital: {consulting: {servers: 1, on_duty: 0}}}\n",
           "facilities: {county_hospital: {beds: 0}, city_hospital: {beds: 1}}\n",
           "facilities: {county_hospital: {price: {visit: 0 yuan, test: 0 yuan, bed_day: 0 "
           "yuan}}}\n",
           "calendar: {holidays: [], weekday_weight: [0, 0, 0, 0, 0, 0, 1]}\n",
           "treatment: {recognises_limits: 0 %, relapse_after_stay: 100 %, trust_loss: 100}\n",
       }) {
    SCOPED_TRACE(changes);
    EXPECT_TRUE(run_once(variant(changes)).complete);
  }
}

}  // namespace
}  // namespace tiercare::testing
