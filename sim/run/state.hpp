// SPDX-License-Identifier: Apache-2.0
// Everything that changes in a run, as one value: copy it, and both copies go on alike.
#pragma once

#include "care/care.hpp"
#include "run/scenario.hpp"

#include <vector>

namespace tiercare {

struct State {
  Randomness random;
  Agenda<Events> agenda;
  Persons persons;
  Headcount population;
  Episodes episodes;
  Stations stations;
  PublicWaits waits;
  Ledger ledger;
  BackgroundCounts background;
  std::vector<std::uint32_t> visits_today;  ///< by facility
  Appointments appointments;
  Money paid_before_this_year{};  ///< out of pocket of all persons in past benefit years

  /// What handlers act on.
  [[nodiscard]] Care care(const CarePlan& plan, FactSink& facts) {
    return {plan,  random, agenda,     persons,      population, episodes,    stations,
            waits, ledger, background, visits_today, facts,      appointments};
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("random", self.random);
    visit("agenda", self.agenda);
    visit("persons", self.persons);
    visit("population", self.population);
    visit("episodes", self.episodes);
    visit("stations", self.stations);
    visit("waits", self.waits);
    visit("ledger", self.ledger);
    visit("background", self.background);
    visit("visits_today", self.visits_today);
    visit("appointments", self.appointments);
    visit("paid_before_this_year", self.paid_before_this_year);
  }
};

/// The county on its first morning: people, empty queues, first needs, the turn of hours.
[[nodiscard]] State first_state(const Scenario& scenario, std::uint64_t seed,
                                std::uint32_t replication);

/// Checks what must always hold: persons, customers, beds and servers by count, Little's law and
/// the server-hours of every station, the ledger to the fen. \throws InternalError with the first
/// thing that does not
void check_conservation(const Scenario& scenario, const State& state);

}  // namespace tiercare
