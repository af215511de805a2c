// SPDX-License-Identifier: Apache-2.0
// Indicators of flow: how much care is sought, where, and whether it helps.
//
// Names follow the field's monitoring sets; where those count institutions' work and the simulation
// can also count residents, both stand side by side.
#include "record/indicator_formula.hpp"

#include <fmt/format.h>

namespace tiercare::detail {
namespace {

Indicators volumes() {
  return {
      {{"needs_per_resident_year", "needs per resident-year", "人均年患病需求次数", "1",
        "needs felt by residents / resident-years", "居民感知的就医需求次数 ÷ 居民人年数", 2},
       [](const Measured& m) {
         return quotient(static_cast<double>(m.counts.needs()), m.resident_years());
       }},
      {{"care_sought_share", "needs for which care is sought", "就医率（需求转为就诊）", "%",
        "needs for which the resident sets out to a facility / needs felt",
        "前往医疗机构的需求次数 ÷ 感知的需求次数", 1},
       [](const Measured& m) { return share(m.counts.needs(Answer::care), m.counts.needs()); }},
      {{"pharmacy_share", "needs taken to a pharmacy", "自购药率", "%",
        "needs for which medicine is bought over the counter first / needs felt",
        "首先到零售药店自购药的需求次数 ÷ 感知的需求次数", 1},
       [](const Measured& m) { return share(m.counts.needs(Answer::pharmacy), m.counts.needs()); }},
      {{"visits_per_resident_year", "visits per resident-year", "人均年就诊次数", "1",
        "outpatient visits of residents anywhere (patient seen) / resident-years",
        "居民在各地的门诊就诊人次（已接诊）÷ 居民人年数", 2},
       [](const Measured& m) {
         return quotient(static_cast<double>(m.counts.visits(anywhere).visits), m.resident_years());
       }},
      {{"admissions_per_resident_year", "admissions per resident-year", "年住院率（人次）", "1",
        "stays of residents anywhere, counted at discharge; a transfer counts at both ends / "
        "resident-years",
        "居民在各地的住院人次（按出院计，转院两端各计一次）÷ 居民人年数", 4},
       [](const Measured& m) {
         return quotient(static_cast<double>(m.counts.stays(anywhere).admissions),
                         m.resident_years());
       }}};
}

Indicators places() {
  return {
      {{"in_county_visit_share", "in-county visit share", "县域就诊率", "%",
        "visits of residents inside the county / all visits of residents",
        "居民在县域内的就诊人次 ÷ 居民全部就诊人次", 1},
       [](const Measured& m) {
         return share(m.counts.visits(in_county).visits, m.counts.visits(anywhere).visits);
       }},
      {{"in_county_admission_share", "in-county admission share", "县域内住院率", "%",
        "admissions of residents inside the county / all admissions of residents",
        "居民在县域内的住院人次 ÷ 居民全部住院人次", 1},
       [](const Measured& m) {
         return share(m.counts.stays(in_county).admissions, m.counts.stays(anywhere).admissions);
       }},
      {{"primary_share_in_county", "primary care's share of in-county visits",
        "县域内基层诊疗人次占比", "%",
        "visits at village and township / visits at all institutions of the county",
        "村、乡两级机构诊疗人次 ÷ 县域内全部机构诊疗人次", 1},
       [](const Measured& m) {
         return share(m.counts.visits(at_primary_in_county).visits,
                      m.counts.visits(in_county).visits);
       }},
      {{"primary_share_of_visits", "primary care's share of residents' visits", "基层就诊率", "%",
        "visits of residents at village and township / all visits of residents",
        "居民在村、乡两级的就诊人次 ÷ 居民全部就诊人次", 1},
       [](const Measured& m) {
         return share(m.counts.visits(at_primary).visits, m.counts.visits(anywhere).visits);
       }},
      {{"primary_first_contact_share", "primary-care first contact", "基层首诊率", "%",
        "first visits of an episode at village and township / all first visits of an episode",
        "在村、乡两级的首诊人次 ÷ 全部首诊人次（每次患病的第一次就诊）", 1},
       [](const Measured& m) {
         return share(m.counts.visits(at_primary).first, m.counts.visits(anywhere).first);
       }}};
}

Indicators shares_by_tier() {
  Indicators list;
  for (const TierName& name : names_of_all_tiers())
    list.push_back({{fmt::format("visit_share_{}", name.id), fmt::format("visits at {}", name.name),
                     fmt::format("{}就诊占比", name.name_zh), "%",
                     fmt::format("visits of residents at {} / all visits of residents", name.name),
                     fmt::format("居民在{}的就诊人次 ÷ 居民全部就诊人次", name.name_zh), 1},
                    [tier = name.tier](const Measured& m) {
                      return share(m.counts.visits(at_tier(tier)).visits,
                                   m.counts.visits(anywhere).visits);
                    }});
  for (const TierName& name : names_of_tiers_with_beds())
    list.push_back(
        {{fmt::format("admission_share_{}", name.id), fmt::format("admissions to {}", name.name),
          fmt::format("{}住院占比", name.name_zh), "%",
          fmt::format("admissions of residents to {} / all admissions of residents", name.name),
          fmt::format("居民在{}的住院人次 ÷ 居民全部住院人次", name.name_zh), 1},
         [tier = name.tier](const Measured& m) {
           return share(m.counts.stays(at_tier(tier)).admissions,
                        m.counts.stays(anywhere).admissions);
         }});
  return list;
}

Indicators lives() {
  const auto per_thousand = [](std::uint64_t events, const Measured& m) {
    return quotient(1000.0 * static_cast<double>(events), m.resident_years());
  };
  return {{{"births_per_1000", "births per 1,000 resident-years", "出生率（‰）", "1",
            "1,000 x births / resident-years", "1000 × 出生人数 ÷ 居民人年数", 1},
           [=](const Measured& m) { return per_thousand(m.counts.births(), m); }},
          {{"deaths_per_1000", "deaths per 1,000 resident-years", "死亡率（‰）", "1",
            "1,000 x deaths, at home and in hospital / resident-years",
            "1000 × 死亡人数（院内外） ÷ 居民人年数", 1},
           [=](const Measured& m) { return per_thousand(m.counts.deaths(), m); }},
          {{"hospital_fatality", "stays that end in death", "住院病死率", "%",
            "stays of residents that end in death / all stays of residents",
            "居民住院死亡人次 ÷ 居民住院人次", 2},
           [](const Measured& m) {
             const StayCounts stays = m.counts.stays(anywhere);
             return share(stays.died, stays.admissions);
           }}};
}

Indicators effects() {
  return {
      {{"came_back_share", "visits because the last did not help", "未愈再诊占比", "%",
        "visits because an earlier contact of the episode did not help / all visits of residents",
        "因前次诊治无效而再来的就诊人次 ÷ 居民全部就诊人次", 1},
       [](const Measured& m) {
         const VisitCounts all = m.counts.visits(anywhere);
         return share(all.came_back, all.visits);
       }},
      {{"right_treatment_share", "rightly treated", "有效治疗率", "%",
        "visits (follow-ups left out) and stays after which the patient goes home rightly treated "
        "/ "
        "all of them after which he goes home",
        "治疗有效而回家的门诊（不含复诊）与住院人次 ÷ 全部回家的门诊（不含复诊）与住院人次", 1},
       [](const Measured& m) {
         const VisitCounts visits = m.counts.visits(anywhere);
         const StayCounts stays = m.counts.stays(anywhere);
         const std::uint64_t right = visits.treated + stays.treated;
         return share(right, right + visits.treated_in_vain + stays.treated_in_vain);
       }}};
}

}  // namespace

Indicators flow_indicators() {
  Indicators all;
  for (auto group : {volumes, places, shares_by_tier, effects, lives})
    for (Indicator& indicator : group()) all.push_back(std::move(indicator));
  return all;
}

}  // namespace tiercare::detail
