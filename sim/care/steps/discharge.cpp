// SPDX-License-Identifier: Apache-2.0
// discharge: the contact ends; the bed, if there was one, goes to the next.
#include "care/journey.hpp"
#include "care/steps/steps.hpp"

namespace tiercare::steps {
namespace {

ContactOutcome outcome_of(const CarePlan& plan, const Episode& episode) {
  if (!episode.destination.is_none())
    return plan.facilities[episode.destination].tier > plan.facilities[episode.facility].tier
               ? ContactOutcome::referred_up
               : ContactOutcome::referred_down;
  return episode.right != 0 ? ContactOutcome::treated : ContactOutcome::treated_in_vain;
}

}  // namespace

void leave_bed(Care& care, EpisodeId id, ContactOutcome outcome) {
  const Episode& episode = care.episodes[id];
  const StationId ward = care.plan.ward(episode.facility, episode.line);
  const PriorityClass priority = episode.bed_priority;
  close_stay(care, id, outcome);
  if (const auto next = care.stations.complete(ward, priority, care.now()))
    begin_service(care, ward, *next);
  leave_facility(care, id, outcome);
}

MaybeOutcome begin_discharge(Care& care, EpisodeId id) {
  const Episode& episode = care.episodes[id];
  const ContactOutcome outcome = outcome_of(care.plan, episode);
  if (episode.stage == Stage::in_bed) {
    leave_bed(care, id, outcome);
    return std::nullopt;
  }
  // A referral has closed its visit when it was agreed.
  if (outcome != ContactOutcome::referred_up) close_visit(care, id, outcome);
  leave_facility(care, id, outcome);
  return std::nullopt;
}

}  // namespace tiercare::steps
