// SPDX-License-Identifier: Apache-2.0
// Agreed lists: conditions on a list go through the green channel, others by custom.
#include "base/error.hpp"
#include "policies/make.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tiercare {
namespace {

using sample::common_cold;
using sample::stroke;

std::unique_ptr<const ReferralRule> rule(const std::string& up, const std::string& down) {
  return sample::made(agreed_lists(), "up: " + up + "\ndown: " + down +
                                          "\ngreen_channel: {reserved_rooms: 2, reserved_beds: 5 "
                                          "%}\n");
}

ReferralCase sending(Direction direction, ConditionId condition, bool same_consortium = false) {
  return {.direction = direction, .same_consortium = same_consortium, .condition = condition};
}

TEST(AgreedLists, OpenTheGreenChannelToWhatIsListedUp) {
  const auto lists = rule("[stroke]", "[]");
  EXPECT_TRUE(lists->channel(sending(Direction::up, stroke)).exists);
  EXPECT_TRUE(lists->channel(sending(Direction::up, stroke)).green);
}

TEST(AgreedLists, LeaveTheLetterUpwardToWhatIsNotListed) {
  const auto lists = rule("[stroke]", "[]");
  EXPECT_TRUE(lists->channel(sending(Direction::up, common_cold)).exists);
  EXPECT_FALSE(lists->channel(sending(Direction::up, common_cold)).green);
}

TEST(AgreedLists, OpenAWayDownAcrossConsortiaToWhatIsListed) {
  const auto lists = rule("[]", "[stroke]");
  EXPECT_TRUE(lists->channel(sending(Direction::down, stroke)).exists);
  EXPECT_TRUE(lists->channel(sending(Direction::down, stroke)).green);
}

TEST(AgreedLists, LeaveWhatIsNotListedToAcquaintanceOnTheWayDown) {
  const auto lists = rule("[stroke]", "[stroke]");
  EXPECT_FALSE(lists->channel(sending(Direction::down, common_cold)).exists);
  EXPECT_TRUE(lists->channel(sending(Direction::down, common_cold, true)).exists);
  EXPECT_FALSE(lists->channel(sending(Direction::down, common_cold, true)).green);
}

TEST(AgreedLists, AreOfOneDirectionEach) {
  const auto lists = rule("[stroke]", "[common_cold]");
  EXPECT_FALSE(lists->channel(sending(Direction::down, stroke)).exists);
  EXPECT_FALSE(lists->channel(sending(Direction::up, common_cold)).green);
}

TEST(AgreedLists, ReservePlacesAtHospitalsOnly) {
  const auto lists = rule("[stroke]", "[]");
  for (const Tier tier : {Tier::county, Tier::tertiary}) {
    EXPECT_EQ(lists->reserved_at(tier).rooms, 2U);
    EXPECT_DOUBLE_EQ(lists->reserved_at(tier).beds_share, 0.05);
  }
  for (const Tier tier : {Tier::village, Tier::township}) {
    EXPECT_EQ(lists->reserved_at(tier).rooms, 0U);
    EXPECT_EQ(lists->reserved_at(tier).beds_share, 0.0);
  }
}

TEST(AgreedLists, RefuseAConditionNobodyKnows) {
  try {
    static_cast<void>(rule("[strok]", "[]"));
    FAIL() << "an unknown condition was accepted";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.diagnostics().at(0).message, "unknown condition 'strok'");
    EXPECT_EQ(error.diagnostics().at(0).hint, "did you mean 'stroke'?");
  }
}

TEST(AgreedLists, RefuseMoreRoomsThanAHospitalHas) {
  EXPECT_THROW(static_cast<void>(sample::made(
                   agreed_lists(),
                   "up: []\ndown: []\ngreen_channel: {reserved_rooms: 21, reserved_beds: 5 %}\n")),
               ScenarioError);
}

}  // namespace
}  // namespace tiercare
