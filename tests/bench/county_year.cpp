// SPDX-License-Identifier: Apache-2.0
// The county-year: Heping through the public API, as a user runs it. Seconds are told, never
// tested: they say what this machine does today; ratios within one run say whether the design
// holds.
#include "sim.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace {

using tiercare::Detail;

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](timeval t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long peak_memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

struct Timing {
  double wall = 0.0;
  double cpu = 0.0;
  std::uint64_t encounters = 0;
  std::uint64_t events = 0;
};

Timing run(const tiercare::Scenario& scenario, const tiercare::RunOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  const double cpu_before = cpu_seconds();
  const auto result = tiercare::run_experiment(scenario, options);
  Timing timing;
  timing.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  timing.cpu = cpu_seconds() - cpu_before;
  for (const auto& one : result.replications) {
    timing.encounters += one.encounters;
    timing.events += one.events;
  }
  return timing;
}

void print(std::string_view what, const Timing& t) {
  fmt::print("{:<44} {:6.2f} s wall  {:6.2f} s CPU  {:5.2f} us CPU/encounter  {:5.2f} M events/s\n",
             what, t.wall, t.cpu, 1e6 * t.cpu / static_cast<double>(t.encounters),
             static_cast<double>(t.events) / t.cpu * 1e-6);
}

}  // namespace

int main() {
  namespace fs = std::filesystem;
  const auto scenario = tiercare::Scenario::load("heping/2017", TIERCARE_SOURCE_DIR "/scenarios");
  const fs::path folder = fs::temp_directory_path() / "tiercare-county-year";
  tiercare::RunOptions options;
  const Timing indicators = run(scenario, options);
  print("one replication, indicators only", indicators);
  options.replications = options.threads = 2;
  const Timing two = run(scenario, options);
  print("two replications on two threads", two);
  options.replications = options.threads = 1;
  options.output_directory = folder;
  options.overwrite = tiercare::Overwrite::replace;
  options.detail = Detail::encounters;
  const Timing recorded = run(scenario, options);
  print("one replication with trajectories", recorded);
  options.replications = options.threads = 2;
  const Timing two_recorded = run(scenario, options);
  print("two with trajectories on two threads", two_recorded);
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(folder)) bytes += entry.file_size();
  fs::remove_all(folder);
  fmt::print("throughput of two threads over one: {:.2f}, with trajectories {:.2f}\n",
             2.0 * indicators.wall / two.wall, 2.0 * recorded.wall / two_recorded.wall);
  fmt::print("bytes an encounter on disk: {:.1f}\n",
             static_cast<double>(bytes) / static_cast<double>(two_recorded.encounters));
  fmt::print("peak memory: {} MiB\n", peak_memory_mib());
  return 0;
}
