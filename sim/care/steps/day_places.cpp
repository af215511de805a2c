// SPDX-License-Identifier: Apache-2.0
// observe: watched for hours, then home or a bed (留观). day_treat: a place for hours instead of a
// bed (日间治疗). Where a facility has no such places, or has none free for long, the way goes on.
#include "care/journey.hpp"
#include "care/steps/steps.hpp"

namespace tiercare::steps {
namespace {

/// Details of the `observation` draws.
constexpr std::uint16_t is_observed = 0;
constexpr std::uint16_t gets_worse = 1;
constexpr std::uint16_t place_will_do = 2;

bool happens(const Care& care, const Episode& episode, std::uint16_t what, Probability chance) {
  return care.stream(episode, Purpose::observation, what).happens(chance);
}

}  // namespace

MaybeOutcome begin_observe(Care& care, EpisodeId id, const Step& step) {
  const Episode& episode = care.episodes[id];
  const StationId places = care.plan.station(episode.facility, step.station);
  if (places.is_none() || episode.reason == ContactReason::follow_up ||
      !happens(care, episode, is_observed, care.course(episode).observed))
    return StepOutcome::not_wanted;
  return join(care, id, step, places);
}

MaybeOutcome resume_observe(Care& care, EpisodeId id, const Step& step) {
  const Episode& episode = care.episodes[id];
  static_cast<void>(resume_serve(care, id, step));
  const bool needs_bed = episode.right == 0 && care.plan.has_beds(episode.facility, episode.line) &&
                         happens(care, episode, gets_worse, care.course(episode).worsens);
  if (!needs_bed) return StepOutcome::done;
  close_visit(care, id, ContactOutcome::admitted);
  return StepOutcome::admit;
}

MaybeOutcome begin_day_treat(Care& care, EpisodeId id, const Step& step) {
  Episode& episode = care.episodes[id];
  const StationId places = care.plan.station(episode.facility, step.station);
  if (places.is_none() || episode.continues != 0 || care.course(episode).urgent ||
      !happens(care, episode, place_will_do, care.course(episode).day_treated))
    return StepOutcome::not_wanted;
  episode.arrived = care.now();
  episode.in_day_place = 1;
  episode.acute_end = Instant::never();
  const MaybeOutcome outcome = join(care, id, step, places);
  if (outcome) care.episodes[id].in_day_place = 0;
  return outcome;
}

}  // namespace tiercare::steps
