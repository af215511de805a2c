// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <numeric>

#include "base/contract.hpp"
#include "run/state.hpp"

namespace tiercare {
namespace {

/// Episodes that stand in the queue or hold a server of each station.
struct Presence {
  std::vector<std::uint32_t> waiting;
  std::vector<std::uint32_t> held;
};

Presence count_patients(const CarePlan& plan, const State& state) {
  Presence count{std::vector<std::uint32_t>(plan.place_of.size()),
                 std::vector<std::uint32_t>(plan.place_of.size())};
  for (const Episode& episode : state.episodes.slots()) {
    if (episode.stage != Stage::queueing && episode.stage != Stage::in_service &&
        episode.stage != Stage::in_bed)
      continue;
    const Step& step = plan.pathway[episode.step];
    const bool bed = step.kind == StepKind::wait_for_bed || episode.stage == Stage::in_bed;
    const StationId station =
        plan.station(episode.facility, bed ? StationRole::ward : step.station);
    ++(episode.stage == Stage::queueing ? count.waiting : count.held)[station.index()];
  }
  return count;
}

void check_stations(const CarePlan& plan, const State& state) {
  const Instant now = state.agenda.now();
  Presence patients = count_patients(plan, state);
  for (std::size_t s = 0; s < plan.place_of.size(); ++s) {
    const StationId station = plan.place_of.id_of(s);
    const auto place = [&] {
      return fmt::format("{} (queue {})", plan.facilities[plan.place_of[station].facility].name,
                         static_cast<int>(plan.place_of[station].role));
    };
    CONSERVES(state.stations.little_law_holds(station, now), "Little's law at " + place());
    CONSERVES(state.stations.customers_are_conserved(station), "customers of " + place());
    CONSERVES(patients.held[s] + state.background.in_service[s] == state.stations.busy(station),
              "beds or servers held at " + place());
    CONSERVES(patients.waiting[s] <= state.stations.waiting(station), "who waits at " + place());
  }
}

void check_episodes(const State& state) {
  std::uint64_t running = 0;
  for (const Episode& episode : state.episodes.slots()) running += episode.stage != Stage::free;
  CONSERVES(running == state.episodes.begun() - state.episodes.ended(),
            fmt::format("{} episodes run, {} began and {} ended", running, state.episodes.begun(),
                        state.episodes.ended()));
}

void check_money(const State& state) {
  state.ledger.check_balanced();
  const Money paid = std::accumulate(state.persons.out_of_pocket.begin(),
                                     state.persons.out_of_pocket.end(),
                                     state.paid_before_this_year);
  CONSERVES(paid == -state.ledger.balance(Ledger::households()),
            fmt::format("persons paid {} fen, households {} fen", paid.fen,
                        -state.ledger.balance(Ledger::households()).fen));
}

}  // namespace

void check_conservation(const CarePlan& plan, const State& state) {
  check_stations(plan, state);
  check_episodes(state);
  check_money(state);
}

}  // namespace tiercare
