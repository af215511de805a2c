// SPDX-License-Identifier: Apache-2.0
// An experiment gives the same bytes however many threads run it, and leaves files that can be
// trusted however it ends.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>

namespace tiercare::testing {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{folder})
    names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

/// Asks for three files and stops in the middle of the second replication.
ExperimentResult stopped_in_the_second(const fs::path& folder) {
  std::atomic<bool> stop{false};
  return run_experiment(
      small_county(),
      {.replications = 3,
       .output_directory = folder,
       .on_progress = [&](Progress p) { stop = p.replication == 2 && p.fraction > 0.5; },
       .stop_requested = [&] { return stop.load(); }});
}

TEST(Experiment, WritesEqualBytesAtAnyNumberOfThreads) {
  std::vector<std::vector<std::string>> files;
  for (const int threads : {1, 2, 4}) {
    const TemporaryFolder folder;
    const auto result = run_experiment(
        small_county(), {.replications = 4, .threads = threads, .output_directory = folder.path()});
    ASSERT_EQ(result.replications.size(), 4U);
    auto& bytes = files.emplace_back();
    for (const auto& one : result.replications) bytes.push_back(text_of(one.file));
  }
  EXPECT_GT(files[0][0].size(), 100'000U);
  EXPECT_TRUE(files[0] == files[1]) << "two threads";
  EXPECT_TRUE(files[0] == files[2]) << "four threads";
  EXPECT_FALSE(files[0][0] == files[0][1]) << "two replications are alike";
}

TEST(Experiment, ReturnsReplicationsInOrder) {
  const auto result = run_experiment(small_county(), {.replications = 5, .threads = 3});
  ASSERT_EQ(result.replications.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(result.replications[i].replication, static_cast<int>(i) + 1);
    EXPECT_TRUE(result.replications[i].complete);
    EXPECT_TRUE(result.replications[i].file.empty());
  }
  EXPECT_FALSE(result.stopped);
}

TEST(Experiment, GivesAReplicationTheSameHistoryAloneOrAmongOthers) {
  const auto one = run_once(small_county());
  const auto many = run_experiment(small_county(), {.replications = 3, .threads = 2});
  EXPECT_EQ(many.replications[0].state_digest, one.state_digest);
}

TEST(Experiment, GoesOnWhereAnotherEndedAsIfTheyWereOne) {
  const TemporaryFolder folder;
  RunOptions options{.replications = 3, .output_directory = folder.path()};
  const auto whole = run_experiment(small_county(), options);
  const TemporaryFolder other;
  options.output_directory = other.path();
  options.replications = 2;
  options.first = 2;
  const auto rest = run_experiment(small_county(), options);
  ASSERT_EQ(rest.replications.size(), 2U);
  EXPECT_EQ(names_in(other.path()), (std::vector<std::string>{"small-0002.h5", "small-0003.h5"}));
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(rest.replications[i].replication, static_cast<int>(i) + 2);
    EXPECT_EQ(rest.replications[i].content_digest, whole.replications[i + 1].content_digest);
  }
}

TEST(Experiment, IsNotChangedByWhatIsWritten) {
  const TemporaryFolder folder;
  const auto without = run_once(small_county());
  const auto run_with = [&](Detail detail) {
    return run_experiment(small_county(), {.output_directory = folder.path(),
                                           .overwrite = Overwrite::replace,
                                           .detail = detail})
        .replications.at(0);
  };
  const auto full = run_with(Detail::encounters);
  const auto sparse = run_with(Detail::indicators);
  EXPECT_EQ(full.state_digest, without.state_digest);
  EXPECT_EQ(sparse.state_digest, without.state_digest);
  EXPECT_EQ(full.events, without.events);
  EXPECT_NE(full.content_digest, sparse.content_digest);
  for (std::size_t i = 0; i < full.indicators.size(); ++i)
    EXPECT_EQ(full.indicators[i].numerator, without.indicators[i].numerator)
        << full.indicators[i].id;
}

TEST(Experiment, IsRunAsTheScenarioWishesUnlessTheCallerSays) {
  const TemporaryFolder folder;
  const Scenario twice = variant("replications: 2\nrecord: {detail: indicators}\n");
  const auto contents = [&](const RunOptions& asked) {
    RunOptions options = asked;
    options.output_directory = folder.path();
    options.overwrite = Overwrite::replace;
    std::vector<std::string> digests;
    for (const auto& one : run_experiment(twice, options).replications)
      digests.push_back(one.content_digest);
    return digests;
  };
  const auto wished = contents({});
  EXPECT_EQ(wished.size(), 2U);
  EXPECT_EQ(contents({.replications = 1, .detail = Detail::indicators}),
            std::vector{wished.front()});
  EXPECT_NE(contents({.replications = 1, .detail = Detail::encounters}),
            std::vector{wished.front()});
  EXPECT_EQ(run_experiment(small_county(), {}).replications.size(), 1U) << "nobody says";
}

TEST(Experiment, TellsProgressToTheEnd) {
  std::vector<double> told;
  static_cast<void>(run_experiment(
      small_county(), {.on_progress = [&](Progress p) { told.push_back(p.fraction); }}));
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_EQ(told.back(), 1.0);
}

