// SPDX-License-Identifier: Apache-2.0
// Work 1 and 2, by hand and through the engine, in one program: only ratios within a run count.
#include "bench/work.hpp"

#include <benchmark/benchmark.h>

namespace tiercare::bench {
namespace {

constexpr std::uint64_t seed = 20'260'101;
constexpr std::uint64_t customers = 3'000'000;
constexpr std::uint64_t services = 2'000'000;

void report(benchmark::State& state, const Findings& findings, std::uint64_t total) {
  state.SetItemsProcessed(static_cast<std::int64_t>(total));
  state.counters["wait_tier_1"] = findings.mean_wait[0];
  if (findings.mean_wait[1] > 0.0) {
    state.counters["wait_tier_2"] = findings.mean_wait[1];
    state.counters["wait_tier_3"] = findings.mean_wait[2];
    state.counters["wait_tier_4"] = findings.mean_wait[3];
  }
}

template <auto work>
void work_1(benchmark::State& state) {
  Findings findings;
  std::uint64_t total = 0;
  for (auto _ : state) {
    findings = work(customers, seed);
    total += findings.services;
  }
  report(state, findings, total);
}

template <auto work>
void work_2(benchmark::State& state) {
  const auto idle = static_cast<std::uint32_t>(state.range(0));
  Findings findings;
  std::uint64_t total = 0;
  for (auto _ : state) {
    findings = work(services, seed, idle);
    total += findings.services;
  }
  report(state, findings, total);
}

BENCHMARK(work_1<yardstick_work_1>)->Name("work_1/yardstick")->Unit(benchmark::kMillisecond);
BENCHMARK(work_1<engine_work_1>)->Name("work_1/engine")->Unit(benchmark::kMillisecond);
BENCHMARK(work_2<yardstick_work_2>)
    ->Name("work_2/yardstick")
    ->Arg(0)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(work_2<engine_work_2>)
    ->Name("work_2/engine")
    ->Arg(0)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tiercare::bench
