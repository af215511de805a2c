// SPDX-License-Identifier: Apache-2.0
// triage: how soon the patient is to be seen, as it seems at the door (预检分诊).
#include "care/steps/steps.hpp"

namespace tiercare::steps {
namespace {

/// Before any mistake: what cannot wait, what should not, and the rest.
PriorityClass class_by_acuity(const Care& care, const Episode& episode) {
  if (care.course(episode).urgent || episode.acuity == Acuity::critical) return emergency_class;
  if (episode.acuity == Acuity::severe) return urgent_class;
  return episode.booked == Booked::comes ? booked_class : ordinary_class;
}

PriorityClass one_more_urgent(PriorityClass of) {
  return of == emergency_class || of == urgent_class ? emergency_class : urgent_class;
}

PriorityClass one_less_urgent(PriorityClass of) {
  return of == emergency_class ? urgent_class : ordinary_class;
}

/// At night there is one queue, and whoever is on duty sees everyone in it.
bool is_closed(const Care& care, FacilityId facility) {
  const auto& rooms = care.plan.group_of(facility).stations[index(StationRole::consulting)];
  return !care.plan.hours[rooms->hours].open_at(care.plan.calendar, care.now());
}

}  // namespace

MaybeOutcome begin_triage(Care& care, EpisodeId id, const Step& step) {
  Episode& episode = care.episodes[id];
  const bool by_green_channel = episode.priority == emergency_class && !care.course(episode).urgent;
  if (by_green_channel) return StepOutcome::done;
  PriorityClass seems = class_by_acuity(care, episode);
  const double u = care.stream(episode, Purpose::triage).uniform_32();
  if (u < step.mistriage.value() / 2.0)
    seems = one_more_urgent(seems);
  else if (u < step.mistriage.value() && !is_closed(care, episode.facility))
    seems = one_less_urgent(seems);
  episode.priority = seems;
  return StepOutcome::done;
}

}  // namespace tiercare::steps
