// SPDX-License-Identifier: Apache-2.0
#include "care/course_of_illness.hpp"

#include "care/journey.hpp"

#include <algorithm>

namespace tiercare {
namespace {

/// Details of the `treatment` draws made at home.
constexpr std::uint16_t worsening = 0xF2;
constexpr std::uint16_t follow_up = 0xF3;
constexpr std::uint16_t relapse = 0xF4;

/// After so many contacts an episode is taken to have burnt out; keeps counters in eight bits.
constexpr std::uint8_t most_contacts = 30;

void learn_trust(Care& care, const Episode& episode, int change) {
  std::int8_t& trust =
      care.persons[episode.person].trust[index(care.plan.facilities[episode.facility].tier)];
  trust = static_cast<std::int8_t>(std::clamp(trust + change, -100, 100));
}

/// The next acuity this condition knows; the same if there is none.
Acuity worse_than(const Condition& condition, Acuity acuity) {
  for (std::size_t next = index(acuity) + 1; next < acuity_count; ++next)
    if (condition.courses[next].share.value() > 0.0) return static_cast<Acuity>(next);
  return acuity;
}

void come_up_after(Care& care, EpisodeId id, Duration delay, ContactReason reason) {
  Episode& episode = care.episodes[id];
  episode.stage = Stage::at_home;
  episode.reason = reason;
  care.agenda.after(delay, LooksAgain{id, ++episode.revision});
}

void end_episode(Care& care, EpisodeId id) {
  care.episodes[id].stage = Stage::at_home;
  care.episodes.end(id);
}

/// Whether an illness that is not rightly treated worsens; the acuity rises if so.
bool worsens(Care& care, Episode& episode) {
  const Course& course = care.course(episode);
  Stream stream = care.stream(episode, Purpose::treatment, worsening);
  if (stream.uniform() >= course.worsens.value()) return false;
  episode.acuity = worse_than(care.plan.conditions[episode.condition], episode.acuity);
  return true;
}

}  // namespace

void schedule_next_need(Care& care, PersonId person) {
  const Person& row = care.persons[person];
  const Instant next =
      next_need(care.plan.needs_of_years(), care.plan.calendar, row.birth_year, row.sex, care.now(),
                care.random.stream(row.identity, Purpose::next_need, row.episodes));
  if (next != Instant::never()) care.agenda.at(next, NeedArises{person});
}

void need_arises(Care& care, PersonId person) {
  Person& row = care.persons[person];
  if (row.dead != 0) return;
  const std::uint32_t number = row.episodes++;
  schedule_next_need(care, person);
  if (row.in_hospital != 0) return;  // whoever lies in a bed is cared for there
  Stream draws = care.random.stream(row.identity, Purpose::condition_drawn, number);
  const AgeBand band = age_band(care.plan.calendar.year_of(care.now()) - row.birth_year);
  const ConditionId condition =
      care.plan.needs_at(care.now())
          .draw(care.plan.calendar.month_of(care.now()), band, row.sex, draws.uniform());
  const Acuity acuity = draw_acuity(care.plan.conditions[condition], draws.uniform());
  const EpisodeId id = care.episodes.begin(person, number, condition, acuity);
  seek_care(care, id);
}

void care_for_oneself(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  const Duration delay = care.course(episode).worsens_after;
  if (worsens(care, episode) && ++episode.contact < most_contacts)
    come_up_after(care, id, delay, ContactReason::own_choice);
  else
    end_episode(care, id);
}

void go_home(Care& care, EpisodeId id, ContactOutcome outcome) {
  Episode& episode = care.episodes[id];
  const Course course = care.course(episode);
  const TreatmentBehaviour& behaviour = care.plan.treatment;
  const bool was_inpatient = episode.stage == Stage::in_bed;
  const bool was_review = episode.reason == ContactReason::follow_up;
  if (episode.claims_bed != 0) care.persons[episode.person].in_hospital = 0;
  episode.claims_bed = 0;
  episode.referred = 0;
  episode.continues = 0;
  if (care.persons[episode.person].dead != 0) return end_episode(care, id);
  if (outcome == ContactOutcome::treated) {
    learn_trust(care, episode, behaviour.trust_gain);
    Stream stream = care.stream(episode, Purpose::treatment, follow_up);
    const bool reviewed = !was_review && stream.uniform() < course.followed_up.value();
    if (!reviewed || ++episode.contact >= most_contacts) return end_episode(care, id);
    return come_up_after(care, id, course.follow_up_after, ContactReason::follow_up);
  }
  learn_trust(care, episode, -behaviour.trust_loss);
  if (was_review) return end_episode(care, id);  // what was reviewed had been treated rightly
  if (outcome == ContactOutcome::treated_in_vain)
    episode.failed_capability = std::max(
        episode.failed_capability, static_cast<float>(care.capability(episode.facility, episode)));
  if (outcome == ContactOutcome::treated_in_vain && was_inpatient) {
    Stream stream = care.stream(episode, Purpose::treatment, relapse);
    if (stream.uniform() >= behaviour.relapse_after_stay.value()) return end_episode(care, id);
  }
  const bool worse = worsens(care, episode);
  if (++episode.contact >= most_contacts) return end_episode(care, id);
  come_up_after(care, id, worse ? course.worsens_after : behaviour.return_after,
                ContactReason::came_back);
}

bool is_beyond_need(Care& care, EpisodeId id) {
  const Episode& episode = care.episodes[id];
  const Person& person = care.persons[episode.person];
  const bool cared_for_in_bed = episode.claims_bed == 0 && person.in_hospital != 0;
  if (person.dead == 0 && !cared_for_in_bed) return false;
  end_episode(care, id);
  return true;
}

void look_again(Care& care, EpisodeId id) {
  if (is_beyond_need(care, id)) return;
  const Episode& episode = care.episodes[id];
  if (episode.reason == ContactReason::follow_up && care.plan.facilities[episode.facility].open)
    set_out(care, id, episode.facility, episode.travel_minutes, ContactReason::follow_up);
  else
    seek_care(care, id);
}

}  // namespace tiercare
