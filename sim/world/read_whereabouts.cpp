// SPDX-License-Identifier: Apache-2.0
// Reads who lives with whom, and who of the registered lives elsewhere, for good or for a season.
#include "world/read_world.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

namespace tiercare {

using config::Presence;
using config::Reader;

namespace {

struct SizeShare {
  std::string_view name;
  double share;  ///< of households, census of 2020
  std::string_view source;
};
constexpr std::array<SizeShare, 7> household_sizes{{
    {"one", 0.254, "pop.households_of_1"},
    {"two", 0.297, "pop.households_of_2"},
    {"three", 0.21, "pop.households_of_3"},
    {"four", 0.132, "pop.households_of_4"},
    {"five", 0.062, "pop.households_of_5"},
    {"six", 0.03, "pop.households_of_6"},
    {"seven", 0.015, "pop.households_of_7"},
}};

/// Ages of those who live elsewhere: most are in the age of work, some with children.
constexpr std::array<double, 7> ages_of_the_absent{0.04, 0.08, 0.60, 0.21, 0.03, 0.035, 0.005};

/// Spring Festival, sowing and the harvests: half of the year, so that he still counts as a
/// resident.
constexpr std::array<int, 6> usual_home_months{1, 2, 5, 6, 9, 10};

void read_home_months(Reader& r, PopulationSpec& population) {
  const auto months = r.located_values<int>(
      "home_months", Presence::optional,
      {.says = "months in which the seasonal are here, 1 January ... 12 December; left out: 1, 2, "
               "5, 6, 9 and 10, for Spring Festival, sowing and the harvests",
       .says_zh = "季节性外出者在家月份；缺省为 1、2、5、6、9、10 月（春节与农忙）",
       .source = "pop.seasonal_share",
       .at_least = 1.0,
       .at_most = 12.0});
  for (const auto& month : months)
    population.home_months[static_cast<std::size_t>(month.value - 1)] = true;
  if (months.empty())
    for (const int month : usual_home_months)
      population.home_months[static_cast<std::size_t>(month - 1)] = true;
}

/// The age of work, as far as the bands of ages tell.
double share_of_working_age(const PopulationSpec& population) {
  return population.age_shares[2] + population.age_shares[3];
}

}  // namespace

void read_households(Reader& r, PopulationSpec& population) {
  r.section("households", Presence::defaulted,
            {.says = "shares of households by their members; they sum to 100 %",
             .says_zh = "家庭户规模构成"},
            [&](Reader& sizes) {
              for (std::size_t i = 0; i < household_sizes.size(); ++i)
                population.household_sizes[i] =
                    sizes
                        .optional<Probability>(household_sizes[i].name,
                                               Probability{household_sizes[i].share},
                                               {.says = "households of so many members",
                                                .says_zh = "该规模家庭户占比",
                                                .source = household_sizes[i].source})
                        .value();
              const double sum = std::accumulate(population.household_sizes.begin(),
                                                 population.household_sizes.end(), 0.0);
              if (!sizes.describing() && !sizes.has_errors() && std::abs(sum - 1.0) > 1e-6)
                sizes.error(sizes.span(),
                            fmt::format("the shares of the households sum to {:.6g} %, not to "
                                        "100 %; sizes left out have the share of the census",
                                        100.0 * sum));
            });
}

/// Of the registered those who are not absent live here, beside people registered elsewhere.
void check_counts(Reader& r, std::optional<int> registered, std::optional<int> absent,
                  std::uint32_t residents) {
  if (r.describing() || r.has_errors() || !registered) return;
  const std::int64_t beyond = *registered - static_cast<std::int64_t>(residents);
  const std::vector<RelatedPlace> here{{r.span_of("residents"), "the residents"}};
  if (absent && *absent < beyond)
    r.error(r.span_of("absent"),
            fmt::format("of {} registered {} are absent: the others are more than the {} who live "
                        "here",
                        *registered, *absent, residents),
            "give one of registered and absent, and 'remove' the other",
            {{r.span_of("registered"), "the registered"}});
  else if (!absent && beyond < 0)
    r.warning(r.span_of("registered"),
              fmt::format("{} are registered, fewer than the {} who live here: nobody is taken to "
                          "be away",
                          *registered, residents),
              "say 'absent' for how many of them are", here);
  else if (!absent && 2 * beyond > *registered)
    r.warning(r.span_of("registered"),
              fmt::format("{:.0f} % of the registered live elsewhere",
                          100.0 * static_cast<double>(beyond) / *registered),
              "a scenario with residents of its own needs its own registered, too", here);
}

void read_whereabouts(Reader& r, PopulationSpec& population) {
  const auto registered = r.if_given<int>(
      "registered", {.says = "persons registered here (hukou), absent migrants included; left out: "
                             "as many as live here",
                     .says_zh = "户籍人口",
                     .source = "pop.absent_share",
                     .at_least = 1.0,
                     .at_most = 2e8});
  const auto absent = r.if_given<int>(
      "absent", {.says = "persons registered and insured here who live and are treated elsewhere; "
                         "left out: registered less residents",
                 .says_zh = "外出务工人口（户籍在本地、常住外地）；缺省为户籍人口减常住人口",
                 .source = "pop.absent_share",
                 .at_least = 0.0,
                 .at_most = 2e8});
  check_counts(r, registered, absent, population.residents);
  const std::int64_t away = absent ? *absent
                            : registered
                                ? *registered - static_cast<std::int64_t>(population.residents)
                                : 0;
  population.absent = static_cast<std::uint32_t>(std::max<std::int64_t>(away, 0));
  population.absent_age_shares = ages_of_the_absent;
  r.section(
      "absent_ages", Presence::optional,
      {.says = "shares by age of the absent; left out: most are of working age (4, 8, 60, 21, "
               "3, 3.5 and 0.5 %)",
       .says_zh = "外出务工人口年龄构成"},
      [&](Reader& ages) { population.absent_age_shares = read_age_shares(ages); });
  population.seasonal = r.optional<Probability>(
      "seasonal", Probability{},
      {.says = "residents who are elsewhere outside home_months; of 16 to 59 years of age",
       .says_zh = "季节性外出者占常住人口比例",
       .source = "pop.seasonal_share"});
  read_home_months(r, population);
  if (!r.describing() && population.seasonal.value() > 0.9 * share_of_working_age(population))
    r.error(r.span_of("seasonal"),
            "hardly anybody in the age of work would stay: at most 90 % of those of 15 to 59 can "
            "be seasonal");
}

}  // namespace tiercare
