// SPDX-License-Identifier: Apache-2.0
// Other places' patients at facilities outside the area: they queue and lie in beds like anyone,
// but have no story here.
//
// More of them would come than do: with backfill the usual ones stay away where the facility is
// fuller than they know it, and others come where it is emptier (docs/decisions/009-backfill.md).
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// Draws the next patients of every stream whose rate the plan has changed; leaves the others.
void follow_background(Care& care);

void background_visit(Care& care, BackgroundVisit event);
void background_admission(Care& care, BackgroundAdmission event);
/// A server or bed has become free for a background patient who waited.
void begin_background_service(Care& care, StationId station);
void end_background_service(Care& care, StationId station);

}  // namespace tiercare
