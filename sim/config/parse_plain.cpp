// SPDX-License-Identifier: Apache-2.0
// Types without a unit: text, true or false, whole and real numbers, calendar days.
#include "config/parse.hpp"
#include "config/spelling_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>

namespace tiercare::config {
namespace {

constexpr detail::Kind real_number{"a number", "1.5", ""};

/// The number that was meant, written as one; `otherwise` if none was. Only groups of three digits
/// are separated: in 15,5 the comma is that of decimals.
std::string without_separators(std::string_view text, std::string otherwise) {
  constexpr std::string_view separators = ",_'";
  std::string digits{text.substr(0, text.find_first_of(separators))};
  for (std::size_t at = digits.size(); at < text.size(); at += 4) {
    const auto group = text.substr(at + 1, 3);
    if (separators.find(text[at]) == std::string_view::npos || group.size() != 3) return otherwise;
    digits += group;
  }
  if (digits == text || !read_number(digits)) return otherwise;
  return fmt::format("did you mean {}? (no separators between digits)", digits);
}

Problem quoted_number(const Node& scalar) {
  const std::string as_it_stands =
      read_number(scalar.text) ? fmt::format("did you mean {}?", scalar.text) : "as in '12'";
  return {fmt::format("the text '{}' in quotes, where a number is needed", scalar.text),
          without_separators(scalar.text, as_it_stands)};
}

Problem not_whole(std::string_view text) {
  return {fmt::format("'{}' is not a whole number", text), without_separators(text, "as in '12'")};
}

template <class Integer>
Parsed<Integer> read_whole(const Node& scalar) {
  if (scalar.quoted) return quoted_number(scalar);
  const std::string& text = scalar.text;
  const char* begin = text.data() + (text.starts_with('+') && !text.starts_with("+-") ? 1 : 0);
  const char* end = text.data() + text.size();
  Integer value{};
  const auto [rest, failure] = std::from_chars(begin, end, value);
  if (failure == std::errc::result_out_of_range && rest == end)
    return Problem{fmt::format("{} is too large a number (at most {})", text,
                               std::numeric_limits<Integer>::max())};
  if (failure != std::errc{} || rest != end) return not_whole(text);
  return value;
}

TypeDescription describe_whole() {
  TypeDescription type{"whole number", "整数", "integer"};
  type.examples = {"12"};
  type.at_least = 0.0;
  return type;
}

}  // namespace

Parsed<std::string> Parse<std::string>::read(const Node& scalar) {
  // Escapes in quotes can make what a file may not hold; a NUL would cut the text in the results.
  const bool clean = std::ranges::none_of(scalar.text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
  });
  if (!clean) return Problem{"a control character in the text"};
  return scalar.text;
}
TypeDescription Parse<std::string>::describe() {
  return {"text", "文字", "string"};
}
std::string Parse<std::string>::write(const std::string& value) {
  return value.empty() ? "''" : value;
}

Parsed<bool> Parse<bool>::read(const Node& scalar) {
  if (!scalar.quoted && scalar.text == "true") return true;
  if (!scalar.quoted && scalar.text == "false") return false;
  std::string lower = scalar.text;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  Problem problem{fmt::format("'{}' is neither true nor false", scalar.text)};
  static constexpr std::array<std::string_view, 5> affirmative{"yes", "on", "y", "1", "true"};
  static constexpr std::array<std::string_view, 5> negative{"no", "off", "n", "0", "false"};
  if (std::ranges::find(affirmative, lower) != affirmative.end())
    problem.hint = "did you mean true?";
  if (std::ranges::find(negative, lower) != negative.end()) problem.hint = "did you mean false?";
  return problem;
}
TypeDescription Parse<bool>::describe() {
  TypeDescription type{"true or false", "true 或 false", "boolean"};
  type.examples = {"true", "false"};
  return type;
}
std::string Parse<bool>::write(bool value) {
  return value ? "true" : "false";
}

Parsed<Count> Parse<Count>::read(const Node& scalar) {
  return read_whole<Count>(scalar);
}
TypeDescription Parse<Count>::describe() {
  return describe_whole();
}
std::string Parse<Count>::write(Count value) {
  return fmt::format("{}", value);
}

