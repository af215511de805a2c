// SPDX-License-Identifier: Apache-2.0
#include "world/scenario_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace tiercare::config {
namespace {

constexpr std::string_view distribution_example = "lognormal(mean 7 min, cv 0.6)";

/// An argument with a unit of time, in minutes.
std::optional<double> minutes_of(const DistributionText& text, std::string_view name) {
  const auto* argument = text.find(name);
  if (argument == nullptr) return std::nullopt;
  const auto unit = unit_of_time(argument->unit);
  if (!unit) return std::nullopt;
  return argument->value * unit->in_minutes();
}

std::optional<double> plain(const DistributionText& text, std::string_view name) {
  const auto* argument = text.find(name);
  if (argument == nullptr || !argument->unit.empty()) return std::nullopt;
  return argument->value;
}

/// A distribution by name: which arguments it takes and how it is made of them.
struct Form {
  std::string_view name;
  std::string_view spelling;
  std::size_t arguments;  // one more would be ignored in silence
  std::optional<Distribution> (*make)(const DistributionText&);
};

constexpr std::array forms{
    Form{"constant", "constant(5 min)", 1,
         [](const DistributionText& text) -> std::optional<Distribution> {
           const auto value = minutes_of(text, "");
           if (!value || *value < 0.0) return std::nullopt;
           return Distribution::constant(*value);
         }},
    Form{"exponential", "exponential(mean 3 day)", 1,
         [](const DistributionText& text) -> std::optional<Distribution> {
           const auto mean = minutes_of(text, "mean");
           if (!mean || *mean <= 0.0) return std::nullopt;
           return Distribution::exponential(*mean);
         }},
    Form{"erlang", "erlang(k 3, mean 2 day)", 2,
         [](const DistributionText& text) -> std::optional<Distribution> {
           const auto mean = minutes_of(text, "mean");
           const auto k = plain(text, "k");
           if (!mean || !k || *mean <= 0.0 || *k < 1.0 || *k > 100.0 || *k != std::floor(*k))
             return std::nullopt;
           return Distribution::erlang(static_cast<std::uint32_t>(*k), *mean);
         }},
    Form{"lognormal", distribution_example, 2,
         [](const DistributionText& text) -> std::optional<Distribution> {
           const auto mean = minutes_of(text, "mean");
           const auto cv = plain(text, "cv");
           if (!mean || !cv || *mean <= 0.0 || *cv < 0.0) return std::nullopt;
           return Distribution::lognormal(*mean, *cv);
         }},
    Form{"gamma", "gamma(mean 7 min, cv 0.6)", 2,
         [](const DistributionText& text) -> std::optional<Distribution> {
           const auto mean = minutes_of(text, "mean");
           const auto cv = plain(text, "cv");
           if (!mean || !cv || *mean <= 0.0 || *cv <= 0.0) return std::nullopt;
           return Distribution::gamma(*mean, *cv);
         }},
    Form{"uniform", "uniform(low 5 min, high 10 min)", 2,
         [](const DistributionText& text) -> std::optional<Distribution> {
           const auto low = minutes_of(text, "low");
           const auto high = minutes_of(text, "high");
           if (!low || !high || *low < 0.0 || *low > *high) return std::nullopt;
           return Distribution::uniform(*low, *high);
         }},
    Form{"triangular", "triangular(low 2 min, mode 5 min, high 15 min)", 3,
         [](const DistributionText& text) -> std::optional<Distribution> {
           const auto low = minutes_of(text, "low");
           const auto mode = minutes_of(text, "mode");
           const auto high = minutes_of(text, "high");
           if (!low || !mode || !high || *low < 0.0 || *low > *mode || *mode > *high)
             return std::nullopt;
           return Distribution::triangular(*low, *mode, *high);
         }},
};

/// An argument that no run can count with.
std::optional<Problem> excess(const DistributionText& text) {
  constexpr double largest_cv = 100.0;
  for (const auto& argument : text.arguments) {
    const auto unit = unit_of_time(argument.unit);
    if (unit && argument.value * unit->in_minutes() > TimeDistribution::longest.in_minutes())
      return Problem{fmt::format("'{} {}' is too long (at most 1000 years)",
                                 write_number(argument.value), argument.unit)};
    if (argument.name == "cv" && argument.value > largest_cv)
      return Problem{fmt::format("a cv of {} is too large (at most {})",
                                 write_number(argument.value), largest_cv)};
  }
  return std::nullopt;
}

/// "08:30" as minutes of the day; "24:00" is its end.
std::optional<int> clock_minute(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto digit = [&](std::size_t i) { return text[i] - '0'; };
  for (const std::size_t i : {0U, 1U, 3U, 4U})
    if (digit(i) < 0 || digit(i) > 9) return std::nullopt;
  const int minutes = digit(3) * 10 + digit(4);
  const int minute = (digit(0) * 10 + digit(1)) * 60 + minutes;
  if (minutes > 59 || minute > 1440) return std::nullopt;
  return minute;
}

}  // namespace

