// SPDX-License-Identifier: Apache-2.0
// Indicators of people: how they live together, and what those do who are away.
//
// All other indicators speak of residents while they are here. What the fund of home pays for those
// who are elsewhere stands in these, by insured person, and in no share of where residents go.
#include "record/indicator_formula.hpp"

namespace tiercare::detail {
namespace {

/// Paid by the fund for visits and stays of residents.
Money fund_here(const Measured& m) {
  return m.counts.visits(anywhere).paid.fund + m.counts.stays(anywhere).paid.fund;
}

Indicators households() {
  return {{{"household_size", "mean household size", "户均人口", "1",
            "residents at the end / households with a resident",
            "期末常住居民数 ÷ 有常住居民的家庭户数", 2},
           [](const Measured& m) { return quotient(m.end.in_households, m.end.households); }},
          {{"away_share", "insured who are away", "参保人外出占比", "%",
            "person-time lived elsewhere / person-time of all registered and insured here",
            "在外地的人年数 ÷ 户籍参保人年数", 1},
           [](const Measured& m) {
             return quotient(static_cast<double>(m.end.lived_away_ms) / Measured::ms_per_year,
                             m.insured_years(), 100.0);
           }}};
}

Indicators insured() {
  return {{{"away_admissions_per_1000", "stays elsewhere of those away, per 1,000 insured",
            "外出参保人外地住院率（‰）", "1",
            "1,000 x stays elsewhere of the registered who are away / insured person-years",
            "1000 × 外出者在外地的住院人次 ÷ 参保人年数", 1},
           [](const Measured& m) {
             return quotient(1000.0 * static_cast<double>(m.counts.away().admissions),
                             m.insured_years());
           }},
          {{"in_county_admission_share_insured", "in-county admission share of the insured",
            "参保人县域内住院率", "%",
            "admissions inside the county / all admissions of the insured, those away included",
            "县域内住院人次 ÷ 全部参保人（含外出者）住院人次", 1},
           [](const Measured& m) {
             return share(m.counts.stays(in_county).admissions,
                          m.counts.stays(anywhere).admissions + m.counts.away().admissions);
           }},
          {{"fund_per_insured_year", "fund spending per insured person-year",
            "参保人人均年医保基金支出", "yuan",
            "paid by the fund for all insured, those away included / insured person-years",
            "医保基金为全部参保人（含外出者）的支出 ÷ 参保人年数", 1},
           [](const Measured& m) {
             return quotient((fund_here(m) + m.counts.away().paid.fund).in_yuan(),
                             m.insured_years());
           }},
          {{"fund_share_away", "fund spending for those away", "医保基金外出者支出占比", "%",
            "paid by the fund for care elsewhere of those away / paid by it for all insured",
            "医保基金为外出者外地就医的支出 ÷ 为全部参保人的支出", 1},
           [](const Measured& m) {
             const Money away = m.counts.away().paid.fund;
             return share(away, fund_here(m) + away);
           }}};
}

}  // namespace

Indicators people_indicators() {
  Indicators all = households();
  for (Indicator& indicator : insured()) all.push_back(std::move(indicator));
  return all;
}

}  // namespace tiercare::detail
