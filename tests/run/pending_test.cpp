// SPDX-License-Identifier: Apache-2.0
// Nobody is forgotten: at any instant each person has one next need pending, each running episode
// one event that still holds, and each shift, day and year its turn.
//
// A copy of the agenda is emptied into a recorder that schedules nothing, so what it is told is
// exactly what was pending.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <map>

namespace tiercare::testing {
namespace {

/// What was pending, by whom it concerns.
struct Recorder {
  const Episodes& episodes;
  std::vector<int> needs;
  std::vector<int> live_events;  // by episode
  std::map<std::string_view, int> others;
  int overtaken = 0;

  void on(NeedArises event) { ++needs[event.person.index()]; }
  void on(Arrives event) { of_episode(event.episode, event.revision); }
  void on(StepEnds event) { of_episode(event.episode, event.revision); }
  void on(GivesUp event) { of_episode(event.episode, event.revision); }
  void on(LooksAgain event) { of_episode(event.episode, event.revision); }
  template <class Event>
  void on(Event) {
    ++others[Event::name];
  }

 private:
  void of_episode(EpisodeId episode, std::uint32_t revision) {
    if (episodes.holds(episode, revision))
      ++live_events[episode.index()];
    else
      ++overtaken;
  }
};

Recorder pending_in(const State& state) {
  Recorder recorder{state.episodes,
                    std::vector<int>(state.persons.size()),
                    std::vector<int>(state.episodes.slots().size()),
                    {}};
  Agenda<Events> agenda = state.agenda;
  agenda.run_until(Instant::never(), recorder);
  return recorder;
}

TEST(Pending, IsOneNextNeedOfEveryPerson) {
  Replication replication{small_county(), 4, 1};
  for (const int days : {0, 1, 33, 62, 80}) {
    run_quietly(replication, Instant{} + Duration::days(days));
    const Recorder pending = pending_in(replication.state());
    EXPECT_EQ(pending.needs, std::vector<int>(3000, 1)) << "day " << days;
  }
}

TEST(Pending, IsOneEventThatHoldsOfEveryRunningEpisodeAndNoneOfAnEndedOne) {
  Replication replication{small_county(), 4, 1};
  int seen = 0;
  for (Instant t = Instant{} + 9_h; t < replication.end(); t += 2_day + 5_h) {
    run_quietly(replication, t);
    const Recorder pending = pending_in(replication.state());
    const auto slots = replication.state().episodes.slots();
    for (std::size_t i = 0; i < slots.size(); ++i) {
      EXPECT_EQ(pending.live_events[i], slots[i].stage == Stage::free ? 0 : 1)
          << "episode in slot " << i << ", stage " << static_cast<int>(slots[i].stage);
      seen += slots[i].stage == Stage::free ? 0 : 1;
    }
  }
  EXPECT_GT(seen, 1000);
}

TEST(Pending, IsTheTurnOfEveryKindOfHoursTheDayTheYearAndOtherPlacesPatients) {
  Replication replication{small_county(), 4, 1};
  run_quietly(replication, Instant{} + 25_day + 10_h);
  const Recorder pending = pending_in(replication.state());
  EXPECT_EQ(pending.others.at("ShiftChanges"), 2);
  EXPECT_EQ(pending.others.at("DayEnds"), 1);
  EXPECT_EQ(pending.others.at("BenefitYearStarts"), 1);
  EXPECT_EQ(pending.others.at("BackgroundVisit"), 1);
  EXPECT_EQ(pending.others.at("BackgroundAdmission"), 1);
  EXPECT_FALSE(pending.others.contains("MeasurementStarts")) << "it is over";
  std::uint32_t in_service = 0;
  for (const std::uint32_t n : replication.state().background.in_service) in_service += n;
  EXPECT_EQ(pending.others.at("BackgroundEnds"), static_cast<int>(in_service));
}

TEST(APersonMarkedAsBeingInHospital, HasAnEpisodeThatIsOnItsWayInOrOut) {
  Replication replication{small_county(), 4, 1};
  for (int day = 1; day <= 80; ++day) {
    run_quietly(replication, Instant{} + Duration::days(day));
    const State& state = replication.state();
    std::vector<bool> under_way(state.persons.size());
    for (const Episode& episode : state.episodes.slots())
      if (episode.stage != Stage::free && episode.stage != Stage::at_home)
        under_way[episode.person.index()] = true;
    for (std::uint32_t p = 0; p < state.persons.size(); ++p)
      EXPECT_TRUE(state.persons[PersonId{p}].in_hospital == 0 || under_way[p])
          << "day " << day << ", person " << p;
  }
}

}  // namespace
TEST(APersonInABed, IsMarkedAsBeingInHospital) {
  Replication replication{small_county(), 4, 1};
  int in_bed = 0;
  for (int day = 1; day <= 80; ++day) {
    run_quietly(replication, Instant{} + Duration::days(day));
    for (const Episode& episode : replication.state().episodes.slots()) {
      if (episode.stage != Stage::in_bed) continue;
      ++in_bed;
      EXPECT_EQ(replication.state().persons[episode.person].in_hospital, 1)
          << "day " << day << ", person " << episode.person.value;
    }
  }
  EXPECT_GT(in_bed, 500);
}

}  // namespace tiercare::testing
