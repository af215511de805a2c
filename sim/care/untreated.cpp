// SPDX-License-Identifier: Apache-2.0
#include "care/untreated.hpp"

#include "care/course_of_illness.hpp"
#include "care/journey.hpp"
#include "care/steps/steps.hpp"
#include "care/vital_events.hpp"

namespace tiercare {
namespace {

DeathPlace place_of(const Care& care, const Episode& episode) {
  switch (episode.stage) {
    case Stage::free:
    case Stage::at_home:
      return DeathPlace::at_home;
    case Stage::travelling:
      return care.now() >= episode.left_home ? DeathPlace::on_the_way : DeathPlace::at_home;
    case Stage::queueing:
      return care.plan.pathway[episode.step].kind == StepKind::wait_for_bed
                 ? DeathPlace::waiting_for_a_bed
                 : DeathPlace::in_a_queue;
    case Stage::in_service:
      return DeathPlace::with_staff;
    case Stage::in_bed:
      return DeathPlace::in_bed;
  }
  return DeathPlace::at_home;
}

}  // namespace

void face_danger(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  const Course& course = care.course(episode);
  episode.deadline = Instant::never();
  if (course.dies_untreated.value() <= 0.0) return;
  Stream draws = care.random.stream(care.persons[episode.person].identity, Purpose::untreated,
                                    episode.number, static_cast<std::uint16_t>(episode.acuity));
  if (!draws.happens(course.dies_untreated)) return;
  // From half to one and a half of the time that it allows on average.
  const double share = 0.5 + draws.uniform();
  episode.deadline =
      care.now() + Duration::rounded_ms(share * static_cast<double>(course.untreated_allows.ms));
  care.agenda.at(episode.deadline, DiesUntreated{id, episode.person});
}

void avert_danger(Episode& episode) {
  episode.deadline = Instant::never();
}

void dies_untreated(Care& care, EpisodeId id, PersonId person) {
  Episode& episode = care.episodes[id];
  const bool still_threatens =
      episode.stage != Stage::free && episode.person == person && episode.deadline == care.now();
  if (!still_threatens) return care.agenda.count_stale();
  episode.deadline = Instant::never();
  if (care.persons[person].dead != 0) return;  // is dealt with where the episode next moves
  const DeathPlace place = place_of(care, episode);
  mark_dead(care, person, place, true);
  if (episode.stage == Stage::in_bed) return steps::leave_bed(care, id, ContactOutcome::died);
  if (episode.stage == Stage::queueing || episode.stage == Stage::in_service)
    return steps::break_off(care, id, ContactOutcome::died);
  go_home(care, id, ContactOutcome::died);
}

}  // namespace tiercare
