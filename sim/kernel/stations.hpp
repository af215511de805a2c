// SPDX-License-Identifier: Apache-2.0
// Stations: multi-server queues, all of a model's in one container of flat arrays.
//
// A station serves the most urgent class first, first come first served within a class. It knows no
// service times: the caller schedules the end of a service and then says `complete`. All statistics
// are integer sums of customer- and server-milliseconds, so Little's law and conservation are
// checked exactly, not to a tolerance. An integral of a level L over time is kept as L(now) * now
// minus the sum over changes of (change * time of change), which costs one addition per change.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "kernel/station_statistics.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace tiercare {

using StationId = Id<struct StationTag>;
using CustomerId = Id<struct CustomerTag>;
using QueuePlace = Id<struct QueuePlaceTag>;

inline constexpr std::uint32_t unlimited_room = std::numeric_limits<std::uint32_t>::max();

/// Urgency: 0 is served first; less than max_priority_classes.
struct PriorityClass {
  std::uint8_t value = 0;
  friend constexpr auto operator<=>(PriorityClass, PriorityClass) = default;
};

struct StationRules {
  std::uint32_t waiting_room = unlimited_room;  ///< who finds it full is turned away
  std::uint32_t reserved_for_class_0 = 0;       ///< servers that other classes never occupy
};

enum class Entry : std::uint8_t { served, waits, turned_away };

/// What an arriving customer finds; `place` is set when he waits.
struct Arrival {
  Entry entry = Entry::served;
  QueuePlace place;
};

/// A waiting customer whose service starts now.
struct Start {
  CustomerId customer;
  PriorityClass priority;
  Duration waited;
};

/// All stations of a model; a value.
class Stations {
 public:
  /// A new station, with its servers there from Instant{0} on.
  StationId add(const StationRules& rules, std::uint32_t servers);
  [[nodiscard]] std::size_t size() const { return lines_.size(); }

  /// A customer arrives: his service starts at once, or he waits, or finds the waiting room full.
  Arrival arrive(StationId, CustomerId, PriorityClass, Instant now);

  /// A service of a customer of class `served` ended; the freed server takes the next customer
  /// unless its shift is over.
  std::optional<Start> complete(StationId, PriorityClass served, Instant now);

  /// The customer at `place` leaves the queue unserved. \param place as given by `arrive`, still
  /// waiting
  void renege(StationId, QueuePlace place, Instant now);

  /// Changes the number of servers; if fewer, current services finish first (overtime). Afterwards
  /// call start_next until it returns nothing.
  void set_servers(StationId, std::uint32_t servers, Instant now);
  /// Changes waiting room (who waits already stays) and reserved servers; afterwards call
  /// start_next until it returns nothing.
  void set_rules(StationId, const StationRules& rules);
  /// Starts the next waiting customer if a server is free for him.
  std::optional<Start> start_next(StationId, Instant now);

  [[nodiscard]] std::uint32_t servers(StationId id) const { return lines_[id.index()].servers; }
  [[nodiscard]] std::uint32_t busy(StationId id) const { return lines_[id.index()].busy; }
  [[nodiscard]] std::uint32_t waiting(StationId id) const { return lines_[id.index()].waiting; }
  [[nodiscard]] std::uint32_t waiting(StationId, PriorityClass) const;  // counts: O(waiting)
  /// Whether an arrival of that class would be served at once if nobody waited.
  [[nodiscard]] bool has_free_server(StationId id, PriorityClass priority) const {
    return may_start(lines_[id.index()], priority.value);
  }
  /// The customer who waits at `place`, which is taken.
  [[nodiscard]] CustomerId customer_at(QueuePlace place) const {
    return nodes_[place.index()].customer;
  }

  /// End of warm-up: statistics start anew, customers stay.
  void begin_measurement(Instant now);
  /// Start of the measurement window.
  [[nodiscard]] Instant measured_since() const { return window_start_; }
  [[nodiscard]] StationStatistics statistics(StationId, Instant now) const;

