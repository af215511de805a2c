// SPDX-License-Identifier: Apache-2.0
// The state of a run is a value: copied at any instant, both copies go on to the same history.
#include "kernel/columns.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

namespace tiercare::testing {
namespace {

constexpr std::uint64_t seed = 7;

Instant day(int n) {
  return Instant{} + Duration::days(n);
}

std::uint64_t digest_at_the_end(Replication& replication) {
  run_quietly(replication, replication.end());
  return columns_digest(replication.state());
}

TEST(State, CopiedAtAnyInstantGoesOnToTheSameEnd) {
  Replication original{small_county(), seed, 1};
  std::vector<Replication> copies;
  for (const Instant instant :
       {day(0), day(3) + 9_h + 17_min, day(20), day(40) + 1_s, day(61), day(79)}) {
    run_quietly(original, instant);
    copies.emplace_back(small_county(), original.state());
    EXPECT_TRUE(columns_equal(copies.back().state(), original.state()));
  }
  const std::uint64_t end = digest_at_the_end(original);
  for (Replication& copy : copies) {
    EXPECT_EQ(digest_at_the_end(copy), end) << "copied earlier";
    EXPECT_TRUE(columns_equal(copy.state(), original.state()));
  }
}

TEST(State, IsTheSameWhetherRunStraightOrInSlices) {
  Replication straight{small_county(), seed, 1};
  Replication sliced{small_county(), seed, 1};
  // An odd length, so that slices end between events, on events, and at midnights.
  for (Instant bound = day(0) + 7_h + 13_min; bound < sliced.end(); bound += 7_h + 13_min)
    run_quietly(sliced, bound);
  EXPECT_EQ(digest_at_the_end(sliced), digest_at_the_end(straight));
}

TEST(State, IsLeftAloneByWhatItsCopyDoes) {
  Replication original{small_county(), seed, 1};
  run_quietly(original, day(10));
  const std::uint64_t before = columns_digest(original.state());
  Replication copy{small_county(), original.state()};
  EXPECT_NE(digest_at_the_end(copy), before);
  EXPECT_EQ(columns_digest(original.state()), before);
}

TEST(State, OfOneCountyGoesOnUnderTheRulesOfAnother) {
  const Scenario reform = variant("benefits: {resident: {in_policy: 50 %}}\n");
  Replication baseline{small_county(), seed, 1};
  run_quietly(baseline, day(30));
  Replication reformed{reform, baseline.state()};
  EXPECT_NE(digest_at_the_end(reformed), digest_at_the_end(baseline));
  EXPECT_NO_THROW(reformed.check_conservation());
}

TEST(State, DiffersBetweenSeedsAndBetweenReplications) {
  const auto end = [](std::uint64_t of_seed, std::uint32_t replication) {
    Replication run{small_county(), of_seed, replication};
    run_quietly(run, day(5));
    return columns_digest(run.state());
  };
  EXPECT_EQ(end(1, 1), end(1, 1));
  EXPECT_NE(end(1, 1), end(2, 1));
  EXPECT_NE(end(1, 1), end(1, 2));
  EXPECT_NE(end(1, 2), end(2, 1));
}

}  // namespace
}  // namespace tiercare::testing
