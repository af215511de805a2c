// SPDX-License-Identifier: Apache-2.0
// What a station reports about its measurement window, in exact integers.
//
// Sums over customers or servers are Durations: a queue of three for two minutes is six minutes.
#pragma once

#include "base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tiercare {

inline constexpr std::size_t max_priority_classes = 4;

struct ClassStatistics {
  std::uint64_t arrivals = 0;
  std::uint64_t started = 0;
  Duration served_wait;  ///< sum of the full waits of those started in the window
};

struct StationStatistics {
  Duration window;  ///< length of the measurement window
  std::uint64_t arrivals = 0;
  std::uint64_t started = 0;
  std::uint64_t completed = 0;
  std::uint64_t reneged = 0;
  std::uint64_t turned_away = 0;
  std::uint64_t still_waiting = 0;
  std::uint64_t longest_queue = 0;

  Duration served_wait;   ///< sum of the full waits of those started in the window
  Duration reneged_wait;  ///< of those who left unserved in the window
  Duration ongoing_wait;  ///< of those still waiting, so far

  Duration busy;      ///< integral of busy servers [server time]
  Duration capacity;  ///< integral of servers on duty
  Duration overtime;  ///< integral of servers busy beyond those on duty
  Duration queue;     ///< integral of the queue length [customer time]

  std::array<ClassStatistics, max_priority_classes> of_class;

  /// Mean wait of those started [min]; 0 if nobody was.
  [[nodiscard]] double mean_wait_in_minutes() const {
    return started == 0 ? 0.0 : served_wait.in_minutes() / static_cast<double>(started);
  }
  /// Mean queue length [customers]; 0 for an empty window.
  [[nodiscard]] double mean_queue() const {
    return window.ms == 0 ? 0.0 : static_cast<double>(queue.ms) / static_cast<double>(window.ms);
  }
  /// Busy server time per server time on duty; above 1 with overtime, 0 if nobody was on duty.
  [[nodiscard]] double utilisation() const {
    return capacity.ms == 0 ? 0.0 : static_cast<double>(busy.ms) / static_cast<double>(capacity.ms);
  }
};

}  // namespace tiercare
