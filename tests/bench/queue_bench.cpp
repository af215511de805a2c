// SPDX-License-Identifier: Apache-2.0
// The hold model: take the earliest event, put it back later, with a given number pending.
#include "kernel/agenda.hpp"
#include "random/distribution.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

namespace tiercare::bench {
namespace {

enum class Purpose : std::uint16_t { delays };

struct Held {
  static constexpr std::string_view name = "held";
  std::uint32_t number = 0;
};

/// Delays drawn beforehand, so that the queue alone is measured.
std::vector<Duration> delays() {
  Stream stream = Randomness{1, 0}.stream(0, Purpose::delays);
  const TimeDistribution day{Distribution::exponential(24.0 * 60.0)};
  std::vector<Duration> result(1U << 14);
  for (Duration& delay : result) delay = day.sample(stream);
  return result;
}

void hold(benchmark::State& state) {
  const auto pending = static_cast<std::size_t>(state.range(0));
  const std::vector<Duration> delay = delays();
  RadixQueue queue;
  std::size_t next = 0;
  const auto draw = [&] { return delay[next++ & (delay.size() - 1)]; };
  for (std::size_t i = 0; i < pending; ++i) queue.push({Instant{} + draw(), 0, {}});
  // Until the queue has the shape it keeps.
  for (std::size_t i = 0; i < 4 * pending; ++i) {
    EventRecord record = *queue.pop_until(Instant::never());
    record.at += draw();
    queue.push(record);
  }
  for (auto _ : state) {
    EventRecord record = *queue.pop_until(Instant::never());
    record.at += draw();
    queue.push(record);
  }
  benchmark::DoNotOptimize(queue);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(hold)->Arg(4)->Arg(64)->Arg(1'000)->Arg(20'000)->Arg(300'000);

}  // namespace
}  // namespace tiercare::bench
