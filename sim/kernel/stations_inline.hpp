// SPDX-License-Identifier: Apache-2.0
// The hot path of stations.hpp: arrive, complete, and what they do to lists and sums.
//
// In a header so that a model's handlers take them in: they run once or twice per event. Included
// by stations.hpp only.
#pragma once

#include "base/contract.hpp"
#include "kernel/stations.hpp"

#include <algorithm>

namespace tiercare {

// Class 0 may take any free server, the others only as many as are not reserved.
inline bool Stations::may_start(const Line& line, std::size_t priority) {
  if (line.busy >= line.servers) return false;
  if (priority == 0 || line.reserved == 0) return true;
  return line.busy - line.busy_urgent + line.reserved < line.servers;
}

// Whether nobody as urgent or more urgent waits.
inline bool Stations::first_come(const Line& line, std::size_t priority) {
  if (line.waiting == 0) return true;
  for (std::size_t p = 0; p <= priority; ++p)
    if (line.first[p] != nobody) return false;
  return true;
}

inline void Stations::occupy(Line& line, std::size_t priority, Instant now) {
  ++line.busy;
  if (priority == 0) ++line.busy_urgent;
  line.busy_moment += now.ms;
}

inline std::uint32_t Stations::new_node() {
  if (free_node_ == nobody) {
    nodes_.emplace_back();
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  const std::uint32_t node = free_node_;
  free_node_ = nodes_[node].next;
  return node;
}

inline Arrival Stations::arrive(StationId id, CustomerId customer, PriorityClass priority,
                                Instant now) {
  EXPECT(priority.value < max_priority_classes);
  Line& line = lines_[id.index()];
  Tally& tally = tallies_[id.index()];
  ClassTally& class_tally = tally.of_class[priority.value];
  ++class_tally.arrived;
  if (may_start(line, priority.value) && first_come(line, priority.value)) {
    ++class_tally.started;
    occupy(line, priority.value, now);
    return {Entry::served, {}};
  }
  if (line.waiting >= line.room) {
    ++tally.turned_away;
    return {Entry::turned_away, {}};
  }
  const std::uint32_t place = new_node();
  const std::uint32_t before = line.last[priority.value];
  nodes_[place] = {now, customer, nobody, before, priority.value};
  (before == nobody ? line.first[priority.value] : nodes_[before].next) = place;
  line.last[priority.value] = place;
  ++line.waiting;
  tally.queue_moment += now.ms;
  tally.longest_queue = std::max<std::uint64_t>(tally.longest_queue, line.waiting);
  return {Entry::waits, QueuePlace{place}};
}

inline void Stations::unlink(Line& line, std::uint32_t place) {
  Node& node = nodes_[place];
  (node.previous == nobody ? line.first[node.priority] : nodes_[node.previous].next) = node.next;
  (node.next == nobody ? line.last[node.priority] : nodes_[node.next].previous) = node.previous;
  --line.waiting;
  node = {{}, {}, free_node_, nobody, free_priority};
  free_node_ = place;
}

inline Start Stations::start_first(StationId id, std::size_t priority, Instant now) {
  Line& line = lines_[id.index()];
  Tally& tally = tallies_[id.index()];
  const std::uint32_t place = line.first[priority];
  const Node node = nodes_[place];
  unlink(line, place);
  occupy(line, priority, now);
  const Duration waited = now - node.arrived;
  tally.queue_moment -= now.ms;
  ClassTally& class_tally = tally.of_class[priority];
  ++class_tally.started;
  class_tally.served_wait += waited.ms;
  class_tally.served_wait_inside += wait_inside(node.arrived, now);
  return {node.customer, {static_cast<std::uint8_t>(priority)}, waited};
}

inline std::optional<Start> Stations::start_next(StationId id, Instant now) {
  const Line& line = lines_[id.index()];
  if (line.waiting == 0) return std::nullopt;
  for (std::size_t priority = 0; priority < max_priority_classes; ++priority) {
    if (line.first[priority] == nobody) continue;
    // If this class may not start, neither may a less urgent one: their rule is never laxer.
    if (!may_start(line, priority)) return std::nullopt;
    return start_first(id, priority, now);
  }
  return std::nullopt;
}

inline std::optional<Start> Stations::complete(StationId id, PriorityClass served, Instant now) {
  Line& line = lines_[id.index()];
  EXPECT(line.busy > 0);
  EXPECT(served.value == 0 ? line.busy_urgent > 0 : line.busy > line.busy_urgent);
  Tally& tally = tallies_[id.index()];
  if (line.busy > line.servers) tally.overtime_moment -= now.ms;
  --line.busy;
  if (served.value == 0) --line.busy_urgent;
  line.busy_moment -= now.ms;
  ++tally.completed;
  return start_next(id, now);
}

}  // namespace tiercare
