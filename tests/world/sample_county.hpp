// SPDX-License-Identifier: Apache-2.0
// A county the size of Heping for tests of maps, roads and people: real counts, assumed shares.
#pragma once

#include "world/population_spec.hpp"

#include <cstdint>
#include <string>

namespace tiercare::sample {

inline constexpr std::uint32_t county_residents = 348'386;
inline constexpr std::uint32_t county_townships = 17;
inline constexpr std::uint32_t county_villages = 245;

/// 17 townships with 245 villages between them, and two cities beyond.
inline GeographySpec county() {
  GeographySpec spec;
  spec.area_km2 = 2310.0;
  spec.township_road_km_per_h = 45.0;
  spec.within_settlement = Duration::minutes(5);
  spec.seat_share = Probability{0.2};
  spec.county_seat_weight = 3.0;
  for (std::uint32_t i = 0; i < county_townships; ++i) {
    const std::string number = std::to_string(i + 1);
    // 7 townships of 15 villages and 10 of 14 make 245.
    spec.townships.push_back({.name = "Township " + number,
                              .name_zh = number + "镇",
                              .villages = i < 7 ? 15U : 14U,
                              .population_weight = 0.6 + 0.05 * i});
  }
  spec.county_seat = "Township 5";
  spec.cities = {
      {.name = "Near City", .name_zh = "近市", .distance_km = 80.0, .bearing_degrees = 180.0},
      {.name = "Far City", .name_zh = "远市", .distance_km = 200.0, .bearing_degrees = 225.0}};
  return spec;
}

inline PopulationSpec people() {
  PopulationSpec spec;
  spec.residents = county_residents;
  spec.age_shares = {0.07, 0.14, 0.42, 0.20, 0.05, 0.10, 0.02};
  spec.men_per_100_women = 106.0;
  spec.rural_mean_income = 13'000.0;
  spec.urban_mean_income = 24'000.0;
  spec.income_log_sd = 0.6;
  spec.employee_scheme_share = Probability{0.12};
  spec.employee_seat_ratio = 3.0;
  spec.poor_share = Probability{0.05};
  return spec;
}

}  // namespace tiercare::sample
