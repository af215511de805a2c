// SPDX-License-Identifier: Apache-2.0
// The network rule: along edges and inside a consortium, nowhere else.
#include "policies/make.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

std::unique_ptr<const ReferralRule> rule(const std::string& text = "") {
  return sample::made(referral_by_network(), text);
}

TEST(NetworkRule, HasAChannelAlongAnEdgeOnTheEdgesTerms) {
  EXPECT_TRUE(rule()->channel({.edge = {.exists = true}}).exists);
  EXPECT_FALSE(rule()->channel({.edge = {.exists = true}}).green);
  EXPECT_TRUE(rule()->channel({.edge = {.exists = true, .green_channel = true}}).green);
}

TEST(NetworkRule, HasNoneElsewhereButInsideAConsortium) {
  EXPECT_FALSE(rule()->channel({.direction = Direction::up}).exists);
  EXPECT_TRUE(rule()->channel({.direction = Direction::down, .same_consortium = true}).exists);
}

TEST(NetworkRule, LooksAtEdgesFirstUnlessTold) {
  EXPECT_EQ(rule()->destination(), Destination::edge);
  EXPECT_EQ(rule("destination: openness")->destination(), Destination::openness);
}

TEST(NetworkRule, HoldsItsRedLinesInPrimaryCareFromAnAcuityOn) {
  const auto red = rule("red_lines: [stroke]\nred_lines_from: severe");
  EXPECT_TRUE(red->red_line(Tier::township, sample::stroke, Acuity::critical));
  EXPECT_FALSE(red->red_line(Tier::township, sample::stroke, Acuity::moderate));
  EXPECT_FALSE(red->red_line(Tier::county, sample::stroke, Acuity::critical));
  EXPECT_FALSE(red->red_line(Tier::township, sample::common_cold, Acuity::critical));
  EXPECT_FALSE(rule()->red_line(Tier::township, sample::stroke, Acuity::critical));
}

}  // namespace
}  // namespace tiercare
