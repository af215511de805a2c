// SPDX-License-Identifier: Apache-2.0
// Shifts become sorted change points; questions are binary searches.
#include "kernel/weekly_calendar.hpp"

#include "base/contract.hpp"

#include <algorithm>
#include <map>

namespace tiercare {

namespace {
constexpr std::int64_t ms_of_minute = 60'000;
constexpr std::int64_t ms_of_day = 86'400'000;
constexpr std::int64_t ms_of_week = 7 * ms_of_day;

// Division that rounds down, also before the origin.
std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && a < 0 ? 1 : 0);
}
}  // namespace

WeeklyCalendar::WeeklyCalendar(const std::vector<Shift>& shifts, Instant week_origin,
                               std::vector<std::int64_t> closed_days)
    : closed_days_{std::move(closed_days)}, week_origin_{week_origin} {
  std::map<std::uint32_t, std::int64_t> steps{{0, 0}};
  for (const Shift& shift : shifts) {
    EXPECT(shift.from < minutes_of_week && shift.until <= minutes_of_week);
    steps[shift.from] += shift.servers;
    if (shift.until < minutes_of_week) steps[shift.until] -= shift.servers;
    if (shift.until <= shift.from) steps[0] += shift.servers;
  }
  changes_.clear();
  std::int64_t servers = 0;
  for (const auto& [minute, step] : steps) {
    servers += step;
    const auto on_duty = static_cast<std::uint32_t>(servers);
    if (changes_.empty() || changes_.back().servers != on_duty)
      changes_.push_back({minute, on_duty});
  }
  std::sort(closed_days_.begin(), closed_days_.end());
}

WeeklyCalendar WeeklyCalendar::always(std::uint32_t servers) {
  return WeeklyCalendar{{{0, minutes_of_week, servers}}};
}

std::uint32_t WeeklyCalendar::servers_at(std::uint32_t minute_of_week) const {
  const auto later =
      std::upper_bound(changes_.begin(), changes_.end(), minute_of_week,
                       [](std::uint32_t minute, const Change& c) { return minute < c.minute; });
  return std::prev(later)->servers;
}

bool WeeklyCalendar::closed_on(std::int64_t day) const {
  return std::binary_search(closed_days_.begin(), closed_days_.end(), day);
}

std::uint32_t WeeklyCalendar::servers_at(Instant t) const {
  if (closed_on(floor_div(t.ms, ms_of_day))) return 0;
  const std::int64_t since = (t - week_origin_).ms;
  const std::int64_t into_week = since - floor_div(since, ms_of_week) * ms_of_week;
  return servers_at(static_cast<std::uint32_t>(into_week / ms_of_minute));
}

// The next change of the week or edge of a closed day; never() if there is neither.
Instant WeeklyCalendar::next_candidate_after(Instant t) const {
  Instant next = Instant::never();
  if (changes_.size() > 1) {
    const std::int64_t since = (t - week_origin_).ms;
    const std::int64_t week = floor_div(since, ms_of_week);
    const auto minute = static_cast<std::uint32_t>((since - week * ms_of_week) / ms_of_minute);
    const auto later =
        std::upper_bound(changes_.begin(), changes_.end(), minute,
                         [](std::uint32_t m, const Change& c) { return m < c.minute; });
    const std::int64_t change = later == changes_.end()
                                    ? (week + 1) * ms_of_week
                                    : week * ms_of_week + later->minute * ms_of_minute;
    next = week_origin_ + Duration{change};
  }
  const std::int64_t day = floor_div(t.ms, ms_of_day);
  // The closed day that holds t ends at an edge; a later one begins at an edge.
  const auto closed = std::lower_bound(closed_days_.begin(), closed_days_.end(), day);
  if (closed != closed_days_.end()) {
    const std::int64_t edge = *closed == day ? day + 1 : *closed;
    next = std::min(next, Instant{edge * ms_of_day});
  }
  return next;
}

Instant WeeklyCalendar::next_change_after(Instant t) const {
  const std::uint32_t servers = servers_at(t);
  for (Instant next = next_candidate_after(t); next != Instant::never();
       next = next_candidate_after(next))
    if (servers_at(next) != servers) return next;
  return Instant::never();
}

Duration WeeklyCalendar::weekly_capacity() const {
  std::int64_t server_minutes = 0;
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    const std::uint32_t end = i + 1 < changes_.size() ? changes_[i + 1].minute : minutes_of_week;
    server_minutes += std::int64_t{changes_[i].servers} * (end - changes_[i].minute);
  }
  return Duration::minutes(server_minutes);
}

}  // namespace tiercare
