// SPDX-License-Identifier: Apache-2.0
// What a random draw costs: along one stream, and from a fresh stream for each draw as models do.
#include "random/distribution.hpp"

#include <benchmark/benchmark.h>

#include <cmath>

namespace tiercare::bench {
namespace {

enum class Purpose : std::uint16_t { draws };

void along_a_stream(benchmark::State& state, const Distribution& distribution) {
  Stream stream = Randomness{1, 0}.stream(0, Purpose::draws);
  for (auto _ : state) benchmark::DoNotOptimize(distribution.sample(stream));
  state.SetItemsProcessed(state.iterations());
}
void from_fresh_streams(benchmark::State& state, const Distribution& distribution) {
  const Randomness randomness{1, 0};
  std::uint32_t subject = 0;
  for (auto _ : state) {
    Stream stream = randomness.stream(subject++, Purpose::draws);
    benchmark::DoNotOptimize(distribution.sample(stream));
  }
  state.SetItemsProcessed(state.iterations());
}
// The alternative to the ziggurat, for the comment that says which is faster.
void exponential_by_log1p(benchmark::State& state) {
  Stream stream = Randomness{1, 0}.stream(0, Purpose::draws);
  for (auto _ : state) benchmark::DoNotOptimize(-std::log1p(-stream.uniform()));
  state.SetItemsProcessed(state.iterations());
}
void uniform_from_fresh_streams(benchmark::State& state) {
  const Randomness randomness{1, 0};
  std::uint32_t subject = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(randomness.stream(subject++, Purpose::draws).uniform());
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(uniform_from_fresh_streams)->Name("draw/fresh/uniform");
BENCHMARK(exponential_by_log1p)->Name("draw/exponential_by_log1p");
BENCHMARK_CAPTURE(along_a_stream, exponential, Distribution::exponential(5.0))
    ->Name("draw/exponential");
BENCHMARK_CAPTURE(from_fresh_streams, exponential, Distribution::exponential(5.0))
    ->Name("draw/fresh/exponential");
BENCHMARK_CAPTURE(along_a_stream, erlang, Distribution::erlang(3, 5.0))->Name("draw/erlang_3");
BENCHMARK_CAPTURE(along_a_stream, lognormal, Distribution::lognormal(5.0, 0.7))
    ->Name("draw/lognormal");
BENCHMARK_CAPTURE(from_fresh_streams, lognormal, Distribution::lognormal(5.0, 0.7))
    ->Name("draw/fresh/lognormal");
BENCHMARK_CAPTURE(along_a_stream, weibull, Distribution::weibull(1.5, 5.0))->Name("draw/weibull");
BENCHMARK_CAPTURE(along_a_stream, gamma, Distribution::gamma(5.0, 0.7))->Name("draw/gamma");
BENCHMARK_CAPTURE(along_a_stream, hyperexponential, Distribution::hyperexponential(5.0, 2.0))
    ->Name("draw/hyperexponential");

}  // namespace
}  // namespace tiercare::bench
