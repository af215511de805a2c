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

void Stations::set_rules(StationId id, const StationRules& rules) {
  lines_[id.index()].room = rules.waiting_room;
  lines_[id.index()].reserved = rules.reserved_for_class_0;
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
