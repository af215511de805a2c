// SPDX-License-Identifier: Apache-2.0
// Reads who lives in the county, what they earn, how they are insured, and how they come and go.
#include "world/read_world.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tiercare {

using config::Presence;
using config::Reader;

namespace {

struct AgeShare {
  std::string_view name;
  std::string_view source;
};
constexpr std::array<AgeShare, 7> age_shares{{
    {"under_5", "pop.county_age_0_14"},
    {"from_5_to_14", "pop.county_age_0_14"},
    {"from_15_to_44", "pop.county_age_15_44"},
    {"from_45_to_59", "pop.county_age_45_59"},
    {"from_60_to_64", "pop.county_age_60_64"},
    {"from_65_to_79", "pop.county_age_65_79"},
    {"from_80", "pop.county_age_80p"},
}};

double yuan(Reader& r, std::string_view key, std::string_view says, std::string_view says_zh,
            std::string_view source) {
  return r
      .required<Money>(key, {.says = says, .says_zh = says_zh, .source = source, .at_least = 1.0})
      .in_yuan();
}

VitalRates read_vital_rates(Reader& r) {
  VitalRates rates;
  rates.fertility =
      r.required<config::Rate>("fertility", {.says = "births per woman of 15 to 44 and year",
                                             .says_zh = "育龄妇女（15-44 岁）年生育率",
                                             .at_least = 0.0,
                                             .at_most = 1.0})
          .per_year;
  rates.boys = r.optional<Probability>("boys", Probability{0.526},
                                       {.says = "among newborns", .says_zh = "新生儿男婴占比"});
  r.section("mortality", Presence::required,
            {.says = "deaths outside hospital per person and year by age; those in hospital follow "
                     "from the fatality of conditions",
             .says_zh = "各年龄院外死亡率"},
            [&](Reader& ages) {
              for (std::size_t band = 0; band < rates.mortality.size(); ++band)
                rates.mortality[band] = ages.required<config::Rate>(age_shares[band].name,
                                                                    {.says = "deaths at this age",
                                                                     .says_zh = "该年龄段",
                                                                     .at_least = 0.0,
                                                                     .at_most = 10.0})
                                            .per_year;
            });
  rates.male_mortality_ratio = r.optional<double>("male_mortality_ratio", 1.0,
                                                  {.says = "mortality of men relative to women",
                                                   .says_zh = "男女死亡率之比",
                                                   .at_least = 0.1,
                                                   .at_most = 10.0});
  return rates;
}

}  // namespace

std::array<double, 7> read_age_shares(Reader& ages) {
  std::array<double, 7> shares{};
  double sum = 0.0;
  for (std::size_t i = 0; i < age_shares.size(); ++i) {
    shares[i] =
        ages.required<Probability>(age_shares[i].name, {.says = "share of people of this age",
                                                        .says_zh = "该年龄段占比",
                                                        .source = age_shares[i].source})
            .value();
    sum += shares[i];
  }
  if (!ages.describing() && !ages.has_errors() && std::abs(sum - 1.0) > 1e-6)
    ages.error(ages.span(),
               fmt::format("the shares of the ages sum to {:.6g} %, not to 100 %", 100.0 * sum));
  return shares;
}

PopulationSpec read_population(Reader& r) {
  PopulationSpec population;
  population.residents = static_cast<std::uint32_t>(
      r.required<int>("residents", {.says = "persons who live in the county",
                                    .says_zh = "常住人口",
                                    .source = "geo.county_population",
                                    .at_least = 1.0,
                                    .at_most = 2e8}));
  r.section("ages", Presence::required,
            {.says = "shares by age; they sum to 100 %", .says_zh = "年龄构成"},
            [&](Reader& ages) { population.age_shares = read_age_shares(ages); });
  population.men_per_100_women = r.required<double>("men_per_100_women", {.says = "sex ratio",
                                                                          .says_zh = "性别比",
                                                                          .source = "pop.sex_ratio",
                                                                          .at_least = 10.0,
                                                                          .at_most = 1000.0});
  population.rural_mean_income = yuan(r, "rural_income", "mean disposable income per head and year",
                                      "农村人均可支配收入", "econ.rural_income_2019");
  population.urban_mean_income = yuan(r, "urban_income", "the same in the county seat",
                                      "城镇人均可支配收入", "econ.urban_income_2019");
  population.income_log_sd =
      r.required<double>("income_log_sd", {.says = "standard deviation of the logarithm of income",
                                           .says_zh = "收入对数标准差",
                                           .source = "econ.rural_median_to_mean",
                                           .at_least = 0.0,
                                           .at_most = 3.0});
  population.employee_scheme_share = r.required<Probability>(
      "employee_scheme", {.says = "residents in the employees' insurance scheme",
                          .says_zh = "职工医保参保比例",
                          .source = "ins.uebmi_share_county"});
  population.employee_seat_ratio =
      r.optional<double>("employee_seat_ratio", 1.0,
                         {.says = "how many times as frequent its members are in the county seat",
                          .says_zh = "县城职工医保倍数",
                          .at_least = 0.0,
                          .at_most = 100.0});
  population.poor_share =
      r.required<Probability>("poor", {.says = "residents entitled to medical assistance",
                                       .says_zh = "医疗救助对象比例",
                                       .source = "econ.rural_low_income_share"});
  r.section("vital_rates", Presence::optional,
            {.says = "births and deaths; absent: nobody is born and nobody dies at home",
             .says_zh = "出生与死亡；缺省则无出生与院外死亡"},
            [&](Reader& rates) { population.vital_rates = read_vital_rates(rates); });
  read_households(r, population);
  read_whereabouts(r, population);
  return population;
}

}  // namespace tiercare
