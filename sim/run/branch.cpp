// SPDX-License-Identifier: Apache-2.0
#include "run/branch.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiercare {
namespace {

Recording recording_of(const Scenario& scenario, const RunOptions& options) {
  const Wishes& wishes = scenario.wishes();
  return {.detail = options.detail.value_or(wishes.detail.value_or(default_detail)),
          .sample = wishes.sample,
          .compressed = wishes.compressed};
}

std::unique_ptr<ResultsSink> open_results(const Scenario& scenario, const RunOptions& options,
                                          int number, const State& begun) {
  if (options.output_directory.empty()) return nullptr;
  const CarePlan& plan = scenario.plan();
  const RunIdentity identity{.software_version = software_version(),
                             .scenario_name = scenario.name(),
                             .scenario_hash = scenario.hash(),
                             .scenario_text = scenario.whole_text(),
                             .seed = options.seed,
                             .replication = number};
  return std::make_unique<ResultsSink>(results_path(scenario, options, number), identity,
                                       options.overwrite, plan.facilities, plan.settlements,
                                       plan.conditions, begun.persons,
                                       recording_of(scenario, options), plan.chronic);
}

}  // namespace

std::filesystem::path results_path(const Scenario& scenario, const RunOptions& options,
                                   int number) {
  std::string name = scenario.name();
  std::replace(name.begin(), name.end(), '/', '-');
  return options.output_directory / fmt::format("{}-{:04}.h5", name, number);
}

Branch::Branch(const Scenario& scenario, const RunOptions& options, int number, const State& begun)
    : scenario_{scenario},
      number_{number},
      began_{std::chrono::steady_clock::now()},
      file_{open_results(scenario, options, number, begun)} {}

std::vector<FactSink*> Branch::listeners() {
  std::vector<FactSink*> all{&indicators_, &encounters_};
  if (file_) all.push_back(file_.get());
  return all;
}

void Branch::follow(Branch& other) {
  if (file_) file_->follow(*other.file_);
}

void Branch::part() {
  if (file_) file_->part();
}

ReplicationResult Branch::result_of(const Replication& replication, bool complete) {
  replication.check_conservation();
  const State& state = replication.state();
  ReplicationResult result;
  result.replication = number_;
  result.complete = complete;
  result.events = state.agenda.processed();
  result.stale_events = state.agenda.stale();
  result.encounters = encounters_.count();
  result.state_digest = fmt::format("{:016x}", columns_digest(state));
  result.persons = state.persons.size();
  result.memory = table_sizes(state);
  if (complete) {
    const MeasuredEnd end = replication.measured_end();
    result.indicators = indicators_.finish(end);
    if (file_) {
      result.content_digest = file_->finish(result.indicators, end.wards);
      result.file = file_->path().string();
    }
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  return result;
}

}  // namespace tiercare
