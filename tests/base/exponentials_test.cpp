// SPDX-License-Identifier: Apache-2.0
#include "base/exponentials.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace tiercare {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Exponentials, AreThoseOfTheMathematicalLibraryToAFewUnitsInTheLastPlace) {
  for (std::size_t many = 0; many < 20; ++many) {
    std::vector<double> numbers;
    for (std::size_t i = 0; i < many; ++i)
      numbers.push_back(7.3 - 1.7 * static_cast<double>(i * many % 31));
    std::vector<double> taken = numbers;
    take_exponentials(taken);
    for (std::size_t i = 0; i < many; ++i)
      EXPECT_NEAR(taken[i] / std::exp(numbers[i]), 1.0, 1e-15) << numbers[i];
  }
}

TEST(Exponentials, OfWhatIsOutOfTheQuestionAreNothingBesideOthers) {
  std::vector<double> numbers{-infinity, 0.0, -1.0, -infinity, -800.0, -infinity, 1.0};
  take_exponentials(numbers);
  EXPECT_EQ(numbers[0], 0.0);
  EXPECT_EQ(numbers[1], 1.0);
  EXPECT_NEAR(numbers[2], 0.36787944117144233, 1e-15);
  EXPECT_EQ(numbers[3], 0.0);
  EXPECT_EQ(numbers[4], 0.0);
  EXPECT_EQ(numbers[5], 0.0);
  EXPECT_NEAR(numbers[6], 2.718281828459045, 1e-14);
}

}  // namespace
}  // namespace tiercare
