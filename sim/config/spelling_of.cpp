// SPDX-License-Identifier: Apache-2.0
#include "config/spelling_of.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "base/spelling.hpp"

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

std::string write_percentage(double share) {
  for (int digits = 1; digits <= 17; ++digits) {
    const std::string text = fmt::format("{:.{}g}", share * 100.0, digits);
    const auto number = read_number(text);
    if (number && *number / 100.0 == share) return write_number(*number);
  }
  return write_number(share * 100.0);
}

}  // namespace tiercare::config::detail
