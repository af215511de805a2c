// SPDX-License-Identifier: Apache-2.0
#include "run/replication.hpp"

#include "run/dispatcher.hpp"

namespace tiercare {
namespace {

MeasuredEnd::WardUse ward_use(FacilityId facility, const Facility& place, std::size_t number,
                              const StationStatistics& use) {
  const Ward& ward = place.wards[number];
  std::string lines;
  for (const auto& term : service_line_terms()) {
    if (!ward.takes[index(term.value)] || !place.offers(term.value)) continue;
    if (!lines.empty()) lines.push_back(' ');
    lines.append(term.name);
  }
  const std::uint32_t beds = place.open ? ward.beds : 0;
  return {facility, place.tier, ward.name, ward.name_zh, std::move(lines), beds, use};
}

}  // namespace

Replication::Replication(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication)
    : scenario_{scenario},
      state_{first_state(scenario, seed, replication)},
      adopted_{&scenario.plan()} {}

Replication::Replication(const Scenario& scenario, State state)
    : scenario_{scenario}, state_{std::move(state)} {}

bool Replication::run_until(Instant bound, FactSink& facts, const std::function<bool()>& stop) {
  const auto should_stop = [&] { return stop && stop(); };
  while (true) {
    Dispatcher dispatcher{plan(), state_, facts};
    if (adopted_ != &plan()) {
      dispatcher.adopt();
      adopted_ = &plan();
    }
    const Instant date = scenario_.next_date(now());
    if (date > bound) return state_.agenda.run_until(bound, dispatcher, should_stop);
    if (!state_.agenda.run_before(date, dispatcher, should_stop)) return false;
  }
}

namespace {

/// Residents of the end, and the households they are in.
void count_households(const State& state, MeasuredEnd& measured) {
  std::vector<bool> seen;
  for (const Person& person : state.persons) {
    if (person.dead != 0 || person.whereabouts == Whereabouts::absent) continue;
    ++measured.in_households;
    const std::size_t household = person.household.index();
    if (household >= seen.size()) seen.resize(household + 1);
    if (!seen[household]) ++measured.households;
    seen[household] = true;
  }
}

}  // namespace

Instant Replication::end() const {
  return Instant{} + scenario_.horizon().warm_up + scenario_.horizon().run;
}

MeasuredEnd Replication::measured_end() const {
  const CarePlan& plan = this->plan();
  MeasuredEnd measured;
  measured.measured = now() - state_.stations.measured_since();
  measured.lived_ms = state_.population.lived_ms(now());
  measured.lived_away_ms = state_.population.lived_away_ms(now());
  count_households(state_, measured);
  for (std::size_t f = 0; f < plan.facilities.size(); ++f) {
    const FacilityId facility = plan.facilities.id_of(f);
    const Facility& place = plan.facilities[facility];
    for (std::size_t w = 0; w < place.wards.size(); ++w)
      measured.wards.push_back(ward_use(
          facility, place, w, state_.stations.statistics(plan.ward_number(facility, w), now())));
    MeasuredEnd::FacilityUse use{.facility = facility,
                                 .tier = place.tier,
                                 .in_area = place.in_area,
                                 .consulting = {},
                                 .open = open_time(facility),
                                 .physicians = plan.group_of(facility).physicians};
    use.consulting =
        state_.stations.statistics(plan.station(facility, StationRole::consulting), now());
    measured.facilities.push_back(use);
  }
  return measured;
}

Duration Replication::open_time(FacilityId facility) const {
  const auto& periods = scenario_.periods();
  Duration open{};
  for (std::size_t p = 0; p < periods.size(); ++p) {
    const Instant from = std::max(state_.stations.measured_since(), periods[p].begins);
    const Instant to = p + 1 == periods.size() ? now() : std::min(now(), periods[p + 1].begins);
    if (from < to && periods[p].plan->facilities[facility].open) open += to - from;
  }
  return open;
}

void Replication::check_conservation() const {
  tiercare::check_conservation(scenario_, state_);
}

}  // namespace tiercare
