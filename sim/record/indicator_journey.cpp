// SPDX-License-Identifier: Apache-2.0
// Indicators of the journey: who goes past a letter, keeps an appointment, comes again to a bed,
// and where people die; and how the links of a referral fail together.
#include "record/indicator_formula.hpp"
#include "record/labels.hpp"

#include <fmt/format.h>

namespace tiercare::detail {
namespace {

constexpr auto above_primary = [](Place place) { return !is_primary(place.tier); };

Indicators leakage() {
  return {
      {{"self_referral_share", "hospital visits without a letter", "自行越级就诊占比", "%",
        "visits of residents at county and tertiary hospitals of their own choice, reviews left "
        "out / all their visits there but reviews",
        "居民未经转诊自行到县级与三级医院的就诊人次（不含复诊）÷ "
        "其在县级与三级医院的就诊人次（不含复诊）",
        1},
       [](const Measured& m) {
         const VisitCounts there = m.counts.visits(above_primary);
         return share(there.by_own_choice, there.visits - there.reviews);
       }},
      {{"left_for_a_bed_share", "went to a bed elsewhere without a letter", "自行转院住院占比", "%",
        "visits at which a bed was called for and the patient went to one elsewhere without a "
        "letter / visits at which a bed was called for",
        "决定住院后患者自行前往他院的人次 ÷ 决定住院人次", 1},
       [](const Measured& m) {
         const VisitCounts all = m.counts.visits(anywhere);
         return share(all.left_for_a_bed, all.beds_called_for);
       }}};
}

Indicators keeping_appointments() {
  return {
      {{"booked_share", "visits by appointment", "预约就诊率", "%",
        "visits of residents by appointment / all their visits", "居民预约就诊人次 ÷ 就诊人次", 1},
       [](const Measured& m) {
         const VisitCounts all = m.counts.visits(anywhere);
         return share(all.booked, all.visits);
       }},
      {{"no_show_share", "appointments not kept", "爽约率", "%",
        "appointments of residents that were not kept / all that fell due",
        "居民爽约次数 ÷ 到期预约次数", 1},
       [](const Measured& m) {
         const VisitCounts all = m.counts.visits(anywhere);
         return share(all.booked_absent, all.booked + all.booked_absent);
       }},
      {{"missed_review_share", "reviews missed", "失访率", "%",
        "reviews to which residents did not come / all that fell due",
        "居民未按期复诊次数 ÷ 到期复诊次数", 1},
       [](const Measured& m) {
         const VisitCounts all = m.counts.visits(anywhere);
         return share(all.reviews_missed, all.reviews + all.reviews_missed);
       }}};
}

Indicators beds() {
  return {{{"readmission_30_days", "readmitted within 30 days", "30日再入院率", "%",
            "stays of residents that begin within 30 days after the last stay of the same illness "
            "ended at home / stays that end at home",
            "同一次患病出院后 30 日内再入院人次 ÷ 出院回家人次", 1},
           [](const Measured& m) {
             const StayCounts all = m.counts.stays(anywhere);
             return share(all.readmitted, all.went_home);
           }},
          {{"transfer_time_mean", "mean time from bed to bed", "平均转院用时", "h",
            "time from leaving a bed elsewhere to getting the next one / stays that began so",
            "由他院病床转至本院病床的用时之和 ÷ 转院入院人次", 1},
           [](const Measured& m) {
             const StayCounts all = m.counts.stays(anywhere);
             return quotient(all.transfer.in_hours(), static_cast<double>(all.transferred));
           }},
          {{"day_treatment_share", "day treatments", "日间治疗占比", "%",
            "day treatments of residents / day treatments and admissions",
            "居民日间治疗人次 ÷ 日间治疗与住院人次", 1},
           [](const Measured& m) {
             const StayCounts all = m.counts.stays(anywhere);
             return share(all.by_day, all.by_day + all.admissions);
           }}};
}

Indicators deaths() {
  Indicators list{
      {{"untreated_deaths_per_100000", "deaths for want of timely treatment per 100,000",
        "未及时获有效治疗死亡率（每10万）", "1",
        "100,000 x deaths of an illness that nobody treated rightly in the time it allows / "
        "resident-years",
        "100000 × 未在允许时间内获有效治疗而死亡的人数 ÷ 居民人年数", 1},
       [](const Measured& m) {
         return quotient(100'000.0 * static_cast<double>(m.counts.untreated_deaths()),
                         m.resident_years());
       }}};
  constexpr std::array words{"at home",    "on the way",        "in a queue",
                             "with staff", "waiting for a bed", "in a bed"};
  for (std::size_t i = 0; i < words.size(); ++i)
    list.push_back(
        {{fmt::format("death_share_{}", death_place_labels[i]), fmt::format("deaths {}", words[i]),
          fmt::format("死亡地点：{}", death_place_labels_zh[i]), "%",
          fmt::format("deaths of residents {} / all their deaths", words[i]),
          fmt::format("居民在{}死亡人数 ÷ 死亡人数", death_place_labels_zh[i]), 1},
         [place = static_cast<DeathPlace>(i)](const Measured& m) {
           return share(m.counts.deaths(place), m.counts.deaths());
         }});
  return list;
}

struct Way {
  Direction direction;
  std::string id;
  std::string zh;
};

Indicators joint_failures(const Way& way) {
  Indicators list;
  list.push_back({{fmt::format("{}_fails_jointly", way.id),
                   fmt::format("referrals {}: several links fail", way.id),
                   fmt::format("{}多环节同时受阻", way.zh), "%",
                   fmt::format("referrals {} considered in which two links or more fail / "
                               "referrals {} considered",
                               way.id, way.id),
                   fmt::format("两个及以上环节不成立的{}次数 ÷ 考虑{}次数", way.zh, way.zh), 1},
                  [direction = way.direction](const Measured& m) {
                    const ReferralCounts& counts = m.counts.referrals(direction);
                    return share(counts.fails_jointly, counts.considered);
                  }});
  for (std::size_t link = 0; link < link_count; ++link)
    list.push_back(
        {{fmt::format("{}_fails_only_{}", way.id, link_labels[link]),
          fmt::format("referrals {}: {} alone fails", way.id, link_labels[link]),
          fmt::format("{}仅「{}」一环受阻", way.zh, link_labels_zh[link]), "%",
          fmt::format("referrals {} considered in which the link {} fails and the other three "
                      "hold / referrals {} considered",
                      way.id, link_labels[link], way.id),
          fmt::format("仅「{}」不成立的{}次数 ÷ 考虑{}次数", link_labels_zh[link], way.zh, way.zh),
          1},
         [direction = way.direction, link](const Measured& m) {
           const ReferralCounts& counts = m.counts.referrals(direction);
           return share(counts.fails_alone[link], counts.considered);
         }});
  return list;
}

Indicators refusals(const Way& way) {
  Indicators list;
  for (std::size_t why = 1; why < refusal_count; ++why)
    list.push_back(
        {{fmt::format("{}_refused_{}", way.id, refusal_labels[why]),
          fmt::format("referrals {} refused for want of {}", way.id, refusal_labels[why]),
          fmt::format("{}接不住：{}", way.zh, refusal_labels_zh[why]), "%",
          fmt::format("referrals {} considered that the receiver cannot take for want "
                      "of {}, the first that it lacks / referrals {} considered",
                      way.id, refusal_labels[why], way.id),
          fmt::format("接收方因{}接不住的{}次数（按首要原因）÷ 考虑{}次数", refusal_labels_zh[why],
                      way.zh, way.zh),
          1},
         [direction = way.direction, why](const Measured& m) {
           const ReferralCounts& counts = m.counts.referrals(direction);
           return share(counts.refused[why], counts.considered);
         }});
  return list;
}

}  // namespace

Indicators journey_indicators() {
  Indicators all;
  const auto add = [&](Indicators group) {
    for (Indicator& indicator : group) all.push_back(std::move(indicator));
  };
  for (auto group : {leakage, keeping_appointments, beds, deaths}) add(group());
  for (const Way& way : {Way{Direction::up, "up", "上转"}, Way{Direction::down, "down", "下转"}}) {
    add(joint_failures(way));
    add(refusals(way));
  }
  return all;
}

}  // namespace tiercare::detail
