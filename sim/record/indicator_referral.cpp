// SPDX-License-Identifier: Apache-2.0
// Indicators of referral: how many, and at which of the four links the others fail.
//
// The links are evaluated without short-circuit, so their failures overlap and the shares need not
// add up to those not accepted.
#include "record/indicator_formula.hpp"
#include "record/labels.hpp"

#include <fmt/format.h>

namespace tiercare::detail {
namespace {

Indicators volumes() {
  return {
      {{"referral_attempts_up_per_1000_visits", "referrals up considered per 1000 visits",
        "每千就诊人次考虑上转次数", "1",
        "referrals up that a clinician thought of, made or not / visits of residents, x 1000",
        "医师考虑的上转次数（无论成否）÷ 居民就诊人次 × 1000", 1},
       [](const Measured& m) {
         return quotient(m.counts.referrals(Direction::up).considered,
                         m.counts.visits(anywhere).visits, 1000.0);
       }},
      {{"referrals_up_per_1000_visits", "referrals up per 1000 visits", "每千就诊人次上转人次", "1",
        "referrals up agreed / visits of residents, x 1000", "上转成功人次 ÷ 居民就诊人次 × 1000",
        1},
       [](const Measured& m) {
         return quotient(m.counts.referrals(Direction::up).accepted,
                         m.counts.visits(anywhere).visits, 1000.0);
       }},
      {{"referrals_down_per_year", "referrals down per year", "年下转人次", "1",
        "referrals down agreed / years measured", "下转成功人次 ÷ 统计年数", 0},
       [](const Measured& m) {
         return quotient(static_cast<double>(m.counts.referrals(Direction::down).accepted),
                         m.years());
       }},
      {{"down_share_of_discharges", "down-referral share of county discharges", "下转占出院比例",
        "%",
        "residents discharged from county hospitals to a lower tier / all discharged from them",
        "县级医院下转的居民出院人次 ÷ 县级医院居民出院人次", 1},
       [](const Measured& m) {
         const StayCounts county = m.counts.stays(at_tier(Tier::county));
         return share(county.referred_down, county.admissions);
       }},
      {{"referred_share_of_tertiary_visits", "tertiary visits by referral", "三级医院有序转诊占比",
        "%", "visits of residents at tertiary hospitals by a referral / all their visits there",
        "居民经转诊到三级医院的就诊人次 ÷ 居民在三级医院的就诊人次", 1},
       [](const Measured& m) {
         const VisitCounts there = m.counts.visits(at_tier(Tier::tertiary));
         return share(there.by_referral, there.visits);
       }}};
}

struct LinkName {
  std::string name;
  std::string meaning;
  std::string meaning_zh;
};

const std::array<LinkName, link_count>& link_names() {
  static const std::array<LinkName, link_count> names{{
      {"sender keeps the patient", "the sender does not let go", "转出方不舍得放"},
      {"receiver cannot take over", "the receiver lacks capability or a place", "接收方接不住"},
      {"patient is unwilling", "the patient is not willing to go", "患者不愿意去"},
      {"no channel", "no policy or agreement provides for it", "政策不配套（无转诊通道）"},
  }};
  return names;
}

Indicators links(Direction direction) {
  const auto way = static_cast<std::size_t>(direction);
  const std::string id{direction_labels[way]};
  const std::string zh{direction_labels_zh[way]};
  Indicators list;
  list.push_back({{fmt::format("accepted_share_{}", id), fmt::format("referrals {} made", id),
                   fmt::format("{}成功率", zh), "%",
                   fmt::format("referrals {} agreed / referrals {} considered", id, id),
                   fmt::format("{}成功人次 ÷ 考虑{}次数", zh, zh), 1},
                  [direction](const Measured& m) {
                    const ReferralCounts& counts = m.counts.referrals(direction);
                    return share(counts.accepted, counts.considered);
                  }});
  for (std::size_t link = 0; link < link_count; ++link) {
    const LinkName& name = link_names()[link];
    list.push_back(
        {{fmt::format("{}_fails_{}", id, link_labels[link]),
          fmt::format("referrals {}: {}", id, name.name),
          fmt::format("{}受阻：{}", zh, name.meaning_zh), "%",
          fmt::format(
              "referrals {} considered in which {}, whatever the other links / referrals {} "
              "considered",
              id, name.meaning, id),
          fmt::format("{}的{}次数（不论其他环节）÷ 考虑{}次数", name.meaning_zh, zh, zh), 1},
         [direction, link](const Measured& m) {
           const ReferralCounts& counts = m.counts.referrals(direction);
           return share(counts.fails[link], counts.considered);
         }});
  }
  return list;
}

}  // namespace

Indicators referral_indicators() {
  Indicators all = volumes();
  for (const Direction direction : {Direction::up, Direction::down})
    for (Indicator& indicator : links(direction)) all.push_back(std::move(indicator));
  return all;
}

}  // namespace tiercare::detail
