// SPDX-License-Identifier: Apache-2.0
#include "care/journey.hpp"

#include "care/background.hpp"
#include "care/billing.hpp"
#include "care/booking.hpp"
#include "care/course_of_illness.hpp"
#include "care/steps/steps.hpp"
#include "care/visit_time.hpp"

namespace tiercare {
namespace {

const Step& step_of(const Care& care, EpisodeId id) {
  return care.plan.pathway[care.episodes[id].step];
}

steps::MaybeOutcome begin(Care& care, EpisodeId id, const Step& step) {
  switch (step.kind) {
    case StepKind::serve:
      return steps::begin_serve(care, id, step);
    case StepKind::test:
      return steps::begin_test(care, id, step);
    case StepKind::decide:
      return steps::begin_decide(care, id);
    case StepKind::wait_for_bed:
      return steps::begin_wait_for_bed(care, id);
    case StepKind::stay:
      return steps::begin_stay(care, id, step);
    case StepKind::review:
      return steps::begin_review(care, id);
    case StepKind::discharge:
      return steps::begin_discharge(care, id);
    case StepKind::triage:
      return steps::begin_triage(care, id, step);
    case StepKind::observe:
      return steps::begin_observe(care, id, step);
    case StepKind::day_treat:
      return steps::begin_day_treat(care, id, step);
  }
  UNREACHABLE();
}

/// When a patient bound for a facility gets there.
Instant arrival_time(Care& care, Episode& episode, Duration travel) {
  const Instant earliest = care.now() + travel;
  const bool at_once = care.course(episode).urgent || episode.priority == emergency_class ||
                       episode.reason == ContactReason::referred_down || episode.continues != 0;
  if (at_once) return earliest;
  const auto& consulting =
      care.plan.group_of(episode.facility).stations[index(StationRole::consulting)];
  const OpeningHours& hours = care.plan.hours[consulting->hours];
  if (episode.reason == ContactReason::referred_up || episode.reason == ContactReason::for_a_bed)
    return hours.first_open(care.plan.calendar, earliest);
  if (const auto appointed = book(care, episode, earliest)) return *appointed;
  return visit_time(care.plan.visit_times, care.plan.calendar, hours, earliest,
                    care.stream(episode, Purpose::visit_time));
}

}  // namespace

void seek_care(Care& care, EpisodeId id) {
  const Episode& episode = care.episodes[id];
  const Chosen chosen = care.choice().choose(care.wish(episode));
  if (episode.contact == 0)
    care.facts.on(
        NeedFact{care.now(), episode.person, episode.condition, episode.acuity, chosen.answer});
  if (chosen.answer == Answer::pharmacy) buy_medicine(care, episode);
  if (chosen.answer != Answer::care) return care_for_oneself(care, id);
  set_out(care, id, chosen.facility, chosen.travel_minutes, episode.reason);
  care.episodes[id].passed_over = chosen.passed_over;
}

void set_out(Care& care, EpisodeId id, FacilityId facility, double travel_minutes,
             ContactReason reason) {
  Episode& episode = care.episodes[id];
  episode.facility = facility;
  episode.destination = {};
  episode.reason = reason;
  episode.passed_over = PassedOver::nothing;
  episode.travel_minutes = static_cast<float>(travel_minutes);
  if (reason != ContactReason::referred_up && reason != ContactReason::referred_down)
    episode.priority = care.course(episode).urgent ? emergency_class : ordinary_class;
  episode.stage = Stage::travelling;
  episode.booked = Booked::no;
  episode.booked_ahead = {};
  const Duration travel = Duration::rounded_minutes(travel_minutes);
  const Instant arrives = arrival_time(care, episode, travel);
  episode.left_home = arrives - travel;
  care.agenda.at(arrives, Arrives{id, ++episode.revision, episode.person});
}

void arrive(Care& care, EpisodeId id) {
  if (is_beyond_need(care, id)) return;
  Episode& episode = care.episodes[id];
  if (episode.booked == Booked::stays_away) return stay_away(care, id);
  episode.arrived = care.now();
  episode.waited = {};
  episode.served = {};
  episode.observed = {};
  episode.tested = 0;
  episode.seen = 0;
  episode.blocked = 0;
  ++episode.visits;
  if (!care.plan.facilities[episode.facility].open) {  // it closed while he was on his way
    close_visit(care, id, ContactOutcome::turned_away);
    return leave_facility(care, id, ContactOutcome::turned_away);
  }
  ++care.visits_today[episode.facility.index()];
  const bool to_a_bed = episode.reason == ContactReason::referred_down;
  if (!to_a_bed) episode.right = 0;  // what the bed above has put right stays so
  const Pathway& way = care.plan.pathway;
  const bool transferred = episode.reason == ContactReason::referred_up && episode.continues != 0;
  enter(care, id,
        to_a_bed      ? way.inpatient_start
        : transferred ? way.transfer_start
                      : way.outpatient_start);
}

void enter(Care& care, EpisodeId id, StepId step) {
  for (StepId at = step;;) {
    care.episodes[id].step = at;
    const auto outcome = begin(care, id, care.plan.pathway[at]);
    if (!outcome) return;
    at = care.plan.pathway[at].after(*outcome);
  }
}

void resume(Care& care, EpisodeId id) {
  const Step& step = step_of(care, id);
  const auto outcome = step.kind == StepKind::stay      ? steps::resume_stay(care, id, step)
                       : step.kind == StepKind::observe ? steps::resume_observe(care, id, step)
                                                        : steps::resume_serve(care, id, step);
  if (outcome) enter(care, id, step.after(*outcome));
}

void begin_service(Care& care, StationId station, const Start& start) {
  if (start.customer == background_customer) return begin_background_service(care, station);
  const EpisodeId id{start.customer.value};
  const Step& step = step_of(care, id);
  if (step.kind != StepKind::wait_for_bed) return steps::serve_starts(care, id, step);
  ++care.episodes[id].revision;  // patience no longer matters
  if (const auto outcome = steps::bed_is_free(care, id)) enter(care, id, step.after(*outcome));
}

void give_up(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  const Step& step = step_of(care, id);
  const bool for_a_bed = step.kind == StepKind::wait_for_bed;
  const StationId station = for_a_bed ? care.plan.ward(episode.facility, episode.line)
                                      : care.plan.station(episode.facility, step.station);
  care.stations.renege(station, episode.place, care.now());
  episode.place = {};
  episode.waited += care.now() - episode.step_began;
  if (for_a_bed) care.waits.learn_bed(episode.facility, care.now() - episode.step_began);
  const bool goes_on = (step.kind == StepKind::test && episode.seen != 0) ||
                       step.kind == StepKind::observe || step.kind == StepKind::day_treat;
  if (goes_on) {  // without the test, to the clinician who wanted it; or without the place
    if (step.kind == StepKind::test) episode.tested = 0;
    episode.in_day_place = 0;
    ++episode.revision;
    return enter(care, id, step.after(StepOutcome::not_wanted));
  }
  if (for_a_bed)
    close_stay(care, id, ContactOutcome::left_unseen);
  else
    close_visit(care, id, ContactOutcome::left_unseen);
  steps::give_back_bed(care, id);
  leave_facility(care, id, ContactOutcome::left_unseen);
}

void stay_away(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  episode.arrived = care.now();
  episode.waited = {};
  episode.served = {};
  ++episode.visits;
  close_visit(care, id, ContactOutcome::did_not_come);
  episode.stage = Stage::at_home;
  episode.booked = Booked::no;
  care_for_oneself(care, id);
}

/// The receiver keeps a bed for whoever is on his way from another, if one is free.
void keep_a_bed(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  const StationId ward = care.plan.ward(episode.facility, episode.line);
  if (ward.is_none() || care.stations.waiting(ward) > 0 ||
      !care.stations.has_free_server(ward, episode.priority))
    return;
  episode.bed_priority = episode.priority;
  episode.holds_bed = 1;
  care.stations.arrive(ward, CustomerId{id.value}, episode.bed_priority, care.now());
}

void leave_facility(Care& care, EpisodeId id, ContactOutcome outcome) {
  Episode& episode = care.episodes[id];
  if (episode.destination.is_none()) return go_home(care, id, outcome);
  const FacilityId destination = episode.destination;
  const ContactReason reason = episode.leaves_as;
  if (reason == ContactReason::referred_up) episode.referred = 1;
  if (reason == ContactReason::for_a_bed) episode.referred = 0;  // a letter leads to one place
  steps::give_back_bed(care, id);  // he is sent on from the desk before the bed that was kept
  const bool from_bed = episode.stage == Stage::in_bed;
  if (from_bed) episode.continues = 1;  // stays so if sent on from a desk
  if (from_bed) episode.left_bed = care.now();
  ++episode.contact;
  const bool from_here = reason == ContactReason::for_a_bed || episode.continues != 0;
  const SettlementId from = from_here ? care.plan.facilities[episode.facility].settlement
                                      : care.persons[episode.person].settlement;
  const PassedOver passed_over = episode.bed_passed_over;
  const bool by_ambulance = episode.acuity == Acuity::critical && from_here;
  // No restriction holds up who is taken from one facility to another.
  const TravelTable& ways = from_here ? care.plan.open_ways : care.plan.travel;
  const double minutes = ways.minutes(from, care.plan.facilities[destination].settlement) *
                         (by_ambulance ? care.plan.treatment.ambulance_time : 1.0);
  set_out(care, id, destination, minutes, reason);
  if (reason == ContactReason::for_a_bed) care.episodes[id].passed_over = passed_over;
  if (from_bed) keep_a_bed(care, id);
}

void close_visit(Care& care, EpisodeId id, ContactOutcome outcome) {
  const Episode& episode = care.episodes[id];
  const Facility& facility = care.plan.facilities[episode.facility];
  const bool unseen_death = outcome == ContactOutcome::died && episode.seen == 0;
  const SettledBill bill =
      is_seen(outcome) && !unseen_death ? settle_visit(care, episode) : SettledBill{};
  care.facts.on(ContactFact{.arrived = episode.arrived,
                            .closed = care.now(),
                            .person = episode.person,
                            .episode = episode.number,
                            .contact = static_cast<std::uint8_t>(episode.visits - 1),
                            .facility = episode.facility,
                            .tier = facility.tier,
                            .in_area = facility.in_area,
                            .reason = episode.reason,
                            .passed_over = episode.passed_over,
                            .condition = episode.condition,
                            .acuity = episode.acuity,
                            .travel = Duration::rounded_minutes(episode.travel_minutes),
                            .booked_ahead = episode.booked_ahead,
                            .waited = episode.waited,
                            .served = episode.served,
                            .outcome = outcome,
                            .charge = bill.charge,
                            .fund_paid = bill.fund_paid,
                            .patient_paid = bill.patient_paid});
}

void close_stay(Care& care, EpisodeId id, ContactOutcome outcome) {
  Episode& episode = care.episodes[id];
  const Facility& facility = care.plan.facilities[episode.facility];
  const bool had_bed = episode.bed_from != Instant::never();
  const Duration in_bed = had_bed ? care.now() - episode.bed_from : Duration{};
  const SettledBill bill = had_bed ? settle_stay(care, episode, in_bed) : SettledBill{};
  care.facts.on(AdmissionFact{
      .decided = episode.arrived,
      .bed = episode.bed_from,
      .acute_end = episode.acute_end,
      .discharge = care.now(),
      .person = episode.person,
      .episode = episode.number,
      .contact = static_cast<std::uint8_t>(episode.visits - 1),
      .facility = episode.facility,
      .tier = facility.tier,
      .in_area = facility.in_area,
      .reason = episode.reason,
      .passed_over = episode.bed_passed_over,
      .condition = episode.condition,
      .acuity = episode.acuity,
      .kind = episode.in_day_place != 0 ? StayKind::day_place : StayKind::bed,
      .since_discharge = episode.discharged == Instant::never()
                             ? no_discharge
                             : episode.arrived - episode.discharged,
      .transfer = had_bed && episode.continues != 0 && episode.left_bed != Instant::never()
                      ? episode.bed_from - episode.left_bed
                      : Duration{},
      .blocked = episode.blocked != 0 ? care.now() - episode.acute_end : Duration{},
      .outcome = outcome,
      .charge = bill.charge,
      .fund_paid = bill.fund_paid,
      .patient_paid = bill.patient_paid});
}

}  // namespace tiercare
