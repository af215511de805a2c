// SPDX-License-Identifier: Apache-2.0
// The small county's history, held by digest: the same in release and debug builds, and the same as
// the last time somebody looked.
//
// Digests that change are no defect in themselves; a commit that changes them says why.
// TIERCARE_WRITE_EXPECTED=1 in the environment writes tests/regression/small/digests.txt anew.
#include "run/small_county.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace tiercare::testing {
namespace {

TEST(Golden, HistoryOfTheSmallCountyIsUnchanged) {
  const TemporaryFolder folder;
  const auto result = run_experiment(
      small_county(), {.replications = 2, .seed = 2017, .output_directory = folder.path()});
  std::string digests;
  for (const auto& one : result.replications)
    digests += fmt::format("replication {}: events {}, state {}, content {}\n", one.replication,
                           one.events, one.state_digest, one.content_digest);
  const auto file =
      std::filesystem::path{TIERCARE_SOURCE_DIR} / "tests" / "regression" / "small" / "digests.txt";
  if (std::getenv("TIERCARE_WRITE_EXPECTED") != nullptr) std::ofstream{file} << digests;
  EXPECT_EQ(digests, text_of(file)) << "if this is meant, renew it: "
                                       "TIERCARE_WRITE_EXPECTED=1 run_tests "
                                       "--gtest_filter='Golden.*'";
}

}  // namespace
}  // namespace tiercare::testing
