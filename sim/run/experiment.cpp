// SPDX-License-Identifier: Apache-2.0
#include "run/experiment.hpp"

#include "base/contract.hpp"
#include "record/fan_out.hpp"
#include "run/branch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace tiercare {
namespace {

int number_of_replications(const Scenario& scenario, const RunOptions& options) {
  return options.replications.value_or(scenario.wishes().replications.value_or(1));
}

/// \throws OutputError if two would write the same file: a name's slash becomes a dash
void refuse_shared_files(std::span<const Scenario> scenarios, const RunOptions& options) {
  for (std::size_t a = 0; a < scenarios.size(); ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (const auto file = results_path(scenarios[a], options, options.first);
          file == results_path(scenarios[b], options, options.first))
        throw OutputError(file.string(), "would be the results of two scenarios; rename one");
}

/// Scenarios that are one run at first: the trunk, then in the order in which they part from it.
struct Family {
  int trunk = 0;
  std::vector<int> later;
};

std::vector<Family> families_of(std::span<const Scenario> scenarios) {
  std::vector<Family> families{{}};
  const auto parting = [&](int s) {
    return Scenario::parting_of(scenarios[0], scenarios[static_cast<std::size_t>(s)]);
  };
  for (int s = 1; s < static_cast<int>(scenarios.size()); ++s)
    if (parting(s) > Instant{})
      families[0].later.push_back(s);
    else
      families.push_back({s, {}});
  std::ranges::stable_sort(families[0].later, {}, parting);
  return families;
}

/// The experiment while it runs: what the threads share.
struct Shared {
  Shared(std::span<const Scenario> of, const RunOptions& as)
      : scenarios{of},
        options{as},
        families{families_of(of)},
        replications{number_of_replications(of.front(), as)},
        results(of.size()) {
    for (auto& each : results) each.resize(static_cast<std::size_t>(replications));
  }

  std::span<const Scenario> scenarios;
  const RunOptions& options;
  std::vector<Family> families;
  int replications;
  std::atomic<int> next{0};
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::exception_ptr error;
  std::vector<std::vector<std::optional<ReplicationResult>>> results;  // [scenario][replication]

  [[nodiscard]] const Scenario& scenario(int number) const {
    return scenarios[static_cast<std::size_t>(number)];
  }
  bool should_stop() {
    if (!stop && options.stop_requested && options.stop_requested()) stop = true;
    return stop;
  }
  void keep(int scenario, ReplicationResult result) {
    const std::scoped_lock lock{mutex};
    const auto at = static_cast<std::size_t>(result.replication - options.first);
    results[static_cast<std::size_t>(scenario)][at] = std::move(result);
  }
};

/// Which scenario's which replication, for progress.
struct Told {
  int scenario = 0;
  int replication = 0;
};

/// Runs in slices so that progress is told and a stop is seen. \returns false if stopped
bool run_in_slices(Shared& shared, Replication& replication, Instant bound, FactSink& facts,
                   Told told) {
  constexpr int slices = 100;
  const Duration whole = replication.end() - Instant{};
  for (int slice = 1; slice <= slices; ++slice) {
    const Instant end = slice == slices ? replication.end() : Instant{whole.ms / slices * slice};
    if (end <= replication.now()) continue;
    if (shared.should_stop()) return false;
    if (!replication.run_until(std::min(end, bound), facts, [&] { return shared.should_stop(); }))
      return false;
    if (end > bound) return true;
    if (shared.options.on_progress)
      shared.options.on_progress(
          {told.scenario, told.replication, static_cast<double>(slice) / slices});
  }
  return true;
}

FanOut everybody(std::span<const std::unique_ptr<Branch>> branches) {
  std::vector<FactSink*> all;
  for (const auto& branch : branches)
    for (FactSink* sink : branch->listeners()) all.push_back(sink);
  return FanOut{std::move(all)};
}

/// The trunk, and on the way each of the others from where it parts.
void run_replication(Shared& shared, const Family& family, int number) {
  const RunOptions& options = shared.options;
  const Scenario& trunk = shared.scenario(family.trunk);
  Replication replication{trunk, options.seed, static_cast<std::uint32_t>(number)};
  std::vector<std::unique_ptr<Branch>> branches;  // the trunk's last: it listens to the end
  const auto branch_of = [&](int scenario) {
    return std::make_unique<Branch>(shared.scenario(scenario), options, number,
                                    replication.state());
  };
  for (const int scenario : family.later) branches.push_back(branch_of(scenario));
  branches.push_back(branch_of(family.trunk));
  for (std::size_t i = 0; i < family.later.size(); ++i) branches[i]->follow(*branches.back());

  bool complete = true;
  for (std::size_t i = 0; i < family.later.size(); ++i) {
    const Scenario& other = branches[i]->scenario();
    const Instant before{Scenario::parting_of(trunk, other).ms - 1};
    FanOut facts = everybody(std::span{branches}.subspan(i));
    complete = complete && run_in_slices(shared, replication, std::min(before, replication.end()),
                                         facts, {family.trunk, number});
    branches[i]->part();
    Replication own{other, replication.state()};
    FanOut own_facts = everybody(std::span{branches}.subspan(i, 1));
    const bool whole =
        complete && run_in_slices(shared, own, own.end(), own_facts, {family.later[i], number});
    shared.keep(family.later[i], branches[i]->result_of(own, whole));
  }
  FanOut facts = everybody(std::span{branches}.last(1));
  complete = complete &&
             run_in_slices(shared, replication, replication.end(), facts, {family.trunk, number});
  shared.keep(family.trunk, branches.back()->result_of(replication, complete));
}

void work(Shared& shared) {
  try {
    for (;;) {
      const int task = shared.next++;
      const auto family = static_cast<std::size_t>(task / shared.replications);
      if (family >= shared.families.size() || shared.should_stop()) return;
      run_replication(shared, shared.families[family],
                      shared.options.first + task % shared.replications);
    }
  } catch (...) {
    const std::scoped_lock lock{shared.mutex};
    if (!shared.error) shared.error = std::current_exception();
    shared.stop = true;
  }
}

void make_directory(const std::filesystem::path& directory) {
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  if (failed) throw OutputError(directory.string(), failed.message());
}

}  // namespace

void refuse_existing(const Scenario& scenario, const RunOptions& options) {
  if (options.output_directory.empty() || options.overwrite == Overwrite::replace) return;
  const int replications = number_of_replications(scenario, options);
  for (int number = options.first; number < options.first + replications; ++number) {
    const auto file = results_path(scenario, options, number);
    if (std::filesystem::exists(file))
      throw OutputError(file.string(), "is there already; choose another folder, or --overwrite");
    const std::filesystem::path partial{file.string() + ".partial"};
    if (std::filesystem::exists(partial))
      throw OutputError(partial.string(),
                        "is left from a run that was stopped; remove it, or --overwrite");
  }
}

ExperimentResult run_experiment(const Scenario& scenario, const RunOptions& options) {
  return std::move(run_together({&scenario, 1}, options).front());
}

std::vector<ExperimentResult> run_together(std::span<const Scenario> scenarios,
                                           const RunOptions& options) {
  EXPECT(!scenarios.empty());
  if (!options.output_directory.empty()) {
    make_directory(options.output_directory);
    refuse_shared_files(scenarios, options);
    for (const Scenario& scenario : scenarios) refuse_existing(scenario, options);
  }
  Shared shared{scenarios, options};
  EXPECT(shared.replications > 0);
  const int tasks = shared.replications * static_cast<int>(shared.families.size());
  {
    std::vector<std::jthread> helpers;
    for (int i = 1; i < std::min(options.threads, tasks); ++i)
      helpers.emplace_back([&shared] { work(shared); });
    work(shared);
  }
  if (shared.error) std::rethrow_exception(shared.error);
  std::vector<ExperimentResult> results(scenarios.size());
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    results[s].stopped = shared.stop;
    for (auto& one : shared.results[s])
      if (one) results[s].replications.push_back(std::move(*one));
  }
  return results;
}

std::string software_version() {
  return TIERCARE_VERSION;
}

}  // namespace tiercare
