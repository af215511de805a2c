// SPDX-License-Identifier: Apache-2.0
#include "world/calendar.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace tiercare {
namespace {

constexpr int sunday = 6;

std::chrono::year_month_day date_of(CivilDay day) {
  return std::chrono::sys_days{std::chrono::days{day}};
}

}  // namespace

CivilDay civil_day(int year, unsigned month, unsigned day) {
  const std::chrono::sys_days days =
      std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
  return static_cast<CivilDay>(days.time_since_epoch().count());
}

Calendar::Calendar(CivilDay start, SpecialDays special)
    : start_{start}, special_{std::move(special)} {
  constexpr CivilDay looked_up = 30 * 366;
  std::ranges::sort(special_.holidays);
  std::ranges::sort(special_.workdays);
  std::vector<DayFacts> days;
  for (CivilDay day = start; day < start + looked_up; ++day) days.push_back(work_out(day));
  days_ = std::move(days);
}

Calendar::DayFacts Calendar::work_out(CivilDay day) const {
  const auto date = date_of(day);
  const auto next = date.year() / date.month() / std::chrono::day{1} + std::chrono::months{1};
  DayFacts facts;
  facts.year = static_cast<std::int16_t>(static_cast<int>(date.year()));
  facts.month = static_cast<std::int8_t>(static_cast<unsigned>(date.month()) - 1);
  facts.roster_day = static_cast<std::int8_t>(is_holiday(day)           ? sunday
                                              : is_made_up_workday(day) ? special_.workday_roster
                                                                        : weekday(day));
  facts.next_month =
      civil_day(static_cast<int>(next.year()), static_cast<unsigned>(next.month()), 1);
  return facts;
}

Instant Calendar::next_year(Instant t) const {
  return midnight_of(civil_day(year_of(t) + 1, 1, 1));
}

bool Calendar::is_holiday(CivilDay day) const {
  return std::ranges::binary_search(special_.holidays, day);
}

bool Calendar::is_made_up_workday(CivilDay day) const {
  return std::ranges::binary_search(special_.workdays, day);
}

VisitTimes::VisitTimes(const std::array<double, 24>& by_hour,
                       const std::array<double, 7>& by_weekday)
    : by_weekday_{by_weekday} {
  std::partial_sum(by_hour.begin(), by_hour.end(), until_.begin() + 1);
  const double mean = std::accumulate(by_weekday.begin(), by_weekday.end(), 0.0) / 7.0;
  if (until_.back() > 0.0 && mean > 0.0) per_weight_ = 1.0 / (until_.back() * mean);
}

int VisitTimes::hour_at(double weight) const {
  // Counting all of them is cheaper than stopping where no processor foresees it.
  const auto before = std::count_if(until_.begin() + 1, until_.end(),
                                    [weight](double until) { return until <= weight; });
  if (before < 24) return static_cast<int>(before);
  const auto whole = std::lower_bound(until_.begin() + 1, until_.end(), until_.back());
  return static_cast<int>(whole - until_.begin()) - 1;
}

bool OpeningHours::open_at(const Calendar& calendar, Instant t) const {
  const int minute = calendar.minute_of_day(t);
  const auto& intervals = days[static_cast<std::size_t>(calendar.roster_day(calendar.day_of(t)))];
  return std::any_of(intervals.begin(), intervals.end(),
                     [minute](Interval i) { return i.from <= minute && minute < i.to; });
}

Instant OpeningHours::next_change(const Calendar& calendar, Instant t) const {
  const CivilDay day = calendar.day_of(t);
  const Instant midnight = calendar.midnight_of(day);
  Instant next = calendar.midnight_of(day + 1);
  for (const Interval interval : days[static_cast<std::size_t>(calendar.roster_day(day))])
    for (const int minute : {interval.from, interval.to}) {
      const Instant change = midnight + Duration::minutes(minute);
      if (change > t) next = std::min(next, change);
    }
  return next;
}

Instant OpeningHours::first_open(const Calendar& calendar, Instant t) const {
  if (open_at(calendar, t)) return t;
  Instant at = t;
  for (const Instant last = t + Duration::days(400); at < last;) {
    at = next_change(calendar, at);
    if (open_at(calendar, at)) return at;
  }
  return Instant::never();
}

}  // namespace tiercare
