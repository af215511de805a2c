// SPDX-License-Identifier: Apache-2.0
#include "run/dispatcher.hpp"

#include "care/background.hpp"
#include "care/course_of_illness.hpp"
#include "care/journey.hpp"
#include "care/shifts.hpp"
#include "care/untreated.hpp"
#include "care/vital_events.hpp"

#include <algorithm>

namespace tiercare {

Dispatcher::Dispatcher(const CarePlan& plan, State& state, FactSink& facts)
    : care_{state.care(plan, facts)}, state_{state}, day_(plan.facilities.size()) {}

void Dispatcher::soon(NeedArises event) const {
  __builtin_prefetch(&care_.persons[event.person], 1);
}

void Dispatcher::soon(GivesUp event) const {
  // Most have been seen by then, which the first line says.
  __builtin_prefetch(&care_.episodes[event.episode]);
}

void Dispatcher::fetch(EpisodeId episode, PersonId person) const {
  const auto* line = reinterpret_cast<const std::byte*>(&care_.episodes[episode]);
  __builtin_prefetch(line, 1);
  __builtin_prefetch(line + 64, 1);
  __builtin_prefetch(&care_.persons[person]);
}

bool Dispatcher::holds(EpisodeId episode, std::uint32_t revision) {
  if (state_.episodes.holds(episode, revision)) return true;
  state_.agenda.count_stale();
  return false;
}

void Dispatcher::on(NeedArises event) {
  need_arises(care_, event.person);
}

void Dispatcher::on(Arrives event) {
  if (holds(event.episode, event.revision)) arrive(care_, event.episode);
}

void Dispatcher::on(StepEnds event) {
  if (holds(event.episode, event.revision)) resume(care_, event.episode);
}

void Dispatcher::on(GivesUp event) {
  if (holds(event.episode, event.revision)) give_up(care_, event.episode);
}

void Dispatcher::on(LooksAgain event) {
  if (holds(event.episode, event.revision)) look_again(care_, event.episode);
}

void Dispatcher::on(BackgroundVisit event) {
  background_visit(care_, event);
}
void Dispatcher::on(BackgroundAdmission event) {
  background_admission(care_, event);
}
void Dispatcher::on(BackgroundEnds event) {
  end_background_service(care_, event.station);
}
void Dispatcher::on(ShiftChanges event) {
  change_shift(care_, event.hours);
}

void Dispatcher::on(Dies event) {
  dies(care_, event.person);
}
void Dispatcher::on(IsBorn event) {
  is_born(care_, event.mother);
}
void Dispatcher::on(SeasonTurns /*event*/) {
  season_turns(care_);
}

void Dispatcher::on(DiesUntreated event) {
  dies_untreated(care_, event.episode, event.person);
}

void Dispatcher::on(DayEnds /*event*/) {
  const CarePlan& plan = care_.plan;
  for (std::size_t f = 0; f < plan.facilities.size(); ++f) {
    const FacilityId facility = plan.facilities.id_of(f);
    const auto waiting = [&](StationRole role) {
      const StationId station = plan.station(facility, role);
      return station.is_none() ? 0U : state_.stations.waiting(station);
    };
    std::uint32_t occupied = 0;
    std::uint32_t wait_for_bed = 0;
    std::uint32_t beds = 0;
    for (std::size_t w = 0; w < plan.facilities[facility].wards.size(); ++w) {
      occupied += state_.stations.busy(plan.ward_number(facility, w));
      wait_for_bed += state_.stations.waiting(plan.ward_number(facility, w));
      beds += state_.stations.servers(plan.ward_number(facility, w));
    }
    day_[f] = {.facility = facility,
               .visits = state_.visits_today[f],
               .waiting = waiting(StationRole::registration) + waiting(StationRole::consulting) +
                          waiting(StationRole::laboratory),
               .occupied_beds = occupied,
               .waiting_for_bed = wait_for_bed,
               .beds = beds};
  }
  std::fill(state_.visits_today.begin(), state_.visits_today.end(), 0U);
  care_.facts.on_day(state_.agenda.now(), day_);
  state_.agenda.after(Duration::days(1), DayEnds{});
}

void Dispatcher::on(BenefitYearStarts /*event*/) {
  for (Person& person : state_.persons) {
    state_.paid_before_this_year += person.out_of_pocket;
    person.out_of_pocket = person.fund_paid = person.outpatient_fund_paid = Money{};
  }
  grow_incomes(care_);
  foresee_the_year(care_);
  state_.agenda.at(care_.plan.calendar.next_year(state_.agenda.now()), BenefitYearStarts{});
}

void Dispatcher::on(MeasurementStarts /*event*/) {
  state_.stations.begin_measurement(state_.agenda.now());
  state_.population.begin_measurement(state_.agenda.now());
  care_.facts.on_measurement_start(state_.agenda.now());
}

}  // namespace tiercare
