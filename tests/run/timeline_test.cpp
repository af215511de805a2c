// SPDX-License-Identifier: Apache-2.0
// A date of the timeline is felt from its first minute on, and not before.
#include "kernel/columns.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

namespace tiercare::testing {
namespace {

constexpr std::uint64_t seed = 7;
constexpr int reform_day = 30;  // 2017-12-01, a Friday; counted from 2017-11-01

constexpr std::string_view reform = R"(
timeline:
  - on: 2017-12-01
    name: dearer county hospital, longer hours, more beds
    change:
      benefits: {resident: {in_policy: 40 %}}
      payment: {resident: {scheme: fee_for_service}}
      hours: {outpatient: {monday_to_friday: [08:00-20:00]}}
      facilities:
        county_hospital:
          beds: 12
          consulting: {servers: 4, on_duty: 2}
)";

constexpr Duration an_instant{1};  // [ms]

Instant day(int n) {
  return Instant{} + Duration::days(n);
}

std::uint64_t digest_at(Replication& replication, Instant until) {
  run_quietly(replication, until);
  return columns_digest(replication.state());
}

/// A queue of the first facility of a tier.
StationId queue_of(const CarePlan& plan, Tier tier, StationRole role) {
  for (std::size_t f = 0; f < plan.facilities.size(); ++f)
    if (plan.facilities.values()[f].tier == tier)
      return plan.station(plan.facilities.id_of(f), role);
  return {};
}

/// What one queue looks like while a scenario runs.
class Watched {
 public:
  Watched(const Scenario& scenario, Tier tier, StationRole role)
      : replication_{scenario, seed, 1}, station_{queue_of(scenario.plan(), tier, role)} {}

  Watched& at(Instant t) {
    run_quietly(replication_, t);
    replication_.check_conservation();
    return *this;
  }
  [[nodiscard]] std::uint32_t servers() const { return stations().servers(station_); }
  [[nodiscard]] std::uint32_t busy() const { return stations().busy(station_); }
  [[nodiscard]] std::uint32_t waiting() const { return stations().waiting(station_); }

 private:
  [[nodiscard]] const Stations& stations() const { return replication_.state().stations; }

