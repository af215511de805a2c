// SPDX-License-Identifier: Apache-2.0
// The nested logit's arithmetic: facilities in their tiers, the tiers below formal care.
//
// A facility's weight is its share of the tier, times the tier's share of formal care, times the
// weight of formal care: with nothing alike both powers are 0 and each stands for itself.
#pragma once

#include "care/behaviour.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace tiercare {

/// Turns what each facility has, exp(utility / dissimilarity of a tier), into weights against
/// `before`, the sum of weights outside formal care, summed up from the first on.
/// \param tier_of  index of the tier of the i-th facility
template <class TierOf>
void enter_by_logsums(const Dissimilarity& dissimilarity, std::span<double> weights, TierOf tier_of,
                      double before) {
  const auto [formal_care, within_tier] = dissimilarity;
  std::array<double, tier_count> of_tier{};
  for (std::size_t i = 0; i < weights.size(); ++i) of_tier[tier_of(i)] += weights[i];
  std::array<double, tier_count> scale{};
  double of_formal_care = 0.0;
  for (std::size_t tier = 0; tier < tier_count; ++tier) {
    if (of_tier[tier] <= 0.0) continue;
    scale[tier] = std::pow(of_tier[tier], within_tier / formal_care - 1.0);
    of_formal_care += of_tier[tier] * scale[tier];
  }
  const double entering = of_formal_care > 0.0 ? std::pow(of_formal_care, formal_care - 1.0) : 0.0;
  double sum = before;
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = sum += weights[i] * scale[tier_of(i)] * entering;
}

}  // namespace tiercare
