// SPDX-License-Identifier: Apache-2.0
// One run and all that listens to it: indicators, the count of encounters, a results file.
//
// Several branches can listen to one replication as long as their scenarios are the same; when they
// part, each goes on with a copy of the state, and its file is what a run of its own would write.
#pragma once

#include "run/experiment.hpp"
#include "run/replication.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

namespace tiercare {

/// Where a replication's results go.
[[nodiscard]] std::filesystem::path results_path(const Scenario& scenario,
                                                 const RunOptions& options, int number);

/// Counts what residents have had; the cheapest of sinks.
class EncounterCount final : public FactSink {
 public:
  using FactSink::on;
  void on(const ContactFact& /*contact*/) override { ++count_; }
  void on(const AdmissionFact& /*admission*/) override { ++count_; }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  std::uint64_t count_ = 0;
};

class Branch {
 public:
  /// \param begun  the state at the start, whose persons the file names
  /// \throws OutputError if the file is there and may not be replaced, or cannot be written
  Branch(const Scenario& scenario, const RunOptions& options, int number, const State& begun);
  Branch(const Branch&) = delete;
  Branch& operator=(const Branch&) = delete;

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// What is to be told of every fact.
  [[nodiscard]] std::vector<FactSink*> listeners();
  /// Leaves the rows of its file to another branch, which is told the same until part().
  void follow(Branch& other);
  void part();
  /// What came of it; a file is finished if the run is complete.
  [[nodiscard]] ReplicationResult result_of(const Replication& replication, bool complete);

 private:
  const Scenario& scenario_;
  int number_;
  std::chrono::steady_clock::time_point began_;
  IndicatorSink indicators_;
  EncounterCount encounters_;
  std::unique_ptr<ResultsSink> file_;  // null if none is wanted
};

}  // namespace tiercare
