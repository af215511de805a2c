// SPDX-License-Identifier: Apache-2.0
// Nothing is lost and nothing appears: persons, patients, beds, server-hours and money, at any
// instant of a run; and what breaks this by hand is noticed.
#include "base/contract.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <numeric>

namespace tiercare::testing {
namespace {

/// A day on which every kind of queue has somebody in it, near noon.
constexpr Instant busy_morning = Instant{} + 34_day + 9_h + 41_min;

const State& busy_state() {
  static const State state = [] {
    Replication replication{small_county(), 3, 1};
    run_quietly(replication, busy_morning);
    return replication.state();
  }();
  return state;
}

/// What the check says of the busy state after `change`; empty if nothing.
std::string said_after(const std::function<void(State&)>& change) {
  State state = busy_state();
  change(state);
  try {
    check_conservation(small_county(), state);
    return {};
  } catch (const InternalError& error) {
    return error.what();
  }
}

/// The first episode in this stage, to be tampered with.
Episode& someone(State& state, Stage stage) {
  for (std::uint32_t i = 0;; ++i) {
    Episode& episode = state.episodes[EpisodeId{i}];
    if (episode.stage == stage) return episode;
  }
}

StationId ward_of_the_county_hospital() {
  const CarePlan& plan = small_county().plan();
  for (std::size_t f = 0; f < plan.facilities.size(); ++f)
    if (plan.facilities.values()[f].tier == Tier::county)
      return plan.station(plan.facilities.id_of(f), StationRole::ward);
  return {};
}

TEST(Conservation, HoldsAtTheEndAndAtTenInstantsBetween) {
  Replication replication{small_county(), 11, 1};
  for (int slice = 1; slice <= 10; ++slice) {
    run_quietly(replication, Instant{replication.end().ms / 10 * slice - 7'654'321});
    EXPECT_NO_THROW(replication.check_conservation()) << "slice " << slice;
  }
  run_quietly(replication, replication.end());
  EXPECT_NO_THROW(replication.check_conservation());
}

TEST(Conservation, HoldsOnTheFirstMorningAndAtEveryTurnOfHoursOfADay) {
  Replication replication{small_county(), 11, 1};
  EXPECT_NO_THROW(replication.check_conservation());
  for (int half_hours = 1; half_hours <= 48; ++half_hours) {
    run_quietly(replication, Instant{} + half_hours * 30_min);
    EXPECT_NO_THROW(replication.check_conservation()) << half_hours << " half hours";
  }
}

TEST(Conservation, SaysNothingOfAStateThatNobodyTouched) {
  EXPECT_EQ(said_after([](State&) {}), "");
}

TEST(Conservation, SeesMoneyThatMovedWithoutAPerson) {
  const auto said = said_after([](State& state) {
    state.ledger.transfer(Ledger::households(), Ledger::fund(InsuranceScheme::resident),
                          Money{.fen = 1});
  });
  EXPECT_NE(said.find("households"), std::string::npos) << said;
}

TEST(Conservation, SeesAFenThatAPersonPaidToNobody) {
  const auto said =
      said_after([](State& state) { state.persons[PersonId{5}].out_of_pocket.fen += 1; });
  EXPECT_NE(said.find("persons paid"), std::string::npos) << said;
}

TEST(Conservation, SeesAPatientWhoVanishedFromHisBed) {
  const auto said =
      said_after([](State& state) { someone(state, Stage::in_bed).stage = Stage::at_home; });
  EXPECT_NE(said.find("beds or servers held"), std::string::npos) << said;
}

TEST(Conservation, SeesAPatientInABedOfAnotherHospital) {
  const auto said = said_after([](State& state) {
    Episode& episode = someone(state, Stage::in_bed);
    for (std::uint32_t f = 0;; ++f) {
      const auto& facility = small_county().plan().facilities[FacilityId{f}];
      if (facility.beds == 0 || FacilityId{f} == episode.facility) continue;
      episode.facility = FacilityId{f};
      return;
    }
  });
  EXPECT_NE(said.find("beds or servers held"), std::string::npos) << said;
}

TEST(Conservation, SeesAnEpisodeThatEndedTwice) {
  const auto said =
      said_after([](State& state) { someone(state, Stage::at_home).stage = Stage::free; });
  EXPECT_NE(said.find("episodes run"), std::string::npos) << said;
}

TEST(Conservation, SeesAnEpisodeThatNeverBegan) {
  const auto said = said_after([](State& state) { someone(state, Stage::at_home).number += 1000; });
  EXPECT_NE(said.find("never began"), std::string::npos) << said;
}

TEST(Conservation, SeesAHouseholdInTwoPlaces) {
  const auto said = said_after([](State& state) {
    const Person& last = state.persons.values().back();
    state.persons[PersonId{0}].household = last.household;
  });
  EXPECT_NE(said.find("live in two places"), std::string::npos) << said;
}

TEST(Conservation, SeesAHouseholdThatNobodyLivesIn) {
  const auto said =
      said_after([](State& state) { state.persons[PersonId{7}].household = HouseholdId{2900}; });
  EXPECT_NE(said.find("have no member"), std::string::npos) << said;
}

TEST(Conservation, SeesWhoLivesInNoHousehold) {
  const auto said = said_after([](State& state) { state.persons[PersonId{7}].household = {}; });
  EXPECT_NE(said.find("lives in no household"), std::string::npos) << said;
}

TEST(Conservation, SeesAPersonTooMany) {
  const auto said = said_after([](State& state) { state.persons.resize(3001); });
  EXPECT_NE(said.find("3001 persons, 3000 residents"), std::string::npos) << said;
}

TEST(Conservation, SeesAnotherPlacesPatientTooMany) {
  const auto said = said_after([](State& state) { ++state.background.in_service.back(); });
  EXPECT_NE(said.find("beds or servers held"), std::string::npos) << said;
}

TEST(Conservation, SeesABedThatWasThereForAnHourOnly) {
  const StationId ward = ward_of_the_county_hospital();
  const auto said = said_after([ward](State& state) {
    const std::uint32_t beds = state.stations.servers(ward);
    state.stations.set_servers(ward, beds + 1, busy_morning - 1_h);
    state.stations.set_servers(ward, beds, busy_morning);
  });
  EXPECT_NE(said.find("server-hours"), std::string::npos) << said;
}

TEST(Conservation, CountsServerHoursOfHolidaysWeekendsAndLunch) {
  const CarePlan& plan = small_county().plan();
  Replication replication{small_county(), 3, 1};
  run_quietly(replication, replication.end());
  for (std::size_t s = 0; s < plan.place_of.size(); ++s) {
    const auto [facility, role, ward] = plan.place_of.values()[s];
    if (plan.facilities[facility].tier != Tier::tertiary || role != StationRole::consulting)
      continue;
    // 21 November to 19 January are 60 days: 44 from Monday to Friday, one of them a holiday with
    // Sunday's hours, and 16 at weekends. Three rooms in 7.5 or 4 hours, one at any other.
    const double hours = 60 * 24.0 + 2 * (43 * 7.5 + 17 * 4.0);
    EXPECT_DOUBLE_EQ(replication.state()
                         .stations.statistics(plan.place_of.id_of(s), replication.end())
                         .capacity.in_hours(),
                     hours);
  }
}

TEST(LittlesLaw, HoldsOnEveryStationWithQueuesInEveryKindOfThem) {
  const CarePlan& plan = small_county().plan();
  Replication replication{small_county(), 3, 1};
  run_quietly(replication, replication.end());
  const Stations& stations = replication.state().stations;
  std::array<Duration, station_role_count> queued{};
  for (std::size_t s = 0; s < plan.place_of.size(); ++s) {
    const StationId station = plan.place_of.id_of(s);
    EXPECT_TRUE(stations.little_law_holds(station, replication.end()));
    queued[index(plan.place_of[station].role)] +=
        stations.statistics(station, replication.end()).queue;
  }
  for (const StationRole role : {StationRole::registration, StationRole::consulting,
                                 StationRole::laboratory, StationRole::ward})
    EXPECT_GT(queued[index(role)], 1_h) << "the test saw no queue";
}

}  // namespace
}  // namespace tiercare::testing
