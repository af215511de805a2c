// SPDX-License-Identifier: Apache-2.0
// The nested logit's arithmetic by itself: the textbook's shares, and utilities far apart.
#include "care/nests.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

namespace tiercare {
namespace {

constexpr Dissimilarity nests{.formal_care = 0.8, .tier = 0.2};
/// Two facilities of a village, none of a township, three of a county, one above.
constexpr TierEnds ends{2, 2, 5, 6};
constexpr std::size_t outside = 2;

using Utilities = std::array<double, outside + 6>;

/// Shares from weights that are summed up.
Utilities shares_of(Utilities utilities, const Dissimilarity& dissimilarity = nests) {
  weigh_in_nests(dissimilarity, utilities, outside, ends);
  Utilities shares{};
  std::adjacent_difference(utilities.begin(), utilities.end(), shares.begin());
  for (double& each : shares) each /= utilities.back();
  return shares;
}

/// By logarithms and powers of the mathematical library, tier by tier.
Utilities by_the_book(const Utilities& utilities, const Dissimilarity& dissimilarity) {
  const auto [formal_care, within] = dissimilarity;
  std::array<double, tier_count> sums{};
  const auto tier_of = [](std::size_t i) { return i < 2 ? 0U : i < 5 ? 2U : 3U; };
  for (std::size_t i = 0; i < 6; ++i) sums[tier_of(i)] += std::exp(utilities[outside + i] / within);
  double tiers = 0.0;
  for (const double sum : sums) tiers += std::pow(sum, within / formal_care);
  const double care = std::pow(tiers, formal_care);
  const double all = std::exp(utilities[0]) + std::exp(utilities[1]) + care;
  Utilities shares{std::exp(utilities[0]) / all, std::exp(utilities[1]) / all};
  for (std::size_t i = 0; i < 6; ++i) {
    const double sum = sums[tier_of(i)];
    shares[outside + i] = care / all * std::pow(sum, within / formal_care) / tiers *
                          std::exp(utilities[outside + i] / within) / sum;
  }
  return shares;
}

TEST(Nests, GiveTheTextbooksShares) {
  const Utilities utilities{0.3, -1.0, 0.5, 0.1, 1.0, 0.9, -2.0, 1.2};
  for (const Dissimilarity alike : {nests, {1.0, 1.0}, {1.0, 0.1}, {0.3, 0.3}, {0.05, 0.01}}) {
    const auto shares = shares_of(utilities, alike);
    const auto expected = by_the_book(utilities, alike);
    for (std::size_t i = 0; i < shares.size(); ++i) EXPECT_NEAR(shares[i], expected[i], 1e-6);
  }
}

TEST(Nests, KeepTheirSharesBelowTheRangeOfSinglePrecision) {
  // A tier 5 below the best comes to e^-100 in its nest, but to e^-5 beside the other tiers.
  const Utilities utilities{0.0, 0.0, 3.0, 3.0, -2.0, -2.0, -2.0, -2.0};
  const Dissimilarity alike{1.0, 0.05};
  const auto shares = shares_of(utilities, alike);
  const auto expected = by_the_book(utilities, alike);
  for (std::size_t i = 0; i < shares.size(); ++i)
    EXPECT_NEAR(shares[i] / expected[i], 1.0, 1e-6) << i;
}

TEST(Nests, GiveAllToWhatIsBeyondComparison) {
  for (std::size_t best = 0; best < Utilities{}.size(); ++best)
    for (const double apart : {1e3, 1e4, 1e300}) {
      Utilities utilities{};
      utilities.fill(-apart);
      utilities[best] = apart;
      const auto shares = shares_of(utilities);
      for (std::size_t i = 0; i < shares.size(); ++i) EXPECT_EQ(shares[i], i == best ? 1.0 : 0.0);
    }
}

TEST(Nests, GiveNothingToWhatIsOutOfTheQuestion) {
  Utilities utilities{0.0, out_of_question, 0.2, out_of_question, 0.1, 0.1, 0.1, out_of_question};
  const auto shares = shares_of(utilities);
  EXPECT_GT(shares[0], 0.1);
  EXPECT_EQ(shares[1], 0.0);
  EXPECT_GT(shares[2], 0.1);
  EXPECT_EQ(shares[3], 0.0);
  EXPECT_NEAR(shares[4], shares[6], 1e-15);
  EXPECT_EQ(shares[7], 0.0);
}

TEST(Nests, LeaveEverybodyAtHomeWhereAllCareIsOutOfTheQuestion) {
  for (const Dissimilarity alike : {nests, {1.0, 1.0}, {0.1, 0.01}}) {
    Utilities utilities{};
    utilities.fill(out_of_question);
    utilities[0] = -1e4;
    EXPECT_EQ(shares_of(utilities, alike), (Utilities{1.0}));
  }
}

TEST(Nests, NeverSumUpToLessThanBefore) {
  for (double step = 1e-3; step < 1e3; step *= 1.3) {
    Utilities utilities{};
    for (std::size_t i = 0; i < utilities.size(); ++i)
      utilities[i] = step * std::sin(static_cast<double>(7 * i) + step);
    for (const double share : shares_of(utilities)) EXPECT_GE(share, 0.0) << step;
  }
}

}  // namespace
}  // namespace tiercare
