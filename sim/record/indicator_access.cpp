// SPDX-License-Identifier: Apache-2.0
// Indicators of access: how far residents go, what takes them past the nearest facility, how long
// those waited who left, from where they are referred and whether they get there.
#include "record/indicator_formula.hpp"
#include "record/labels.hpp"

#include <fmt/format.h>

namespace tiercare::detail {
namespace {

Quotient mean_travel(const VisitCounts& visits) {
  return quotient(visits.travel.in_minutes(), static_cast<double>(visits.visits));
}

Indicators travel() {
  Indicators list{{{"travel_mean", "mean travel to a visit", "平均就医路途时间", "min",
                    "travel of residents to their visits, one way / visits",
                    "居民就诊单程路途时间之和 ÷ 就诊人次", 1},
                   [](const Measured& m) { return mean_travel(m.counts.visits(anywhere)); }}};
  for (const TierName& name : names_of_all_tiers())
    list.push_back(
        {{fmt::format("travel_mean_{}", name.id), fmt::format("mean travel, {}", name.name),
          fmt::format("到{}平均路途时间", name.name_zh), "min",
          fmt::format("travel of residents to their visits at {}, one way / visits there",
                      name.name),
          fmt::format("居民到{}就诊的单程路途时间之和 ÷ 就诊人次", name.name_zh), 1},
         [tier = name.tier](const Measured& m) {
           return mean_travel(m.counts.visits(at_tier(tier)));
         }});
  return list;
}

/// Waits that ended without being seen are censored: longer than told, had the patient stayed.
Indicators unseen_waits() {
  Indicators list;
  for (const TierName& name : names_of_all_tiers())
    list.push_back(
        {{fmt::format("wait_unseen_mean_{}", name.id),
          fmt::format("mean wait of those left unseen, {}", name.name),
          fmt::format("{}未诊离开者平均等候时间", name.name_zh), "min",
          fmt::format("time in all queues of residents who gave up waiting or were turned away at "
                      "{} / these residents",
                      name.name),
          fmt::format("在{}放弃等候或被拒的居民排队时间之和 ÷ 其人次", name.name_zh), 1},
         [tier = name.tier](const Measured& m) {
           const VisitCounts here = m.counts.visits(at_tier(tier));
           return quotient(here.waited_unseen.in_minutes(), static_cast<double>(here.unseen));
         }});
  return list;
}

std::uint64_t past_the_nearest(const VisitCounts& visits) {
  return visits.visits - visits.passed_over.front();
}

static_assert(passed_over_labels.size() == passed_over_count);

Indicators passing_over() {
  Indicators list{{{"passed_over_share", "visits past the nearest facility", "越过最近机构就诊占比",
                    "%", "visits of residents past the nearest facility / all visits of residents",
                    "居民越过最近机构的就诊人次 ÷ 居民就诊人次", 1},
                   [](const Measured& m) {
                     const VisitCounts all = m.counts.visits(anywhere);
                     return share(past_the_nearest(all), all.visits);
                   }}};
  constexpr std::array<std::string_view, passed_over_labels.size()> words{
      "",          "capability", "wait",      "price", "trust", "closed doors",
      "own taste", "",           "equipment", "drugs"};
  for (std::size_t why = 1; why < words.size(); ++why) {
    if (static_cast<PassedOver>(why) == PassedOver::full) continue;  // of beds alone
    list.push_back({{fmt::format("passed_over_{}", passed_over_labels[why]),
                     fmt::format("past the nearest for {}", words[why]),
                     fmt::format("越过最近机构缘由：{}", passed_over_labels_zh[why]), "%",
                     fmt::format("visits of residents past the nearest facility for which {} spoke "
                                 "most / all visits past the nearest facility",
                                 words[why]),
                     fmt::format("主要因「{}」越过最近机构的就诊人次 ÷ 越过最近机构的就诊人次",
                                 passed_over_labels_zh[why]),
                     1},
                    [why](const Measured& m) {
                      const VisitCounts all = m.counts.visits(anywhere);
                      return share(all.passed_over[why], past_the_nearest(all));
                    }});
  }
  return list;
}

Indicators referrals_by_origin() {
  Indicators list;
  for (const TierName& name : names_of_all_tiers()) {
    if (name.tier == Tier::tertiary) continue;
    list.push_back({{fmt::format("up_share_of_visits_{}", name.id),
                     fmt::format("visits referred up, {}", name.name),
                     fmt::format("{}上转率", name.name_zh), "%",
                     fmt::format("visits of residents at {} that end in a referral up / all their "
                                 "visits there",
                                 name.name),
                     fmt::format("居民在{}就诊后上转人次 ÷ 就诊人次", name.name_zh), 2},
                    [tier = name.tier](const Measured& m) {
                      const VisitCounts here = m.counts.visits(at_tier(tier));
                      return share(here.referred_up, here.visits);
                    }});
  }
  list.push_back(
      {{"down_share_of_discharges_tertiary", "down-referral share of tertiary discharges",
        "三级医院下转占出院比例", "%",
        "residents discharged from tertiary hospitals to a lower tier / all discharged from them",
        "三级医院下转的居民出院人次 ÷ 三级医院居民出院人次", 1},
       [](const Measured& m) {
         const StayCounts tertiary = m.counts.stays(at_tier(Tier::tertiary));
         return share(tertiary.referred_down, tertiary.admissions);
       }});
  list.push_back(
      {{"referred_up_seen_share", "referred up and seen there", "上转到诊率", "%",
        "visits of residents by a referral up / these and those who after a referral up did not "
        "come, gave up waiting or were turned away",
        "居民上转后实际就诊人次 ÷ 上转后应就诊人次（含未到、放弃等候与被拒）", 1},
       [](const Measured& m) {
         const VisitCounts all = m.counts.visits(anywhere);
         return share(all.by_referral, all.by_referral + all.referred_unseen);
       }});
  return list;
}

}  // namespace

Indicators access_indicators() {
  Indicators all;
  for (auto group : {travel, unseen_waits, passing_over, referrals_by_origin})
    for (Indicator& indicator : group()) all.push_back(std::move(indicator));
  return all;
}

}  // namespace tiercare::detail