  Replication replication_;
  StationId station_;
};

TEST(Timeline, IsNotFeltBeforeItsDate) {
  const Scenario reformed = variant(reform);
  Replication without{small_county(), seed, 1};
  Replication with{reformed, seed, 1};
  for (int n = 1; n <= reform_day; ++n)
    ASSERT_EQ(digest_at(with, day(n) - an_instant), digest_at(without, day(n) - an_instant))
        << "day " << n;
  EXPECT_NE(digest_at(with, day(reform_day + 1)), digest_at(without, day(reform_day + 1)));
}

TEST(Timeline, TakesOverARunThatKnewNothingOfIt) {
  const Scenario reformed = variant(reform);
  Replication straight{reformed, seed, 1};
  const std::uint64_t end = digest_at(straight, straight.end());
  Replication ignorant{small_county(), seed, 1};
  for (const Instant taken_over : {day(3) + 9_h, day(25), day(reform_day) - an_instant}) {
    run_quietly(ignorant, taken_over);
    Replication copy{reformed, ignorant.state()};
    EXPECT_EQ(digest_at(copy, copy.end()), end) << "taken over at " << taken_over.ms;
    EXPECT_TRUE(columns_equal(copy.state(), straight.state()));
  }
}

TEST(Timeline, GivesACopiedStateThePlanOfItsInstant) {
  const Scenario reformed = variant(reform);
  Replication ignorant{small_county(), seed, 1};
  run_quietly(ignorant, day(reform_day));  // all that happens at midnight has happened
  Replication copy{reformed, ignorant.state()};
  EXPECT_EQ(&copy.plan(), reformed.periods().back().plan.get());
  run_quietly(copy, copy.end());
  EXPECT_NO_THROW(copy.check_conservation());
}

TEST(Timeline, ThatChangesNothingLeavesTheHistoryAlone) {
  const Scenario same = variant(
      "timeline:\n"
      "  - {on: 2017-11-16, change: {benefits: {resident: {in_policy: 87 %}}}}\n"
      "  - {on: 2018-01-01, change: {facilities: {county_hospital: {beds: 7}}}}\n");
  EXPECT_EQ(same.periods().size(), 3U);
  EXPECT_NE(same.hash(), small_county().hash());
  const auto a = run_once(same);
  const auto b = run_once(small_county());
  EXPECT_EQ(a.state_digest, b.state_digest);
  EXPECT_EQ(a.events, b.events);
}

TEST(Timeline, IsTheSameWhetherRunStraightOrInSlices) {
  const Scenario reformed = variant(reform);
  Replication straight{reformed, seed, 1};
  Replication sliced{reformed, seed, 1};
  for (Instant bound = day(0) + 12_h; bound < sliced.end(); bound += 12_h)
    run_quietly(sliced, bound);  // one of the slices ends on the date
  EXPECT_EQ(digest_at(sliced, sliced.end()), digest_at(straight, straight.end()));
}

TEST(Timeline, LetsInWhoWaitsWhereBedsAreAdded) {
  const Scenario more = variant(
      "facilities: {city_hospital: {beds: 4}}\n"
      "timeline: [{on: 2017-12-01, change: {facilities: {city_hospital: {beds: 90}}}}]\n");
  Watched ward{more, Tier::tertiary, StationRole::ward};
  const std::uint32_t waited = ward.at(day(reform_day) - an_instant).waiting();
  EXPECT_EQ(ward.servers(), 4U);
  EXPECT_GT(waited, 0U) << "nobody waits: the test says nothing";
  EXPECT_EQ(ward.at(day(reform_day)).waiting(), 0U);
  EXPECT_EQ(ward.servers(), 90U);
  EXPECT_GE(ward.busy(), waited);
  ward.at(day(80));
}

TEST(Timeline, LetsWhoLiesInABedStayWhereBedsAreTakenAway) {
  const Scenario fewer =
      variant("timeline: [{on: 2017-12-01, change: {facilities: {county_hospital: {beds: 1}}}}]\n");
  Watched ward{fewer, Tier::county, StationRole::ward};
  const std::uint32_t lay = ward.at(day(reform_day) - an_instant).busy();
  EXPECT_GT(lay, 1U) << "the ward is empty: the test says nothing";
  EXPECT_EQ(ward.at(day(reform_day)).busy(), lay);
  EXPECT_EQ(ward.servers(), 1U);
  EXPECT_LE(ward.at(day(reform_day + 30)).busy(), 1U);
}

TEST(Timeline, ChangesStaffAndOpeningHoursFromTheDateOn) {
  const Scenario reformed = variant(reform);
  Watched rooms{reformed, Tier::county, StationRole::consulting};
  const int thursday = reform_day - 1;
  EXPECT_EQ(rooms.at(day(thursday) + 9_h).servers(), 2U);
  EXPECT_EQ(rooms.at(day(thursday) + 19_h).servers(), 1U);
  EXPECT_EQ(rooms.at(day(reform_day)).servers(), 2U) << "on duty at night";
  EXPECT_EQ(rooms.at(day(reform_day) + 9_h).servers(), 4U);
  EXPECT_EQ(rooms.at(day(reform_day) + 19_h).servers(), 4U);
  EXPECT_EQ(rooms.at(day(reform_day) + 21_h).servers(), 2U);
  rooms.at(day(80));
}

TEST(Timeline, EntriesBuildOnEachOther) {
  const Scenario twice = variant(R"(
timeline:
  - on: 2017-11-20
    remove: [consortia.people]
  - on: 2017-12-01
    change:
      referral: {rule: agreed_lists, up: [stroke], down: [stroke],
                 green_channel: {reserved_rooms: 0, reserved_beds: 20 %}}
  - on: 2017-12-11
    change:
      consortia: {people: {name_zh: 医共体, lead: county_hospital, townships: [east]}}
)");
  ASSERT_EQ(twice.periods().size(), 4U);
  const auto members = [&](std::size_t period) {
    const auto& facilities = twice.periods()[period].plan->facilities;
    return std::ranges::count_if(
        facilities, [](const Facility& facility) { return !facility.consortium.is_none(); });
  };
  const auto beds_kept = [&](std::size_t period) {
    return twice.periods()[period].plan->referral->reserved_at(Tier::county).beds_share;
  };
  EXPECT_EQ(members(0), 9);
  EXPECT_EQ(members(1), 0);
  EXPECT_EQ(members(2), 0);
  EXPECT_EQ(members(3), 5);  // the hospital, the centre of the east and its three clinics
  EXPECT_EQ(beds_kept(1), 0.0);
  EXPECT_EQ(beds_kept(2), 0.2);
  EXPECT_EQ(beds_kept(3), 0.2);
  Replication run{twice, seed, 1};
  run_quietly(run, run.end());
  EXPECT_NO_THROW(run.check_conservation());
}

TEST(Timeline, HasItsDatesAsInstants) {
  const Scenario reformed = variant(reform);
  const auto& periods = reformed.periods();
  ASSERT_EQ(periods.size(), 2U);
  EXPECT_EQ(periods[1].begins, day(reform_day));
  EXPECT_EQ(reformed.next_date(Instant{}), day(reform_day));
  EXPECT_EQ(reformed.next_date(day(reform_day)), Instant::never());
  EXPECT_EQ(&reformed.plan_at(day(reform_day) - an_instant), &reformed.plan());
  EXPECT_EQ(&reformed.plan_at(day(reform_day)), periods[1].plan.get());
}

TEST(Timeline, IsPartOfTheTextAndOfTheHash) {
  const Scenario reformed = variant(reform);
  EXPECT_NE(reformed.resolved_text().find("on: 2017-12-01"), std::string::npos);
  EXPECT_NE(reformed.hash(), small_county().hash());
}

TEST(Timeline, HoldsFromTheFirstMinuteIfItsDateIsTheFirstDay) {
  const Scenario at_once =
      variant("timeline: [{on: 2017-11-01, change: {facilities: {county_hospital: {beds: 3}}}}]\n");
  Watched ward{at_once, Tier::county, StationRole::ward};
  EXPECT_EQ(ward.at(day(0)).servers(), 3U);
  ward.at(day(25));
}

TEST(Timeline, ThatComesAfterTheEndIsAWarning) {
  const Scenario late =
      variant("timeline: [{on: 2018-01-20, change: {benefits: {resident: {in_policy: 40 %}}}}]\n");
  ASSERT_EQ(late.warnings().size(), 1U);
  EXPECT_EQ(late.warnings()[0].message,
            "timeline[1].on: 2018-01-20 comes after the last simulated day, 2018-01-19");
}

}  // namespace
}  // namespace tiercare::testing
