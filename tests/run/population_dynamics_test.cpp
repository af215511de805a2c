// SPDX-License-Identifier: Apache-2.0
// A county whose people are born, age and die, over more than one calendar year.
#include "run/small_county.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

namespace tiercare::testing {
namespace {

/// The small county over two years, from the middle of one to that of the third.
Scenario years_of_life(double fertility, double mortality) {
  return variant(fmt::format(R"(
horizon: {{warm_up: 30 day, run: 730 day}}
population:
  vital_rates:
    fertility: {0} /year
    mortality: {{under_5: {1} /year, from_5_to_14: {1} /year, from_15_to_44: {1} /year,
      from_45_to_59: {1} /year, from_60_to_64: {1} /year, from_65_to_79: {1} /year,
      from_80: {1} /year}}
)",
                             fertility, mortality));
}

TEST(PopulationDynamics, ConserveEveryResidentOverYears) {
  const Scenario scenario = years_of_life(0.2, 0.1);
  Replication replication{scenario, 2017, 0};
  run_quietly(replication, replication.end());
  const State& state = replication.state();
  EXPECT_GT(state.population.born(), 0U);
  EXPECT_GT(state.population.dead(), 0U);
  EXPECT_NO_THROW(replication.check_conservation());
}

TEST(PopulationDynamics, CountTheTimeThatResidentsLived) {
  const ReplicationResult shrinking = run_once(years_of_life(0.0, 0.2));
  const auto& deaths = indicator(shrinking, "deaths_per_1000");
  // Two years at a fifth a year: (1 - exp(-0.4)) / 0.4 of what everybody would have lived.
  const ReplicationResult steady = run_once(years_of_life(0.0, 0.0));
  const double lived = deaths.denominator / indicator(steady, "deaths_per_1000").denominator;
  EXPECT_NEAR(lived, -std::expm1(-0.4) / 0.4, 0.03) << "30 days of warm-up go before";
  EXPECT_NEAR(deaths.value, 200.0, 25.0);
}

TEST(PopulationDynamics, GrowWhereMoreAreBornThanDie) {
  const ReplicationResult growing = run_once(years_of_life(0.3, 0.01));
  EXPECT_GT(indicator(growing, "births_per_1000").value,
            indicator(growing, "deaths_per_1000").value);
}

}  // namespace
}  // namespace tiercare::testing
