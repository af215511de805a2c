// SPDX-License-Identifier: Apache-2.0
// A facility that opens or closes on a date is there between its days and only there.
#include "kernel/columns.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace tiercare::testing {
namespace {

constexpr int opens = 30;   // 2017-12-01
constexpr int closes = 61;  // 2018-01-01

constexpr std::string_view between = R"(
facilities:
  county_hospital: {opens: 2017-12-01, closes: 2018-01-01}
)";

/// Contacts and stays that began at county hospitals, and letters to them, by day.
class AtTheHospital final : public FactSink {
 public:
  using FactSink::on;
  void on(const ContactFact& contact) override {
    if (contact.tier == Tier::county && contact.outcome != ContactOutcome::turned_away)
      came.push_back(contact.arrived);
  }
  void on(const AdmissionFact& admission) override {
    if (admission.tier == Tier::county && admission.bed != Instant::never())
      lay.push_back(admission.bed);
  }
  std::vector<Instant> came;
  std::vector<Instant> lay;
};

Instant day(int n) {
  return Instant{} + Duration::days(n);
}

TEST(AFacility, IsOnlyThereFromTheDayItOpensToTheDayItCloses) {
  const Scenario scenario = variant(between);
  ASSERT_EQ(scenario.periods().size(), 3U);
  Replication replication{scenario, 7, 1};
  AtTheHospital seen;
  for (const int until : {opens, closes, 80}) {
    replication.run_until(day(until), seen);
    EXPECT_NO_THROW(replication.check_conservation());
  }
  ASSERT_GT(seen.came.size(), 50U);
  ASSERT_GT(seen.lay.size(), 5U);
  for (const auto* days : {&seen.came, &seen.lay})
    for (const Instant at : *days) {
      EXPECT_GE(at, day(opens));
      EXPECT_LT(at, day(closes));
    }
}

TEST(AFacility, ThatOpensLaterChangesNothingBeforeExceptThatItIsNotThere) {
  const Scenario later = variant("facilities: {county_hospital: {opens: 2017-12-01}}\n");
  const Scenario never = variant("facilities: {county_hospital: {opens: 2027-12-01}}\n");
  Replication a{later, 7, 1};
  Replication b{never, 7, 1};
  run_quietly(a, day(opens) - Duration{1});
  run_quietly(b, day(opens) - Duration{1});
  EXPECT_TRUE(columns_equal(a.state(), b.state()));
}

TEST(AFacility, ThatIsNewChangesNothingBeforeItsDay) {
  const Scenario with = variant(R"(
facilities:
  new_hospital:
    name_zh: 新医院
    kind: county_general_hospital
    place: county_seat
    opens: 2017-12-01
    beds: 7
    capability: {internal_medicine: 3, surgery: 3, cardiology: 2.6, neurology: 2.6, oncology: 2.4}
    consulting: {servers: 2, on_duty: 1, hours: outpatient, time: constant(12 min)}
    price: {visit: 150 yuan, test: 120 yuan, bed_day: 550 yuan, variable_cost: 45 %}
)");
  Replication a{with, 7, 1};
  Replication b{small_county(), 7, 1};
  AtTheHospital at_a;
  AtTheHospital at_b;
  a.run_until(day(opens) - Duration{1}, at_a);
  b.run_until(day(opens) - Duration{1}, at_b);
  EXPECT_EQ(at_a.came, at_b.came);
  EXPECT_EQ(at_a.lay, at_b.lay);
  EXPECT_EQ(a.state().persons.values(), b.state().persons.values());
  a.run_until(day(60), at_a);
  b.run_until(day(60), at_b);
  EXPECT_NE(at_a.came, at_b.came);
}

TEST(AFacility, CountsTheDaysOnWhichItIsThere) {
  Replication replication{variant(between), 7, 1};
  run_quietly(replication, replication.end());
  const MeasuredEnd end = replication.measured_end();
  const auto hospital =
      std::ranges::find(end.facilities, Tier::county, &MeasuredEnd::FacilityUse::tier);
  const Instant since = replication.state().stations.measured_since();
  const Duration here = std::min(day(closes), replication.now()) - std::max(day(opens), since);
  EXPECT_EQ(hospital->open, here);
  EXPECT_EQ(end.facilities.front().open, end.measured);
}

TEST(AFacility, MayTurnOnTheDayOfATimelinesEntry) {
  const Scenario scenario = variant(R"(
facilities: {county_hospital: {opens: 2017-12-01}}
timeline: [{on: 2017-12-01, change: {facilities: {county_hospital: {beds: 9}}}}]
)");
  ASSERT_EQ(scenario.periods().size(), 2U);
  const CarePlan& plan = *scenario.periods()[1].plan;
  for (const Facility& facility : plan.facilities)
    if (facility.tier == Tier::county) {
      EXPECT_TRUE(facility.open);
      EXPECT_EQ(facility.beds, 9U);
    }
}

TEST(AFacility, WithoutDatesIsAlwaysThere) {
  EXPECT_EQ(variant("facilities: {county_hospital: {opens: 2017-11-01}}\n").periods().size(), 1U);
  const auto same = run_once(variant("facilities: {county_hospital: {opens: 2017-01-01}}\n"));
  EXPECT_EQ(same.state_digest, run_once(small_county()).state_digest);
}

}  // namespace
}  // namespace tiercare::testing
