// SPDX-License-Identifier: Apache-2.0
// What a resident costs in memory, measured column by column: at most 120 bytes with his next need.
#include "kernel/columns.hpp"
#include "run/small_county.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iostream>

namespace tiercare::testing {
namespace {

/// What the columns of one part of the state cost a person.
double bytes_per_person(const State& state, const std::string& part) {
  std::size_t bytes = 0;
  for (const ColumnSize& size : column_sizes(state))
    if (size.name == part || size.name.starts_with(part + ".")) bytes += size.bytes;
  return static_cast<double>(bytes) / static_cast<double>(state.persons.size());
}

void print_table(const State& state) {
  for (const ColumnSize& size : column_sizes(state))
    std::cout << fmt::format(
        "{:<32}{:>10.2f} bytes a person\n", size.name,
        static_cast<double>(size.bytes) / static_cast<double>(state.persons.size()));
}

TEST(Memory, OfAPersonAndHisPendingNeedIsAtMost120Bytes) {
  const Scenario scenario = variant("population: {residents: 50000}\n");
  const Replication replication{scenario, 1, 1};
  const State& state = replication.state();
  ASSERT_EQ(state.persons.size(), 50'000U);
  print_table(state);
  const double persons = bytes_per_person(state, "persons");
  const double agenda = bytes_per_person(state, "agenda");
  EXPECT_GT(persons, 20.0);
  EXPECT_GT(agenda, 23.0) << "somebody has no need pending";
  EXPECT_LE(persons + agenda, 120.0);
}

TEST(Memory, OfARowIsOneCacheLine) {
  EXPECT_EQ(sizeof(Person), 64U);
  EXPECT_EQ(alignof(Person), 64U) << "a row on two lines costs two misses";
}

TEST(Memory, OfAPersonStaysBelow120BytesToTheEndOfARunWithAllThatHangsOnPeople) {
  const Scenario scenario = variant(
      "population: {registered: 5000, seasonal: 10 %, vital_rates: {fertility: 0.06 /year, "
      "mortality: {under_5: 0.002 /year, from_5_to_14: 0.001 /year, from_15_to_44: 0.001 /year, "
      "from_45_to_59: 0.003 /year, from_60_to_64: 0.01 /year, from_65_to_79: 0.02 /year, from_80: "
      "0.1 /year}}}\n");
  const ReplicationResult result = run_once(scenario);
  EXPECT_GE(result.persons, 5000U);
  double bytes = 0.0;
  for (const ColumnSize& table : result.memory)
    if (table.name == "persons" || table.name == "agenda")
      bytes += static_cast<double>(table.bytes);
  EXPECT_GT(bytes / static_cast<double>(result.persons), 80.0);
  EXPECT_LE(bytes / static_cast<double>(result.persons), 120.0);
}

TEST(Memory, OfEpisodesDoesNotGrowWithTheYears) {
  // Slots are recycled: the pool is as large as the busiest instant was, not as history is long.
  Replication replication{small_county(), 1, 1};
  run_quietly(replication, replication.end());
  const Episodes& episodes = replication.state().episodes;
  EXPECT_GT(episodes.begun(), 3000U);
  EXPECT_LT(episodes.slots().size(), episodes.begun() / 4);
}

}  // namespace
}  // namespace tiercare::testing
