// SPDX-License-Identifier: Apache-2.0
// What moves by itself while a scenario runs, reform or not: incomes, prices, illness, and times in
// which people travel less. What a scenario says elsewhere holds at its first day.
#pragma once

#include "base/time.hpp"
#include "world/calendar.hpp"
#include "world/terms.hpp"

#include <array>
#include <cmath>
#include <vector>

namespace tiercare {

/// Growth of the prices of one tier [per year].
struct PriceGrowth {
  double visit = 0.0;
  double test = 0.0;
  double bed_day = 0.0;  ///< and of observation and day treatment
};

/// Growth of the incidence of a condition [per year].
struct IncidenceGrowth {
  ConditionId condition{};
  double per_year = 0.0;
};

/// Days on which ways take longer and people would rather stay at home.
struct TravelRestriction {
  CivilDay from = 0;                             ///< the first
  CivilDay to = 0;                               ///< the last
  double travel_time = 1.0;                      ///< factor on every way to another place
  double leaving_county = 1.0;                   ///< on top, on the ways to the cities
  std::array<double, acuity_count> stay_home{};  ///< added to the utility of staying at home

  [[nodiscard]] bool holds_on(CivilDay day) const { return from <= day && day <= to; }
};

struct Trends {
  double rural_income = 0.0;  ///< growth [per year]
  double urban_income = 0.0;
  std::array<PriceGrowth, tier_count> prices{};
  double pharmacy_price = 0.0;
  std::vector<IncidenceGrowth> incidence;
  std::vector<TravelRestriction> restrictions;

  [[nodiscard]] bool moves_prices() const {
    bool any = pharmacy_price != 0.0;
    for (const PriceGrowth& of_tier : prices)
      any = any || of_tier.visit != 0.0 || of_tier.test != 0.0 || of_tier.bed_day != 0.0;
    return any;
  }
};

/// What becomes of 1 in that many days.
[[nodiscard]] inline double grown(double per_year, int days) {
  return std::pow(1.0 + per_year, days / 365.0);
}

}  // namespace tiercare
