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

/// The stay ends so: the bed goes to the next.
void leave_bed(Care& care, EpisodeId id, ContactOutcome outcome);
/// A queued patient's turn has come.
void serve_starts(Care& care, EpisodeId id, const Step& step);
MaybeOutcome bed_is_free(Care& care, EpisodeId id);

MaybeOutcome resume_serve(Care& care, EpisodeId id, const Step& step);
MaybeOutcome resume_stay(Care& care, EpisodeId id, const Step& step);

}  // namespace tiercare::steps
