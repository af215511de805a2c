// SPDX-License-Identifier: Apache-2.0
// discharge: the contact ends; the bed, if there was one, goes to the next.
#include "care/journey.hpp"
#include "care/steps/steps.hpp"

namespace tiercare::steps {
namespace {

ContactOutcome outcome_of(const Episode& episode) {
  if (!episode.destination.is_none()) {
    if (episode.leaves_as == ContactReason::for_a_bed) return ContactOutcome::left_for_a_bed;
    return episode.leaves_as == ContactReason::referred_up ? ContactOutcome::referred_up
                                                           : ContactOutcome::referred_down;
  }
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

void give_back_bed(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  if (episode.holds_bed == 0) return;
  episode.holds_bed = 0;
  const StationId ward = care.plan.ward(episode.facility, episode.line);
  if (const auto next = care.stations.complete(ward, episode.bed_priority, care.now()))
    begin_service(care, ward, *next);
}

void break_off(Care& care, EpisodeId id, ContactOutcome outcome) {
  Episode& episode = care.episodes[id];
  const Step& step = care.plan.pathway[episode.step];
  const bool for_a_bed = step.kind == StepKind::wait_for_bed;
  const StationId station = for_a_bed ? care.plan.ward(episode.facility, episode.line)
                                      : care.plan.station(episode.facility, step.station);
  const bool queues = episode.stage == Stage::queueing;
  const PriorityClass priority = episode.priority;
  if (queues) {
    care.stations.renege(station, episode.place, care.now());
    episode.place = {};
  }
  if (for_a_bed || episode.in_day_place != 0)
    close_stay(care, id, outcome);
  else
    close_visit(care, id, outcome);
  if (!queues)
    if (const auto next = care.stations.complete(station, priority, care.now()))
      begin_service(care, station, *next);
  give_back_bed(care, id);
  leave_facility(care, id, outcome);
}

MaybeOutcome begin_discharge(Care& care, EpisodeId id) {
  const Episode& episode = care.episodes[id];
  const ContactOutcome outcome = outcome_of(episode);
  if (episode.in_day_place != 0) {
    close_stay(care, id, outcome);
    leave_facility(care, id, outcome);
    return std::nullopt;
  }
  if (episode.stage == Stage::in_bed) {
    leave_bed(care, id, outcome);
    return std::nullopt;
  }
  // Whoever goes on elsewhere has had his visit closed when that was settled.
  if (episode.destination.is_none()) close_visit(care, id, outcome);
  leave_facility(care, id, outcome);
  return std::nullopt;
}

}  // namespace tiercare::steps