Parsed<TimeDistribution> Parse<TimeDistribution>::read(const Node& scalar) {
  auto text = Parse<DistributionText>::read(scalar);
  if (!text.value) return text.problem;
  if (auto problem = excess(*text.value)) return *problem;
  std::string known;
  for (const Form& form : forms) {
    if (form.name == text.value->name) {
      const bool complete = text.value->arguments.size() == form.arguments;
      if (const auto made = form.make(*text.value); made && complete)
        return TimeDistribution{*made};
      return Problem{fmt::format("these are not the arguments of {}", form.name),
                     fmt::format("write it as in '{}'", form.spelling)};
    }
    known += known.empty() ? "" : ", ";
    known += form.name;
  }
  return Problem{fmt::format("unknown distribution '{}'", text.value->name),
                 fmt::format("known here: {}", known)};
}

TypeDescription Parse<TimeDistribution>::describe() {
  TypeDescription description{
      .name = "time distribution", .name_zh = "时长分布", .json_type = "string"};
  std::string names;
  for (const Form& form : forms) {
    description.examples.emplace_back(form.spelling);
    names += names.empty() ? "" : "|";
    names += form.name;
  }
  description.pattern = fmt::format(R"(^({}) ?\(.+\)$)", names);
  return description;
}

std::string Parse<TimeDistribution>::write(const TimeDistribution& value) {
  return fmt::format("{}(mean {} min)", value.in_minutes().name(),
                     write_number(value.in_minutes().mean()));
}

Parsed<Area> Parse<Area>::read(const Node& scalar) {
  const auto space = scalar.text.find(' ');
  const auto number = read_number(std::string_view{scalar.text}.substr(0, space));
  if (!number || space == std::string::npos || scalar.text.substr(space + 1) != "km2")
    return Problem{fmt::format("'{}' is no area", scalar.text), "write it as in '2310 km2'"};
  return Area{*number};
}
TypeDescription Parse<Area>::describe() {
  return {.name = "area",
          .name_zh = "面积",
          .json_type = "string",
          .pattern = R"(^[0-9.]+ km2$)",
          .examples = {"2310 km2"},
          .bound_unit = "km2"};
}
std::string Parse<Area>::write(Area value) {
  return write_number(value.km2) + " km2";
}

Parsed<OpeningHours::Interval> Parse<OpeningHours::Interval>::read(const Node& scalar) {
  const std::string_view text = scalar.text;
  const auto dash = text.find('-');
  if (dash != std::string_view::npos) {
    const auto from = clock_minute(text.substr(0, dash));
    const auto to = clock_minute(text.substr(dash + 1));
    if (from && to && *from < *to) return OpeningHours::Interval{*from, *to};
    if (from && to)
      return Problem{fmt::format("'{}' closes before it opens", text),
                     "a night is two ranges: '20:00-24:00' on one day, '00:00-06:00' on the next"};
  }
  return Problem{fmt::format("'{}' is no time of opening", text), "write it as in '08:00-12:00'"};
}
TypeDescription Parse<OpeningHours::Interval>::describe() {
  return {.name = "clock range",
          .name_zh = "时段",
          .json_type = "string",
          .pattern = R"(^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$)",
          .examples = {"08:00-12:00"}};
}
std::string Parse<OpeningHours::Interval>::write(OpeningHours::Interval value) {
  return fmt::format("{:02}:{:02}-{:02}:{:02}", value.from / 60, value.from % 60, value.to / 60,
                     value.to % 60);
}

}  // namespace tiercare::config
