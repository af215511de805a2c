// SPDX-License-Identifier: Apache-2.0
// An indicator in one piece: its definition in words beside the formula that says the same.
//
// Formulas read counts and the state of the run's end and return numerator, denominator and value;
// none of them knows another. A group of indicators is a function that returns a list.
#pragma once

#include "record/indicators.hpp"

#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare::detail {

/// What a formula may read.
struct Measured {
  const IndicatorCounts& counts;
  const MeasuredEnd& end;

  [[nodiscard]] double years() const { return end.measured.in_days() / 365.0; }
  [[nodiscard]] double resident_years() const {
    return static_cast<double>(end.lived_ms) / ms_per_year;
  }
  /// Of all registered and insured here, wherever they are.
  [[nodiscard]] double insured_years() const {
    return static_cast<double>(end.lived_ms + end.lived_away_ms) / ms_per_year;
  }

  static constexpr double ms_per_year = 365.0 * 86'400'000.0;
};

/// A value with what it was made of.
struct Quotient {
  double value = std::numeric_limits<double>::quiet_NaN();
  double numerator = 0.0;
  double denominator = 0.0;
};

/// `scale` times numerator by denominator; NaN if the denominator is zero.
[[nodiscard]] Quotient quotient(double numerator, double denominator, double scale = 1.0);
[[nodiscard]] Quotient quotient(std::uint64_t numerator, std::uint64_t denominator,
                                double scale = 1.0);
/// A share of a number of things [%].
[[nodiscard]] Quotient share(std::uint64_t part, std::uint64_t whole);
/// A share of an amount of money, both told in yuan [%].
[[nodiscard]] Quotient share(Money part, Money whole);

struct Indicator {
  IndicatorInfo info;
  std::function<Quotient(const Measured&)> formula;
};
using Indicators = std::vector<Indicator>;

/// A tier as indicators speak of it.
struct TierName {
  Tier tier;
  std::string id;       ///< "township"
  std::string name;     ///< "township centres"
  std::string name_zh;  ///< "乡镇卫生院"
};
[[nodiscard]] std::vector<TierName> names_of_all_tiers();
/// Tiers that have beds: all but the village.
[[nodiscard]] std::vector<TierName> names_of_tiers_with_beds();

[[nodiscard]] Indicators flow_indicators();
[[nodiscard]] Indicators waiting_indicators();
[[nodiscard]] Indicators work_indicators();
[[nodiscard]] Indicators bed_indicators();
[[nodiscard]] Indicators referral_indicators();
[[nodiscard]] Indicators money_indicators();
[[nodiscard]] Indicators people_indicators();
[[nodiscard]] Indicators journey_indicators();
[[nodiscard]] Indicators access_indicators();

}  // namespace tiercare::detail
