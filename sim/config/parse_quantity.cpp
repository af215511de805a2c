// SPDX-License-Identifier: Apache-2.0
// Types with a unit: lengths of time, money, shares and their changes, rates, distances, speeds.
#include "config/parse.hpp"
#include "config/spelling_of.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace tiercare::config {
namespace {

using detail::Kind;
using detail::number_pattern;
using detail::NumberAndUnit;

constexpr Kind duration{"a duration", "15 min", "ms, s, min, h, day, week or year"};
constexpr Kind money{"an amount of money", "12.50 yuan", "yuan"};
constexpr Kind share{"a share", "20 %", "%"};
constexpr Kind points{"a change of a share", "+15 pp", "percentage points, pp"};
constexpr Kind rate{"a rate", "0.3 /year", "/min, /h, /day, /week, /year or per 1000 person-years"};
constexpr Kind distance{"a distance", "4 km", "km or m"};
constexpr Kind speed{"a speed", "35 km/h", "km/h"};

std::string with_units(std::string_view units) {
  return fmt::format("^{} ?({})$", number_pattern, units);
}

TypeDescription described(std::string name, std::string name_zh, const Kind& kind,
                          std::string_view units, std::vector<std::string> examples,
                          std::string bound_unit) {
  TypeDescription type{std::move(name), std::move(name_zh), "string"};
  type.pattern = with_units(units);
  type.examples = std::move(examples);
  type.bound_unit = std::move(bound_unit);
  type.at_least = 0.0;
  type.units = kind.units;
  return type;
}

/// The persons and years of `per 1000 person-years`.
std::optional<double> person_years(std::string_view unit) {
  if (!unit.starts_with("per ")) return std::nullopt;
  unit = detail::trimmed(unit.substr(4));
  if (unit == "person-year") return 1.0;
  const std::size_t space = unit.find(' ');
  if (space == std::string_view::npos || detail::trimmed(unit.substr(space)) != "person-years")
    return std::nullopt;
  const auto persons = read_number(unit.substr(0, space));
  return persons && *persons > 0.0 ? persons : std::nullopt;
}

}  // namespace

Parsed<Duration> Parse<Duration>::read(const Node& scalar) {
  const auto given = detail::split_number(scalar.text, duration);
  if (!given.value) return given.problem;
  const auto unit = unit_of_time(given.value->unit);
  if (given.value->unit.empty())
    return detail::no_unit(*given.value, duration,
                           fmt::format("{0} min' or '{0} day", given.value->number));
  if (!unit) return detail::wrong_unit(*given.value, duration, "min");
  const double ms = given.value->value * static_cast<double>(unit->ms);
  constexpr double longest = 1000.0 * 365.0 * 86'400'000.0;
  if (std::abs(ms) > longest)
    return Problem{fmt::format("'{}' is too long (at most 1000 years)", scalar.text)};
  return Duration::rounded_ms(ms);
}
TypeDescription Parse<Duration>::describe() {
  return described("duration", "时长", duration, "ms|s|min|h|days?|weeks?|years?",
                   {"15 min", "2.5 h", "3 days"}, "min");
}
std::string Parse<Duration>::write(Duration value) {
  constexpr std::array<std::string_view, 6> units{"year", "week", "day", "h", "min", "s"};
  if (value.ms == 0) return "0 min";
  for (const std::string_view unit : units) {
    const std::int64_t length = unit_of_time(unit)->ms;
    if (value.ms % length == 0) return fmt::format("{} {}", value.ms / length, unit);
  }
  return fmt::format("{} ms", value.ms);
}

Parsed<Money> Parse<Money>::read(const Node& scalar) {
  const auto given = detail::split_number(scalar.text, money);
  if (!given.value) return given.problem;
  const NumberAndUnit& amount = *given.value;
  if (amount.unit.empty())
    return Problem{
        fmt::format("amount without currency (money needs one, as in '{}')", money.example),
        fmt::format("did you mean '{} yuan'?", amount.number)};
  if (amount.unit != "yuan") return detail::wrong_unit(amount, money, "yuan");
  const double fen = amount.value * 100.0;
  if (std::abs(fen) > 9e15) return Problem{fmt::format("'{}' is too much", scalar.text)};
  // Two decimals times 100 differ from a whole number by rounding only.
  if (std::abs(fen - std::round(fen)) > 1e-9 * std::max(1.0, std::abs(fen)))
    return Problem{fmt::format("'{}' is finer than 0.01 yuan", scalar.text)};
  return Money{std::llround(fen)};
}
TypeDescription Parse<Money>::describe() {
  return described("money", "金额", money, "yuan", {"12.50 yuan", "300 yuan"}, "yuan");
}
std::string Parse<Money>::write(Money value) {
  const std::int64_t fen = value.fen < 0 ? -value.fen : value.fen;
  const std::string_view sign = value.fen < 0 ? "-" : "";
  if (fen % 100 == 0) return fmt::format("{}{} yuan", sign, fen / 100);
  return fmt::format("{}{}.{:02} yuan", sign, fen / 100, fen % 100);
}

