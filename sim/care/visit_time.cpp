// SPDX-License-Identifier: Apache-2.0
#include "care/visit_time.hpp"

#include "random/distribution.hpp"

#include <algorithm>
#include <array>

namespace tiercare {
namespace {

constexpr int days_ahead = 3;
/// Each further day is chosen half as often.
constexpr std::array<double, days_ahead> eagerness{1.0, 0.5, 0.25};

}  // namespace

Instant visit_time(const VisitTimes& times, const Calendar& calendar, const OpeningHours& hours,
                   Instant ready, Stream stream) {
  const CivilDay today = calendar.day_of(ready);
  const double gone = times.until(calendar.hour_of(ready) + 1);  // of today
  const double all = times.until(24);
  std::array<double, days_ahead> by_day{};
  double sum = 0.0;
  for (int day = 0; day < days_ahead; ++day) {
    const double left = all - (day == 0 ? gone : 0.0);
    sum += eagerness[static_cast<std::size_t>(day)] *
           times.of_weekday(calendar.roster_day(today + day)) * left;
    by_day[static_cast<std::size_t>(day)] = sum;
  }
  if (sum <= 0.0) return hours.first_open(calendar, ready);
  const auto day = static_cast<CivilDay>(draw_index(by_day, stream.uniform()));
  // Among the hours left of that day in proportion to how usual they are, and evenly within one.
  const double before = day == 0 ? gone : 0.0;
  const double drawn = before + stream.uniform() * (all - before);
  const int hour = times.hour_at(drawn);
  const double within = (drawn - times.until(hour)) / times.of_hour(hour);
  const Instant chosen = calendar.midnight_of(today + day) + Duration::hours(hour) +
                         Duration::rounded_minutes(60.0 * within);
  return hours.first_open(calendar, std::max(chosen, ready));
}

}  // namespace tiercare
