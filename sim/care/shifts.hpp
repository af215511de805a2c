// SPDX-License-Identifier: Apache-2.0
// Servers come and go: when opening hours turn, and when a new plan gives other staff or beds.
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// Servers of a station at an instant: those of the opening hours, else who is on duty.
[[nodiscard]] std::uint32_t servers_at(const CarePlan& plan, StationId station, Instant t);

/// Room to wait, and servers that only urgent patients may occupy.
[[nodiscard]] StationRules rules_of(const CarePlan& plan, StationId station);

/// Gives every station what the plan gives it now, and other places' patients its rates. Services
/// that have begun are finished where places are taken away; who waits comes in where places are
/// added.
void adopt_plan(Care& care);

/// Sets the servers of every station with these hours, and schedules the next turn.
void change_shift(Care& care, OpeningHoursId hours);

}  // namespace tiercare
