// SPDX-License-Identifier: Apache-2.0
// What happens at home: an illness ends, is reviewed, comes up again, or worsens.
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// A felt need: whom it strikes, with what; care is sought or not; the next need is drawn.
void need_arises(Care& care, PersonId person);
/// After a contact that ends at home.
void go_home(Care& care, EpisodeId id, ContactOutcome outcome);
/// Whether nobody sets out for this illness any more: its person is dead, or lies in a bed for
/// something else and is cared for there. Its episode ends then.
bool is_beyond_need(Care& care, EpisodeId id);
/// The illness comes up again.
void look_again(Care& care, EpisodeId id);
/// No formal care this time: it passes, or worsens and comes up again.
void care_for_oneself(Care& care, EpisodeId id);

/// Schedules the person's next need.
void schedule_next_need(Care& care, PersonId person);

}  // namespace tiercare
