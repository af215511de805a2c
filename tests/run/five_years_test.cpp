// SPDX-License-Identifier: Apache-2.0
// Five years are five times one year: nothing piles up that nobody will ever clear away.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tiercare::testing {
namespace {

constexpr std::string_view five_years = R"(
horizon: {warm_up: 60 day, run: 1825 day}
population:
  vital_rates:
    fertility: 62 per 1000 person-years
    mortality: {under_5: 0.0015 /year, from_5_to_14: 0.00025 /year, from_15_to_44: 0.0007 /year,
      from_45_to_59: 0.0029 /year, from_60_to_64: 0.0075 /year, from_65_to_79: 0.0205 /year,
      from_80: 0.077 /year}
trends:
  income: {rural: 0.08 /year}
  prices: {county: {visit: 0.04 /year}}
)";

/// What a state carries, and how much of what it handled was out of date.
struct Load {
  std::uint64_t running = 0;
  std::size_t slots = 0;
  std::size_t pending = 0;
  std::uint64_t processed = 0;
  std::uint64_t stale = 0;
  std::uint64_t alive = 0;
};

Load load_of(const State& state) {
  return {state.episodes.begun() - state.episodes.ended(),
          state.episodes.slots().size(),
          state.agenda.pending(),
          state.agenda.processed(),
          state.agenda.stale(),
          state.population.alive()};
}

TEST(FiveYears, LeaveNothingBehindThatGrows) {
  const Scenario scenario = variant(five_years);
  ASSERT_EQ(scenario.periods().size(), 6U) << "a turn of prices each January, 2018 to 2022";
  Replication replication{scenario, 7, 1};
  run_quietly(replication, Instant{} + 425_day);
  const Load first = load_of(replication.state());
  run_quietly(replication, replication.end());
  const Load last = load_of(replication.state());
  EXPECT_NO_THROW(replication.check_conservation());
  const double grown = static_cast<double>(last.alive) / static_cast<double>(first.alive);
  EXPECT_NEAR(grown, 1.0, 0.05);
  EXPECT_LT(static_cast<double>(last.running), 1.3 * grown * static_cast<double>(first.running));
  EXPECT_LT(static_cast<double>(last.slots), 1.3 * static_cast<double>(first.slots));
  EXPECT_LT(static_cast<double>(last.pending), 1.1 * static_cast<double>(first.pending));
  EXPECT_LT(static_cast<double>(last.stale), 0.2 * static_cast<double>(last.processed));
  const double a_year = static_cast<double>(first.processed) / 425.0;
  EXPECT_NEAR(static_cast<double>(last.processed) / 1885.0 / a_year, 1.0, 0.15);
}

}  // namespace
}  // namespace tiercare::testing
