// SPDX-License-Identifier: Apache-2.0
// The calendar over simulated time, and opening hours on it: dates, weekdays, holidays, lunch.
#include "world/calendar.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

constexpr int monday = 0;
constexpr int saturday = 5;
constexpr int sunday = 6;

/// Simulated time that starts on Friday 29 December 2017, with New Year's Day a holiday.
Calendar turn_of_the_year() {
  return {civil_day(2017, 12, 29), {.holidays = {civil_day(2018, 1, 1)}}};
}

constexpr Instant first_morning{};

/// A clinic with a lunch break on weekdays, a short Saturday, closed on Sundays.
OpeningHours clinic_hours() {
  OpeningHours hours;
  hours.name = "clinic";
  for (std::size_t day = 0; day < 5; ++day)
    hours.days[day] = {{8 * 60, 12 * 60}, {14 * 60, 17 * 60 + 30}};
  hours.days[saturday] = {{9 * 60, 12 * 60}};
  return hours;
}

TEST(CivilDay, CountsFromTheFirstOfJanuary1970) {
  EXPECT_EQ(civil_day(1970, 1, 1), 0);
  EXPECT_EQ(civil_day(1970, 2, 1), 31);
  EXPECT_EQ(civil_day(1969, 12, 31), -1);
  EXPECT_EQ(civil_day(2000, 3, 1) - civil_day(2000, 2, 28), 2) << "2000 was a leap year";
  EXPECT_EQ(civil_day(2100, 3, 1) - civil_day(2100, 2, 28), 1) << "2100 will not be one";
}

TEST(Calendar, KnowsTheDaysOfTheWeek) {
  EXPECT_EQ(Calendar::weekday(civil_day(1970, 1, 1)), 3) << "a Thursday";
  EXPECT_EQ(Calendar::weekday(civil_day(2017, 1, 1)), sunday);
  EXPECT_EQ(Calendar::weekday(civil_day(2018, 1, 1)), monday);
  EXPECT_EQ(Calendar::weekday(civil_day(2024, 2, 29)), 3) << "a Thursday";
  EXPECT_EQ(Calendar::weekday(civil_day(1969, 12, 29)), monday) << "before the epoch";
  EXPECT_EQ(Calendar::weekday(civil_day(1900, 1, 1)), monday);
}

TEST(Calendar, BeginsAtMidnightOfTheStart) {
  const Calendar calendar = turn_of_the_year();
  EXPECT_EQ(calendar.day_of(first_morning), civil_day(2017, 12, 29));
  EXPECT_EQ(calendar.day_of(first_morning + 1_day - Duration{1}), civil_day(2017, 12, 29));
  EXPECT_EQ(calendar.day_of(first_morning + 1_day), civil_day(2017, 12, 30));
  EXPECT_EQ(calendar.midnight_of(civil_day(2018, 1, 1)), first_morning + 3_day);
  EXPECT_EQ(calendar.hour_of(first_morning + 2_day + 13_h + 59_min), 13);
  EXPECT_EQ(calendar.minute_of_day(first_morning + 2_day + 13_h + 59_min), 13 * 60 + 59);
}

TEST(Calendar, GivesAWeekendDayThatMakesUpForAHolidayTheRosterOfAWorkingDay) {
  const Calendar calendar{civil_day(2019, 1, 1),
                          {.holidays = {civil_day(2019, 2, 4)},
                           .workdays = {civil_day(2019, 2, 3), civil_day(2019, 2, 2)},
                           .workday_roster = monday}};
  EXPECT_EQ(calendar.roster_day(civil_day(2019, 2, 1)), 4) << "an ordinary Friday";
  EXPECT_EQ(calendar.roster_day(civil_day(2019, 2, 2)), monday) << "a Saturday";
  EXPECT_EQ(calendar.roster_day(civil_day(2019, 2, 3)), monday) << "a Sunday";
  EXPECT_EQ(calendar.roster_day(civil_day(2019, 2, 4)), sunday) << "the holiday, a Monday";
  EXPECT_EQ(calendar.roster_day(civil_day(2019, 2, 9)), saturday) << "an ordinary Saturday";
}

TEST(Calendar, TurnsMonthsAndYears) {
  const Calendar calendar = turn_of_the_year();
  EXPECT_EQ(calendar.year_of(first_morning + 3_day - Duration{1}), 2017);
  EXPECT_EQ(calendar.year_of(first_morning + 3_day), 2018);
  EXPECT_EQ(calendar.month_of(first_morning), 11);
  EXPECT_EQ(calendar.month_of(first_morning + 3_day), 0);
  EXPECT_EQ(calendar.next_month(first_morning + 5_h), first_morning + 3_day);
  EXPECT_EQ(calendar.next_month(first_morning + 3_day), first_morning + 34_day)
      << "on the first, the next month is a month away";
  EXPECT_EQ(calendar.next_month(first_morning + 40_day), first_morning + 62_day) << "1 March 2018";
  EXPECT_EQ(calendar.next_year(first_morning + 5_h), first_morning + 3_day);
  EXPECT_EQ(calendar.next_year(first_morning + 3_day), first_morning + 368_day);
}

TEST(Calendar, GivesALeapYearItsDay) {
  const Calendar calendar{civil_day(2020, 2, 1), {}};
  EXPECT_EQ(calendar.next_month(first_morning), first_morning + 29_day);
  EXPECT_EQ(calendar.month_of(first_morning + 28_day), 1) << "29 February";
}

