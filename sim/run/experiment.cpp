// SPDX-License-Identifier: Apache-2.0
#include "run/experiment.hpp"

#include "record/fan_out.hpp"
#include "run/replication.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace tiercare {
namespace {

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

std::filesystem::path file_of(const Scenario& scenario, const RunOptions& options, int number) {
  std::string name = scenario.name();
  std::replace(name.begin(), name.end(), '/', '-');
  return options.output_directory / fmt::format("{}-{:04}.h5", name, number);
}

int number_of_replications(const Scenario& scenario, const RunOptions& options) {
  return options.replications.value_or(scenario.wishes().replications.value_or(1));
}

Recording recording_of(const Scenario& scenario, const RunOptions& options) {
  const Wishes& wishes = scenario.wishes();
  return {.detail = options.detail.value_or(wishes.detail.value_or(default_detail)),
          .sample = wishes.sample,
          .compressed = wishes.compressed};
}

/// The experiment while it runs: what the threads share.
struct Shared {
  Shared(const Scenario& of, const RunOptions& as)
      : scenario{of},
        options{as},
        replications{number_of_replications(of, as)},
        results(static_cast<std::size_t>(replications)) {}

  const Scenario& scenario;
  const RunOptions& options;
  int replications;
  std::atomic<int> next{0};
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::exception_ptr error;
  std::vector<std::optional<ReplicationResult>> results;

  bool should_stop() {
    if (!stop && options.stop_requested && options.stop_requested()) stop = true;
    return stop;
  }
};

std::unique_ptr<ResultsSink> open_results(const Shared& shared, const Replication& replication,
                                          int number) {
  const RunOptions& options = shared.options;
  if (options.output_directory.empty()) return nullptr;
  const CarePlan& plan = shared.scenario.plan();
  const RunIdentity identity{.software_version = software_version(),
                             .scenario_name = shared.scenario.name(),
                             .scenario_hash = shared.scenario.hash(),
                             .scenario_text = shared.scenario.whole_text(),
                             .seed = options.seed,
                             .replication = number};
  return std::make_unique<ResultsSink>(file_of(shared.scenario, options, number), identity,
                                       options.overwrite, plan.facilities, plan.settlements,
                                       plan.conditions, replication.state().persons,
                                       recording_of(shared.scenario, options), plan.chronic);
}

/// Runs in slices so that progress is told and a stop is seen.
bool run_to_end(Shared& shared, Replication& replication, FactSink& facts, int number) {
  constexpr int slices = 100;
  const Duration whole = replication.end() - Instant{};
  for (int slice = 1; slice <= slices; ++slice) {
    const Instant bound = slice == slices ? replication.end() : Instant{whole.ms / slices * slice};
    if (shared.should_stop()) return false;
    if (!replication.run_until(bound, facts, [&] { return shared.should_stop(); })) return false;
    if (shared.options.on_progress)
      shared.options.on_progress({number, static_cast<double>(slice) / slices});
  }
  return true;
}

ReplicationResult run_replication(Shared& shared, int number) {
  const auto began = std::chrono::steady_clock::now();
  ReplicationResult result;
  result.replication = number;
  Replication replication{shared.scenario, shared.options.seed, static_cast<std::uint32_t>(number)};
  IndicatorSink indicators;
  EncounterCount encounters;
  const auto file = open_results(shared, replication, number);
  std::vector<FactSink*> sinks{&indicators, &encounters};
  if (file) sinks.push_back(file.get());
  FanOut facts{std::move(sinks)};
  result.complete = run_to_end(shared, replication, facts, number);
  replication.check_conservation();
  result.events = replication.state().agenda.processed();
  result.stale_events = replication.state().agenda.stale();
  result.encounters = encounters.count();
  result.state_digest = fmt::format("{:016x}", columns_digest(replication.state()));
  result.persons = replication.state().persons.size();
  result.memory = table_sizes(replication.state());
  if (result.complete) {
    const MeasuredEnd end = replication.measured_end();
    result.indicators = indicators.finish(end);
    if (file) {
      result.content_digest = file->finish(result.indicators, end.wards);
      result.file = file->path().string();
    }
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

void work(Shared& shared) {
  try {
    for (;;) {
      const int index = shared.next++;
      if (index >= shared.replications || shared.should_stop()) return;
      auto result = run_replication(shared, shared.options.first + index);
      const std::scoped_lock lock{shared.mutex};
      shared.results[static_cast<std::size_t>(index)] = std::move(result);
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
    const auto file = file_of(scenario, options, number);
    if (std::filesystem::exists(file))
      throw OutputError(file.string(), "is there already; choose another folder, or --overwrite");
    const std::filesystem::path partial{file.string() + ".partial"};
    if (std::filesystem::exists(partial))
      throw OutputError(partial.string(),
                        "is left from a run that was stopped; remove it, or --overwrite");
  }
}

ExperimentResult run_experiment(const Scenario& scenario, const RunOptions& options) {
  Shared shared{scenario, options};
  if (!options.output_directory.empty()) {
    make_directory(options.output_directory);
    refuse_existing(scenario, options);
  }
  const int threads = std::clamp(options.threads, 1, std::max(1, shared.replications));
  {
    std::vector<std::jthread> helpers;
    for (int i = 1; i < threads; ++i) helpers.emplace_back([&shared] { work(shared); });
    work(shared);
  }
  if (shared.error) std::rethrow_exception(shared.error);
  ExperimentResult result;
  result.stopped = shared.stop;
  for (auto& one : shared.results)
    if (one) result.replications.push_back(std::move(*one));
  return result;
}

std::string software_version() {
  return TIERCARE_VERSION;
}

}  // namespace tiercare
