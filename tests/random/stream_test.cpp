// SPDX-License-Identifier: Apache-2.0
// Streams: reproducible, keyed by what they are for, and independent of each other.
#include "random/stream.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace tiercare {
namespace {

enum class Purpose : std::uint16_t { choice, service, other = 65'535 };

std::uint64_t first_of(Stream stream) {
  const std::uint64_t high = stream();
  return (high << 32) | stream();
}

TEST(Philox, GivesTheKnownAnswersOfItsAuthors) {
  // Random123's kat_vectors, philox2x64 with 10 rounds: the zero and the all-ones vector.
  Stream zero{{{0}}, {{0, 0}}};
  EXPECT_EQ(zero(), 0x9843d731U) << "ca00a0459843d731, low half first";
  EXPECT_EQ(zero(), 0xca00a045U);
  EXPECT_EQ(zero(), 0xc9a845b5U);
  EXPECT_EQ(zero(), 0x66c24222U);
  const std::uint64_t ones = ~std::uint64_t{0};
  Stream full{{{ones}}, {{ones, ones}}};
  EXPECT_EQ(full(), 0x0cd8310fU) << "65b021d60cd8310f";
  EXPECT_EQ(full(), 0x65b021d6U);
  EXPECT_EQ(full(), 0x2f86df20U);
  EXPECT_EQ(full(), 0x4d02f322U);
}

TEST(Stream, IsReproducibleAndChangesWithEveryPartOfItsName) {
  const Randomness randomness{42, 0};
  const std::uint64_t base = first_of(randomness.stream(7, Purpose::choice, 2, 3));
  EXPECT_EQ(base, first_of(Randomness{42, 0}.stream(7, Purpose::choice, 2, 3)));
  std::set<std::uint64_t> different{base};
  different.insert(first_of(randomness.stream(8, Purpose::choice, 2, 3)));
  different.insert(first_of(randomness.stream(7, Purpose::service, 2, 3)));
  different.insert(first_of(randomness.stream(7, Purpose::other, 2, 3)));
  different.insert(first_of(randomness.stream(7, Purpose::choice, 3, 3)));
  different.insert(first_of(randomness.stream(7, Purpose::choice, 2, 4)));
  different.insert(first_of(Randomness{42, 1}.stream(7, Purpose::choice, 2, 3)));
  different.insert(first_of(Randomness{43, 0}.stream(7, Purpose::choice, 2, 3)));
  EXPECT_EQ(different.size(), 8U);
}

TEST(Stream, TakingMoreFromOneStreamChangesNoOther) {
  const Randomness randomness{42, 0};
  Stream greedy = randomness.stream(1, Purpose::choice);
  for (int i = 0; i < 1000; ++i) greedy();
  EXPECT_EQ(first_of(randomness.stream(2, Purpose::choice)),
            first_of(Randomness{42, 0}.stream(2, Purpose::choice)));
}

TEST(Stream, DoesNotRepeatItselfBlockByBlock) {
  Stream stream = Randomness{42, 0}.stream(1, Purpose::choice);
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 4000; ++i) seen.insert(stream());
  EXPECT_GT(seen.size(), 3990U);
}

TEST(Stream, UniformsFillTheUnitIntervalEvenly) {
  // Across subjects (one draw each, as a model draws) and along one stream.
  const Randomness randomness{1, 0};
  Stream along = randomness.stream(0, Purpose::service);
  std::vector<double> across_count(20);
  std::vector<double> along_count(20);
  const int n = 200'000;
  for (int i = 0; i < n; ++i) {
    Stream one = randomness.stream(static_cast<std::uint32_t>(i), Purpose::choice);
    const double u = one.uniform();
    const double v = along.uniform();
    ASSERT_TRUE(u >= 0.0 && u < 1.0 && v >= 0.0 && v < 1.0);
    ++across_count[static_cast<std::size_t>(u * 20)];
    ++along_count[static_cast<std::size_t>(v * 20)];
  }
  double chi_across = 0.0;
  double chi_along = 0.0;
  const double expected = n / 20.0;
  for (std::size_t bin = 0; bin < 20; ++bin) {
    chi_across += std::pow(across_count[bin] - expected, 2) / expected;
    chi_along += std::pow(along_count[bin] - expected, 2) / expected;
  }
  // 19 degrees of freedom: 45 is exceeded once in a thousand.
  EXPECT_LT(chi_across, 45.0);
  EXPECT_LT(chi_along, 45.0);
}

TEST(Stream, LetsHappenWhatHasAProbabilityAsOftenAsItSays) {
  Stream stream = Randomness{1, 0}.stream(0, Purpose::choice);
  constexpr int n = 100'000;
  int happened = 0;
  for (int i = 0; i < n; ++i) {
    happened += stream.happens(Probability{0.3}) ? 1 : 0;
    ASSERT_FALSE(stream.happens(Probability{0.0}));
    ASSERT_TRUE(stream.happens(Probability{1.0}));
  }
  EXPECT_NEAR(happened / double{n}, 0.3, 4.0 * std::sqrt(0.3 * 0.7 / n));
}

TEST(Stream, ExponentialsHaveMeanAndVarianceOne) {
  Stream stream = Randomness{1, 0}.stream(0, Purpose::choice);
  constexpr int n = 100'000;
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < n; ++i) {
    const double x = stream.exponential();
    ASSERT_GE(x, 0.0);
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / n, 1.0, 4.0 / std::sqrt(n));
  EXPECT_NEAR(squares / n, 2.0, 4.0 * std::sqrt(20.0 / n));
}

TEST(Stream, NeighbouringSubjectsAreUncorrelated) {
  const Randomness randomness{1, 0};
  const int n = 100'000;
  double sum = 0.0;
  for (int i = 0; i < n; ++i) {
    Stream a = randomness.stream(static_cast<std::uint32_t>(i), Purpose::choice);
    Stream b = randomness.stream(static_cast<std::uint32_t>(i) + 1, Purpose::choice);
    sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
  }
  const double correlation = sum / n * 12.0;
  EXPECT_LT(std::abs(correlation), 4.0 / std::sqrt(n));
}

}  // namespace
}  // namespace tiercare
