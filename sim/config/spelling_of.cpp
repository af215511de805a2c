// SPDX-License-Identifier: Apache-2.0
#include "config/spelling_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tiercare::config::detail {
namespace {

bool is_not_finite(std::string_view text) {
  for (const std::string_view word : {"nan", "inf", ".nan", ".inf", "infinity"}) {
    std::string_view rest = text;
    if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
    if (rest.size() < word.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < word.size(); ++i)
      same = same && (rest[i] == word[i] || rest[i] == word[i] - ('a' - 'A'));
    if (same && (rest.size() == word.size() || rest[word.size()] == ' ')) return true;
  }
  return false;
}

/// The same digits with another exponent: no rounding takes place.
std::string times_power_of_ten(std::string_view number, int power) {
  const std::size_t e = std::min(number.find_first_of("eE"), number.size());
  std::string_view digits = number.substr(std::min(e + 1, number.size()));
  if (digits.starts_with('+')) digits.remove_prefix(1);
  int exponent = 0;  // of a number that was read, so that it is small
  std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  return fmt::format("{}e{}", number.substr(0, e), exponent + power);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Parsed<NumberAndUnit> split_number(std::string_view text, const Kind& kind) {
  text = trimmed(text);
  if (is_not_finite(text))
    return Problem{fmt::format("'{}' is not a finite number", text),
                   fmt::format("as in '{}'", kind.example)};
  const std::size_t sign = text.starts_with('+') ? 1 : 0;
  const bool two_signs = sign == 1 && text.substr(1).starts_with('-');
  double value = 0.0;
  const auto [rest, failure] =
      std::from_chars(text.data() + sign, text.data() + text.size(), value);
  if (failure == std::errc::result_out_of_range)
    return Problem{fmt::format("'{}' is too large or too small a number", text)};
  if (failure != std::errc{} || two_signs)
    return Problem{fmt::format("'{}' is not {}", text, kind.noun),
                   fmt::format("as in '{}'", kind.example)};
  if (!std::isfinite(value)) return Problem{fmt::format("'{}' is not a finite number", text)};
  const auto length = static_cast<std::size_t>(rest - text.data());
  return NumberAndUnit{value, std::string{text.substr(0, length)},
                       std::string{trimmed(text.substr(length))}};
}

Problem no_unit(const NumberAndUnit& given, const Kind& kind, std::string_view right_spelling) {
  return {fmt::format("{} has no unit ({} is in {})", given.number, kind.noun, kind.units),
          fmt::format("did you mean '{}'?", right_spelling)};
}

Problem wrong_unit(const NumberAndUnit& given, const Kind& kind, std::string_view default_unit) {
  if (given.unit.empty())
    return no_unit(given, kind, fmt::format("{} {}", given.number, default_unit));
  return {fmt::format("unknown unit '{}' ({} is in {})", given.unit, kind.noun, kind.units),
          fmt::format("as in '{}'", kind.example)};
}

double hundredth(std::string_view number) {
  return read_number(times_power_of_ten(number, -2)).value_or(0.0);
}

std::string write_percentage(double share) {
  const std::string exact = times_power_of_ten(write_number(share), 2);
  const std::string shortest = write_number(read_number(exact).value_or(0.0));
  return hundredth(shortest) == share ? shortest : exact;
}

}  // namespace tiercare::config::detail
