// SPDX-License-Identifier: Apache-2.0
#include "base/contract.hpp"
#include "run/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace tiercare {
namespace {

std::string place_name(const CarePlan& plan, StationId station) {
  return fmt::format("{} (queue {})", plan.facilities[plan.place_of[station].facility].name,
                     static_cast<int>(plan.place_of[station].role));
}

/// Episodes that stand in the queue or hold a server of each station.
struct Presence {
  std::vector<std::uint32_t> waiting;
  std::vector<std::uint32_t> held;
};

Presence count_patients(const CarePlan& plan, const State& state) {
  Presence count{std::vector<std::uint32_t>(plan.place_of.size()),
                 std::vector<std::uint32_t>(plan.place_of.size())};
  for (const Episode& episode : state.episodes.slots()) {
    if (episode.stage != Stage::free && episode.holds_bed != 0)
      ++count.held[plan.ward(episode.facility, episode.line).index()];
    if (episode.stage != Stage::queueing && episode.stage != Stage::in_service &&
        episode.stage != Stage::in_bed)
      continue;
    const Step& step = plan.pathway[episode.step];
    const bool bed = step.kind == StepKind::wait_for_bed || episode.stage == Stage::in_bed;
    const StationId station = bed ? plan.ward(episode.facility, episode.line)
                                  : plan.station(episode.facility, step.station);
    ++(episode.stage == Stage::queueing ? count.waiting : count.held)[station.index()];
  }
  return count;
}

/// How long these hours are open between two instants, added up day by day from the calendar.
Duration open_time(const Calendar& calendar, const OpeningHours& hours, Instant from, Instant to) {
  Duration open{};
  for (CivilDay day = calendar.day_of(from); calendar.midnight_of(day) < to; ++day) {
    const Instant midnight = calendar.midnight_of(day);
    for (const auto interval : hours.days[static_cast<std::size_t>(calendar.roster_day(day))]) {
      const Instant opens = std::max(from, midnight + Duration::minutes(interval.from));
      const Instant closes = std::min(to, midnight + Duration::minutes(interval.to));
      if (opens < closes) open += closes - opens;
    }
  }
  return open;
}

/// Server time that beds, duty and opening hours promise a station between two instants.
Duration promised_capacity(const CarePlan& plan, StationId station,
                           const IdVector<OpeningHoursId, Duration>& open_times, Duration window) {
  const auto [facility, role, ward] = plan.place_of[station];
  if (!plan.facilities[facility].open) return {};
  if (role == StationRole::ward) return window * plan.facilities[facility].wards[ward].beds;
  const StationSpec& spec = *plan.group_of(facility).stations[index(role)];
  return window * spec.on_duty +
         open_times[spec.hours] * (plan.servers(facility, role) - spec.on_duty);
}

using CapacityOfStations = IdVector<StationId, Duration>;

/// The same for all stations, each period of the timeline by its own plan.
CapacityOfStations promised_by_calendar(const Scenario& scenario, Instant since, Instant now) {
  CapacityOfStations promised(scenario.plan().place_of.size());
  const auto& periods = scenario.periods();
  for (std::size_t p = 0; p < periods.size(); ++p) {
    const bool last = p + 1 == periods.size();
    const Instant from = std::max(since, periods[p].begins);
    const Instant to = last ? now : std::min(now, periods[p + 1].begins);
    if (from >= to) continue;
    const CarePlan& plan = *periods[p].plan;
    IdVector<OpeningHoursId, Duration> open_times;
    for (const OpeningHours& hours : plan.hours)
      open_times.add(open_time(plan.calendar, hours, from, to));
    for (std::size_t s = 0; s < plan.place_of.size(); ++s) {
      const StationId station = plan.place_of.id_of(s);
      promised[station] += promised_capacity(plan, station, open_times, to - from);
    }
  }
  return promised;
}

/// The clock of shifts, which runs on events, against the calendar, which knows none.
void check_server_hours(const Scenario& scenario, const State& state) {
  const Instant now = state.agenda.now();
  const auto promised = promised_by_calendar(scenario, state.stations.measured_since(), now);
  for (std::size_t s = 0; s < promised.size(); ++s) {
    const StationId station = promised.id_of(s);
    const Duration given = state.stations.statistics(station, now).capacity;
    CONSERVES(given == promised[station],
              fmt::format("{} gave {:.3f} server-hours where hours and duty promise {:.3f}",
                          place_name(scenario.plan(), station), given.in_hours(),
                          promised[station].in_hours()));
  }
}

void check_stations(const CarePlan& plan, const State& state) {
  const Instant now = state.agenda.now();
  Presence patients = count_patients(plan, state);
  for (std::size_t s = 0; s < plan.place_of.size(); ++s) {
    const StationId station = plan.place_of.id_of(s);
    const auto place = [&] { return place_name(plan, station); };
    CONSERVES(state.stations.little_law_holds(station, now), "Little's law at " + place());
    CONSERVES(state.stations.customers_are_conserved(station), "customers of " + place());
    CONSERVES(patients.held[s] + state.background.in_service[s] == state.stations.busy(station),
              "beds or servers held at " + place());
    const bool strangers = state.background.ever_at(plan.place_of[station].facility);
    CONSERVES(strangers ? patients.waiting[s] <= state.stations.waiting(station)
                        : patients.waiting[s] == state.stations.waiting(station),
              "who waits at " + place());
  }
}

void check_episodes(const State& state) {
  std::uint64_t running = 0;
  for (const Episode& episode : state.episodes.slots()) running += episode.stage != Stage::free;
  CONSERVES(running == state.episodes.begun() - state.episodes.ended(),
            fmt::format("{} episodes run, {} began and {} ended", running, state.episodes.begun(),
                        state.episodes.ended()));
}

/// Everybody lives in one household, whose members share a home; no number is left out.
void check_households(const State& state) {
  std::vector<SettlementId> home_of;
  std::size_t found = 0;
  for (const Person& person : state.persons) {
    CONSERVES(!person.household.is_none(), "somebody lives in no household");
    const std::size_t household = person.household.index();
    CONSERVES(household < state.persons.size(), fmt::format("there is no household {}", household));
    if (household >= home_of.size()) home_of.resize(household + 1);
    if (home_of[household].is_none()) ++found;
    CONSERVES(home_of[household].is_none() || home_of[household] == person.settlement,
              fmt::format("members of household {} live in two places", household));
    home_of[household] = person.settlement;
  }
  CONSERVES(found == home_of.size(), fmt::format("{} of {} households have no member",
                                                 home_of.size() - found, home_of.size()));
}

/// Whoever was there or was born has a row, and lives or is dead.
void check_persons(const Scenario& scenario, const State& state) {
  const CarePlan& plan = scenario.plan();
  std::uint64_t residents = scenario.population().absent;
  for (const Settlement& settlement : plan.settlements) residents += settlement.residents;
  const Headcount& count = state.population;
  CONSERVES(state.persons.size() == residents + count.born(),
            fmt::format("{} persons, {} residents and {} born", state.persons.size(), residents,
                        count.born()));
  const auto dead = static_cast<std::uint64_t>(std::count_if(
      state.persons.begin(), state.persons.end(), [](const Person& p) { return p.dead != 0; }));
  CONSERVES(dead == count.dead() && count.alive() + dead == state.persons.size(),
            fmt::format("{} persons are dead, {} have died and {} live", dead, count.dead(),
                        count.alive()));
  for (const Episode& episode : state.episodes.slots())
    CONSERVES(
        episode.stage == Stage::free || (episode.person.index() < state.persons.size() &&
                                         episode.number < state.persons[episode.person].episodes),
        fmt::format("episode {} of person {} never began", episode.number, episode.person.value));
}

void check_money(const State& state) {
  state.ledger.check_balanced();
  Money paid = state.paid_before_this_year;
  for (const Person& person : state.persons) paid += person.out_of_pocket;
  CONSERVES(paid == -state.ledger.balance(Ledger::households()),
            fmt::format("persons paid {} fen, households {} fen", paid.fen,
                        -state.ledger.balance(Ledger::households()).fen));
}

}  // namespace

void check_conservation(const Scenario& scenario, const State& state) {
  const CarePlan& plan = scenario.plan();
  check_persons(scenario, state);
  check_households(state);
  check_stations(plan, state);
  check_server_hours(scenario, state);
  check_episodes(state);
  check_money(state);
}

}  // namespace tiercare
