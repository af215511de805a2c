// SPDX-License-Identifier: Apache-2.0
// Indicators of money: what care costs, what the fund pays, and where it is spent.
//
// Charges are counted when a contact or stay ends. "Fund" is the basic medical insurance of both
// schemes; numerators and denominators are in yuan.
#include "record/indicator_formula.hpp"

namespace tiercare::detail {
namespace {

template <class Where>
Payments all_care(const Measured& m, Where where) {
  Payments total = m.counts.visits(where).paid;
  total += m.counts.stays(where).paid;
  return total;
}

Indicators charges() {
  return {{{"charge_per_visit", "mean charge per visit", "次均门诊费用", "yuan",
            "charges of residents' visits / visits", "居民门诊费用 ÷ 就诊人次", 1},
           [](const Measured& m) {
             const VisitCounts all = m.counts.visits(anywhere);
             return quotient(all.paid.charge.in_yuan(), static_cast<double>(all.visits));
           }},
          {{"charge_per_admission", "mean charge per admission", "次均住院费用", "yuan",
            "charges of residents' stays / admissions", "居民住院费用 ÷ 住院人次", 0},
           [](const Measured& m) {
             const StayCounts all = m.counts.stays(anywhere);
             return quotient(all.paid.charge.in_yuan(), static_cast<double>(all.admissions));
           }}};
}

Indicators protection() {
  return {{{"effective_reimbursement", "effective reimbursement", "实际补偿比", "%",
            "paid by the fund / charges, visits and stays of residents",
            "医保基金支付 ÷ 居民门诊与住院总费用", 1},
           [](const Measured& m) {
             const Payments all = all_care(m, anywhere);
             return share(all.fund, all.charge);
           }},
          {{"effective_reimbursement_outpatient", "effective reimbursement, outpatient",
            "门诊实际补偿比", "%", "paid by the fund for visits / charges of visits",
            "医保基金支付的门诊费用 ÷ 居民门诊费用", 1},
           [](const Measured& m) {
             const Payments visits = m.counts.visits(anywhere).paid;
             return share(visits.fund, visits.charge);
           }},
          {{"effective_reimbursement_inpatient", "effective reimbursement, inpatient",
            "住院实际补偿比", "%", "paid by the fund for stays / charges of stays",
            "医保基金支付的住院费用 ÷ 居民住院费用", 1},
           [](const Measured& m) {
             const Payments stays = m.counts.stays(anywhere).paid;
             return share(stays.fund, stays.charge);
           }},
          {{"out_of_pocket_per_resident_year", "out-of-pocket per resident-year", "人均年自付费用",
            "yuan", "paid by patients for visits and stays / resident-years",
            "居民门诊与住院自付费用 ÷ 居民人年数", 1},
           [](const Measured& m) {
             return quotient(all_care(m, anywhere).patient.in_yuan(), m.resident_years());
           }},
          {{"medicine_per_resident_year", "medicine over the counter per resident-year",
            "人均年自购药费用", "yuan", "paid at pharmacies by residents / resident-years",
            "居民在零售药店自购药费用 ÷ 居民人年数", 1},
           [](const Measured& m) {
             return quotient(m.counts.medicine().in_yuan(), m.resident_years());
           }}};
}

Indicators spending() {
  return {{{"fund_per_resident_year", "fund spending per resident-year", "人均年医保基金支出",
            "yuan", "paid by the fund for visits and stays of residents / resident-years",
            "医保基金为居民门诊与住院的支出 ÷ 居民人年数", 1},
           [](const Measured& m) {
             return quotient(all_care(m, anywhere).fund.in_yuan(), m.resident_years());
           }},
          {{"fund_share_in_county", "fund spending inside the county", "医保基金县域内支出占比",
            "%", "paid by the fund to institutions of the county / all it pays for residents",
            "医保基金支付给县域内机构的费用 ÷ 为居民支付的全部费用", 1},
           [](const Measured& m) {
             return share(all_care(m, in_county).fund, all_care(m, anywhere).fund);
           }},
          {{"primary_share_of_county_fund", "primary care's share of in-county fund spending",
            "县域内基层医保基金支出占比", "%",
            "paid by the fund to village and township / paid to all institutions of the county",
            "医保基金支付给村、乡两级机构的费用 ÷ 支付给县域内全部机构的费用", 1},
           [](const Measured& m) {
             return share(all_care(m, at_primary_in_county).fund, all_care(m, in_county).fund);
           }},
          {{"charge_share_outside_county", "charges outside the county", "县域外费用占比", "%",
            "charges of residents' visits and stays outside the county / all their charges",
            "居民在县域外的门诊与住院费用 ÷ 居民全部门诊与住院费用", 1},
           [](const Measured& m) {
             return share(all_care(m, outside_county).charge, all_care(m, anywhere).charge);
           }}};
}

}  // namespace

Indicators money_indicators() {
  Indicators all = charges();
  for (auto group : {protection, spending})
    for (Indicator& indicator : group()) all.push_back(std::move(indicator));
  return all;
}

}  // namespace tiercare::detail
