// SPDX-License-Identifier: Apache-2.0
// Rules pushed to their ends: what must then be nothing is nothing, whatever the dice say.
#include <gtest/gtest.h>

#include "run/small_county.hpp"

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

TEST(CountyWithoutAConsortium, HasNoChannelDown) {
  const auto ended = run_to_end(county_without("people"));
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

TEST(StaffOfThousands, KeepNobodyWaiting) {
  const auto result = run_once(variant(R"(
facilities:
  county_hospital:
    registration: {servers: 1000, on_duty: 500}
    consulting: {servers: 1000, on_duty: 500}
    laboratory: {servers: 1000, on_duty: 500}
)"));
  EXPECT_EQ(indicator(result, "left_unseen_share_county").value, 0.0);
  EXPECT_EQ(indicator(result, "wait_p90_county").value, 0.0);
}

}  // namespace
}  // namespace tiercare::testing
