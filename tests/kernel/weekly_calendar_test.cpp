// SPDX-License-Identifier: Apache-2.0
// A township clinic's week: mornings and afternoons, lunch, a weekend, a holiday.
#include "kernel/weekly_calendar.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

constexpr std::uint32_t hour = 60;
constexpr std::uint32_t day = 24 * hour;

std::vector<Shift> weekday_clinic() {
  std::vector<Shift> shifts;
  for (std::uint32_t d = 0; d < 5; ++d) {
    shifts.push_back({d * day + 8 * hour, d * day + 12 * hour, 4});
    shifts.push_back({d * day + 13 * hour, d * day + 17 * hour, 3});
  }
  return shifts;
}

Instant at(std::int64_t days, std::int64_t hours, std::int64_t minutes = 0) {
  return Instant{} + Duration::days(days) + Duration::hours(hours) + Duration::minutes(minutes);
}

TEST(WeeklyCalendar, KnowsOpeningLunchAndClosing) {
  const WeeklyCalendar clinic{weekday_clinic()};
  EXPECT_EQ(clinic.servers_at(0U), 0U);
  EXPECT_EQ(clinic.servers_at(8 * hour - 1), 0U);
  EXPECT_EQ(clinic.servers_at(8 * hour), 4U);
  EXPECT_EQ(clinic.servers_at(12 * hour), 0U);
  EXPECT_EQ(clinic.servers_at(13 * hour), 3U);
  EXPECT_EQ(clinic.servers_at(17 * hour), 0U);
  EXPECT_EQ(clinic.servers_at(5 * day + 9 * hour), 0U);
  EXPECT_EQ(clinic.weekly_capacity(), Duration::hours(5 * (4 * 4 + 4 * 3)));
}

TEST(WeeklyCalendar, FindsTheNextChangeAcrossTheWeekend) {
  const WeeklyCalendar clinic{weekday_clinic()};
  EXPECT_EQ(clinic.next_change_after(at(0, 0)), at(0, 8));
  EXPECT_EQ(clinic.next_change_after(at(0, 8)), at(0, 12));
  EXPECT_EQ(clinic.next_change_after(at(0, 8) - Duration{1}), at(0, 8));
  EXPECT_EQ(clinic.next_change_after(at(4, 17)), at(7, 8));
  EXPECT_EQ(clinic.next_change_after(at(7 * 100 + 4, 18)), at(7 * 101, 8));
}

TEST(WeeklyCalendar, ShiftsThatOverlapAddUpAndMayRunOverTheWeeksEnd) {
  const WeeklyCalendar ward{{{0, minutes_of_week, 2}, {6 * day + 20 * hour, 8 * hour, 1}}};
  EXPECT_EQ(ward.servers_at(6 * day + 19 * hour), 2U);
  EXPECT_EQ(ward.servers_at(6 * day + 20 * hour), 3U);
  EXPECT_EQ(ward.servers_at(7 * hour), 3U);
  EXPECT_EQ(ward.servers_at(8 * hour), 2U);
  EXPECT_EQ(ward.next_change_after(at(6, 21)), at(7, 8));
}

TEST(WeeklyCalendar, TheWeekMayBeginAnywhere) {
  // The scenario starts on a Thursday: its Monday was three days before.
  const WeeklyCalendar clinic{weekday_clinic(), Instant{} - Duration::days(3)};
  EXPECT_EQ(clinic.servers_at(at(0, 9)), 4U);
  EXPECT_EQ(clinic.servers_at(at(2, 9)), 0U);
  EXPECT_EQ(clinic.next_change_after(at(1, 17)), at(4, 8));
}

TEST(WeeklyCalendar, NobodyIsOnDutyOnClosedDays) {
  const WeeklyCalendar clinic{weekday_clinic(), {}, {2, 1}};
  EXPECT_EQ(clinic.servers_at(at(1, 9)), 0U);
  EXPECT_EQ(clinic.servers_at(at(3, 9)), 4U);
  EXPECT_EQ(clinic.next_change_after(at(0, 17)), at(3, 8));
  const WeeklyCalendar night{{{0, minutes_of_week, 1}}, {}, {1}};
  EXPECT_EQ(night.next_change_after(at(0, 5)), at(1, 0));
  EXPECT_EQ(night.next_change_after(at(1, 0)), at(2, 0));
  EXPECT_EQ(night.next_change_after(at(2, 0)), Instant::never());
}

TEST(WeeklyCalendar, AConstantRosterNeverChanges) {
  EXPECT_EQ(WeeklyCalendar::always(5).servers_at(at(400, 3)), 5U);
  EXPECT_EQ(WeeklyCalendar::always(5).next_change_after(at(3, 3)), Instant::never());
  EXPECT_EQ(WeeklyCalendar{}.servers_at(at(3, 3)), 0U);
}

TEST(WeeklyCalendar, WalkingTheChangesGivesTheServersOfEveryMinute) {
  const WeeklyCalendar clinic{weekday_clinic(), Instant{} - Duration::days(2), {9}};
  Instant change = clinic.next_change_after(Instant{} - Duration::minutes(1));
  std::uint32_t servers = clinic.servers_at(Instant{});
  for (Instant t; t < at(21, 0); t += Duration::minutes(1)) {
    if (t == change) {
      servers = clinic.servers_at(t);
      change = clinic.next_change_after(t);
    }
    ASSERT_EQ(clinic.servers_at(t), servers) << t.ms;
  }
}

}  // namespace
}  // namespace tiercare
