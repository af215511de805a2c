// SPDX-License-Identifier: Apache-2.0
// Statistics against numbers computed by hand or known in closed form.
#include "kernel/statistics.hpp"

#include "kernel/balking.hpp"
#include "kernel/columns.hpp"
#include "random/distribution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace tiercare {
namespace {

enum class Purpose : std::uint16_t { sample };

TEST(RunningMoments, AgreeWithTheFormulasByHand) {
  RunningMoments moments;
  for (const double x : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) moments.add(x);
  EXPECT_EQ(moments.count(), 8U);
  EXPECT_DOUBLE_EQ(moments.mean(), 5.0);
  EXPECT_DOUBLE_EQ(moments.variance(), 32.0 / 7.0);
}

TEST(RunningMoments, KeepTheVarianceOfSmallDifferencesOfLargeNumbers) {
  RunningMoments moments;
  for (const double x : {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}) moments.add(x);
  EXPECT_DOUBLE_EQ(moments.variance(), 30.0);
}

TEST(RunningMoments, MergeToTheMomentsOfTheWhole) {
  RunningMoments whole;
  RunningMoments left;
  RunningMoments right;
  for (int i = 0; i < 100; ++i) {
    const double x = std::sin(i);
    whole.add(x);
    (i < 30 ? left : right).add(x);
  }
  left.merge(right);
  left.merge(RunningMoments{});
  EXPECT_EQ(left.count(), whole.count());
  EXPECT_NEAR(left.mean(), whole.mean(), 1e-14);
  EXPECT_NEAR(left.variance(), whole.variance(), 1e-14);
}

TEST(TimeWeightedMean, WeighsLevelsByHowLongTheyLast) {
  TimeWeightedMean queue{Instant{1000}, 2};
  queue.set(5, Instant{1300});
  queue.set(0, Instant{1400});
  EXPECT_EQ(queue.integral(Instant{2000}), 2 * 300 + 5 * 100);
  EXPECT_DOUBLE_EQ(queue.mean(Instant{2000}), 1.1);
  EXPECT_DOUBLE_EQ((TimeWeightedMean{Instant{5}, 3}.mean(Instant{5})), 3.0);
}

TEST(WaitHistogram, FindsQuantilesOfAnExponentialWithinThreePercent) {
  WaitHistogram histogram;
  Stream stream = Randomness{11, 0}.stream(0, Purpose::sample);
  const TimeDistribution wait{Distribution::exponential(37.0)};
  for (int i = 0; i < 200'000; ++i) histogram.add(wait.sample(stream));
  for (const double p : {0.1, 0.5, 0.9, 0.95, 0.99}) {
    const double exact = -37.0 * std::log1p(-p);
    EXPECT_NEAR(histogram.quantile(p).in_minutes() / exact, 1.0, 0.03) << p;
    EXPECT_NEAR(histogram.share_within(Duration::rounded_minutes(exact)), p, 0.01);
  }
}

TEST(WaitHistogram, IsExactForWholeMillisecondsBelowThirtyTwo) {
  WaitHistogram histogram;
  for (int ms = 0; ms < 32; ++ms) histogram.add(Duration{ms});
  EXPECT_EQ(histogram.quantile(0.5), Duration{15});
  EXPECT_EQ(histogram.quantile(1.0), Duration{31});
  EXPECT_DOUBLE_EQ(histogram.share_within(Duration{7}), 0.25);
}

TEST(WaitHistogram, HoldsZeroAndEveryLengthUpToDecades) {
  WaitHistogram histogram;
  histogram.add(Duration{-5});
  EXPECT_EQ(histogram.quantile(0.5), Duration{0});
  EXPECT_EQ(WaitHistogram{}.quantile(0.5), Duration{0});
  for (std::int64_t ms = 1; ms < Duration::days(12'000).ms; ms = ms * 3 + 1) {
    WaitHistogram one;
    one.add(Duration{ms});
    EXPECT_NEAR(static_cast<double>(one.quantile(0.5).ms) / static_cast<double>(ms), 1.0, 0.0626);
  }
  histogram.add(Duration::days(100'000));
  EXPECT_EQ(histogram.count(), 2U);
}

TEST(WaitHistogram, MergesInAnyOrderToTheSameValue) {
  WaitHistogram a;
  WaitHistogram b;
  for (int i = 0; i < 1000; ++i) (i % 3 == 0 ? a : b).add(Duration{i * i});
  WaitHistogram ab = a;
  ab.merge(b);
  b.merge(a);
  EXPECT_EQ(ab, b);
  EXPECT_EQ(columns_digest(ab), columns_digest(b));
  EXPECT_EQ(ab.count(), 1000U);
}

TEST(Quantile, InterpolatesBetweenOrderStatistics) {
  const std::vector<double> sample{40.0, 10.0, 30.0, 20.0};
  EXPECT_DOUBLE_EQ(quantile(sample, 0.0), 10.0);
  EXPECT_DOUBLE_EQ(quantile(sample, 0.5), 25.0);
  EXPECT_DOUBLE_EQ(quantile(sample, 0.9), 37.0);
  EXPECT_DOUBLE_EQ(quantile(sample, 1.0), 40.0);
}

TEST(MeanInterval, IsStudents) {
  const std::vector<double> values{9.0, 10.0, 11.0};
  const Interval interval = mean_interval(values);
  EXPECT_DOUBLE_EQ(interval.mean, 10.0);
  EXPECT_NEAR(interval.half_width, 4.302652730 / std::sqrt(3.0), 1e-8);
  EXPECT_TRUE(std::isinf(mean_interval(std::vector<double>{3.0}).half_width));
}

TEST(BatchMeansInterval, IsWiderThanTheNaiveOneForACorrelatedSeries) {
  Stream stream = Randomness{5, 0}.stream(0, Purpose::sample);
  std::vector<double> series;
  double x = 0.0;
  for (int i = 0; i < 40'000; ++i) {
    x = 0.95 * x + stream.uniform() - 0.5;
    series.push_back(x);
  }
  const Interval batches = batch_means_interval(series, 20);
  EXPECT_GT(batches.half_width, 3.0 * mean_interval(series).half_width);
  EXPECT_NEAR(batches.mean, 0.0, 2.0 * batches.half_width);
}

TEST(Mser5, CutsAWarmUpAndKeepsAStationarySeries) {
  Stream stream = Randomness{7, 0}.stream(0, Purpose::sample);
  std::vector<double> series;
  for (int i = 0; i < 1000; ++i)
    series.push_back(stream.uniform() + 20.0 * std::exp(-static_cast<double>(i) / 40.0));
  const std::size_t cut = mser5_warm_up(series);
  EXPECT_GT(cut, 100U);
  EXPECT_LT(cut, 400U);
  EXPECT_EQ(cut % 5, 0U);
  EXPECT_LE(mser5_warm_up(std::vector<double>(200, 3.0)), 100U);
  EXPECT_EQ(mser5_warm_up({}), 0U);
}

TEST(Balking, RisesWithTheQueueUpToItsLimit) {
  const Balking rule{5, Probability{0.125}, Probability{0.5}};
  EXPECT_EQ(rule.probability(5).value(), 0.0);
  EXPECT_EQ(rule.probability(6).value(), 0.125);
  EXPECT_EQ(rule.probability(9).value(), 0.5);
  EXPECT_EQ(rule.probability(4'000'000).value(), 0.5);
  EXPECT_EQ(Balking{}.probability(100).value(), 0.0);
}

}  // namespace
}  // namespace tiercare
