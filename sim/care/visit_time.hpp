// SPDX-License-Identifier: Apache-2.0
// The hour at which a patient who is free to choose comes to the door.
#pragma once

#include "random/stream.hpp"
#include "world/calendar.hpp"

namespace tiercare {

/// Today's remaining hours, tomorrow or the day after, by how usual day and hour are; never earlier
/// than `ready` and never while `hours` are closed.
[[nodiscard]] Instant visit_time(const VisitTimes& times, const Calendar& calendar,
                                 const OpeningHours& hours, Instant ready, Stream stream);

}  // namespace tiercare
