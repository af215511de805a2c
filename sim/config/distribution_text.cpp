// SPDX-License-Identifier: Apache-2.0
// `lognormal(mean 7 min, cv 0.6)`: a name and its arguments, taken apart but not understood here.
#include "config/parse.hpp"
#include "config/spelling_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tiercare::config {
namespace {

constexpr detail::Kind argument_number{"a number with its unit", "mean 7 min", ""};
constexpr std::string_view example = "as in 'lognormal(mean 7 min, cv 0.6)'";

bool is_name(std::string_view text) {
  const auto in_name = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && in_name(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return in_name(c) || digit(c); });
}

Parsed<DistributionArgument> read_argument(std::string_view text) {
  text = detail::trimmed(text);
  DistributionArgument argument;
  const std::size_t space = std::min(text.find(' '), text.size());
  if (is_name(text.substr(0, space)) && space < text.size()) {
    argument.name = std::string{text.substr(0, space)};
    text = detail::trimmed(text.substr(space));
  }
  auto number = detail::split_number(text, argument_number);
  if (!number.value) return number.problem;
  argument.value = number.value->value;
  argument.unit = std::move(number.value->unit);
  return argument;
}

Problem not_a_distribution(std::string_view text) {
  Problem problem{fmt::format("'{}' is not a distribution", text), std::string{example}};
  if (detail::split_number(text, argument_number).value)
    problem.hint = fmt::format("did you mean 'constant({})'?", text);
  if (text.find('(') != std::string_view::npos && text.find(')') == std::string_view::npos)
    problem.hint = "inside { } a comma ends the value: put it in quotes";
  return problem;
}

}  // namespace

Parsed<DistributionText> Parse<DistributionText>::read(const Node& scalar) {
  const std::string_view text = detail::trimmed(scalar.text);
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || !text.ends_with(')') ||
      !is_name(detail::trimmed(text.substr(0, open))))
    return not_a_distribution(text);
  DistributionText distribution;
  distribution.name = std::string{detail::trimmed(text.substr(0, open))};
  std::string_view rest = text.substr(open + 1, text.size() - open - 2);
  while (true) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    auto argument = read_argument(rest.substr(0, comma));
    if (!argument.value)
      return Problem{fmt::format("in '{}': {}", text, argument.problem.message),
                     std::string{example}};
    if (!argument.value->name.empty() && distribution.find(argument.value->name) != nullptr)
      return Problem{fmt::format("'{}' is given twice in '{}'", argument.value->name, text)};
    constexpr std::size_t most_arguments = 8;
    if (distribution.arguments.size() == most_arguments)
      return Problem{
          fmt::format("more than {} arguments of '{}'", most_arguments, distribution.name)};
    distribution.arguments.push_back(std::move(*argument.value));
    if (comma == rest.size()) return distribution;
    rest.remove_prefix(comma + 1);
  }
}

TypeDescription Parse<DistributionText>::describe() {
  TypeDescription type{"distribution", "分布", "string"};
  type.pattern = R"(^[a-z_][a-z0-9_]* ?\(.+\)$)";
  type.examples = {"constant(5 min)", "exponential(mean 3 day)", "lognormal(mean 7 min, cv 0.6)"};
  return type;
}

std::string Parse<DistributionText>::write(const DistributionText& value) {
  return value.text();
}

std::string DistributionText::text() const {
  std::string out = name + "(";
  for (const DistributionArgument& argument : arguments) {
    if (&argument != &arguments.front()) out += ", ";
    if (!argument.name.empty()) out += argument.name + " ";
    out += write_number(argument.value);
    if (!argument.unit.empty()) out += " " + argument.unit;
  }
  return out + ")";
}

const DistributionArgument* DistributionText::find(std::string_view argument) const {
  const auto found = std::ranges::find(arguments, argument, &DistributionArgument::name);
  return found == arguments.end() ? nullptr : &*found;
}

std::optional<Duration> duration_of(const DistributionArgument& argument) {
  const auto unit = unit_of_time(argument.unit);
  if (!unit) return std::nullopt;
  const double ms = argument.value * static_cast<double>(unit->ms);
  constexpr double longest = 1000.0 * 365.0 * 86'400'000.0;
  if (!(ms >= -longest && ms <= longest)) return std::nullopt;
  return Duration::rounded_ms(ms);
}

}  // namespace tiercare::config