TEST(Calendar, KeepsSundaysRosterOnHolidays) {
  const Calendar calendar = turn_of_the_year();
  EXPECT_TRUE(calendar.is_holiday(civil_day(2018, 1, 1)));
  EXPECT_FALSE(calendar.is_holiday(civil_day(2018, 1, 2)));
  EXPECT_EQ(calendar.roster_day(civil_day(2018, 1, 1)), sunday);
  EXPECT_EQ(calendar.roster_day(civil_day(2018, 1, 8)), monday);
}

TEST(Calendar, FindsHolidaysInAnyOrder) {
  const Calendar calendar{civil_day(2017, 1, 1),
                          {.holidays = {500'000, civil_day(2017, 10, 1), 3}}};
  EXPECT_TRUE(calendar.is_holiday(3));
  EXPECT_TRUE(calendar.is_holiday(civil_day(2017, 10, 1)));
  EXPECT_TRUE(calendar.is_holiday(500'000));
}

TEST(OpeningHours, OpenOnTheFirstMinuteAndAreClosedOnTheLast) {
  const Calendar calendar = turn_of_the_year();
  const OpeningHours hours = clinic_hours();
  EXPECT_FALSE(hours.open_at(calendar, first_morning + 8_h - Duration{1}));
  EXPECT_TRUE(hours.open_at(calendar, first_morning + 8_h));
  EXPECT_TRUE(hours.open_at(calendar, first_morning + 12_h - Duration{1}));
  EXPECT_FALSE(hours.open_at(calendar, first_morning + 12_h)) << "lunch";
  EXPECT_TRUE(hours.open_at(calendar, first_morning + 14_h));
  EXPECT_FALSE(hours.open_at(calendar, first_morning + 17_h + 30_min));
}

TEST(OpeningHours, AreThoseOfTheDay) {
  const Calendar calendar = turn_of_the_year();
  const OpeningHours hours = clinic_hours();
  EXPECT_TRUE(hours.open_at(calendar, first_morning + 1_day + 10_h)) << "Saturday";
  EXPECT_FALSE(hours.open_at(calendar, first_morning + 1_day + 15_h)) << "Saturday afternoon";
  EXPECT_FALSE(hours.open_at(calendar, first_morning + 2_day + 10_h)) << "Sunday";
  EXPECT_FALSE(hours.open_at(calendar, first_morning + 3_day + 10_h)) << "New Year, a Monday";
  EXPECT_TRUE(hours.open_at(calendar, first_morning + 4_day + 10_h)) << "Tuesday";
}

TEST(OpeningHours, ChangeAtEveryTurnAndAtMidnight) {
  const Calendar calendar = turn_of_the_year();
  const OpeningHours hours = clinic_hours();
  std::vector<Duration> turns;
  for (Instant t = first_morning; t < first_morning + 2_day;) {
    t = hours.next_change(calendar, t);
    turns.push_back(t - first_morning);
  }
  EXPECT_EQ(turns, (std::vector<Duration>{8_h, 12_h, 14_h, 17_h + 30_min, 24_h, 33_h, 36_h, 48_h}));
}

TEST(OpeningHours, LastToMidnightIfTheySaySo) {
  OpeningHours always;
  for (auto& day : always.days) day = {{0, 1440}};
  const Calendar calendar = turn_of_the_year();
  EXPECT_TRUE(always.open_at(calendar, first_morning));
  EXPECT_TRUE(always.open_at(calendar, first_morning + 1_day - Duration{1}));
  EXPECT_EQ(always.next_change(calendar, first_morning), first_morning + 1_day);
}

TEST(FirstOpen, IsTheMomentItselfWhileOpen) {
  const Instant t = first_morning + 9_h + 12_min;
  EXPECT_EQ(clinic_hours().first_open(turn_of_the_year(), t), t);
}

TEST(FirstOpen, IsAfterLunchAtLunch) {
  EXPECT_EQ(clinic_hours().first_open(turn_of_the_year(), first_morning + 12_h + 5_min),
            first_morning + 14_h);
}

TEST(FirstOpen, LeapsOverASundayAndAHoliday) {
  EXPECT_EQ(clinic_hours().first_open(turn_of_the_year(), first_morning + 1_day + 13_h),
            first_morning + 4_day + 8_h)
      << "Saturday afternoon to Tuesday morning";
}

TEST(FirstOpen, IsNeverWhereNobodyOpens) {
  EXPECT_EQ(OpeningHours{}.first_open(turn_of_the_year(), first_morning), Instant::never());
}

TEST(VisitTimes, FindTheHourThatAWeightFallsInto) {
  std::array<double, 24> by_hour{};
  by_hour[8] = 1.0;
  by_hour[9] = 3.0;
  const VisitTimes times{by_hour, {1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0}};
  EXPECT_EQ(times.hour_at(0.0), 8);
  EXPECT_EQ(times.hour_at(0.999), 8);
  EXPECT_EQ(times.hour_at(1.0), 9);
  EXPECT_EQ(times.hour_at(times.until(24)), 9) << "the last that has any";
  EXPECT_DOUBLE_EQ(times.of_hour(9), 3.0);
  EXPECT_DOUBLE_EQ(times.share(9, 0), 0.75 * 7.0 / 5.5);
}

}  // namespace
}  // namespace tiercare