TEST(Experiment, FewEventsAreStale) {
  const auto result = run_once(small_county());
  EXPECT_GT(result.stale_events, 0U);
  EXPECT_LT(static_cast<double>(result.stale_events), 0.2 * static_cast<double>(result.events));
}

TEST(StoppedExperiment, KeepsWhatHadFinishedAndAPartialFileOfTheRest) {
  const TemporaryFolder folder;
  const auto result = stopped_in_the_second(folder.path());
  EXPECT_TRUE(result.stopped);
  ASSERT_EQ(result.replications.size(), 2U) << "the third was never begun";
  EXPECT_TRUE(result.replications[0].complete);
  EXPECT_FALSE(result.replications[0].indicators.empty());
  EXPECT_FALSE(result.replications[1].complete);
  EXPECT_TRUE(result.replications[1].indicators.empty());
  EXPECT_TRUE(result.replications[1].content_digest.empty());
  EXPECT_EQ(names_in(folder.path()),
            (std::vector<std::string>{"small-0001.h5", "small-0002.h5.partial"}));
}

TEST(Experiment, CanBeRefusedForFilesInTheWayBeforeAnythingIsRun) {
  const TemporaryFolder folder;
  RunOptions options{.replications = 2, .output_directory = folder.path()};
  EXPECT_NO_THROW(refuse_existing(small_county(), options));
  std::ofstream{folder.path() / "small-0002.h5.partial"} << "left";
  EXPECT_THROW(refuse_existing(small_county(), options), OutputError);
  options.overwrite = Overwrite::replace;
  EXPECT_NO_THROW(refuse_existing(small_county(), options));
}

TEST(Experiment, ThatGoesOnIsRefusedForItsOwnFilesAlone) {
  const TemporaryFolder folder;
  std::ofstream{folder.path() / "small-0002.h5"} << "of the first two";
  RunOptions options{.replications = 2, .first = 3, .output_directory = folder.path()};
  EXPECT_NO_THROW(refuse_existing(small_county(), options));
  std::ofstream{folder.path() / "small-0004.h5"} << "in the way";
  EXPECT_THROW(refuse_existing(small_county(), options), OutputError);
}

TEST(StoppedExperiment, LeavesAPartialFileThatIsNotLostUnasked) {
  const TemporaryFolder folder;
  static_cast<void>(stopped_in_the_second(folder.path()));
  fs::remove(folder.path() / "small-0001.h5");
  bool begun = false;
  EXPECT_THROW(static_cast<void>(run_experiment(small_county(),
                                                {.replications = 2,
                                                 .output_directory = folder.path(),
                                                 .on_progress = [&](Progress) { begun = true; }})),
               OutputError);
  EXPECT_FALSE(begun) << "the first replication ran before the second's file was looked for";
}

TEST(StoppedExperiment, CanBeStoppedBeforeItBegins) {
  const auto result =
      run_experiment(small_county(), {.replications = 2, .stop_requested = [] { return true; }});
  EXPECT_TRUE(result.stopped);
  EXPECT_TRUE(result.replications.empty());
}

TEST(ResultsFiles, AreRefusedBeforeAnythingRunsIfOneIsThere) {
  const TemporaryFolder folder;
  std::ofstream{folder.path() / "small-0002.h5"} << "somebody's results";
  bool begun = false;
  try {
    static_cast<void>(
        run_experiment(small_county(), {.replications = 2,
                                        .output_directory = folder.path(),
                                        .on_progress = [&](Progress) { begun = true; }}));
    FAIL() << "nothing was said";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.path(), (folder.path() / "small-0002.h5").string());
  }
  EXPECT_FALSE(begun);
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"small-0002.h5"});
  EXPECT_EQ(text_of(folder.path() / "small-0002.h5"), "somebody's results");
}

TEST(ResultsFiles, AreReplacedIfAskedFor) {
  const TemporaryFolder folder;
  const RunOptions options{.output_directory = folder.path(), .overwrite = Overwrite::replace};
  const auto first = run_experiment(small_county(), options).replications.at(0);
  const std::string before = text_of(first.file);
  std::ofstream{first.file} << "spoilt";
  const auto second = run_experiment(small_county(), options).replications.at(0);
  EXPECT_EQ(second.content_digest, first.content_digest);
  EXPECT_TRUE(text_of(second.file) == before);
}

TEST(ResultsFiles, ThatCannotBeWrittenAreOneOutputError) {
  const TemporaryFolder folder;
  std::ofstream{folder.path() / "file"} << "not a folder";
  const auto run_into = [](const fs::path& into) {
    static_cast<void>(run_experiment(small_county(),
                                     {.replications = 4, .threads = 2, .output_directory = into}));
  };
  EXPECT_THROW(run_into(folder.path() / "file" / "results"), OutputError);
  // A folder in which not even root may make a file.
  if (fs::exists("/proc/self")) {
    EXPECT_THROW(run_into("/proc/self"), OutputError);
  }
}

}  // namespace
}  // namespace tiercare::testing
