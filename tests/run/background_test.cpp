// SPDX-License-Identifier: Apache-2.0
// Other places' patients at the city's hospital: what they cost ours in waits, and what becomes of
// the room that ours give up.
#include "run/small_county.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace tiercare::testing {
namespace {

/// The city's hospital over a year, as people know it.
struct Crowding {
  double line = 0.0;  ///< before the doctors, as patients find it
  double occupancy = 0.0;
  double visits = 0.0;  ///< per day, wherever they came from
};

/// Our people bring a third of the visits and a fifth of the stays, unless they keep away.
std::string city(double taste, std::string_view background) {
  return fmt::format(R"(
horizon: {{warm_up: 60 day, run: 365 day}}
choice: {{tier_constant: {{tertiary: {}}}}}
facilities:
  city_hospital:
    beds: 60
    registration: {{servers: 10}}
    consulting: {{servers: 2}}
    background: {{visits: 35 /day, admissions: 4.5 /day, {}}}
)",
                     taste, background);
}

constexpr double drawn_there = 4.0;
constexpr double kept_at_home = -6.0;
constexpr double minutes_per_patient = 6.0;  // one room for ordinary patients, 6 min each

std::string backfill(int percent, const Crowding& usual) {
  return fmt::format("backfill: {{share: {} %, wait: {:.6f} min, occupancy: {:.6f} %, latent: 3}}",
                     percent, usual.line * minutes_per_patient, 100.0 * usual.occupancy);
}

Crowding crowding(double taste, int percent, const Crowding& usual = {}) {
  const Scenario scenario = variant(city(taste, backfill(percent, usual)));
  Replication replication{scenario, 11, 1};
  run_quietly(replication, replication.end());
  replication.check_conservation();
  const MeasuredEnd end = replication.measured_end();
  const auto in_city = [](const auto& use) { return use.tier == Tier::tertiary; };
  const auto rooms = std::ranges::find_if(end.facilities, in_city);
  const auto ward = std::ranges::find_if(end.wards, in_city);
  return {.line = usual.line +
                  replication.state().background.line_beyond_usual[rooms->facility.index()],
          .occupancy = ward->use.utilisation(),
          .visits = static_cast<double>(rooms->consulting.arrivals) / 365.0};
}

TEST(Background, IsWhatOurPeopleWaitBehind) {
  const auto with = run_once(variant(city(drawn_there, "")));
  const auto without = run_once(
      variant(city(drawn_there, "") +
              "timeline: [{on: 2017-11-02, remove: [facilities.city_hospital.background]}]\n"));
  EXPECT_GT(indicator(with, "wait_mean_tertiary").value,
            5.0 + 2.0 * indicator(without, "wait_mean_tertiary").value);
  EXPECT_GT(indicator(with, "bed_occupancy_tertiary").value,
            40.0 + indicator(without, "bed_occupancy_tertiary").value);
}

TEST(Backfill, DecidesWhetherReliefLasts) {
  const Crowding usual = crowding(drawn_there, 0);
  const Crowding relieved = crowding(kept_at_home, 0);
  const double relief = usual.occupancy - relieved.occupancy;
  EXPECT_GT(relief, 0.08);
  EXPECT_LT(relieved.line, 0.6 * usual.line);
  for (const int percent : {0, 50, 100}) {
    const Crowding before = crowding(drawn_there, percent, usual);
    const Crowding after = crowding(kept_at_home, percent, usual);
    const double left = (before.occupancy - after.occupancy) / relief;
    EXPECT_NEAR(left, 1.0 - percent / 100.0, 0.08) << percent << " %";
    if (percent < 100) continue;
    EXPECT_NEAR(after.line, before.line, 0.15 * before.line);
  }
}

TEST(Backfill, OfNothingIsAsIfItWereNotThere) {
  const auto none = run_once(variant(city(drawn_there, "")));
  const auto of_nothing =
      run_once(variant(city(drawn_there, backfill(0, {.line = 5.0, .occupancy = 0.8}))));
  for (const char* id : {"wait_mean_tertiary", "bed_occupancy_tertiary"})
    EXPECT_EQ(indicator(none, id).value, indicator(of_nothing, id).value) << id;
}

TEST(Background, TooRareForACenturyIsNone) {
  const auto rates = [](std::string_view each) {
    return variant(
        fmt::format("facilities: {{city_hospital: {{background: {{visits: {0} /day, admissions: "
                    "{0} /day}}}}}}\n",
                    each));
  };
  const auto rare = run_once(rates("0.000000000001"));
  const auto none = run_once(rates("0"));
  for (const char* id : {"wait_mean_tertiary", "bed_occupancy_tertiary", "in_county_visit_share"})
    EXPECT_EQ(indicator(rare, id).value, indicator(none, id).value) << id;
}

TEST(Background, CanBeginGrowAndEndAtADate) {
  const Scenario scenario = variant(R"(
horizon: {warm_up: 0 day, run: 80 day}
timeline:
  - {on: 2017-11-15, remove: [facilities.city_hospital.background]}
  - on: 2017-12-01
    change:
      facilities:
        city_hospital:
          background: {visits: 120 /day, admissions: 1 /day, stay: constant(5 day)}
  - on: 2017-12-20
    change: {facilities: {city_hospital: {background: {visits: 30 /day}}}}
)");
  Replication replication{scenario, 3, 1};
  auto visits_until = [&, before = 0U](int day) mutable {
    run_quietly(replication, Instant{} + Duration::days(day));
    replication.check_conservation();
    const auto& plan = scenario.plan();
    std::uint32_t started = 0;
    for (const auto& use : replication.measured_end().facilities)
      if (plan.facilities[use.facility].tier == Tier::tertiary)
        started = static_cast<std::uint32_t>(use.consulting.arrivals);
    const std::uint32_t since = started - before;
    before = started;
    return static_cast<double>(since);
  };
  const double at_first = visits_until(14) / 14.0;
  const double none = visits_until(30) / 16.0;
  const double many = visits_until(49) / 19.0;
  const double few = visits_until(80) / 31.0;
  EXPECT_NEAR(at_first, 60.0 + none, 12.0);
  EXPECT_LT(none, 12.0) << "our own people";
  EXPECT_NEAR(many, 120.0 + none, 15.0);
  EXPECT_NEAR(few, 30.0 + none, 10.0);
}

TEST(Background, ThatADateDoesNotChangeIsNotDrawnAnew) {
  const auto same = run_once(
      variant("timeline: [{on: 2017-11-20, change: {facilities: {city_hospital: {background: "
              "{visits: 60 /day}}}}}]\n"));
  EXPECT_EQ(same.state_digest, run_once(small_county()).state_digest);
}

}  // namespace
}  // namespace tiercare::testing
