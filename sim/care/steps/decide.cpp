// SPDX-License-Identifier: Apache-2.0
// decide: treat here, admit to a bed here, or refer up.
//
// A clinician beyond his capability knows it with a chance that grows with the distance, and then
// tries to refer; if a link of the referral breaks he treats as well as he can.
#include "care/journey.hpp"
#include "care/referral.hpp"
#include "care/steps/steps.hpp"
#include "care/treatment.hpp"

namespace tiercare::steps {
namespace {

/// Draws of a decision, all taken whatever is decided, so that no branch shifts another's.
struct Draws {
  double admission;
  double insight;
  double treatment;
};

Draws draw(const Care& care, const Episode& episode) {
  Stream stream = care.stream(episode, Purpose::treatment);
  const double admission = stream.uniform();
  const double insight = stream.uniform();
  return {admission, insight, stream.uniform()};
}

}  // namespace

MaybeOutcome begin_decide(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  if (episode.reason == ContactReason::follow_up) {
    episode.right = 1;
    return StepOutcome::treated;
  }
  const Course& course = care.course(episode);
  const TreatmentBehaviour& behaviour = care.plan.treatment;
  const double capability = care.capability(episode.facility, episode);
  const Draws draws = draw(care, episode);
  const Person& person = care.persons[episode.person];
  const bool lies_elsewhere =
      (person.in_hospital != 0 && episode.claims_bed == 0) || person.dead != 0;
  const bool needs_bed =
      !lies_elsewhere && (episode.continues != 0 || draws.admission < course.admission.value());
  const bool has_bed = care.plan.has_beds(episode.facility, episode.line);
  const bool knows_limits =
      draws.insight < chance_of_knowing_limits(behaviour, capability, course.required_capability);
  if (!lies_elsewhere && (knows_limits || (needs_bed && !has_bed)) && refer_up(care, id)) {
    close_visit(care, id, ContactOutcome::referred_up);
    return StepOutcome::refer_up;
  }
  episode.right =
      draws.treatment < chance_of_right_treatment(behaviour, capability, course.required_capability)
          ? 1
          : 0;
  if (!needs_bed) return StepOutcome::treated;
  if (!has_bed) {
    episode.right = 0;  // what needed a bed was sent home without one
    return StepOutcome::treated;
  }
  close_visit(care, id, ContactOutcome::admitted);
  return StepOutcome::admit;
}

}  // namespace tiercare::steps
