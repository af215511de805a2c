// SPDX-License-Identifier: Apache-2.0
#include "care/visit_time.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "random/distribution.hpp"

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
  std::array<double, days_ahead> by_day{};
  double sum = 0.0;
  for (std::size_t day = 0; day < days_ahead; ++day) {
    const auto first = times.by_hour.begin() +
                       static_cast<std::ptrdiff_t>(day == 0 ? next_hour : 0);
    const double left = std::accumulate(first, times.by_hour.end(), 0.0);
    const auto weekday =
        static_cast<std::size_t>(calendar.roster_day(today + static_cast<CivilDay>(day)));
    sum += eagerness[day] * times.by_weekday[weekday] * left;
    by_day[day] = sum;
  }
  if (sum <= 0.0) return hours.first_open(calendar, ready);
  const std::size_t day = draw_index(by_day, stream.uniform());
  std::array<double, 24> by_hour{};
  double hour_sum = 0.0;
  for (std::size_t hour = 0; hour < by_hour.size(); ++hour) {
    if (day > 0 || hour >= next_hour) hour_sum += times.by_hour[hour];
    by_hour[hour] = hour_sum;
  }
  const std::size_t hour = draw_index(by_hour, stream.uniform());
  const Instant chosen = calendar.midnight_of(today + static_cast<CivilDay>(day)) +
                         Duration::hours(static_cast<std::int64_t>(hour)) +
                         Duration::rounded_minutes(60.0 * stream.uniform());
  return hours.first_open(calendar, std::max(chosen, ready));
}

}  // namespace tiercare
