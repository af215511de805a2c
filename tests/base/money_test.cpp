// SPDX-License-Identifier: Apache-2.0
// Money: whole fen, and divisions that lose none.
#include "base/money.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <random>

namespace tiercare {
namespace {

using Weights = std::vector<std::int64_t>;

Money sum_of(const std::vector<Money>& parts) {
  return std::accumulate(parts.begin(), parts.end(), Money{});
}

TEST(Money, IsFenInsideAndYuanOutside) {
  EXPECT_EQ(Money::yuan(12), Money{1200});
  EXPECT_DOUBLE_EQ(Money{1250}.in_yuan(), 12.5);
  EXPECT_EQ(Money{300} * 2 - Money{50}, Money{550});
  EXPECT_EQ(-Money{5} + Money{5}, Money{});
}

TEST(Money, SplitsInProportion) {
  EXPECT_EQ(split(Money{100}, Weights{6, 3, 1}), (std::vector{Money{60}, Money{30}, Money{10}}));
  EXPECT_EQ(split(Money{100}, Weights{1, 0, 1}), (std::vector{Money{50}, Money{}, Money{50}}));
}

TEST(Money, SplitGivesWhatIsLeftToTheLargestRemainders) {
  // 101 x 6/10 = 60.6, 3/10 = 30.3, 1/10 = 10.1: the odd fen goes to the .6.
  EXPECT_EQ(split(Money{101}, Weights{6, 3, 1}), (std::vector{Money{61}, Money{30}, Money{10}}));
}

TEST(Money, SplitFavoursTheFirstAmongEqualRemainders) {
  EXPECT_EQ(split(Money{100}, Weights{1, 1, 1}), (std::vector{Money{34}, Money{33}, Money{33}}));
  EXPECT_EQ(split(Money{101}, Weights{1, 1, 1}), (std::vector{Money{34}, Money{34}, Money{33}}));
}

TEST(Money, SplitsADebtAsItSplitsAnAmount) {
  EXPECT_EQ(split(Money{-101}, Weights{6, 3, 1}),
            (std::vector{Money{-61}, Money{-30}, Money{-10}}));
}

TEST(Money, SplitOfNothingIsNothing) {
  EXPECT_EQ(split(Money{}, Weights{2, 5}), (std::vector{Money{}, Money{}}));
}

TEST(Money, SplitsAProvincesFundByPopulationWithoutOverflow) {
  const Money fund = Money::yuan(900'000'000'000);
  const auto parts = split(fund, Weights{126'012'510, 101'527'453, 83'675'000});
  EXPECT_EQ(sum_of(parts), fund);
  EXPECT_GT(parts[0], parts[1]);
  EXPECT_GT(parts[1], parts[2]);
}

TEST(Money, SplitNeverLosesAFenAndIsNeverAFenOff) {
  std::mt19937_64 any{20171};
  for (int round = 0; round < 2000; ++round) {
    Weights weights(1 + any() % 7);
    for (auto& weight : weights) weight = static_cast<std::int64_t>(any() % 1000);
    weights[any() % weights.size()] += 1;
    const Money amount{static_cast<std::int64_t>(any() % 2'000'000) - 1'000'000};
    const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    const auto parts = split(amount, weights);
    ASSERT_EQ(sum_of(parts), amount);
    for (std::size_t i = 0; i < parts.size(); ++i)
      ASSERT_LT(std::abs(parts[i].fen * total - amount.fen * weights[i]), total)
          << "part " << i << " is a fen or more from its exact share";
  }
}

TEST(Money, IsScaledToTheNearestFen) {
  EXPECT_EQ(scaled(Money{1001}, 0.5), Money{501}) << "half a fen goes away from zero";
  EXPECT_EQ(scaled(Money{-1001}, 0.5), Money{-501});
  EXPECT_EQ(scaled(Money{1000}, 0.3333), Money{333});
  EXPECT_EQ(scaled(Money{1000}, 0.0), Money{});
}

TEST(Money, ShareAndTheRestAreTheWhole) {
  for (std::int64_t fen = 0; fen < 500; ++fen) {
    const Money amount{fen};
    const Money share = share_of(amount, Probability{0.87});
    EXPECT_GE(share, Money{});
    EXPECT_LE(share, amount);
  }
  EXPECT_EQ(share_of(Money{333}, Probability{1.0}), Money{333});
}

}  // namespace
}  // namespace tiercare
