// SPDX-License-Identifier: Apache-2.0
// Indicators of beds: occupancy, stays, turnover, waits for a bed, beds that are blocked.
//
// Occupancy and turnover are the ward's and include other places' patients, as in hospital
// statistics; stays, waits and blocked days are residents'.
#include "record/indicator_formula.hpp"

#include <fmt/format.h>

namespace tiercare::detail {
namespace {

/// What the wards of a tier did, all patients.
struct WardUse {
  Duration occupied{};
  Duration open{};
  std::uint64_t discharged = 0;
};

WardUse ward_use(const Measured& m, Tier tier) {
  WardUse total;
  for (const auto& ward : m.end.wards) {
    if (ward.tier != tier) continue;
    total.occupied += ward.use.busy;
    total.open += ward.use.capacity;
    total.discharged += ward.use.completed;
  }
  return total;
}

Indicator occupancy(const TierName& name) {
  return {{fmt::format("bed_occupancy_{}", name.id), fmt::format("bed occupancy, {}", name.name),
           fmt::format("{}病床使用率", name.name_zh), "%",
           fmt::format("occupied bed-days of {} (all patients) / open bed-days", name.name),
           fmt::format("{}实际占用床日数（全部患者）÷ 实际开放床日数", name.name_zh), 1},
          [tier = name.tier](const Measured& m) {
            const WardUse use = ward_use(m, tier);
            return quotient(use.occupied.in_days(), use.open.in_days(), 100.0);
          }};
}

Indicator mean_stay(const TierName& name) {
  return {{fmt::format("mean_stay_{}", name.id), fmt::format("mean stay, {}", name.name),
           fmt::format("{}平均住院日", name.name_zh), "day",
           fmt::format("bed-days of residents discharged from {} / their admissions", name.name),
           fmt::format("居民在{}出院者占用床日数 ÷ 出院人次", name.name_zh), 1},
          [tier = name.tier](const Measured& m) {
            const StayCounts here = m.counts.stays(at_tier(tier));
            return quotient(here.in_bed.in_days(), static_cast<double>(here.admissions));
          }};
}

Indicator turnover(const TierName& name) {
  return {
      {fmt::format("bed_turnover_{}", name.id), fmt::format("bed turnover per year, {}", name.name),
       fmt::format("{}病床年周转次数", name.name_zh), "1",
       fmt::format("discharges from {} (all patients) / open bed-years", name.name),
       fmt::format("{}出院人次（全部患者）÷ 开放床位年数", name.name_zh), 1},
      [tier = name.tier](const Measured& m) {
        const WardUse use = ward_use(m, tier);
        return quotient(static_cast<double>(use.discharged), use.open.in_days() / 365.0);
      }};
}

/// The numerator is the wait itself, the denominator the admissions it was found among.
Indicator bed_wait_quantile(double p, const std::string& id, const std::string& words,
                            const std::string& words_zh) {
  return {{fmt::format("bed_wait_{}_county", id),
           fmt::format("{} wait for a bed, county hospitals", words),
           fmt::format("县级医院候床时间{}", words_zh), "h",
           fmt::format("the time from decision to bed that {:.0f} % of residents' admissions to "
                       "county hospitals do not exceed",
                       100.0 * p),
           fmt::format("居民在县级医院的入院中，{:.0f} % 的候床时间不超过此值", 100.0 * p), 1},
          [p](const Measured& m) {
            const WaitHistogram& waits = m.counts.bed_waits(Tier::county);
            Quotient result{.numerator = waits.quantile(p).in_hours(),
                            .denominator = static_cast<double>(waits.count())};
            if (waits.count() > 0) result.value = result.numerator;
            return result;
          }};
}

Indicators county_beds() {
  return {
      {{"bed_wait_mean_county", "mean wait for a bed, county hospitals", "县级医院平均候床时间",
        "h",
        "time from decision to bed of residents admitted to county hospitals / admissions there",
        "居民在县级医院从决定入院到得到床位的时间之和 ÷ 入院人次", 1},
       [](const Measured& m) {
         const StayCounts here = m.counts.stays(at_tier(Tier::county));
         return quotient(here.waited.in_hours(), static_cast<double>(here.admissions));
       }},
      {{"bed_given_up_share_county", "gave up waiting for a bed, county hospitals",
        "县级医院放弃候床率", "%",
        "residents to be admitted to county hospitals who gave up waiting for a bed / all to be "
        "admitted there",
        "在县级医院候床而放弃的居民人次 ÷ 决定入院人次", 2},
       [](const Measured& m) {
         const StayCounts here = m.counts.stays(at_tier(Tier::county));
         return share(here.given_up, here.admissions + here.given_up);
       }},
      {{"blocked_bed_days_share", "blocked bed-days", "滞留床日占比", "%",
        "bed-days of residents in county and tertiary hospitals who are fit, released, willing and "
        "allowed to go down but find no place / all their bed-days there",
        "居民在县级与三级医院中可下转、愿下转而基层接不住的滞留床日数 ÷ 其全部占用床日数", 1},
       [](const Measured& m) {
         const StayCounts above =
             m.counts.stays([](Place place) { return !is_primary(place.tier); });
         return quotient(above.blocked.in_days(), above.in_bed.in_days(), 100.0);
       }}};
}

}  // namespace

Indicators bed_indicators() {
  Indicators list;
  for (auto make : {occupancy, mean_stay, turnover})
    for (const TierName& name : names_of_tiers_with_beds()) list.push_back(make(name));
  list.push_back(bed_wait_quantile(0.5, "median", "median", "中位数"));
  list.push_back(bed_wait_quantile(0.9, "p90", "P90", " P90"));
  for (Indicator& indicator : county_beds()) list.push_back(std::move(indicator));
  return list;
}

}  // namespace tiercare::detail
