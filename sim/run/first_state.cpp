// SPDX-License-Identifier: Apache-2.0
#include "care/background.hpp"
#include "care/course_of_illness.hpp"
#include "care/shifts.hpp"
#include "care/vital_events.hpp"
#include "run/state.hpp"
#include "world/population.hpp"

namespace tiercare {
namespace {

void add_stations(const CarePlan& plan, Stations& stations) {
  for (std::size_t s = 0; s < plan.place_of.size(); ++s) {
    const StationId station = plan.place_of.id_of(s);
    stations.add(rules_of(plan, station), servers_at(plan, station, Instant{}));
  }
}

}  // namespace

State first_state(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  const CarePlan& plan = scenario.plan();
  const Randomness random{seed, replication};
  State state{.random = random,
              .agenda = {},
              .persons = make_persons(scenario.population(), plan.settlements,
                                      scenario.start_year(), random, ChronicShares{plan.chronic}),
              .population = Headcount{},
              .episodes = {},
              .stations = {},
              .waits = PublicWaits{plan.facilities.size()},
              .ledger = Ledger{plan.facilities.size()},
              .background = BackgroundCounts{plan.facilities.size(), plan.place_of.size()},
              .visits_today = std::vector<std::uint32_t>(plan.facilities.size()),
              .appointments = Appointments{plan.facilities.size()}};
  add_stations(plan, state.stations);
  FactSink nobody;
  Care care = state.care(plan, nobody);
  state.population = Headcount{state.persons.size(), count_away(care)};
  for (std::uint32_t p = 0; p < state.persons.size(); ++p) schedule_next_need(care, PersonId{p});
  foresee_the_year(care);
  follow_background(care);
  for (std::size_t h = 0; h < plan.hours.size(); ++h) change_shift(care, plan.hours.id_of(h));
  state.agenda.at(Instant{} + Duration::days(1), DayEnds{});
  if (scenario.population().seasonal.value() > 0.0)
    state.agenda.at(plan.calendar.next_month(Instant{}), SeasonTurns{});
  state.agenda.at(plan.calendar.next_year(Instant{}), BenefitYearStarts{});
  state.agenda.at(Instant{} + scenario.horizon().warm_up, MeasurementStarts{});
  return state;
}

}  // namespace tiercare