  /// Little's law in integers: the queue's integral equals the waits inside the window, of those
  /// who left the queue and of those still in it. The two sides are counted independently.
  [[nodiscard]] bool little_law_holds(StationId, Instant now) const;
  /// Nobody appears or vanishes: everyone who arrived was turned away, waits, left, or was started;
  /// everyone started is in service or was completed; the lists agree with the counts.
  [[nodiscard]] bool customers_are_conserved(StationId) const;

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("lines", self.lines_);
    visit("tallies", self.tallies_);
    visit("nodes", self.nodes_);
    visit("free_node", self.free_node_);
    visit("window_start", self.window_start_);
  }

  friend bool operator==(const Stations&, const Stations&) = default;

 private:
  static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

  /// What an arrival or completion reads and writes: one cache line.
  struct alignas(64) Line {
    std::uint32_t servers = 0;
    std::uint32_t busy = 0;
    std::uint32_t busy_urgent = 0;  // of class 0
    std::uint32_t reserved = 0;
    std::uint32_t room = unlimited_room;
    std::uint32_t waiting = 0;
    std::array<std::uint32_t, max_priority_classes> first{nobody, nobody, nobody, nobody};
    std::array<std::uint32_t, max_priority_classes> last{nobody, nobody, nobody, nobody};
    std::int64_t busy_moment = 0;  // see the head of the file

    friend bool operator==(const Line&, const Line&) = default;
  };
  static_assert(sizeof(Line) == 64);

  struct ClassTally {
    std::uint64_t arrived = 0;
    std::uint64_t started = 0;
    std::int64_t served_wait = 0;         // full waits of the started [ms]
    std::int64_t served_wait_inside = 0;  // their part inside the window [ms]

    friend bool operator==(const ClassTally&, const ClassTally&) = default;
  };

  /// What only statistics need.
  struct Tally {
    std::int64_t queue_moment = 0;
    std::uint64_t completed = 0;
    std::uint64_t longest_queue = 0;
    std::uint64_t turned_away = 0;
    std::array<ClassTally, max_priority_classes> of_class;
    std::uint64_t reneged = 0;
    std::int64_t reneged_wait = 0;
    std::int64_t reneged_wait_inside = 0;
    std::int64_t capacity_moment = 0;
    std::int64_t overtime_moment = 0;
    std::uint64_t waiting_at_start = 0;  // of the window
    std::uint64_t busy_at_start = 0;

    friend bool operator==(const Tally&, const Tally&) = default;
  };

  /// One waiting customer, linked to his neighbours of the same class; or a free node.
  struct Node {
    Instant arrived;
    CustomerId customer;
    std::uint32_t next = nobody;
    std::uint32_t previous = nobody;
    std::uint32_t priority = free_priority;

    friend bool operator==(const Node&, const Node&) = default;
  };
  static constexpr std::uint32_t free_priority = max_priority_classes;
  static_assert(sizeof(Node) == 24);

  [[nodiscard]] static bool may_start(const Line& line, std::size_t priority);
  [[nodiscard]] static bool first_come(const Line& line, std::size_t priority);
  static void occupy(Line& line, std::size_t priority, Instant now);
  std::uint32_t new_node();
  void unlink(Line& line, std::uint32_t node);
  Start start_first(StationId, std::size_t priority, Instant now);
  [[nodiscard]] std::int64_t wait_inside(Instant arrived, Instant now) const {
    return (now - (arrived > window_start_ ? arrived : window_start_)).ms;
  }
  [[nodiscard]] std::int64_t wait_still_going(const Line& line, Instant now) const;

  std::vector<Line> lines_;
  std::vector<Tally> tallies_;
  std::vector<Node> nodes_;
  std::uint32_t free_node_ = nobody;
  Instant window_start_;
};

}  // namespace tiercare

#include "kernel/stations_inline.hpp"
