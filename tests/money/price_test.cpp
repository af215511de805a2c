// SPDX-License-Identifier: Apache-2.0
// Charges to the fen, worked out by hand.
#include "money/price.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

/// 36.50 yuan a visit, 48.20 a test, 312.33 a day in bed.
PriceList township_prices() {
  PriceList price;
  price.visit = Money{3650};
  price.test = Money{4820};
  price.bed_day = Money{31'233};
  return price;
}

Course course_with_factor(double factor) {
  Course course;
  course.charge_factor = factor;
  return course;
}

TEST(VisitCharge, IsThePriceOfAVisitTimesTheCourse) {
  EXPECT_EQ(visit_charge(township_prices(), course_with_factor(1.0), false), Money{3650});
  // 3650 x 0.85 = 3102.5, half a fen goes up.
  EXPECT_EQ(visit_charge(township_prices(), course_with_factor(0.85), false), Money{3103});
}

TEST(VisitCharge, AddsATestAtItsOwnPrice) {
  EXPECT_EQ(visit_charge(township_prices(), course_with_factor(0.85), true), Money{3103 + 4820});
}

TEST(StayCharge, CountsBegunDaysInProportion) {
  // 31233 x 2.5 days = 78082.5
  EXPECT_EQ(stay_charge(township_prices(), course_with_factor(1.0), Duration::hours(60)),
            Money{78'083});
  // 31233 x 2 x 1.1 = 68712.6
  EXPECT_EQ(stay_charge(township_prices(), course_with_factor(1.1), Duration::days(2)),
            Money{68'713});
}

TEST(StayCharge, TakesTheFirstDayInFull) {
  const Course plain = course_with_factor(1.0);
  EXPECT_EQ(stay_charge(township_prices(), plain, Duration::hours(1)), Money{31'233});
  EXPECT_EQ(stay_charge(township_prices(), plain, Duration{}), Money{31'233});
  EXPECT_EQ(stay_charge(township_prices(), plain, Duration::days(1)), Money{31'233});
}

TEST(MeanStay, IsTheSumOfThePhasesThatThereAre) {
  Course course;
  EXPECT_EQ(mean_stay(course), Duration{});
  course.acute_stay = TimeDistribution{Distribution::exponential(3.0 * 1440.0)};
  EXPECT_EQ(mean_stay(course), Duration::days(3));
  course.stable_stay = TimeDistribution{Distribution::lognormal(2.5 * 1440.0, 0.6)};
  EXPECT_EQ(mean_stay(course), Duration::hours(132));
}

}  // namespace
}  // namespace tiercare
