// SPDX-License-Identifier: Apache-2.0
// The closed kinds of steps. `begin` returns the outcome if the step ends at once, nothing if it
// leaves an event or a queue position behind; `resume` says how it ended.
#pragma once

#include "care/care.hpp"

#include <optional>

namespace tiercare::steps {

using MaybeOutcome = std::optional<StepOutcome>;

MaybeOutcome begin_serve(Care& care, EpisodeId id, const Step& step);
MaybeOutcome begin_test(Care& care, EpisodeId id, const Step& step);
MaybeOutcome begin_decide(Care& care, EpisodeId id);
MaybeOutcome begin_wait_for_bed(Care& care, EpisodeId id);
MaybeOutcome begin_stay(Care& care, EpisodeId id, const Step& step);
MaybeOutcome begin_review(Care& care, EpisodeId id);
MaybeOutcome begin_discharge(Care& care, EpisodeId id);
MaybeOutcome begin_triage(Care& care, EpisodeId id, const Step& step);
MaybeOutcome begin_observe(Care& care, EpisodeId id, const Step& step);
MaybeOutcome begin_day_treat(Care& care, EpisodeId id, const Step& step);

/// The stay ends so: the bed goes to the next.
void leave_bed(Care& care, EpisodeId id, ContactOutcome outcome);
/// Joins the queue of a station; at once an outcome if there is no way into it.
MaybeOutcome join(Care& care, EpisodeId id, const Step& step, StationId station);
/// Leaves the queue or the staff in whose hands he is; the contact or the wait for a bed is closed.
void break_off(Care& care, EpisodeId id, ContactOutcome outcome);
/// A bed that was kept for him goes to the next.
void give_back_bed(Care& care, EpisodeId id);
/// A queued patient's turn has come.
void serve_starts(Care& care, EpisodeId id, const Step& step);
MaybeOutcome bed_is_free(Care& care, EpisodeId id);

MaybeOutcome resume_serve(Care& care, EpisodeId id, const Step& step);
MaybeOutcome resume_observe(Care& care, EpisodeId id, const Step& step);
MaybeOutcome resume_stay(Care& care, EpisodeId id, const Step& step);

}  // namespace tiercare::steps