Parsed<int> Parse<int>::read(const Node& scalar) {
  return read_whole<int>(scalar);
}
TypeDescription Parse<int>::describe() {
  return describe_whole();
}
std::string Parse<int>::write(int value) {
  return fmt::format("{}", value);
}

Parsed<LanguageVersion> Parse<LanguageVersion>::read(const Node& scalar) {
  const Parsed<int> given = read_whole<int>(scalar);
  if (!given.value) return given.problem;
  const int known = language_version.number;
  if (*given.value > known)
    return Problem{fmt::format("version {} of the scenario language; this program reads version {}",
                               *given.value, known),
                   "the scenario is newer than the program: install a newer tiercare"};
  if (*given.value < known)
    return Problem{fmt::format("there is no version {} of the scenario language", *given.value),
                   fmt::format("write {}", known)};
  return LanguageVersion{known};
}
TypeDescription Parse<LanguageVersion>::describe() {
  TypeDescription type{"version", "版本", "integer"};
  type.examples = {write(language_version)};
  type.at_least = type.at_most = language_version.number;
  return type;
}
std::string Parse<LanguageVersion>::write(LanguageVersion value) {
  return fmt::format("{}", value.number);
}

Parsed<Factor> Parse<Factor>::read(const Node& scalar) {
  if (scalar.quoted) return quoted_number(scalar);
  const auto given = detail::split_number(scalar.text, real_number);
  if (!given.value) return given.problem;
  if (!given.value->unit.empty()) {
    Problem problem{fmt::format("'{}' is not a plain number", scalar.text)};
    if (given.value->unit == "%")
      problem.hint =
          fmt::format("did you mean {}?", write_number(detail::hundredth(given.value->number)));
    return problem;
  }
  return given.value->value;
}
TypeDescription Parse<Factor>::describe() {
  TypeDescription type{"number", "实数", "number"};
  type.examples = {"1.5"};
  return type;
}
std::string Parse<Factor>::write(Factor value) {
  return write_number(value);
}

namespace {

/// A date whose parts have a digit too few or other signs between them; empty if it is none.
std::string with_leading_zeros(std::string_view text) {
  std::array<int, 3> parts{};
  std::size_t part = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9' && digits < 4) {
      parts[part] = parts[part] * 10 + (c - '0');
      ++digits;
    } else if ((c == '-' || c == '/' || c == '.') && digits > 0 && part < 2) {
      ++part;
      digits = 0;
    } else {
      return {};
    }
  }
  const auto [year, month, day] = parts;
  const bool is_one =
      part == 2 && digits > 0 && year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return is_one ? fmt::format("{}-{:02}-{:02}", year, month, day) : std::string{};
}

}  // namespace

Parsed<Date> Parse<Date>::read(const Node& scalar) {
  const std::string& text = scalar.text;
  static constexpr std::string_view form = "0000-00-00";
  bool fits = text.size() == form.size();
  for (std::size_t i = 0; fits && i < form.size(); ++i)
    fits = form[i] == '-' ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
  if (!fits) {
    const std::string padded = with_leading_zeros(text);
    return Problem{fmt::format("'{}' is not a date (year-month-day)", text),
                   padded.empty() ? std::string{"as in '2017-01-01'"}
                                  : fmt::format("did you mean '{}'?", padded)};
  }
  const auto number = [&](std::size_t begin, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(begin, length)) value = value * 10 + (c - '0');
    return value;
  };
  const std::chrono::year_month_day day{std::chrono::year{number(0, 4)},
                                        std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                        std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  if (!day.ok()) return Problem{fmt::format("there is no day {}", text)};
  if (day.year() < std::chrono::year{1900} || day.year() > std::chrono::year{2199})
    return Problem{fmt::format("{} is too far away (1900 to 2199)", text)};
  return Date{std::chrono::sys_days{day}.time_since_epoch().count()};
}
TypeDescription Parse<Date>::describe() {
  TypeDescription type{"date", "日期", "string"};
  type.pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
  type.examples = {"2017-01-01"};
  return type;
}
std::string Parse<Date>::write(Date value) {
  return value.text();
}

std::string Date::text() const {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days_since_1970}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace tiercare::config
