// SPDX-License-Identifier: Apache-2.0
// The small county (small.yaml) for the tests of this folder, variants of it, and short ways to run
// them.
//
// A variant is written as what it changes, in the test that uses it: the text is laid over
// small.yaml as a user's own file would be.
#pragma once

#include "run/experiment.hpp"
#include "run/replication.hpp"
#include "support/temporary_folder.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace tiercare::testing {

/// The scenarios that come with the program.
[[nodiscard]] std::filesystem::path library();

[[nodiscard]] std::string text_of(const std::filesystem::path& file);

[[nodiscard]] const Scenario& small_county();
/// The small county with `changes` laid over it (YAML at the top level).
[[nodiscard]] Scenario variant(std::string_view changes);
/// The small county without one of its facility groups.
[[nodiscard]] Scenario county_without(std::string_view facility_group);

/// One replication without files.
[[nodiscard]] ReplicationResult run_once(const Scenario& scenario);
/// \throws std::out_of_range if there is no such indicator
[[nodiscard]] const IndicatorRow& indicator(const ReplicationResult& result, std::string_view id);

/// Drives a replication, telling nobody.
void run_quietly(Replication& replication, Instant until);

}  // namespace tiercare::testing
