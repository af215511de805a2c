// SPDX-License-Identifier: Apache-2.0
// Exponentials and powers of several numbers against those of the mathematical library.
#include "base/powers.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace tiercare {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double precision = 1e-12;

TEST(Exponentiate, AgreesWithTheLibraryOverTheWholeRange) {
  std::vector<double> exponents;
  for (double x = -707.5; x < 709.0; x += 0.01371) exponents.push_back(x);
  for (double x = 1e-17; x < 1.0; x *= 1.7) exponents.insert(exponents.end(), {x, -x});
  auto values = exponents;
  exponentiate(values);
  for (std::size_t i = 0; i < values.size(); ++i)
    ASSERT_NEAR(values[i] / std::exp(exponents[i]), 1.0, precision) << exponents[i];
}

TEST(Exponentiate, CountsFromAnyOriginAsSteeplyAsWanted) {
  std::array<double, 3> values{1.0, 3.5, -2.0};
  exponentiate(values, 3.0, 5.0);
  EXPECT_NEAR(values[0] / std::exp(-10.0), 1.0, precision);
  EXPECT_NEAR(values[1] / std::exp(2.5), 1.0, precision);
  EXPECT_NEAR(values[2] / std::exp(-25.0), 1.0, precision);
}

TEST(Exponentiate, IsExactAtNothing) {
  std::array<double, 3> values{0.0, -0.0, 0.0};
  exponentiate(values);
  EXPECT_EQ(values, (std::array<double, 3>{1.0, 1.0, 1.0}));
}

TEST(Exponentiate, LeavesNothingOfWhatIsFarBelow) {
  std::array<double, 7> values{-710.0, -1e4, -1e15, -1e17, -1e300, -infinity, -infinity};
  exponentiate(values);
  EXPECT_EQ(values, (std::array<double, 7>{}));
}

TEST(Exponentiate, TreatsEachOfAnyNumberAlike) {
  for (std::size_t count = 0; count < 9; ++count) {
    std::vector<double> values(count, -1.25);
    exponentiate(values);
    for (const double each : values) EXPECT_EQ(each, values.front()) << count;
  }
}

TEST(Raise, AgreesWithTheLibraryOverTheWholeRange) {
  for (const double exponent : {-0.999, -0.75, -0.2, -1e-9, 0.0, 0.3, 1.0}) {
    std::vector<double> bases;
    for (double x = 3e-308; x < 1e300; x *= 1.0937) bases.push_back(x);
    for (double x = 1e-16; x < 0.5; x *= 1.3) bases.insert(bases.end(), {1.0 + x, 1.0 - x});
    auto values = bases;
    raise(values, exponent);
    for (std::size_t i = 0; i < values.size(); ++i)
      ASSERT_NEAR(values[i] / std::pow(bases[i], exponent), 1.0, precision)
          << bases[i] << " to the power of " << exponent;
  }
}

TEST(Raise, LeavesNothingAsItIsAndOneExact) {
  for (const double exponent : {-0.8, 0.0, 0.5}) {
    std::array<double, 3> values{0.0, 1.0, 0.0};
    raise(values, exponent);
    EXPECT_EQ(values, (std::array<double, 3>{0.0, 1.0, 0.0})) << exponent;
  }
}

}  // namespace
}  // namespace tiercare
