// SPDX-License-Identifier: Apache-2.0
// Waiting rooms that are full and queues that nobody joins: who is turned away is recorded, comes
// back, and is lost to no count.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace tiercare::testing {
namespace {

/// The contacts that were closed in the measured time.
class Contacts final : public FactSink {
 public:
  using FactSink::on;
  void on(const ContactFact& contact) override { closed.push_back(contact); }
  void on_measurement_start(Instant /*at*/) override { closed.clear(); }

  [[nodiscard]] std::vector<ContactFact> that_ended(ContactOutcome outcome) const {
    std::vector<ContactFact> found;
    std::ranges::copy_if(closed, std::back_inserter(found), [outcome](const ContactFact& contact) {
      return contact.outcome == outcome;
    });
    return found;
  }

  std::vector<ContactFact> closed;
};

struct Ended {
  Replication replication;
  Contacts contacts;
};

/// A replication to its end, in which nothing got lost.
Ended run_to_end(const Scenario& scenario) {
  Ended ended{Replication{scenario, 1, 1}, {}};
  ended.replication.run_until(ended.replication.end(), ended.contacts);
  ended.replication.check_conservation();
  return ended;
}

FacilityId county_hospital(const CarePlan& plan) {
  for (std::size_t f = 0; f < plan.facilities.size(); ++f)
    if (plan.facilities.values()[f].tier == Tier::county) return plan.facilities.id_of(f);
  return {};
}

StationStatistics rooms_of_the_county_hospital(const Scenario& scenario, const Ended& ended) {
  const CarePlan& plan = scenario.plan();
  const State& state = ended.replication.state();
  return state.stations.statistics(plan.station(county_hospital(plan), StationRole::consulting),
                                   state.agenda.now());
}

constexpr std::string_view two_places =
    "facilities: {county_hospital: {consulting: {waiting_room: 2}}}\n";

TEST(WaitingRoom, TurnsAwayWhomItCannotHoldAndNobodyElse) {
  const Scenario scenario = variant(two_places);
  const Ended ended = run_to_end(scenario);
  const auto turned_away = ended.contacts.that_ended(ContactOutcome::turned_away);
  EXPECT_GT(turned_away.size(), 20U);
  const StationStatistics rooms = rooms_of_the_county_hospital(scenario, ended);
  EXPECT_EQ(rooms.turned_away, turned_away.size());
  EXPECT_EQ(rooms.longest_queue, 2U);
  for (const ContactFact& contact : turned_away) {
    EXPECT_EQ(contact.facility, county_hospital(scenario.plan()));
    EXPECT_EQ(contact.charge, Money{}) << "nobody saw him";
    EXPECT_EQ(contact.patient_paid, Money{});
  }
}

TEST(WaitingRoom, WithoutALimitHoldsWhoeverComes) {
  const Ended ended = run_to_end(small_county());
  EXPECT_TRUE(ended.contacts.that_ended(ContactOutcome::turned_away).empty());
  EXPECT_GT(rooms_of_the_county_hospital(small_county(), ended).longest_queue, 2U);
}

TEST(WaitingRoom, ThatIsFullSendsTheIllnessToComeUpAgain) {
  const Ended ended = run_to_end(variant(two_places));
  std::size_t came_back = 0;
  for (const ContactFact& away : ended.contacts.that_ended(ContactOutcome::turned_away))
    came_back += std::ranges::any_of(ended.contacts.closed, [&](const ContactFact& later) {
      return later.person == away.person && later.episode == away.episode &&
             later.arrived > away.closed;
    });
  EXPECT_GT(came_back, 10U);
}

TEST(WaitingRoom, OfALaboratoryCostsTheTestButNotTheVisit) {
  const Scenario scenario =
      variant("facilities: {county_hospital: {laboratory: {waiting_room: 0}}}\n");
  const Ended ended = run_to_end(scenario);
  const StationId laboratory =
      scenario.plan().station(county_hospital(scenario.plan()), StationRole::laboratory);
  const State& state = ended.replication.state();
  EXPECT_GT(state.stations.statistics(laboratory, state.agenda.now()).turned_away, 5U);
  EXPECT_TRUE(ended.contacts.that_ended(ContactOutcome::turned_away).empty());
}

TEST(Balking, TurnsOrdinaryPatientsRoundAtTheSightOfAQueue) {
  const Scenario scenario = variant("patience: {balking: {tolerated: 0, per_person: 100 %}}\n");
  const Ended ended = run_to_end(scenario);
  const auto turned_away = ended.contacts.that_ended(ContactOutcome::turned_away);
  EXPECT_GT(turned_away.size(), 50U);
  for (const ContactFact& contact : turned_away)
    EXPECT_FALSE(scenario.plan().conditions[contact.condition].course(contact.acuity).urgent);
  // Whoever joins at all finds nobody waiting, or is urgent.
  EXPECT_LT(rooms_of_the_county_hospital(scenario, ended).longest_queue,
            rooms_of_the_county_hospital(small_county(), run_to_end(small_county())).longest_queue);
}

TEST(Balking, GrowsWithTheQueueUpToItsLimit) {
  const auto away = [](std::string_view balking) {
    const auto ended = run_to_end(variant("patience: {balking: " + std::string{balking} + "}\n"));
    return ended.contacts.that_ended(ContactOutcome::turned_away).size();
  };
  const std::size_t mild = away("{tolerated: 2, per_person: 5 %}");
  const std::size_t capped = away("{tolerated: 2, per_person: 100 %, at_most: 20 %}");
  const std::size_t sharp = away("{tolerated: 2, per_person: 100 %}");
  EXPECT_GT(mild, 0U);
  EXPECT_LT(mild, sharp);
  EXPECT_GT(capped, 0U);
  EXPECT_LT(capped, sharp);
}

TEST(Balking, AtQueuesThatNeverGetSoLongChangesNothing) {
  const Scenario same = variant("patience: {balking: {tolerated: 100000, per_person: 100 %}}\n");
  EXPECT_EQ(run_once(same).state_digest, run_once(small_county()).state_digest);
}

}  // namespace
}  // namespace tiercare::testing
