// SPDX-License-Identifier: Apache-2.0
// Indicators of waiting: how long residents wait to be seen, and who leaves without.
//
// Waits are those of visits, hence of patients who were seen: who left is told apart, never mixed
// in. Quantiles come from a histogram in bins of 1/16 octave (within 3 %).
#include "record/indicator_formula.hpp"

#include <fmt/format.h>

namespace tiercare::detail {
namespace {

Indicator mean_wait(const TierName& name) {
  return {{fmt::format("wait_mean_{}", name.id), fmt::format("mean wait, {}", name.name),
           fmt::format("{}平均候诊时间", name.name_zh), "min",
           fmt::format("time of residents in all queues of their visits at {} / visits there",
                       name.name),
           fmt::format("居民在{}各环节排队时间之和 ÷ 就诊人次", name.name_zh), 1},
          [tier = name.tier](const Measured& m) {
            const VisitCounts here = m.counts.visits(at_tier(tier));
            return quotient(here.waited.in_minutes(), static_cast<double>(here.visits));
          }};
}

/// The numerator is the wait itself, the denominator the visits it was found among.
Indicator wait_quantile(const TierName& name, double p, const std::string& id,
                        const std::string& words, const std::string& words_zh) {
  return {
      {fmt::format("wait_{}_{}", id, name.id), fmt::format("{} wait, {}", words, name.name),
       fmt::format("{}候诊时间{}", name.name_zh, words_zh), "min",
       fmt::format("the wait that {:.0f} % of residents' visits at {} do not exceed", 100.0 * p,
                   name.name),
       fmt::format("居民在{}的就诊中，{:.0f} % 的排队时间不超过此值", name.name_zh, 100.0 * p), 1},
      [tier = name.tier, p](const Measured& m) {
        const WaitHistogram& waits = m.counts.waits(tier);
        Quotient result{.numerator = waits.quantile(p).in_minutes(),
                        .denominator = static_cast<double>(waits.count())};
        if (waits.count() > 0) result.value = result.numerator;
        return result;
      }};
}

Indicator unseen(const TierName& name) {
  return {{fmt::format("left_unseen_share_{}", name.id), fmt::format("left unseen, {}", name.name),
           fmt::format("{}未诊离开率", name.name_zh), "%",
           fmt::format("residents who came to {} and gave up waiting or were turned away / all who "
                       "came",
                       name.name),
           fmt::format("到{}后放弃等候或被拒的居民人次 ÷ 到达人次", name.name_zh), 2},
          [tier = name.tier](const Measured& m) {
            const VisitCounts here = m.counts.visits(at_tier(tier));
            return share(here.unseen, here.visits + here.unseen);
          }};
}

}  // namespace

Indicators waiting_indicators() {
  Indicators list;
  const auto all_tiers_named = names_of_all_tiers();
  for (const TierName& name : all_tiers_named) list.push_back(mean_wait(name));
  for (const TierName& name : all_tiers_named) {
    if (name.tier == Tier::village) continue;  // nobody waits long enough there to tell apart
    list.push_back(wait_quantile(name, 0.5, "median", "median", "中位数"));
    list.push_back(wait_quantile(name, 0.9, "p90", "P90", " P90"));
  }
  for (const TierName& name : all_tiers_named) list.push_back(unseen(name));
  return list;
}

}  // namespace tiercare::detail
