// SPDX-License-Identifier: Apache-2.0
// What the spellings of the types share: taking a number and its unit apart, and saying what is
// missing. Internal to config/.
#pragma once

#include "config/parse.hpp"

#include <string>
#include <string_view>

namespace tiercare::config::detail {

/// The number of `12.50 yuan` as a JSON Schema pattern.
inline constexpr std::string_view number_pattern =
    R"([+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)";

/// A number and what follows it.
struct NumberAndUnit {
  double value = 0.0;
  std::string number;  ///< as written
  std::string unit;    ///< as written, trimmed; may be empty
  [[nodiscard]] bool has_sign() const { return number.starts_with('+') || number.starts_with('-'); }
};

/// How the problems of a type are said: "a duration", "15 min", "ms, s, min, h, day, week or year".
struct Kind {
  std::string_view noun;
  std::string_view example;
  std::string_view units;
};

[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Splits after the number; a problem if there is none or it is not finite.
[[nodiscard]] Parsed<NumberAndUnit> split_number(std::string_view text, const Kind& kind);

/// "15 has no unit", with the spelling that would do.
[[nodiscard]] Problem no_unit(const NumberAndUnit& given, const Kind& kind,
                              std::string_view right_spelling);

/// "unknown unit 'mins' (a duration is in ms, s, ...)", or "15 has no unit".
[[nodiscard]] Problem wrong_unit(const NumberAndUnit& given, const Kind& kind,
                                 std::string_view default_unit);

/// The number a hundredth as large, rounded once: "97.4" is exactly the 0.974 that C++ means.
[[nodiscard]] double hundredth(std::string_view number);

/// 0.07 as "7", not "7.000000000000001": the shortest percentage that reads back as the share.
[[nodiscard]] std::string write_percentage(double share);

}  // namespace tiercare::config::detail
