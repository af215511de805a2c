// SPDX-License-Identifier: Apache-2.0
// Quantities as they are written in a scenario: a number and its unit, never a bare number.
//
// The strong types a scenario needs beyond those of the ground floor; how each is spelt is in
// parse.hpp.
#pragma once

#include "base/time.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare::config {

/// How often something happens: `0.3 /year`, `30 /day`, `120 per 1000 person-years` (365 days).
struct Rate {
  double per_year = 0.0;
  [[nodiscard]] constexpr double per_day() const { return per_year / 365.0; }
  friend constexpr auto operator<=>(Rate, Rate) = default;
};
/// A change of a share, as a difference: `+15 pp` is 0.15.
struct PercentagePoints {
  double difference = 0.0;
  friend constexpr auto operator<=>(PercentagePoints, PercentagePoints) = default;
};
struct Distance {
  double km = 0.0;
  friend constexpr auto operator<=>(Distance, Distance) = default;
};
struct Speed {
  double km_per_hour = 0.0;
  friend constexpr auto operator<=>(Speed, Speed) = default;
};
/// A calendar day: `2017-01-01`, as days since 1970-01-01.
struct Date {
  std::int64_t days_since_1970 = 0;
  [[nodiscard]] std::string text() const;
  friend constexpr auto operator<=>(Date, Date) = default;
};
/// A version of the scenario language: `tiercare: 1`.
struct LanguageVersion {
  int number = 1;
};
inline constexpr LanguageVersion language_version;  ///< the one that is read
using Count = std::int64_t;                         ///< a plain whole number
using Factor = double;                              ///< a plain real number

/// One argument of a named distribution: `cv 0.6` has a name and no unit.
struct DistributionArgument {
  std::string name;  ///< empty in `constant(5 min)`
  double value = 0.0;
  std::string unit;  ///< as written; empty for a plain number
  friend bool operator==(const DistributionArgument&, const DistributionArgument&) = default;
};
/// The length of time an argument stands for; none if its unit is not one of time.
[[nodiscard]] std::optional<Duration> duration_of(const DistributionArgument& argument);

/// `lognormal(mean 7 min, cv 0.6)`, taken apart but not yet understood.
struct DistributionText {
  std::string name;
  std::vector<DistributionArgument> arguments;
  [[nodiscard]] std::string text() const;
  /// The argument of that name; null if it is not given.
  [[nodiscard]] const DistributionArgument* find(std::string_view argument) const;
  friend bool operator==(const DistributionText&, const DistributionText&) = default;
};

/// A finite number by itself: "12.5", "-3", "1e-4"; no locale, no hexadecimal, nothing after it.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

/// The shortest text that reads back as the same number.
[[nodiscard]] std::string write_number(double value);

/// The length of time of one `unit` ("min", "day", ...); none if it is no unit of time.
[[nodiscard]] std::optional<Duration> unit_of_time(std::string_view unit);

}  // namespace tiercare::config
