// SPDX-License-Identifier: Apache-2.0
// The calendar that lies over simulated time: dates, weekdays, holidays, opening hours.
//
// Simulated time starts at midnight of the scenario's start date. What is asked of a day at every
// event (year, month, roster) is worked out once for the first decades and looked up.
#pragma once

#include "base/time.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tiercare {

/// Days since 1970-01-01.
using CivilDay = std::int32_t;

[[nodiscard]] CivilDay civil_day(int year, unsigned month, unsigned day);

/// Days that do not keep the roster of their weekday.
struct SpecialDays {
  std::vector<CivilDay> holidays{};
  std::vector<CivilDay> workdays{};  ///< days at a weekend that make up for a holiday (调休补班)
  int workday_roster = 4;            ///< the weekday whose roster those keep; Friday
};

/// Dates of simulated time.
class Calendar {
 public:
  Calendar() = default;
  Calendar(CivilDay start, SpecialDays special);

  [[nodiscard]] CivilDay day_of(Instant t) const {
    return start_ + static_cast<CivilDay>(t.ms / Duration::days(1).ms);
  }
  [[nodiscard]] Instant midnight_of(CivilDay day) const {
    return Instant{} + Duration::days(day - start_);
  }
  /// 0 Monday ... 6 Sunday.
  [[nodiscard]] static int weekday(CivilDay day) { return ((day % 7) + 10) % 7; }
  [[nodiscard]] int hour_of(Instant t) const {
    return static_cast<int>(t.ms / Duration::hours(1).ms % 24);
  }
  [[nodiscard]] int minute_of_day(Instant t) const {
    return static_cast<int>(t.ms / Duration::minutes(1).ms % 1440);
  }
  [[nodiscard]] int year_of(Instant t) const { return facts_of(day_of(t)).year; }
  /// 0 January ... 11 December.
  [[nodiscard]] int month_of(Instant t) const { return facts_of(day_of(t)).month; }
  /// The month that an instant is in.
  struct Month {
    int year = 1970;
    int month = 0;  ///< 0 January ... 11 December
    Instant ends;   ///< first instant of the next
  };
  [[nodiscard]] Month month_at(Instant t) const {
    const DayFacts facts = facts_of(day_of(t));
    return {facts.year, facts.month, midnight_of(facts.next_month)};
  }
  /// First instant of the month after the one `t` is in.
  [[nodiscard]] Instant next_month(Instant t) const { return month_at(t).ends; }
  /// First instant of the year after the one `t` is in.
  [[nodiscard]] Instant next_year(Instant t) const;
  [[nodiscard]] bool is_holiday(CivilDay day) const;
  [[nodiscard]] bool is_made_up_workday(CivilDay day) const;
  /// Weekday whose opening hours hold on that day: Sunday's on a public holiday, a working day's on
  /// a weekend day that makes up for one.
  [[nodiscard]] int roster_day(CivilDay day) const { return facts_of(day).roster_day; }
  [[nodiscard]] CivilDay start() const { return start_; }

 private:
  struct DayFacts {
    std::int16_t year = 1970;
    std::int8_t month = 0;
    std::int8_t roster_day = 0;
    std::int32_t next_month = 0;  // first day of the month after
  };
  [[nodiscard]] DayFacts work_out(CivilDay day) const;
  [[nodiscard]] DayFacts facts_of(CivilDay day) const {
    const auto i = static_cast<std::size_t>(day - start_);  // before the start: beyond the table
    return i < days_.size() ? days_[i] : work_out(day);
  }

  CivilDay start_ = 0;
  SpecialDays special_;         // days sorted
  std::vector<DayFacts> days_;  // from the start on
};

/// Opening hours by roster day (0 Monday ... 6 Sunday): open intervals in minutes of the day.
struct OpeningHours {
  struct Interval {
    int from = 0;  ///< [min]
    int to = 0;    ///< [min], exclusive
    friend bool operator==(const Interval&, const Interval&) = default;
  };
  std::string name;
  std::array<std::vector<Interval>, 7> days;

  [[nodiscard]] bool open_at(const Calendar& calendar, Instant t) const;
  /// The next instant after `t` at which it opens, closes, or a day begins.
  [[nodiscard]] Instant next_change(const Calendar& calendar, Instant t) const;
  /// The moment itself if open then, else the next opening (within 400 days; `never` if none).
  [[nodiscard]] Instant first_open(const Calendar& calendar, Instant t) const;
};

/// When patients who are free to choose the hour come: how usual hours and weekdays are.
class VisitTimes {
 public:
  VisitTimes() = default;
  /// \param by_hour  relative, midnight first \param by_weekday  relative, Monday first
  VisitTimes(const std::array<double, 24>& by_hour, const std::array<double, 7>& by_weekday);

  [[nodiscard]] double of_weekday(int day) const {
    return by_weekday_[static_cast<std::size_t>(day)];
  }
  [[nodiscard]] double of_hour(int hour) const {
    const auto i = static_cast<std::size_t>(hour);
    return until_[i + 1] - until_[i];
  }
  /// Sum over the hours of a day before this one; of all of them for 24.
  [[nodiscard]] double until(int hour) const { return until_[static_cast<std::size_t>(hour)]; }
  /// The hour into which a weight falls; the last that has any for that of the whole day.
  [[nodiscard]] int hour_at(double weight) const;
  /// What falls into an hour of a weekday, as a part of what falls into a day.
  [[nodiscard]] double share(int hour, int weekday) const {
    return of_hour(hour) * of_weekday(weekday) * per_weight_;
  }

 private:
  std::array<double, 25> until_{};
  std::array<double, 7> by_weekday_{};
  double per_weight_ = 0.0;  // 1 / (of a day's hours x of the mean weekday)
};

}  // namespace tiercare
