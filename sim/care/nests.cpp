// SPDX-License-Identifier: Apache-2.0
#include "care/nests.hpp"

#include "base/exponentials.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tiercare {
namespace {

/// Sums up each tier's own from its first on; returns what each comes to.
std::array<double, tier_count> sum_up_tiers(std::span<double> facilities, const TierEnds& ends) {
  std::array<double, tier_count> sums{};
  std::size_t i = 0;
  for (std::size_t tier = 0; tier < tier_count; ++tier)
    for (; i < ends[tier]; ++i) facilities[i] = sums[tier] += facilities[i];
  return sums;
}

/// What is nothing stays so, whatever the exponent. Single precision, good to 2e-6 of a weight at
/// worst, takes a third of the time of double; what is below its range takes double.
double power_or_nothing(double base, double exponent) {
  constexpr double in_single_range = 1e-30;
  if (base > in_single_range)
    return std::pow(static_cast<float>(base), static_cast<float>(exponent));
  return base > 0.0 ? std::pow(base, exponent) : 0.0;
}

}  // namespace

void weigh_in_nests(const Dissimilarity& dissimilarity, std::span<double> utilities,
                    std::size_t outside, const TierEnds& ends) {
  const auto [formal_care, within_tier] = dissimilarity;
  const auto facilities = utilities.subspan(outside);
  double largest = out_of_question;
  for (const double each : utilities) largest = std::max(largest, each);
  const double steepness = 1.0 / within_tier;
  for (double& each : utilities.first(outside)) each -= largest;
  for (double& each : facilities) each = (each - largest) * steepness;
  take_exponentials(utilities);
  double sum = 0.0;
  for (double& each : utilities.first(outside)) each = sum += each;
  const auto of_tier = sum_up_tiers(facilities, ends);
  std::array<double, tier_count> scale{};
  double of_formal_care = 0.0;
  for (std::size_t tier = 0; tier < tier_count; ++tier) {
    scale[tier] = power_or_nothing(of_tier[tier], within_tier / formal_care - 1.0);
    of_formal_care += of_tier[tier] * scale[tier];
  }
  const double entering = power_or_nothing(of_formal_care, formal_care - 1.0);
  std::size_t i = 0;
  for (std::size_t tier = 0; tier < tier_count; ++tier) {
    const double factor = scale[tier] * entering;
    for (; i < ends[tier]; ++i) facilities[i] = sum + facilities[i] * factor;
    sum += of_tier[tier] * factor;
  }
}

}  // namespace tiercare
