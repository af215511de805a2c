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
  const auto next_hour = static_cast<std::size_t>(calendar.hour_of(ready)) + 1;
  std::array<double, 25> until{};  // weight of the hours before each hour of a day
  for (std::size_t hour = 0; hour < 24; ++hour) until[hour + 1] = until[hour] + times.by_hour[hour];
  std::array<double, days_ahead> by_day{};
  double sum = 0.0;
  for (std::size_t day = 0; day < days_ahead; ++day) {
    const double left = until.back() - (day == 0 ? until[next_hour] : 0.0);
    const auto weekday =
        static_cast<std::size_t>(calendar.roster_day(today + static_cast<CivilDay>(day)));
    sum += eagerness[day] * times.by_weekday[weekday] * left;
    by_day[day] = sum;
  }
  if (sum <= 0.0) return hours.first_open(calendar, ready);
  const std::size_t day = draw_index(by_day, stream.uniform());
  // Among the hours left of that day, in proportion to how usual they are.
  const double before = day == 0 ? until[next_hour] : 0.0;
  const double drawn = before + stream.uniform() * (until.back() - before);
  const auto after = std::upper_bound(until.begin() + 1, until.end() - 1, drawn);
  const auto hour = static_cast<std::int64_t>(after - until.begin()) - 1;
  const Instant chosen = calendar.midnight_of(today + static_cast<CivilDay>(day)) +
                         Duration::hours(hour) + Duration::rounded_minutes(60.0 * stream.uniform());
  return hours.first_open(calendar, std::max(chosen, ready));
}

}  // namespace tiercare
