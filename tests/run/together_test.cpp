// SPDX-License-Identifier: Apache-2.0
// Scenarios that are run together have what they would have alone; what they share is run once.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <map>

namespace tiercare::testing {
namespace {

constexpr std::string_view letters_from_day_30 = R"(
timeline:
  - on: 2017-12-01
    change: {release: {intercept: 9}, facilities: {county_hospital: {beds: 12}}}
)";

constexpr std::string_view beds_from_day_19 = R"(
timeline:
  - on: 2017-11-20
    change: {facilities: {county_hospital: {beds: 12}}}
)";

std::vector<std::string> state_digests(const ExperimentResult& result) {
  std::vector<std::string> digests;
  for (const auto& one : result.replications) digests.push_back(one.state_digest);
  return digests;
}

void expect_equal(const ExperimentResult& together, const ExperimentResult& alone) {
  ASSERT_EQ(together.replications.size(), alone.replications.size());
  for (std::size_t i = 0; i < alone.replications.size(); ++i) {
    const auto& here = together.replications[i];
    const auto& there = alone.replications[i];
    EXPECT_EQ(here.state_digest, there.state_digest);
    EXPECT_EQ(here.content_digest, there.content_digest);
    EXPECT_EQ(here.events, there.events);
    EXPECT_EQ(here.encounters, there.encounters);
    ASSERT_EQ(here.indicators.size(), there.indicators.size());
    for (std::size_t k = 0; k < there.indicators.size(); ++k) {
      EXPECT_EQ(here.indicators[k].numerator, there.indicators[k].numerator)
          << there.indicators[k].id;
      EXPECT_EQ(here.indicators[k].denominator, there.indicators[k].denominator)
          << there.indicators[k].id;
    }
  }
}

TEST(RunTogether, GivesEachScenarioWhatItHasAloneToTheByte) {
  const std::vector scenarios{small_county(), variant(letters_from_day_30)};
  const TemporaryFolder folder;
  const TemporaryFolder other;
  const auto together =
      run_together(scenarios, {.replications = 2, .threads = 2, .output_directory = folder.path()});
  ASSERT_EQ(together.size(), 2U);
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    const auto alone =
        run_experiment(scenarios[s], {.replications = 2, .output_directory = other.path()});
    expect_equal(together[s], alone);
    for (std::size_t i = 0; i < 2; ++i)
      EXPECT_TRUE(text_of(together[s].replications[i].file) == text_of(alone.replications[i].file));
  }
  EXPECT_NE(state_digests(together[0]), state_digests(together[1]));
}

TEST(RunTogether, TakesVariantsInTheOrderInWhichTheyPart) {
  const std::vector scenarios{small_county(), variant(letters_from_day_30),
                              variant("release: {intercept: 3}\n"), variant(beds_from_day_19),
                              variant("name: alike\n")};
  const auto together = run_together(scenarios, {.replications = 1, .threads = 2});
  for (std::size_t s = 0; s < scenarios.size(); ++s)
    expect_equal(together[s], run_experiment(scenarios[s], {.replications = 1}));
}

TEST(RunTogether, SimulatesOnceWhatIsShared) {
  const std::vector scenarios{small_county(), variant(letters_from_day_30)};
  std::map<int, std::vector<double>> told;
  static_cast<void>(run_together(
      scenarios, {.on_progress = [&](Progress p) { told[p.scenario].push_back(p.fraction); }}));
  for (const auto& [scenario, fractions] : told) {
    EXPECT_TRUE(std::ranges::is_sorted(fractions));
    EXPECT_EQ(fractions.back(), 1.0);
  }
  EXPECT_LT(told.at(0).front(), 0.02);
  EXPECT_GT(told.at(1).front(), 0.3) << "it begins where it parts";
}

TEST(RunTogether, RefusesTwoScenariosOfOneFile) {
  const std::vector scenarios{variant("name: one\n"),
                              variant("name: other\n")};  // both variant.yaml
  const TemporaryFolder folder;
  EXPECT_THROW(static_cast<void>(run_together(scenarios, {.output_directory = folder.path()})),
               OutputError);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(RunTogether, KeepsWhatHadFinishedIfStopped) {
  const std::vector scenarios{small_county(), variant(letters_from_day_30)};
  const TemporaryFolder folder;
  std::atomic<bool> stop{false};
  const auto together = run_together(
      scenarios, {.replications = 2,
                  .output_directory = folder.path(),
                  .on_progress = [&](Progress p) { stop = p.scenario == 1 && p.fraction == 1.0; },
                  .stop_requested = [&] { return stop.load(); }});
  EXPECT_TRUE(together[0].stopped);
  ASSERT_EQ(together[1].replications.size(), 1U);
  EXPECT_TRUE(together[1].replications[0].complete);
  ASSERT_EQ(together[0].replications.size(), 1U);
  EXPECT_FALSE(together[0].replications[0].complete) << "it was on its way after the other parted";
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "small-0001.h5.partial"));
}

}  // namespace
}  // namespace tiercare::testing