Parsed<Probability> Parse<Probability>::read(const Node& scalar) {
  const auto given = detail::split_number(scalar.text, share);
  if (!given.value) return given.problem;
  const NumberAndUnit& number = *given.value;
  if (number.unit == "pp")
    return Problem{"percentage points, where a share is needed (points are a change of one)",
                   "as in '20 %'"};
  if (number.unit.empty()) {
    const bool is_fraction = number.value > 0.0 && number.value < 1.0;
    const std::string percent =
        is_fraction ? detail::write_percentage(number.value) : number.number;
    return detail::no_unit(number, share, percent + " %");
  }
  if (number.unit != "%") return detail::wrong_unit(number, share, "%");
  if (number.has_sign())
    return Problem{
        "a signed percentage (a change of a share is written in percentage points, pp, "
        "where a change is asked for)",
        "write the new share, as in '20 %'"};
  if (number.value > 100.0) return Problem{fmt::format("{} % is more than 100 %", number.number)};
  return Probability{detail::hundredth(number.number)};
}
TypeDescription Parse<Probability>::describe() {
  TypeDescription type = described("share", "比例", share, "%", {"20 %", "2.5 %"}, "%");
  // At most 100, unless it is written with an exponent.
  type.pattern = R"(^(0*[0-9]{1,2}(\.[0-9]*)?|\.[0-9]+|0*100(\.0*)?|[0-9.]+[eE][+-]?[0-9]+) ?%$)";
  type.at_most = 100.0;
  return type;
}
std::string Parse<Probability>::write(Probability value) {
  return detail::write_percentage(value.value()) + " %";
}

Parsed<PercentagePoints> Parse<PercentagePoints>::read(const Node& scalar) {
  const auto given = detail::split_number(scalar.text, points);
  if (!given.value) return given.problem;
  const NumberAndUnit& number = *given.value;
  const std::string signed_number = number.has_sign() ? number.number : "+" + number.number;
  if (number.unit == "%")
    return Problem{"a percentage, where a change of a share is needed (in percentage points)",
                   fmt::format("did you mean '{} pp'?", signed_number)};
  if (number.unit.empty()) return detail::no_unit(number, points, signed_number + " pp");
  if (number.unit != "pp") return detail::wrong_unit(number, points, "pp");
  return PercentagePoints{detail::hundredth(number.number)};
}
TypeDescription Parse<PercentagePoints>::describe() {
  TypeDescription type =
      described("percentage points", "百分点", points, "pp", {"+15 pp", "-3 pp"}, "pp");
  type.units = "pp";
  type.at_least = -100.0;
  type.at_most = 100.0;
  return type;
}
std::string Parse<PercentagePoints>::write(PercentagePoints value) {
  return fmt::format("{}{} pp", value.difference < 0.0 ? "" : "+",
                     detail::write_percentage(value.difference));
}

Parsed<Rate> Parse<Rate>::read(const Node& scalar) {
  const auto given = detail::split_number(scalar.text, rate);
  if (!given.value) return given.problem;
  const NumberAndUnit& number = *given.value;
  if (number.unit == "%" && number.has_sign())
    return Problem{
        "a signed percentage, where a rate is needed (a change of a share is written in "
        "percentage points, pp, where a change is asked for)",
        "write the new rate, as in '0.3 /year'"};
  if (const auto persons = person_years(number.unit)) return Rate{number.value / *persons};
  std::string_view unit = number.unit;
  if (!unit.starts_with('/')) return detail::wrong_unit(number, rate, "/year");
  unit.remove_prefix(1);
  const auto length = unit_of_time(detail::trimmed(unit));
  if (!length) return detail::wrong_unit(number, rate, "/year");
  constexpr Duration year = Duration::days(365);
  return Rate{number.value * (static_cast<double>(year.ms) / static_cast<double>(length->ms))};
}
TypeDescription Parse<Rate>::describe() {
  return described(
      "rate", "频率", rate,
      "/ ?(ms|s|min|h|days?|weeks?|years?)|per person-year|per [0-9.eE+]+ person-years",
      {"0.3 /year", "30 /day", "120 per 1000 person-years"}, "/year");
}
std::string Parse<Rate>::write(Rate value) {
  return write_number(value.per_year) + " /year";
}

Parsed<Distance> Parse<Distance>::read(const Node& scalar) {
  const auto given = detail::split_number(scalar.text, distance);
  if (!given.value) return given.problem;
  if (given.value->unit == "km") return Distance{given.value->value};
  if (given.value->unit == "m") return Distance{given.value->value / 1000.0};
  return detail::wrong_unit(*given.value, distance, "km");
}
TypeDescription Parse<Distance>::describe() {
  return described("distance", "距离", distance, "km|m", {"4 km", "350 m"}, "km");
}
std::string Parse<Distance>::write(Distance value) {
  return write_number(value.km) + " km";
}

Parsed<Speed> Parse<Speed>::read(const Node& scalar) {
  const auto given = detail::split_number(scalar.text, speed);
  if (!given.value) return given.problem;
  if (given.value->unit != "km/h") return detail::wrong_unit(*given.value, speed, "km/h");
  return Speed{given.value->value};
}
TypeDescription Parse<Speed>::describe() {
  return described("speed", "速度", speed, "km/h", {"35 km/h"}, "km/h");
}
std::string Parse<Speed>::write(Speed value) {
  return write_number(value.km_per_hour) + " km/h";
}

}  // namespace tiercare::config
