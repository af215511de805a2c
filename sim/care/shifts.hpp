// SPDX-License-Identifier: Apache-2.0
// Opening hours turn: servers come and go at every station that keeps these hours.
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// Servers of a station at an instant: those of the opening hours, else who is on duty.
[[nodiscard]] std::uint32_t servers_at(const CarePlan& plan, StationId station, Instant t);

/// Sets the servers of every station with these hours, and schedules the next turn.
void change_shift(Care& care, OpeningHoursId hours);

}  // namespace tiercare
