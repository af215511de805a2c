// SPDX-License-Identifier: Apache-2.0
// Death of an illness that nobody treats rightly in time: at home, on the way, in a queue, in a
// bed.
//
// When an illness becomes as bad as it is, one draw says whether it would kill untreated and how
// long that would take. Right treatment in time (for who needs a bed: in the bed) takes the threat
// away; so delay and want of capability kill, and nothing else here does.
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// The illness has begun, or has become worse: draws whether and when it would kill untreated.
void face_danger(Care& care, EpisodeId id);
/// What had to be done is done.
void avert_danger(Episode& episode);
/// The time that the illness allows is over.
void dies_untreated(Care& care, EpisodeId id, PersonId person);

}  // namespace tiercare
