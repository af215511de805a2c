// SPDX-License-Identifier: Apache-2.0
// decide: treat here, refer up, or call for a bed, whose site the patient then chooses.
//
// A clinician beyond his capability knows it with a chance that grows with the distance, and then
// tries to refer; if a link of the referral breaks he treats as well as he can.
#include "care/bed_site.hpp"
#include "care/journey.hpp"
#include "care/referral.hpp"
#include "care/steps/steps.hpp"
#include "care/treatment.hpp"
#include "care/untreated.hpp"

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
  const double admission = stream.uniform_32();
  const double insight = stream.uniform_32();
  return {admission, insight, stream.uniform_32()};
}

/// Where the bed is to be: whoever has come for it, or moves from bed to bed, has chosen already.
BedSite site_of_bed(const Care& care, const Episode& episode, bool knows_limits) {
  const bool has_chosen = episode.reason == ContactReason::for_a_bed || episode.continues != 0;
  if (has_chosen && care.plan.has_beds(episode.facility, episode.line))
    return {episode.facility, 0.0F, episode.passed_over};
  return choose_bed(care, episode, knows_limits);
}

/// Leaves for the bed of his choice, without a letter.
StepOutcome go_for_a_bed(Care& care, EpisodeId id, const BedSite& site) {
  Episode& episode = care.episodes[id];
  episode.destination = site.facility;
  episode.leaves_as = ContactReason::for_a_bed;
  episode.bed_passed_over = site.passed_over;
  close_visit(care, id, ContactOutcome::left_for_a_bed);
  return StepOutcome::refer_up;
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
  const Expectation& here = care.expected(episode.facility, episode);
  const Draws draws = draw(care, episode);
  const Person& person = care.persons[episode.person];
  const bool lies_elsewhere =
      (person.in_hospital != 0 && episode.claims_bed == 0) || person.dead != 0;
  const bool needs_bed =
      !lies_elsewhere && (episode.continues != 0 || episode.reason == ContactReason::for_a_bed ||
                          draws.admission < course.admission.value());
  const bool has_bed = care.plan.has_beds(episode.facility, episode.line);
  const bool red_line = care.plan.referral->red_line(care.plan.facilities[episode.facility].tier,
                                                     episode.condition, episode.acuity);
  const bool knows_limits =
      red_line || draws.insight < chance_of_knowing_limits(behaviour, here.capability,
                                                           course.required_capability);
  if (!lies_elsewhere && (knows_limits || (needs_bed && !has_bed)) && refer_up(care, id)) {
    close_visit(care, id, ContactOutcome::referred_up);
    return StepOutcome::refer_up;
  }
  episode.right = draws.treatment < here.effect ? 1 : 0;
  if (!needs_bed) {
    if (episode.right != 0) avert_danger(episode);
    return StepOutcome::treated;
  }
  const BedSite site = site_of_bed(care, episode, knows_limits);
  if (site.facility.is_none()) {
    episode.right = 0;  // what needed a bed was sent home without one
    return StepOutcome::treated;
  }
  if (site.facility != episode.facility) return go_for_a_bed(care, id, site);
  episode.bed_passed_over = site.passed_over;
  close_visit(care, id, ContactOutcome::admitted);
  return StepOutcome::admit;
}

}  // namespace tiercare::steps
