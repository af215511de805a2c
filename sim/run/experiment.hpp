// SPDX-License-Identifier: Apache-2.0
// An experiment: replications of one scenario or several, on as many threads as asked for.
//
// Replications share nothing but the plan, which nobody changes, so results do not depend on the
// number of threads; they are returned in replication order.
#pragma once

#include "kernel/columns.hpp"
#include "record/indicators.hpp"
#include "record/results_file.hpp"
#include "record/results_sink.hpp"
#include "run/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tiercare {

/// How far a replication has come; told from whichever thread runs it.
struct Progress {
  int scenario = 0;  ///< of those that are run together
  int replication = 0;
  double fraction = 0.0;  ///< of simulated time
};

struct RunOptions {
  std::optional<int> replications{};  ///< unless given as the scenario wishes, else one
  int first = 1;  ///< number of the first one: those before it are there already
  std::uint64_t seed = 1;
  int threads = 1;
  std::filesystem::path output_directory{};  ///< empty: no files
  Overwrite overwrite = Overwrite::refuse;
  std::optional<Detail> detail{};  ///< unless given as the scenario wishes
  std::function<void(Progress)> on_progress{};
  std::function<bool()> stop_requested{};  ///< asked now and then from every thread
};

struct ReplicationResult {
  int replication = 0;                   ///< first, first + 1, ...
  bool complete = false;                 ///< false: stopped early; its file stays partial
  std::string content_digest;            ///< of the file's content; empty without a file
  std::string state_digest;              ///< of the state at the end, hexadecimal
  std::string file;                      ///< empty without a file
  std::vector<IndicatorRow> indicators;  ///< empty if stopped early
  std::uint64_t events = 0;
  std::uint64_t stale_events = 0;
  std::uint64_t encounters = 0;    ///< contacts and stays of residents
  double seconds = 0.0;            ///< wall time since it began; of what it shares, too
  std::uint64_t persons = 0;       ///< rows at the end, the dead included
  std::vector<ColumnSize> memory;  ///< bytes of the state by table, at the end
};

struct ExperimentResult {
  std::vector<ReplicationResult> replications;  ///< those that were begun, in order
  bool stopped = false;
};

/// Refuses before hours of work, not after: whoever runs several scenarios asks for each at first.
/// \throws OutputError if a file of the experiment is there already and is not to be replaced
void refuse_existing(const Scenario& scenario, const RunOptions& options);

/// \throws OutputError if a file cannot be written; InternalError if this program is wrong. Files
/// of replications that had finished stay.
[[nodiscard]] ExperimentResult run_experiment(const Scenario& scenario, const RunOptions& options);

/// Runs several scenarios with common random numbers. What one shares with the first up to a date
/// of its timeline is simulated once: there it goes on from a copy of the state, with the same
/// results and the same bytes as a run of its own. \param options  replications as the first
/// scenario wishes, unless given \returns one result per scenario, in their order \throws as
/// run_experiment
[[nodiscard]] std::vector<ExperimentResult> run_together(std::span<const Scenario> scenarios,
                                                         const RunOptions& options);

/// The version of this program.
[[nodiscard]] std::string software_version();

}  // namespace tiercare
