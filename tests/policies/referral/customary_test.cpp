// SPDX-License-Identifier: Apache-2.0
// Customary referral: up by letter, down by acquaintance.
#include "policies/make.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

Channel channel(const ReferralCase& referral) {
  return sample::made(customary_referral(), "")->channel(referral);
}

TEST(Customary, LetsADoctorWriteALetterUpwardToAnyone) {
  EXPECT_TRUE(channel({.direction = Direction::up, .same_consortium = false}).exists);
  EXPECT_TRUE(channel({.direction = Direction::up, .same_consortium = true}).exists);
}

TEST(Customary, KnowsAWayDownOnlyInsideTheConsortium) {
  EXPECT_FALSE(channel({.direction = Direction::down, .same_consortium = false}).exists);
  EXPECT_TRUE(channel({.direction = Direction::down, .same_consortium = true}).exists);
}

TEST(Customary, HasNoGreenChannelAndReservesNothing) {
  EXPECT_FALSE(channel({.direction = Direction::up, .same_consortium = true}).green);
  EXPECT_FALSE(channel({.direction = Direction::down, .same_consortium = true}).green);
  for (const Tier tier : all_tiers) {
    const ReservedPlaces places = sample::made(customary_referral(), "")->reserved_at(tier);
    EXPECT_EQ(places.rooms, 0U);
    EXPECT_EQ(places.beds_share, 0.0);
  }
}

}  // namespace
}  // namespace tiercare
