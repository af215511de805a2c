// SPDX-License-Identifier: Apache-2.0
// What a scenario says about its land and people, before a seed has made them.
#pragma once

#include "base/error.hpp"
#include "base/probability.hpp"
#include "base/time.hpp"
#include "world/position.hpp"
#include "world/settlement.hpp"
#include "world/terms.hpp"
#include "world/vital_rates.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiercare {

/// A township of the area; its seat has its health centre.
struct TownshipSpec {
  std::string name;
  std::string name_zh;
  std::uint32_t villages = 0;
  double population_weight = 1.0;  ///< relative to the other townships
};

/// A city outside the area, reached from the county seat by trunk road.
struct CitySpec {
  std::string name;
  std::string name_zh;
  double distance_km = 0.0;
  double bearing_degrees = 0.0;  ///< clockwise from north
};

/// A road between two settlements, the same both ways.
struct Road {
  SettlementId from{};
  SettlementId to{};
  double minutes = 0.0;
};

/// Real settlements, and real roads if they are known, in place of drawn ones.
struct GivenMap {
  Settlements settlements;
  IdVector<SettlementId, Span> rows;  ///< where each settlement is written
  Position origin;                    ///< of the county seat
  std::optional<std::vector<Road>> roads;
  Span settlements_header;
  Span roads_header;
};

/// The land. A given map takes the place of what is drawn from the counts; its townships and cities
/// are listed here as well, so that the rest of a scenario can name them.
struct GeographySpec {
  double area_km2 = 2000.0;
  double village_road_km_per_h = 25.0;
  double township_road_km_per_h = 40.0;
  double trunk_road_km_per_h = 70.0;
  double road_over_straight_line = 1.4;  ///< detour factor
  Duration within_settlement{};          ///< to a facility in one's own settlement
  Probability seat_share{};              ///< of a township's residents that live in its seat
  std::string county_seat;               ///< name of the township whose seat is the county seat
  double county_seat_weight =
      1.0;  ///< extra residents of the county seat, relative to a mean township
  std::vector<TownshipSpec> townships;
  std::vector<CitySpec> cities;
  std::optional<GivenMap> given;
  bool names_places = true;  ///< false if its map is wrong: names of places cannot be judged then
};

/// Shares of households by members, 1 to 7; they sum to 1.
using HouseholdSizes = std::array<double, 7>;

/// Months of the year, January first.
using Months = std::array<bool, 12>;

struct PopulationSpec {
  std::uint32_t residents = 0;
  /// Shares by age: 0-4, 5-14, 15-44, 45-59, 60-64, 65-79, 80+; sum to 1.
  std::array<double, 7> age_shares{};
  double men_per_100_women = 105.0;
  double rural_mean_income = 0.0;  ///< disposable [yuan/year]
  double urban_mean_income = 0.0;
  double income_log_sd = 0.6;  ///< of the lognormal
  Probability
      employee_scheme_share{};  ///< of residents; higher in the county seat by the ratio below
  double employee_seat_ratio = 1.0;
  Probability poor_share{};             ///< entitled to medical assistance; the lowest incomes
  HouseholdSizes household_sizes{1.0};  ///< everybody alone
  std::uint32_t absent = 0;             ///< registered here, living elsewhere
  std::array<double, 7> absent_age_shares{};  ///< as `age_shares`, of the absent
  Probability seasonal{};                     ///< of residents: elsewhere for a part of the year
  Months home_months{};                       ///< in which the seasonal are here
  std::optional<VitalRates> vital_rates;      ///< none: nobody is born and nobody dies at home
};

}  // namespace tiercare
