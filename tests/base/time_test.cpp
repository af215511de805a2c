// SPDX-License-Identifier: Apache-2.0
// Time: whole milliseconds, points and lengths told apart.
#include "base/time.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace tiercare {
namespace {

TEST(Duration, IsWrittenInTheUnitsOfTheClock) {
  EXPECT_EQ(90_s, Duration{90'000});
  EXPECT_EQ(60_min, 1_h);
  EXPECT_EQ(24_h, 1_day);
  EXPECT_EQ(Duration::minutes(15) * 4, 1_h);
}

TEST(Duration, IsReadInTheUnitsOfTheClock) {
  EXPECT_DOUBLE_EQ((90_s).in_minutes(), 1.5);
  EXPECT_DOUBLE_EQ((90_min).in_hours(), 1.5);
  EXPECT_DOUBLE_EQ((36_h).in_days(), 1.5);
}

TEST(Duration, RoundsSampledTimesToTheNearestMillisecond) {
  EXPECT_EQ(Duration::rounded_ms(0.4), Duration{0});
  EXPECT_EQ(Duration::rounded_ms(0.5), Duration{1});
  EXPECT_EQ(Duration::rounded_ms(-0.5), Duration{-1});
  EXPECT_EQ(Duration::rounded_minutes(0.25), 15_s);
  EXPECT_EQ(Duration::rounded_days(0.5), 12_h);
}

TEST(Duration, AddsUpWithoutError) {
  Duration sum{};
  for (int i = 0; i < 10; ++i) sum += Duration::rounded_minutes(0.1);
  EXPECT_EQ(sum, 1_min) << "ten tenths of a minute are a minute, which doubles do not promise";
}

TEST(Instant, MovesByDurations) {
  const Instant noon = Instant{} + 12_h;
  EXPECT_EQ(noon + 30_min - 30_min, noon);
  EXPECT_EQ((noon + 2_h) - noon, 2_h);
  EXPECT_LT(noon, noon + Duration{1});
}

TEST(Instant, IsBeforeNeverWhateverItIs) {
  EXPECT_LT(Instant{} + Duration::days(365 * 10'000), Instant::never());
}

TEST(Time, HasNoImplicitDouble) {
  static_assert(!std::is_convertible_v<double, Duration>);
  static_assert(!std::is_convertible_v<Duration, double>);
  static_assert(!std::is_convertible_v<Duration, Instant>);
  static_assert(!std::is_convertible_v<Instant, Duration>);
}

}  // namespace
}  // namespace tiercare
