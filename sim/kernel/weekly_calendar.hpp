// SPDX-License-Identifier: Apache-2.0
// How many servers are on duty, by minute of the week, with days on which nobody is.
//
// Shifts add up where they overlap. The calendar is immutable; the model schedules one event at
// next_change_after(now) and then sets the station's servers to servers_at(now).
#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <vector>

namespace tiercare {

inline constexpr std::uint32_t minutes_of_week = 7 * 24 * 60;

/// Servers on duty from one minute of the week until another; may run over the week's end.
struct Shift {
  std::uint32_t from = 0;   ///< minute of the week, 0 = Monday 00:00
  std::uint32_t until = 0;  ///< first minute after the shift, up to minutes_of_week; equal to
                            ///< `from`: the whole week
  std::uint32_t servers = 0;

  friend bool operator==(const Shift&, const Shift&) = default;
};

/// Servers on duty as a function of time.
class WeeklyCalendar {
 public:
  WeeklyCalendar() = default;  // nobody, ever
  /// \param week_origin  the beginning of some week (a Monday 00:00)
  /// \param closed_days  days since Instant{0} on which nobody is on duty (holidays); any order
  explicit WeeklyCalendar(const std::vector<Shift>& shifts, Instant week_origin = {},
                          std::vector<std::int64_t> closed_days = {});

  /// `servers` at every minute of every week.
  [[nodiscard]] static WeeklyCalendar always(std::uint32_t servers);

  [[nodiscard]] std::uint32_t servers_at(std::uint32_t minute_of_week) const;
  [[nodiscard]] std::uint32_t servers_at(Instant t) const;
  /// The next instant after `t` at which servers_at changes; Instant::never() if it never does.
  [[nodiscard]] Instant next_change_after(Instant t) const;
  /// Server time on duty in a week without closed days.
  [[nodiscard]] Duration weekly_capacity() const;

  friend bool operator==(const WeeklyCalendar&, const WeeklyCalendar&) = default;

 private:
  struct Change {
    std::uint32_t minute = 0;
    std::uint32_t servers = 0;
    friend bool operator==(const Change&, const Change&) = default;
  };
  [[nodiscard]] bool closed_on(std::int64_t day) const;
  [[nodiscard]] Instant next_candidate_after(Instant t) const;

  std::vector<Change> changes_{{0, 0}};    // sorted, the first at minute 0, neighbours differ
  std::vector<std::int64_t> closed_days_;  // sorted
  Instant week_origin_;
};

}  // namespace tiercare
