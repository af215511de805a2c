// SPDX-License-Identifier: Apache-2.0
// From capability to right treatment: curves through their fixed points, in the right direction.
#include "care/treatment.hpp"

#include "care/expectations.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tiercare {
namespace {

TreatmentBehaviour usual() {
  TreatmentBehaviour behaviour;
  behaviour.right_at_par = Probability{0.85};
  behaviour.per_level = 1.5;
  behaviour.recognises_limits = Probability{0.6};
  return behaviour;
}

TEST(Logistic, IsAHalfAtNothingAndSymmetric) {
  EXPECT_DOUBLE_EQ(logistic(0.0), 0.5);
  EXPECT_NEAR(logistic(1.7) + logistic(-1.7), 1.0, 1e-15);
  EXPECT_EQ(logistic(1000.0), 1.0);
  EXPECT_EQ(logistic(-1000.0), 0.0);
}

TEST(RightTreatment, HasItsStatedChanceWhereCapabilityMeetsTheNeed) {
  for (const double level : {1.0, 2.0, 3.5})
    EXPECT_NEAR(chance_of_right_treatment(usual(), level, level), 0.85, 1e-12);
}

TEST(RightTreatment, ChangesItsOddsByTheStatedFactorPerLevel) {
  const double above = chance_of_right_treatment(usual(), 3.0, 2.0);
  const double below = chance_of_right_treatment(usual(), 1.0, 2.0);
  EXPECT_NEAR(above / (1.0 - above), 0.85 / 0.15 * std::exp(1.5), 1e-9);
  EXPECT_NEAR(below / (1.0 - below), 0.85 / 0.15 * std::exp(-1.5), 1e-9);
  EXPECT_GT(above, below);
}

TEST(KnowingLimits, IsNotNeededWhereCapabilitySuffices) {
  EXPECT_EQ(chance_of_knowing_limits(usual(), 2.0, 2.0), 0.0);
  EXPECT_EQ(chance_of_knowing_limits(usual(), 3.0, 2.0), 0.0);
}

TEST(KnowingLimits, GetsPlainerWithTheDistance) {
  EXPECT_NEAR(chance_of_knowing_limits(usual(), 1.0, 2.0), 0.6, 1e-12);
  EXPECT_NEAR(chance_of_knowing_limits(usual(), 1.0, 3.0), 1.0 - 0.4 * 0.4, 1e-12);
  EXPECT_LT(chance_of_knowing_limits(usual(), 1.0, 1.5), 0.6);
}

TEST(ExpectedEffect, IsNothingWhereSomethingAsGoodHasFailed) {
  const Expectation there{.capability = 2.0, .effect = 0.85};
  EXPECT_EQ(there.effect_after(2.0), 0.0);
  EXPECT_EQ(there.effect_after(3.0), 0.0);
  EXPECT_EQ(there.effect_after(1.0), 0.85);
  EXPECT_EQ(there.effect_after(0.0), 0.85);
}

}  // namespace
}  // namespace tiercare
