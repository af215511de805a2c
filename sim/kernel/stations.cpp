// SPDX-License-Identifier: Apache-2.0
// How customers enter, wait for, and leave the servers of a station.
#include "kernel/stations.hpp"

#include "base/contract.hpp"

#include <algorithm>

namespace tiercare {

StationId Stations::add(const StationRules& rules, std::uint32_t servers) {
  Line line;
  line.servers = servers;
  line.room = rules.waiting_room;
  line.reserved = rules.reserved_for_class_0;
  lines_.push_back(line);
  Tally tally;
  tally.capacity_moment = servers * window_start_.ms;
  tallies_.push_back(tally);
  return StationId{static_cast<std::uint32_t>(lines_.size() - 1)};
}

// Class 0 may take any free server, the others only as many as are not reserved.
bool Stations::may_start(const Line& line, std::size_t priority) {
  if (line.busy >= line.servers) return false;
  if (priority == 0 || line.reserved == 0) return true;
  return line.busy - line.busy_urgent + line.reserved < line.servers;
}

// Whether nobody as urgent or more urgent waits.
bool Stations::first_come(const Line& line, std::size_t priority) {
  if (line.waiting == 0) return true;
  for (std::size_t p = 0; p <= priority; ++p)
    if (line.first[p] != nobody) return false;
  return true;
}

void Stations::occupy(Line& line, std::size_t priority, Instant now) {
  ++line.busy;
  if (priority == 0) ++line.busy_urgent;
  line.busy_moment += now.ms;
}

std::uint32_t Stations::new_node() {
  if (free_node_ == nobody) {
    nodes_.emplace_back();
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  const std::uint32_t node = free_node_;
  free_node_ = nodes_[node].next;
  return node;
}

Arrival Stations::arrive(StationId id, CustomerId customer, PriorityClass priority, Instant now) {
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

void Stations::unlink(Line& line, std::uint32_t place) {
  Node& node = nodes_[place];
  (node.previous == nobody ? line.first[node.priority] : nodes_[node.previous].next) = node.next;
  (node.next == nobody ? line.last[node.priority] : nodes_[node.next].previous) = node.previous;
  --line.waiting;
  node = {{}, {}, free_node_, nobody, free_priority};
  free_node_ = place;
}

Start Stations::start_first(StationId id, std::size_t priority, Instant now) {
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

std::optional<Start> Stations::start_next(StationId id, Instant now) {
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

std::optional<Start> Stations::complete(StationId id, PriorityClass served, Instant now) {
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

void Stations::renege(StationId id, QueuePlace place, Instant now) {
  EXPECT(place.index() < nodes_.size());
  EXPECT(nodes_[place.index()].priority != free_priority);
  Tally& tally = tallies_[id.index()];
  const Instant arrived = nodes_[place.index()].arrived;
  unlink(lines_[id.index()], place.value);
  tally.queue_moment -= now.ms;
  ++tally.reneged;
  tally.reneged_wait += (now - arrived).ms;
  tally.reneged_wait_inside += wait_inside(arrived, now);
}

namespace {
std::int64_t beyond(std::uint32_t busy, std::uint32_t servers) {
  return busy > servers ? busy - servers : 0;
}
}  // namespace

void Stations::set_servers(StationId id, std::uint32_t servers, Instant now) {
  Line& line = lines_[id.index()];
  Tally& tally = tallies_[id.index()];
  const std::int64_t change = std::int64_t{servers} - std::int64_t{line.servers};
  tally.capacity_moment += change * now.ms;
  tally.overtime_moment += (beyond(line.busy, servers) - beyond(line.busy, line.servers)) * now.ms;
  line.servers = servers;
}

void Stations::set_reserved(StationId id, std::uint32_t reserved, Instant) {
  lines_[id.index()].reserved = reserved;
}

std::uint32_t Stations::waiting(StationId id, PriorityClass priority) const {
  std::uint32_t count = 0;
  for (std::uint32_t place = lines_[id.index()].first[priority.value]; place != nobody;
       place = nodes_[place].next)
    ++count;
  return count;
}

void Stations::begin_measurement(Instant now) {
  window_start_ = now;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    Line& line = lines_[i];
    Tally& tally = tallies_[i];
    tally = Tally{};
    line.busy_moment = line.busy * now.ms;
    tally.queue_moment = line.waiting * now.ms;
    tally.capacity_moment = line.servers * now.ms;
    tally.overtime_moment = beyond(line.busy, line.servers) * now.ms;
    tally.longest_queue = line.waiting;
    tally.waiting_at_start = line.waiting;
    tally.busy_at_start = line.busy;
  }
}

std::int64_t Stations::wait_still_going(const Line& line, Instant now) const {
  std::int64_t sum = 0;
  for (const std::uint32_t first : line.first)
    for (std::uint32_t place = first; place != nobody; place = nodes_[place].next)
      sum += wait_inside(nodes_[place].arrived, now);
  return sum;
}

StationStatistics Stations::statistics(StationId id, Instant now) const {
  const Line& line = lines_[id.index()];
  const Tally& tally = tallies_[id.index()];
  StationStatistics result;
  result.window = now - window_start_;
  result.completed = tally.completed;
  result.reneged = tally.reneged;
  result.turned_away = tally.turned_away;
  result.still_waiting = line.waiting;
  result.longest_queue = tally.longest_queue;
  result.reneged_wait = {tally.reneged_wait};
  result.busy = {line.busy * now.ms - line.busy_moment};
  result.capacity = {line.servers * now.ms - tally.capacity_moment};
  result.overtime = {beyond(line.busy, line.servers) * now.ms - tally.overtime_moment};
  result.queue = {line.waiting * now.ms - tally.queue_moment};
  for (std::size_t priority = 0; priority < max_priority_classes; ++priority) {
    const ClassTally& class_tally = tally.of_class[priority];
    result.of_class[priority] = {
        class_tally.arrived, class_tally.started, {class_tally.served_wait}};
    result.arrivals += class_tally.arrived;
    result.started += class_tally.started;
    result.served_wait += {class_tally.served_wait};
    for (std::uint32_t place = line.first[priority]; place != nobody; place = nodes_[place].next)
      result.ongoing_wait += now - nodes_[place].arrived;
  }
  return result;
}

bool Stations::little_law_holds(StationId id, Instant now) const {
  const Line& line = lines_[id.index()];
  const Tally& tally = tallies_[id.index()];
  std::int64_t waits = tally.reneged_wait_inside + wait_still_going(line, now);
  for (const ClassTally& class_tally : tally.of_class) waits += class_tally.served_wait_inside;
  return line.waiting * now.ms - tally.queue_moment == waits;
}

bool Stations::customers_are_conserved(StationId id) const {
  const Line& line = lines_[id.index()];
  const Tally& tally = tallies_[id.index()];
  std::uint64_t arrived = tally.waiting_at_start;
  std::uint64_t started = 0;
  std::uint64_t listed = 0;
  for (std::size_t priority = 0; priority < max_priority_classes; ++priority) {
    arrived += tally.of_class[priority].arrived;
    started += tally.of_class[priority].started;
    listed += waiting(id, {static_cast<std::uint8_t>(priority)});
  }
  return listed == line.waiting &&
         arrived == started + tally.turned_away + tally.reneged + line.waiting &&
         tally.busy_at_start + started == tally.completed + line.busy;
}

}  // namespace tiercare
