// SPDX-License-Identifier: Apache-2.0
// The nested logit's arithmetic: facilities in their tiers, the tiers below formal care.
//
// A facility's weight is its share of the tier, times the tier's share of formal care, times the
// weight of formal care: with nothing alike both powers are 0 and each stands for itself. Only
// differences of utilities matter: with the largest at 0 no weight is beyond the range of doubles.
#pragma once

#include "care/behaviour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace tiercare {

/// The utility of what cannot be chosen.
inline constexpr double out_of_question = -std::numeric_limits<double>::infinity();

/// Turns utilities into weights, summed up from the first on.
/// \param utilities  of `outside` alternatives to formal care, then of facilities
/// \param tier_of  index of the tier of the i-th facility
template <class TierOf>
void weigh_in_nests(const Dissimilarity& dissimilarity, std::span<double> utilities,
                    std::size_t outside, TierOf tier_of) {
  const auto [formal_care, within_tier] = dissimilarity;
  const double largest = *std::ranges::max_element(utilities);
  double sum = 0.0;
  for (double& each : utilities.first(outside)) each = sum += std::exp(each - largest);
  const auto facilities = utilities.subspan(outside);
  std::array<double, tier_count> of_tier{};
  for (std::size_t i = 0; i < facilities.size(); ++i)
    of_tier[tier_of(i)] += facilities[i] = std::exp((facilities[i] - largest) / within_tier);
  std::array<double, tier_count> scale{};
  double of_formal_care = 0.0;
  for (std::size_t tier = 0; tier < tier_count; ++tier) {
    if (of_tier[tier] <= 0.0) continue;
    scale[tier] = std::pow(of_tier[tier], within_tier / formal_care - 1.0);
    of_formal_care += of_tier[tier] * scale[tier];
  }
  const double entering = of_formal_care > 0.0 ? std::pow(of_formal_care, formal_care - 1.0) : 0.0;
  for (std::size_t i = 0; i < facilities.size(); ++i)
    facilities[i] = sum += facilities[i] * scale[tier_of(i)] * entering;
}

}  // namespace tiercare
