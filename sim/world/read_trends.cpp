// SPDX-License-Identifier: Apache-2.0
// Reads what moves by itself while a scenario runs.
#include "world/read_world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiercare {

using config::Presence;
using config::Reader;

namespace {

double growth(Reader& r, std::string_view key, std::string_view says, std::string_view says_zh,
              std::string_view source = config::assumed) {
  return r
      .optional<config::Rate>(
          key, {},
          {.says = says, .says_zh = says_zh, .source = source, .at_least = -0.5, .at_most = 0.5})
      .per_year;
}

void read_prices(Reader& r, Trends& trends) {
  for (const auto& tier : tier_terms())
    r.section(tier.name, Presence::optional,
              {.says = "growth of prices at this tier", .says_zh = "该层级价格增长"},
              [&](Reader& of_tier) {
                trends.prices[index(tier.value)] = {
                    .visit = growth(of_tier, "visit", "of a visit", "门诊", "price.op_growth"),
                    .test = growth(of_tier, "test", "of the tests of a visit", "检查"),
                    .bed_day = growth(of_tier, "bed_day",
                                      "of a day in bed, of observation and day treatment",
                                      "床日、留观与日间治疗")};
              });
  trends.pharmacy_price = growth(r, "pharmacy", "of medicine over the counter", "药店购药价格增长");
}

void read_incidence(Reader& r, const Conditions& conditions, Trends& trends) {
  std::vector<std::string> known;
  for (const Condition& condition : conditions) known.push_back(condition.name);
  for (const auto& [name, rate] : r.named_values<config::Rate>(
           "incidence", Presence::optional,
           {.says = "growth of the incidence of conditions, by their names",
           .says_zh = "各病种发病率年增长",
           .at_least = -0.5,
           .at_most = 0.5})) {
    const auto at = std::ranges::find(known, name.value);
    if (at == known.end())
      r.unknown_name(name, "condition", known);
    else
      trends.incidence.push_back(
          {ConditionId{static_cast<std::uint32_t>(at - known.begin())}, rate.per_year});
  }
}

TravelRestriction read_restriction(Reader& r) {
  TravelRestriction restriction;
  // For readers of the file alone.
  static_cast<void>(
      r.optional<std::string>("name", "", {.says = "what it is, in a line", .says_zh = "名称"}));
  const auto day = [&](std::string_view key, std::string_view says, std::string_view says_zh) {
    return static_cast<CivilDay>(
        r.required<config::Date>(key, {.says = says, .says_zh = says_zh}).days_since_1970);
  };
  const auto factor = [&](std::string_view key, std::string_view says, std::string_view says_zh) {
    return r.optional<double>(
        key, 1.0, {.says = says, .says_zh = says_zh, .at_least = 0.1, .at_most = 100.0});
  };
  restriction.from = day("from", "its first day", "首日");
  restriction.to = day("to", "its last day", "末日");
  restriction.travel_time = factor(
      "travel_time", "factor on the time of every way to another place; 100 closes the roads",
      "跨地出行时间倍数（100 相当于封路）");
  restriction.leaving_county = factor(
      "leaving_county", "the same on top, on the ways to the cities outside", "出县出行的附加倍数");
  r.section("stay_home", Presence::optional,
            {.says = "added to the utility of caring for oneself, by acuity",
             .says_zh = "居家自理效用的增量"},
            [&](Reader& acuities) {
              for (const auto& acuity : acuity_terms())
                restriction.stay_home[index(acuity.value)] =
                    acuities.optional<double>(acuity.name, 0.0,
                                              {.says = "of an illness of this acuity",
                                               .says_zh = "该病情",
                                               .at_least = -20.0,
                                               .at_most = 20.0});
            });
  if (!r.describing() && !r.has_errors() && restriction.to < restriction.from)
    r.error(r.span_of("to"), fmt::format("{} ends before it has begun", r.path()), {},
            {{r.span_of("from"), "it begins here"}});
  return restriction;
}

}  // namespace

Trends read_trends(Reader& r, const Conditions& conditions) {
  Trends trends;
  r.section("income", Presence::optional, {.says = "growth of incomes", .says_zh = "收入增长"},
            [&](Reader& income) {
              trends.rural_income =
                  growth(income, "rural", "outside the county seat", "农村", "econ.rural_income");
              trends.urban_income =
                  growth(income, "urban", "in the county seat", "城镇", "econ.urban_income");
            });
  r.section("prices", Presence::optional,
            {.says = "growth of prices, by tier and service", .says_zh = "价格增长"},
            [&](Reader& prices) { read_prices(prices, trends); });
  read_incidence(r, conditions, trends);
  r.list("travel_restrictions", Presence::optional,
         {.says = "times in which people travel less", .says_zh = "出行限制时期"},
         [&](Reader& item) { trends.restrictions.push_back(read_restriction(item)); });
  constexpr std::size_t most_restrictions = 50;  // each turn costs as much as loading a scenario
  if (trends.restrictions.size() > most_restrictions)
    r.error(r.span_of("travel_restrictions"),
            fmt::format("{} travel restrictions, at most {} are read", trends.restrictions.size(),
                        most_restrictions));
  return trends;
}

}  // namespace tiercare
