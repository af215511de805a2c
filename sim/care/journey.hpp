// SPDX-License-Identifier: Apache-2.0
// How an episode moves: from home to a facility, from step to step, out again.
//
// `enter` is the only place that advances an episode. A step either ends at once, with the outcome
// that names the next step, or leaves exactly one event or queue position behind and comes back.
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// Chooses where to go, and sets out; or cares for himself.
void seek_care(Care& care, EpisodeId id);
/// Sets out for a facility at the hour that suits (at once if urgent or referred).
void set_out(Care& care, EpisodeId id, FacilityId facility, double travel_minutes,
             ContactReason reason);
/// A new contact begins at the door.
void arrive(Care& care, EpisodeId id);
/// Goes through steps from `step` on until one takes time.
void enter(Care& care, EpisodeId id, StepId step);
/// The running step has come back.
void resume(Care& care, EpisodeId id);
/// A server of the station has become free for whoever waited: patient or background.
void begin_service(Care& care, StationId station, const Start& start);
/// Patience has ended in a queue.
void give_up(Care& care, EpisodeId id);
/// Does not come to his appointment; the illness takes its course.
void stay_away(Care& care, EpisodeId id);
/// The contact is closed; the illness takes its course at home or on the way to the next place.
void leave_facility(Care& care, EpisodeId id, ContactOutcome outcome);

/// The contact as a fact, once closed and settled.
void close_visit(Care& care, EpisodeId id, ContactOutcome outcome);
void close_stay(Care& care, EpisodeId id, ContactOutcome outcome);

}  // namespace tiercare
