// SPDX-License-Identifier: Apache-2.0
#include "care/course_of_illness.hpp"

#include "care/away_care.hpp"
#include "care/journey.hpp"
#include "care/steps/steps.hpp"
#include "care/treatment.hpp"
#include "care/untreated.hpp"

#include <algorithm>
#include <cmath>

namespace tiercare {
namespace {

/// Details of the `treatment` draws made at home.
constexpr std::uint16_t worsening = 0xF2;
constexpr std::uint16_t follow_up = 0xF3;
constexpr std::uint16_t relapse = 0xF4;
constexpr std::uint16_t review_missed = 0xF5;

void learn_trust(Care& care, const Episode& episode, int change) {
  std::int8_t& trust =
      care.persons[episode.person].trust[index(care.plan.facilities[episode.facility].tier)];
  trust = static_cast<std::int8_t>(std::clamp(trust + change, -100, 100));
}

void come_up_after(Care& care, EpisodeId id, Duration delay, ContactReason reason) {
  Episode& episode = care.episodes[id];
  episode.stage = Stage::at_home;
  episode.reason = reason;
  care.agenda.after(delay, LooksAgain{id, ++episode.revision, episode.person});
}

/// Whether what a stay had treated rightly comes up again; if so it will.
bool relapses(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  const Course& course = care.course(episode);
  Stream stream = care.stream(episode, Purpose::treatment, relapse);
  if (!stream.happens(course.relapse) || ++episode.contact >= most_contacts) return false;
  const double times_mean = stream.exponential();
  come_up_after(care, id,
                Duration::rounded_ms(times_mean * static_cast<double>(course.relapse_after.ms)),
                ContactReason::relapsed);
  return true;
}

void end_episode(Care& care, EpisodeId id) {
  care.episodes[id].stage = Stage::at_home;
  care.episodes.end(id);
}

/// Whoever has left for the season takes his illness with him; nobody reviews it there.
void goes_on_elsewhere(Care& care, EpisodeId id) {
  const Episode episode = care.episodes[id];
  end_episode(care, id);
  if (episode.reason != ContactReason::follow_up)
    treated_elsewhere(care, {episode.person, episode.number, episode.condition, episode.acuity,
                             episode.contact, episode.deductible_paid});
}

/// Whether an illness that is not rightly treated worsens; the acuity rises if so.
bool worsens(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  const Course& course = care.course(episode);
  Stream stream = care.stream(episode, Purpose::treatment, worsening);
  if (!stream.happens(course.worsens)) return false;
  const Acuity before = episode.acuity;
  episode.acuity = worse_than(care.plan.conditions[episode.condition], episode.acuity);
  if (episode.acuity != before) face_danger(care, id);
  return true;
}

}  // namespace

void schedule_next_need(Care& care, PersonId person) {
  const Person& row = care.persons[person];
  const Instant next =
      next_need(care.plan.needs, care.plan.calendar, {row.birth_year, row.sex, row.chronic},
                care.now(), care.random.stream(row.identity, Purpose::next_need, row.episodes));
  if (next != Instant::never()) care.agenda.at(next, NeedArises{person});
}

void need_arises(Care& care, PersonId person) {
  Person& row = care.persons[person];
  if (row.dead != 0) return;
  const std::uint32_t number = row.episodes++;
  schedule_next_need(care, person);
  if (row.in_hospital != 0) return;  // whoever lies in a bed is cared for there
  Stream draws = care.random.stream(row.identity, Purpose::condition_drawn, number);
  const auto [year, month, ends] = care.plan.calendar.month_at(care.now());
  const Risk risk{age_band(year - row.birth_year), row.sex, row.chronic};
  const ConditionId condition = care.plan.needs_of(year).draw(month, risk, draws.uniform());
  const Acuity acuity = draw_acuity(care.plan.conditions[condition], draws.uniform());
  if (care.is_away(person)) return treated_elsewhere(care, {person, number, condition, acuity});
  const EpisodeId id = care.episodes.begin(person, number, condition, acuity);
  face_danger(care, id);
  care.episodes[id].line = care.plan.conditions[condition].line_at(risk.band);
  seek_care(care, id);
}

void care_for_oneself(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  const Duration delay = care.course(episode).worsens_after;
  if (worsens(care, id) && ++episode.contact < most_contacts)
    come_up_after(care, id, delay, ContactReason::own_choice);
  else if (episode.deadline != Instant::never())
    come_up_after(care, id, episode.deadline - care.now() + Duration::minutes(1),
                  ContactReason::own_choice);  // he will have died by then
  else
    end_episode(care, id);
}

void go_home(Care& care, EpisodeId id, ContactOutcome outcome) {
  steps::give_back_bed(care, id);
  Episode& episode = care.episodes[id];
  const Course& course = care.course(episode);
  const TreatmentBehaviour& behaviour = care.plan.treatment;
  const bool was_inpatient = episode.stage == Stage::in_bed;
  const bool was_review = episode.reason == ContactReason::follow_up;
  if (episode.claims_bed != 0) care.persons[episode.person].in_hospital = 0;
  episode.claims_bed = 0;
  episode.referred = 0;
  episode.continues = 0;
  episode.benefits_continue = 0;
  episode.in_day_place = 0;
  if (was_inpatient) episode.discharged = care.now();
  if (care.persons[episode.person].dead != 0) return end_episode(care, id);
  if (outcome == ContactOutcome::treated) {
    learn_trust(care, episode, behaviour.trust_gain);
    if (was_inpatient && relapses(care, id)) return;
    Stream stream = care.stream(episode, Purpose::treatment, follow_up);
    const bool reviewed = !was_review && stream.happens(course.followed_up);
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
    if (!stream.happens(behaviour.relapse_after_stay)) return end_episode(care, id);
  }
  const bool worse = worsens(care, id);
  if (++episode.contact >= most_contacts) return end_episode(care, id);
  come_up_after(care, id, worse ? course.worsens_after : behaviour.return_after,
                ContactReason::came_back);
}

bool is_beyond_need(Care& care, EpisodeId id) {
  const Episode& episode = care.episodes[id];
  const Person& person = care.persons[episode.person];
  const bool cared_for_in_bed = episode.claims_bed == 0 && person.in_hospital != 0;
  if (person.dead == 0 && !cared_for_in_bed) return false;
  steps::give_back_bed(care, id);
  end_episode(care, id);
  return true;
}

namespace {

/// Whether a patient who was asked back stays away: the more, the farther and the dearer it is.
/// \param minutes  to the facility
bool misses_review(const Care& care, const Episode& episode, double minutes) {
  const double at_no_cost = care.plan.treatment.missed_review.value();
  if (at_no_cost <= 0.0) return false;
  const Preferences preferences = care.choice().preferences(care.wish(episode));
  const double comes = std::log((1.0 - at_no_cost) / at_no_cost) + preferences.of_way(minutes) +
                       preferences.of_visit_price(episode.facility);
  Stream stream = care.stream(episode, Purpose::treatment, review_missed);
  return stream.uniform_32() >= logistic(comes);
}

/// Told as a contact that did not come about; nothing else is the matter.
void miss_review(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  episode.arrived = care.now();
  episode.waited = {};
  episode.served = {};
  episode.booked_ahead = {};
  ++episode.visits;
  close_visit(care, id, ContactOutcome::did_not_come);
  end_episode(care, id);
}

}  // namespace

void look_again(Care& care, EpisodeId id) {
  if (is_beyond_need(care, id)) return;
  const Episode& episode = care.episodes[id];
  if (care.is_away(episode.person)) return goes_on_elsewhere(care, id);
  if (episode.reason != ContactReason::follow_up) return seek_care(care, id);
  const Facility& facility = care.plan.facilities[episode.facility];
  if (!facility.open)
    return end_episode(care, id);  // it has closed, and nothing else is the matter
  const double minutes =
      care.plan.travel.minutes(care.persons[episode.person].settlement, facility.settlement);
  if (misses_review(care, episode, minutes)) return miss_review(care, id);
  set_out(care, id, episode.facility, minutes, ContactReason::follow_up);
}

}  // namespace tiercare
