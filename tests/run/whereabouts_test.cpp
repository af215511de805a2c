// SPDX-License-Identifier: Apache-2.0
// A county some of whose registered people are away: who counts as a resident, and who pays.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tiercare::testing {
namespace {

/// Half as many again as live here are registered; a tenth of the residents leaves for the spring.
const Scenario& county_of_migrants() {
  static const Scenario scenario =
      variant("population: {registered: 4500, seasonal: 10 %, home_months: [1, 2, 11]}\n");
  return scenario;
}

TEST(Whereabouts, CountsOnlyThoseWhoAreHereAsResidents) {
  const auto here = run_once(small_county());
  const auto result = run_once(county_of_migrants());
  EXPECT_EQ(result.persons, 4500U);
  // Measured from 21 November: ten days with the seasonal, December without, January with.
  const double days = 60.0;
  const double away_days = 1500.0 * days + 300.0 * 31.0;
  const double of_all = away_days / (4500.0 * days) * 100.0;
  EXPECT_NEAR(indicator(result, "away_share").value, of_all, 1.0);
  EXPECT_NEAR(indicator(result, "needs_per_resident_year").denominator,
              4500.0 * days / 365.0 - away_days / 365.0, 10.0);
  EXPECT_NEAR(indicator(result, "needs_per_resident_year").value,
              indicator(here, "needs_per_resident_year").value, 0.6);
}

TEST(Whereabouts, LeavesSharesOfPlacesToResidents) {
  const auto result = run_once(county_of_migrants());
  const auto& of_residents = indicator(result, "in_county_admission_share");
  const auto& of_insured = indicator(result, "in_county_admission_share_insured");
  EXPECT_EQ(of_residents.numerator, of_insured.numerator);
  EXPECT_GT(of_insured.denominator, of_residents.denominator);
  EXPECT_GT(indicator(result, "fund_share_away").value, 5.0);
  EXPECT_LT(indicator(result, "fund_share_away").value, 80.0);
}

TEST(Whereabouts, OfNobodyElsewhereLeavesNothingAway) {
  const auto result = run_once(small_county());
  EXPECT_EQ(indicator(result, "away_share").numerator, 0.0);
  EXPECT_EQ(indicator(result, "fund_share_away").numerator, 0.0);
}

TEST(Whereabouts, TakesTheAbsentFromTheScenarioWhereItSaysThem) {
  const Scenario given = variant("population: {registered: 3500, absent: 700}\n");
  EXPECT_EQ(given.population().absent, 700U);
  EXPECT_EQ(variant("population: {registered: 2000}\n").population().absent, 0U)
      << "more live here than are registered";
}

TEST(Households, HaveTheMeanSizeOfTheCensus) {
  const auto result = run_once(county_of_migrants());
  EXPECT_NEAR(indicator(result, "household_size").value, 2.61, 0.12);
  EXPECT_NEAR(indicator(result, "household_size").numerator, 3000.0, 10.0)
      << "the absent live elsewhere; a few have died";
}

TEST(Conservation, HoldsWithPeopleWhoComeAndGo) {
  Replication replication{county_of_migrants(), 5, 1};
  for (int slice = 1; slice <= 8; ++slice) {
    run_quietly(replication, Instant{replication.end().ms / 8 * slice});
    EXPECT_NO_THROW(replication.check_conservation()) << "slice " << slice;
  }
}

}  // namespace
}  // namespace tiercare::testing
