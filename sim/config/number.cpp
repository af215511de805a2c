// SPDX-License-Identifier: Apache-2.0
// Numbers and units without locale: std::from_chars in, fmt out.
#include "config/quantity.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace tiercare::config {

std::optional<double> read_number(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto [rest, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc{} || rest != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string write_number(double value) {
  return fmt::format("{}", value == 0.0 ? 0.0 : value);  // never "-0"
}

std::optional<Duration> unit_of_time(std::string_view unit) {
  struct Unit {
    std::string_view name;
    Duration length;
  };
  static constexpr std::array<Unit, 10> units{{{"ms", {1}},
                                               {"s", Duration::seconds(1)},
                                               {"min", Duration::minutes(1)},
                                               {"h", Duration::hours(1)},
                                               {"day", Duration::days(1)},
                                               {"days", Duration::days(1)},
                                               {"week", Duration::days(7)},
                                               {"weeks", Duration::days(7)},
                                               {"year", Duration::days(365)},
                                               {"years", Duration::days(365)}}};
  for (const Unit& known : units)
    if (known.name == unit) return known.length;
  return std::nullopt;
}

}  // namespace tiercare::config
