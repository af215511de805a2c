// SPDX-License-Identifier: Apache-2.0
// The pool of episodes: slots are used again, and events meant for a former occupant are known.
#include "care/episodes.hpp"

#include "base/contract.hpp"
#include "kernel/columns.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

EpisodeId begin(Episodes& episodes, std::uint32_t person) {
  return episodes.begin(PersonId{person}, 0, ConditionId{0}, Acuity::mild);
}

TEST(Episodes, BeginAtHomeWithNothingBehindThem) {
  Episodes episodes;
  const EpisodeId id = episodes.begin(PersonId{4}, 9, ConditionId{2}, Acuity::severe);
  const Episode& episode = episodes[id];
  EXPECT_EQ(episode.person, PersonId{4});
  EXPECT_EQ(episode.number, 9U);
  EXPECT_EQ(episode.condition, ConditionId{2});
  EXPECT_EQ(episode.acuity, Acuity::severe);
  EXPECT_EQ(episode.stage, Stage::at_home);
  EXPECT_EQ(episode.contact, 0);
  EXPECT_TRUE(episode.facility.is_none());
  EXPECT_EQ(episode.deductible_paid, Money{});
}

TEST(Episodes, UseASlotAgainOnceItIsFree) {
  Episodes episodes;
  const EpisodeId first = begin(episodes, 1);
  const EpisodeId second = begin(episodes, 2);
  EXPECT_NE(first, second);
  episodes.end(first);
  const EpisodeId third = begin(episodes, 3);
  EXPECT_EQ(third, first);
  EXPECT_EQ(episodes[third].person, PersonId{3});
  EXPECT_EQ(episodes.slots().size(), 2U);
}

TEST(Episodes, LeaveNothingOfTheFormerOccupantButTheRevision) {
  Episodes episodes;
  const EpisodeId id = begin(episodes, 1);
  episodes[id].contact = 5;
  episodes[id].failed_capability = 2.0F;
  episodes[id].deductible_paid = Money{600};
  episodes[id].referred = 1;
  episodes.end(id);
  begin(episodes, 2);
  EXPECT_EQ(episodes[id].contact, 0);
  EXPECT_EQ(episodes[id].failed_capability, 0.0F);
  EXPECT_EQ(episodes[id].deductible_paid, Money{});
  EXPECT_EQ(episodes[id].referred, 0);
}

TEST(Episodes, KnowAnEventMeantForAFormerOccupant) {
  Episodes episodes;
  const EpisodeId id = begin(episodes, 1);
  const std::uint32_t then = episodes[id].revision;
  EXPECT_TRUE(episodes.holds(id, then));
  episodes.end(id);
  EXPECT_FALSE(episodes.holds(id, then)) << "ended";
  begin(episodes, 2);
  EXPECT_FALSE(episodes.holds(id, then)) << "someone else's";
}

TEST(Episodes, NeverGiveASlotTheSameRevisionTwice) {
  Episodes episodes;
  std::uint32_t highest = 0;
  for (std::uint32_t round = 0; round < 100; ++round) {
    const EpisodeId id = begin(episodes, round);
    EXPECT_GT(episodes[id].revision, highest);
    highest = episodes[id].revision += round % 3;
    episodes.end(id);
  }
  EXPECT_EQ(episodes.slots().size(), 1U);
}

TEST(Episodes, CountWhatBeganAndWhatEnded) {
  Episodes episodes;
  const EpisodeId first = begin(episodes, 1);
  begin(episodes, 2);
  episodes.end(first);
  EXPECT_EQ(episodes.begun(), 2U);
  EXPECT_EQ(episodes.ended(), 1U);
}

TEST(Episodes, AreAValue) {
  Episodes episodes;
  const EpisodeId id = begin(episodes, 1);
  Episodes copy = episodes;
  EXPECT_TRUE(columns_equal(copy, episodes));
  copy[id].contact = 1;
  EXPECT_FALSE(columns_equal(copy, episodes));
  EXPECT_EQ(episodes[id].contact, 0);
}

#ifdef TIERCARE_CONTRACTS
TEST(Episodes, EndAtHomeOnly) {
  Episodes episodes;
  const EpisodeId id = begin(episodes, 1);
  episodes[id].stage = Stage::in_bed;
  EXPECT_THROW(episodes.end(id), InternalError);
}
#endif

}  // namespace
}  // namespace tiercare
