// SPDX-License-Identifier: Apache-2.0
// Other places' patients at facilities outside the area: they queue and lie in beds like anyone,
// but have no story here.
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// Schedules the next background visit or admission of a facility.
void schedule_background_visit(Care& care, FacilityId facility);
void schedule_background_admission(Care& care, FacilityId facility);

void background_visit(Care& care, FacilityId facility);
void background_admission(Care& care, FacilityId facility);
/// A server or bed has become free for a background patient who waited.
void begin_background_service(Care& care, StationId station);
void end_background_service(Care& care, StationId station);

}  // namespace tiercare
