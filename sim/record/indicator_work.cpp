// SPDX-License-Identifier: Apache-2.0
// Indicators of work: visits per facility and per physician, and the time that doctors consult.
//
// All count the facility's work as hospital statistics do, so other places' patients are in them.
#include "record/indicator_formula.hpp"

#include <fmt/format.h>

namespace tiercare::detail {
namespace {

Indicator consulting_use(const TierName& name) {
  return {{fmt::format("consulting_use_{}", name.id),
           fmt::format("doctors' time in consultation, {}", name.name),
           fmt::format("{}门诊医师工作负荷", name.name_zh), "%",
           fmt::format("time doctors of {} spend consulting, all patients / time on duty; overtime "
                       "counts, so above 100 % is possible",
                       name.name),
           fmt::format("{}门诊医师接诊时间（全部患者，含延时）÷ 出诊时间", name.name_zh), 1},
          [tier = name.tier](const Measured& m) {
            Duration busy{};
            Duration on_duty{};
            for (const auto& use : m.end.facilities) {
              if (use.tier != tier) continue;
              busy += use.consulting.busy;
              on_duty += use.consulting.capacity;
            }
            return quotient(busy.in_hours(), on_duty.in_hours(), 100.0);
          }};
}

Indicator visits_per_facility_day(const TierName& name) {
  return {{fmt::format("visits_per_facility_day_{}", name.id),
           fmt::format("visits per facility and day, {}", name.name),
           fmt::format("{}日均诊疗人次", name.name_zh), "1",
           fmt::format("consultations at {}, all patients / facilities x days", name.name),
           fmt::format("{}接诊人次（全部患者）÷ 机构数 ÷ 天数", name.name_zh), 1},
          [tier = name.tier](const Measured& m) {
            std::uint64_t visits = 0;
            double facility_days = 0.0;
            for (const auto& use : m.end.facilities) {
              if (use.tier != tier) continue;
              visits += use.consulting.completed;
              facility_days += use.open.in_days();
            }
            return quotient(static_cast<double>(visits), facility_days);
          }};
}

/// Days on which outpatients are seen in a year, as health statistics count them.
constexpr double working_days_per_year = 251.0;

Indicator visits_per_physician_day(const TierName& name) {
  return {{fmt::format("visits_per_physician_day_{}", name.id),
           fmt::format("visits per physician and working day, {}", name.name),
           fmt::format("{}医师日均担负诊疗人次", name.name_zh), "1",
           fmt::format("consultations at {} of which the number of physicians is given, all "
                       "patients / physicians x working days, 251 a year",
                       name.name),
           fmt::format("{}（已知医师数者）接诊人次（全部患者）÷ 医师数 ÷ 工作日（每年 251 天）",
                       name.name_zh),
           1},
          [tier = name.tier](const Measured& m) {
            std::uint64_t visits = 0;
            double physician_days = 0.0;
            for (const auto& use : m.end.facilities) {
              if (use.tier != tier || use.physicians <= 0.0) continue;
              visits += use.consulting.completed;
              physician_days += use.physicians * use.open.in_days() / 365.0 * working_days_per_year;
            }
            return quotient(static_cast<double>(visits), physician_days);
          }};
}

}  // namespace

Indicators work_indicators() {
  Indicators list;
  for (auto of_tier : {visits_per_facility_day, visits_per_physician_day, consulting_use})
    for (const TierName& name : names_of_all_tiers()) list.push_back(of_tier(name));
  return list;
}

}  // namespace tiercare::detail
