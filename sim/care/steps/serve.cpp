// SPDX-License-Identifier: Apache-2.0
// serve: wait for a server of a station and take his time. test: the same, if a test is wanted.
#include "care/journey.hpp"
#include "care/steps/steps.hpp"

namespace tiercare::steps {
namespace {

void schedule_end_of_service(Care& care, EpisodeId id, const Step& step) {
  Episode& episode = care.episodes[id];
  Stream stream =
      care.stream(episode, Purpose::service_time, static_cast<std::uint16_t>(episode.step.value));
  const StationSpec& spec = *care.plan.group_of(episode.facility).stations[index(step.station)];
  const Duration service = spec.service_time.sample(stream);
  episode.stage = Stage::in_service;
  const bool with_staff = step.kind == StepKind::serve || step.kind == StepKind::test;
  (with_staff ? episode.served : episode.observed) += service;
  if (step.kind == StepKind::day_treat) episode.bed_from = care.now();
  care.agenda.after(service, StepEnds{id, ++episode.revision, episode.person});
}

void wait_with_patience(Care& care, EpisodeId id, QueuePlace place) {
  Episode& episode = care.episodes[id];
  episode.stage = Stage::queueing;
  episode.place = place;
  Stream stream =
      care.stream(episode, Purpose::patience, static_cast<std::uint16_t>(episode.step.value));
  care.agenda.after(care.plan.patience.outpatient.sample(stream), GivesUp{id, ++episode.revision});
}

/// Whether the sight of the queue turns the patient round: not if it is urgent or the doctor sent
/// him.
bool turns_round(const Care& care, const Episode& episode, StationId station) {
  if (episode.seen != 0 || episode.priority == emergency_class) return false;
  const Probability chance = care.plan.patience.balking.probability(care.stations.waiting(station));
  if (chance.value() <= 0.0) return false;
  Stream stream =
      care.stream(episode, Purpose::balking, static_cast<std::uint16_t>(episode.step.value));
  return stream.happens(chance);
}

/// No way into the queue: back to the clinician without the test he wanted, or away.
MaybeOutcome stay_out(Care& care, EpisodeId id, const Step& step) {
  Episode& episode = care.episodes[id];
  if (step.kind == StepKind::test && episode.seen != 0) {
    episode.tested = 0;
    return StepOutcome::not_wanted;
  }
  if (step.kind == StepKind::observe || step.kind == StepKind::day_treat)
    return StepOutcome::not_wanted;
  close_visit(care, id, ContactOutcome::turned_away);
  leave_facility(care, id, ContactOutcome::turned_away);
  return std::nullopt;
}

}  // namespace

MaybeOutcome join(Care& care, EpisodeId id, const Step& step, StationId station) {
  Episode& episode = care.episodes[id];
  episode.step_began = care.now();
  if (turns_round(care, episode, station)) return stay_out(care, id, step);
  const Arrival arrival =
      care.stations.arrive(station, CustomerId{id.value}, episode.priority, care.now());
  switch (arrival.entry) {
    case Entry::served:
      schedule_end_of_service(care, id, step);
      break;
    case Entry::waits:
      wait_with_patience(care, id, arrival.place);
      break;
    case Entry::turned_away:
      return stay_out(care, id, step);
  }
  return std::nullopt;
}

MaybeOutcome begin_serve(Care& care, EpisodeId id, const Step& step) {
  const StationId station = care.plan.station(care.episodes[id].facility, step.station);
  if (station.is_none()) return StepOutcome::done;  // nobody does this here
  return join(care, id, step, station);
}

MaybeOutcome begin_test(Care& care, EpisodeId id, const Step& step) {
  Episode& episode = care.episodes[id];
  const StationId station = care.plan.station(episode.facility, step.station);
  if (station.is_none() || episode.reason == ContactReason::follow_up)
    return StepOutcome::not_wanted;
  constexpr std::uint16_t wants_test = 0xF0;
  Stream stream = care.stream(episode, Purpose::treatment, wants_test);
  if (!stream.happens(care.course(episode).tested)) return StepOutcome::not_wanted;
  episode.tested = 1;
  return join(care, id, step, station);
}

void serve_starts(Care& care, EpisodeId id, const Step& step) {
  Episode& episode = care.episodes[id];
  episode.waited += care.now() - episode.step_began;
  episode.place = {};
  schedule_end_of_service(care, id, step);
}

MaybeOutcome resume_serve(Care& care, EpisodeId id, const Step& step) {
  Episode& episode = care.episodes[id];
  if (step.station == StationRole::consulting) {
    episode.seen = 1;
    care.waits.learn(episode.facility, episode.waited);
  }
  const StationId station = care.plan.station(episode.facility, step.station);
  if (const auto next = care.stations.complete(station, episode.priority, care.now()))
    begin_service(care, station, *next);
  return StepOutcome::done;
}

}  // namespace tiercare::steps
