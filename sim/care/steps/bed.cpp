// SPDX-License-Identifier: Apache-2.0
// wait_for_bed, stay and review: the steps of an inpatient.
#include "care/journey.hpp"
#include "care/referral.hpp"
#include "care/steps/steps.hpp"
#include "care/untreated.hpp"
#include "care/vital_events.hpp"

namespace tiercare::steps {
namespace {

Duration draw_stay(Care& care, const Episode& episode, StayPhase phase) {
  const Course& course = care.course(episode);
  const auto& stay = phase == StayPhase::acute ? course.acute_stay : course.stable_stay;
  if (!stay) return {};
  Stream stream = care.stream(episode, Purpose::stay, static_cast<std::uint16_t>(phase));
  return stay->sample(stream);
}

/// Whether the acute phase ends in death: more often where the treatment was not the right one.
bool dies_of_it(Care& care, const Episode& episode) {
  const Course& course = care.course(episode);
  const Probability fatality = episode.right != 0 ? course.fatality : course.fatality_in_vain;
  Stream stream = care.stream(episode, Purpose::fatality);
  return stream.happens(fatality);
}

}  // namespace

MaybeOutcome begin_wait_for_bed(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  const StationId ward = care.plan.ward(episode.facility, episode.line);
  EXPECT(!ward.is_none());
  episode.arrived = care.now();
  episode.step_began = care.now();
  const bool holds_bed = episode.holds_bed != 0;
  if (!holds_bed)
    episode.bed_priority = episode.priority == booked_class ? ordinary_class : episode.priority;
  episode.holds_bed = 0;
  episode.bed_from = Instant::never();
  episode.acute_end = Instant::never();
  episode.claims_bed = 1;
  care.persons[episode.person].in_hospital = 1;
  if (holds_bed) return bed_is_free(care, id);
  const Arrival arrival =
      care.stations.arrive(ward, CustomerId{id.value}, episode.bed_priority, care.now());
  if (arrival.entry == Entry::served) return bed_is_free(care, id);
  episode.stage = Stage::queueing;
  episode.place = arrival.place;
  Stream stream =
      care.stream(episode, Purpose::patience, static_cast<std::uint16_t>(episode.step.value));
  care.agenda.after(care.plan.patience.bed.sample(stream), GivesUp{id, ++episode.revision});
  return std::nullopt;
}

MaybeOutcome bed_is_free(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  episode.place = {};
  episode.bed_from = care.now();
  care.waits.learn_bed(episode.facility, care.now() - episode.step_began);
  if (episode.right != 0) avert_danger(episode);
  return StepOutcome::done;
}

MaybeOutcome begin_stay(Care& care, EpisodeId id, const Step& step) {
  Episode& episode = care.episodes[id];
  const Duration length = step.phase == StayPhase::acute
                              ? draw_stay(care, episode, StayPhase::acute)
                              : episode.stable_stay;
  episode.stage = Stage::in_bed;
  care.agenda.after(length, StepEnds{id, ++episode.revision, episode.person});
  return std::nullopt;
}

MaybeOutcome resume_stay(Care& care, EpisodeId id, const Step& step) {
  Episode& episode = care.episodes[id];
  if (step.phase == StayPhase::acute) {
    episode.acute_end = care.now();
    if (dies_of_it(care, episode)) {
      mark_dead(care, episode.person, DeathPlace::in_bed, false);
      leave_bed(care, id, ContactOutcome::died);
      return std::nullopt;
    }
    episode.stable_stay = draw_stay(care, episode, StayPhase::stable);
  }
  return StepOutcome::done;
}

MaybeOutcome begin_review(Care& care, EpisodeId id) {
  const Episode& episode = care.episodes[id];
  // No progress: the bed above is asked for before the stable phase is thought of.
  if (episode.right == 0 && refer_up(care, id)) return StepOutcome::refer_up;
  if (episode.stable_stay <= Duration{}) return StepOutcome::stay;
  constexpr std::uint16_t fitness = 0xF1;
  Stream stream = care.stream(episode, Purpose::treatment, fitness);
  const bool fit = stream.happens(care.course(episode).fit_for_lower_tier);
  return fit && refer_down(care, id) ? StepOutcome::refer_down : StepOutcome::stay;
}

}  // namespace tiercare::steps
