// SPDX-License-Identifier: Apache-2.0
// Every distribution has the mean and spread it was asked for, and the right shape where it
// matters.
#include "random/distribution.hpp"

#include "kernel/statistics.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace tiercare {
namespace {

enum class Purpose : std::uint16_t { sample };

struct Case {
  Distribution distribution;
  double mean;
  double deviation;
  double excess_fourth;  // of the standardised variable: bounds the error of the variance
  std::string name;
};

std::vector<Case> cases() {
  return {
      {Distribution::constant(3.0), 3.0, 0.0, 0.0, "constant"},
      {Distribution::exponential(2.0), 2.0, 2.0, 9.0, "exponential"},
      {Distribution::erlang(3, 6.0), 6.0, 6.0 / std::sqrt(3.0), 5.0, "erlang"},
      {Distribution::lognormal(10.0, 0.5), 10.0, 5.0, 9.0, "lognormal"},
      {Distribution::weibull(1.5, 8.0), 8.0,
       8.0 *
           std::sqrt(std::tgamma(1.0 + 2.0 / 1.5) / std::pow(std::tgamma(1.0 + 1.0 / 1.5), 2) - 1),
       5.0, "weibull"},
      {Distribution::gamma(4.0, 0.7), 4.0, 2.8, 6.0, "gamma"},
      {Distribution::triangular(1.0, 2.0, 6.0), 3.0, std::sqrt(21.0 / 18.0), 2.4, "triangular"},
      {Distribution::uniform(-1.0, 5.0), 2.0, 6.0 / std::sqrt(12.0), 1.8, "uniform"},
      {Distribution::hyperexponential(5.0, 2.0), 5.0, 10.0, 40.0, "hyperexponential"},
  };
}

TEST(Distribution, HasItsMeanItsSpreadAndItsName) {
  const Randomness randomness{99, 0};
  std::uint32_t subject = 0;
  for (const Case& c : cases()) {
    Stream stream = randomness.stream(subject++, Purpose::sample);
    RunningMoments moments;
    const int n = 400'000;
    for (int i = 0; i < n; ++i) moments.add(c.distribution.sample(stream));
    EXPECT_DOUBLE_EQ(c.distribution.mean(), c.mean) << c.name;
    EXPECT_EQ(c.distribution.name(), c.name);
    EXPECT_NEAR(moments.mean(), c.mean, 4.0 * c.deviation / std::sqrt(n) + 1e-12) << c.name;
    const double variance = c.deviation * c.deviation;
    EXPECT_NEAR(moments.variance(), variance,
                4.0 * variance * std::sqrt(c.excess_fourth / n) + 1e-12)
        << c.name;
  }
}

TEST(Distribution, ScalingScalesEverySample) {
  const Randomness randomness{99, 0};
  for (const Case& c : cases()) {
    Stream a = randomness.stream(1, Purpose::sample);
    Stream b = randomness.stream(1, Purpose::sample);
    const Distribution scaled = c.distribution.scaled(60.0);
    EXPECT_NEAR(scaled.mean(), 60.0 * c.mean, 1e-9) << c.name;
    for (int i = 0; i < 1000; ++i) {
      const double expected = 60.0 * c.distribution.sample(a);
      ASSERT_NEAR(scaled.sample(b), expected, 1e-9 * std::abs(expected) + 1e-9) << c.name;
    }
  }
}

TEST(Distribution, TheExponentialHasAnExponentialTail) {
  Stream stream = Randomness{3, 0}.stream(0, Purpose::sample);
  const Distribution unit = Distribution::exponential(1.0);
  const int n = 1'000'000;
  std::array<int, 4> beyond{};
  constexpr std::array<double, 4> levels{0.1, 1.0, 4.0, 9.0};
  for (int i = 0; i < n; ++i) {
    const double x = unit.sample(stream);
    for (std::size_t k = 0; k < levels.size(); ++k)
      if (x > levels[k]) ++beyond[k];
  }
  for (std::size_t k = 0; k < levels.size(); ++k) {
    const double p = std::exp(-levels[k]);
    EXPECT_NEAR(beyond[k], n * p, 4.0 * std::sqrt(n * p * (1.0 - p))) << levels[k];
  }
}

TEST(Distribution, AreComparableValues) {
  EXPECT_EQ(Distribution::exponential(2.0), Distribution::exponential(2.0));
  EXPECT_NE(Distribution::exponential(2.0), Distribution::exponential(3.0));
  EXPECT_NE(Distribution::exponential(2.0), Distribution::constant(2.0));
  EXPECT_NE(Distribution::erlang(2, 2.0), Distribution::erlang(3, 2.0));
}

TEST(TimeDistribution, IsInMinutesAndNeverNegative) {
  Stream stream = Randomness{3, 0}.stream(0, Purpose::sample);
  EXPECT_EQ(TimeDistribution{Distribution::constant(1.5)}.sample(stream), Duration::seconds(90));
  EXPECT_EQ(TimeDistribution{Distribution::constant(15.0)}.mean(), Duration::minutes(15));
  const TimeDistribution odd{Distribution::uniform(-2.0, 1.0)};
  for (int i = 0; i < 1000; ++i) ASSERT_GE(odd.sample(stream), Duration{0});
  RunningMoments minutes;
  const TimeDistribution visit{Distribution::lognormal(12.0, 0.6)};
  for (int i = 0; i < 100'000; ++i) minutes.add(visit.sample(stream).in_minutes());
  EXPECT_NEAR(minutes.mean(), 12.0, 4.0 * 7.2 / std::sqrt(100'000.0));
}

TEST(TimeDistribution, DrawsNoTimeThatCouldNotBeAddedUp) {
  Stream stream = Randomness{3, 0}.stream(0, Purpose::sample);
  constexpr double years = 365.0 * 24.0 * 60.0;
  const TimeDistribution heavy{Distribution::lognormal(999.0 * years, 99.0)};
  int cut = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Duration drawn = heavy.sample(stream);
    ASSERT_GE(drawn, Duration{0});
    ASSERT_LE(drawn, TimeDistribution::longest);
    if (drawn == TimeDistribution::longest) ++cut;
  }
  // The median is ten years and the logarithm's deviation 3.0: 6.4 % lie beyond a thousand.
  EXPECT_NEAR(cut, 640, 120);
}

TEST(DrawIndex, InvertsTheDistributionFunction) {
  const std::array<double, 4> cumulative{1.0, 1.0, 3.0, 4.0};
  EXPECT_EQ(draw_index(cumulative, 0.0), 0U);
  EXPECT_EQ(draw_index(cumulative, 0.2499), 0U);
  EXPECT_EQ(draw_index(cumulative, 0.25), 2U);  // the second has no weight
  EXPECT_EQ(draw_index(cumulative, 0.7499), 2U);
  EXPECT_EQ(draw_index(cumulative, 0.75), 3U);
  EXPECT_EQ(draw_index(cumulative, std::nextafter(1.0, 0.0)), 3U);
  const std::array<double, 3> last_has_none{0.3, 0.7, 0.7};
  EXPECT_EQ(draw_index(last_has_none, std::nextafter(1.0, 0.0)), 1U);
}

}  // namespace
}  // namespace tiercare
