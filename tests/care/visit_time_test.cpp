// SPDX-License-Identifier: Apache-2.0
// The hour at which a patient comes who is free to choose: after he is ready, and never while
// closed.
#include "care/visit_time.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

enum class Draws : std::uint16_t { visits };

// A Monday; Wednesday is a holiday.
const Calendar week{civil_day(2018, 1, 1), {.holidays = {civil_day(2018, 1, 3)}}};

/// Mornings and afternoons from Monday to Friday; closed at weekends and on holidays.
OpeningHours office_hours() {
  OpeningHours hours{.name = "office", .days = {}};
  for (std::size_t day = 0; day < 5; ++day)
    hours.days[day] = {{8 * 60, 12 * 60}, {14 * 60, 17 * 60}};
  return hours;
}

VisitTimes mostly_in_the_morning() {
  std::array<double, 24> by_hour{};
  for (std::size_t hour = 6; hour < 20; ++hour) by_hour[hour] = hour < 11 ? 3.0 : 1.0;
  return {by_hour, {1.4, 1.1, 1.0, 1.0, 1.0, 0.6, 0.6}};
}

Instant visit(Instant ready, std::uint32_t person, const OpeningHours& hours = office_hours()) {
  return visit_time(mostly_in_the_morning(), week, hours, ready,
                    Randomness{3, 1}.stream(person, Draws::visits));
}

TEST(VisitTime, IsNeverWhileClosedAndNeverBeforeThePatientIsReady) {
  for (std::int64_t hour = 0; hour < 14 * 24; ++hour)
    for (std::uint32_t person = 0; person < 20; ++person) {
      const Instant ready = Instant{} + Duration::minutes(60 * hour + 13);
      const Instant comes = visit(ready, person);
      ASSERT_GE(comes, ready);
      ASSERT_TRUE(office_hours().open_at(week, comes))
          << "ready in hour " << hour << ", comes at " << Duration{comes.ms}.in_hours();
    }
}

TEST(VisitTime, IsAtMostAsFarOffAsTheNextOpeningAfterThreeDays) {
  for (std::uint32_t person = 0; person < 200; ++person) {
    const Instant ready = Instant{} + 9_h;
    EXPECT_LT(visit(ready, person), ready + Duration::days(6));
  }
}

TEST(VisitTime, PrefersTheDayTheHoursAndTheDaysThatPeoplePrefer) {
  OpeningHours all_day{.name = "always", .days = {}};
  for (auto& day : all_day.days) day = {{0, 24 * 60}};
  int today = 0;
  int morning = 0;
  constexpr int people = 4000;
  const Instant midnight = week.midnight_of(civil_day(2018, 1, 8));
  for (std::uint32_t person = 0; person < people; ++person) {
    const Instant comes = visit(midnight, person, all_day);
    today += comes < midnight + Duration::days(1) ? 1 : 0;
    morning += week.hour_of(comes) < 11 ? 1 : 0;
  }
  // Monday 1.4, Tuesday 1.1 / 2, Wednesday 1.0 / 4; from 6 to 11 five hours at 3 of 24 in all.
  EXPECT_NEAR(today / double{people}, 1.4 / (1.4 + 0.55 + 0.25), 0.03);
  EXPECT_NEAR(morning / double{people}, 15.0 / 24.0, 0.03);
}

TEST(VisitTime, IsTheSameForTheSamePersonAndOccasion) {
  EXPECT_EQ(visit(Instant{} + 9_h, 5), visit(Instant{} + 9_h, 5));
  EXPECT_NE(visit(Instant{} + 9_h, 5), visit(Instant{} + 9_h, 6));
}

TEST(VisitTime, IsTheNextOpeningWhereNobodyHasAPreferredHour) {
  const Instant late = Instant{} + 20_h;
  EXPECT_EQ(visit_time(VisitTimes{}, week, office_hours(), late,
                       Randomness{3, 1}.stream(0, Draws::visits)),
            Instant{} + Duration::days(1) + 8_h);
}

}  // namespace
}  // namespace tiercare
