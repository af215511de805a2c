// SPDX-License-Identifier: Apache-2.0
// The two pieces of work on which our engine is measured against a hand-written program.
//
// Work 1 is one M/M/1 queue at 0.9 load, every wait recorded. Work 2 is a referral network: 20
// villages, 4 townships, a county and a tertiary hospital, all at 0.8 load. `idle` events lie far
// in the future and never happen: they must not cost.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace tiercare::bench {

/// What a piece of work found, so that speed is never bought with a wrong answer.
struct Findings {
  std::uint64_t services = 0;
  std::array<double, 4> mean_wait{};  ///< by tier; in units of the village's mean service
};

/// The network of Work 2.
struct Tier {
  std::uint32_t stations;
  std::uint32_t servers;
  double mean_service;
  double refer_up;    ///< share of the finished sent to a random station of the next tier
  double refer_down;  ///< share of the finished sent to a random station of the tier below
};
inline constexpr double village_arrival_rate = 0.8;
inline constexpr std::array<Tier, 4> network{{{20, 1, 1.0, 0.20, 0.0},
                                              {4, 3, 2.64, 0.30, 0.0},
                                              {1, 20, 14.666667, 0.15, 0.40},
                                              {1, 10, 48.888889, 0.0, 0.0}}};
inline constexpr std::array<std::uint32_t, 4> first_station_of{0, 20, 24, 25};
inline constexpr std::uint32_t stations_in_network = 26;

/// Plain C++ written for the task alone: event handlers, a 4-ary heap, Philox.
Findings yardstick_work_1(std::uint64_t customers, std::uint64_t seed);
Findings yardstick_work_2(std::uint64_t services, std::uint64_t seed, std::uint32_t idle);

/// The same through the public interface: agenda, stations, a stream per customer and purpose.
Findings engine_work_1(std::uint64_t customers, std::uint64_t seed);
Findings engine_work_2(std::uint64_t services, std::uint64_t seed, std::uint32_t idle);

}  // namespace tiercare::bench
