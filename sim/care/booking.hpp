// SPDX-License-Identifier: Apache-2.0
// Booking a visit: an appointment some days ahead, or the queue of those who walk in.
//
// What people know of both is weighed: the days to the first free slot against the average wait of
// the queue. Who has booked comes at his time, a little early or late, and goes before those who
// walk in; some do not come.
#pragma once

#include "care/care.hpp"

#include <optional>

namespace tiercare {

/// The first slot that is free at a facility; none if it gives none or all are taken.
struct FreeSlot {
  CivilDay day{};
  Instant at{};
};
[[nodiscard]] std::optional<FreeSlot> first_free_slot(const Care& care, FacilityId facility);

/// Takes a slot for the visit he sets out for, if he is free to wait for one and prefers to.
/// \param earliest  when he could be there
/// \return when he will be there; none if he walks in
[[nodiscard]] std::optional<Instant> book(Care& care, Episode& episode, Instant earliest);

}  // namespace tiercare
