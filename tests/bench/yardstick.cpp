// SPDX-License-Identifier: Apache-2.0
// The yardstick: what a good programmer writes for these two tasks and nothing else.
//
// Times are doubles, the pending events a 4-ary heap of 16-byte records, the queues rings of
// arrival times, random numbers one buffered Philox sequence with the ziggurat. No identity of
// customers, no priorities, no statistics but the mean wait: the engine has to carry all of these.
#include "bench/work.hpp"

#include <Random123/philox.h>
#include <boost/random/exponential_distribution.hpp>

#include <cstdint>
#include <vector>

namespace tiercare::bench {
namespace {

class Random {
 public:
  using result_type = std::uint32_t;
  explicit Random(std::uint64_t seed)
      : key_{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}} {}
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return 0xffffffffU; }
  result_type operator()() {
    if (used_ == 4) {
      block_ = r123::Philox4x32{}(counter_, key_);
      if (++counter_[0] == 0) ++counter_[1];
      used_ = 0;
    }
    return block_[used_++];
  }
  double exponential(double mean) {
    return mean * boost::random::exponential_distribution<double>{}(*this);
  }
  double uniform() { return static_cast<double>((*this)()) * 0x1p-32; }

 private:
  r123::Philox4x32::key_type key_;
  r123::Philox4x32::ctr_type counter_{};
  r123::Philox4x32::ctr_type block_{};
  unsigned used_ = 4;
};

struct Pending {
  double at;
  std::uint32_t kind;
  std::uint32_t station;
};

class Heap {
 public:
  void push(Pending event) {
    std::size_t hole = events_.size();
    events_.push_back(event);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (events_[parent].at <= event.at) break;
      events_[hole] = events_[parent];
      hole = parent;
    }
    events_[hole] = event;
  }
  Pending pop() {
    const Pending first = events_.front();
    const Pending moved = events_.back();
    events_.pop_back();
    const std::size_t size = events_.size();
    if (size == 0) return first;
    std::size_t hole = 0;
    for (;;) {
      const std::size_t child = 4 * hole + 1;
      if (child >= size) break;
      const std::size_t end = child + 4 < size ? child + 4 : size;
      std::size_t least = child;
      for (std::size_t other = child + 1; other < end; ++other)
        if (events_[other].at < events_[least].at) least = other;
      if (events_[least].at >= moved.at) break;
      events_[hole] = events_[least];
      hole = least;
    }
    events_[hole] = moved;
    return first;
  }

 private:
  std::vector<Pending> events_;
};

/// A first-in first-out queue of arrival times.
class Ring {
 public:
  bool empty() const { return size_ == 0; }
  void push(double at) {
    if (size_ == times_.size()) grow();
    times_[(first_ + size_++) & (times_.size() - 1)] = at;
  }
  double pop() {
    const double at = times_[first_];
    first_ = (first_ + 1) & (times_.size() - 1);
    --size_;
    return at;
  }

 private:
  void grow() {
    std::vector<double> larger(2 * times_.size());
    for (std::size_t i = 0; i < size_; ++i) larger[i] = times_[(first_ + i) & (times_.size() - 1)];
    times_.swap(larger);
    first_ = 0;
  }
  std::vector<double> times_ = std::vector<double>(64);
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace

Findings yardstick_work_1(std::uint64_t customers, std::uint64_t seed) {
  enum : std::uint32_t { arrival, service_end };
  Random random{seed};
  Heap heap;
  Ring queue;
  bool busy = false;
  double waited = 0.0;
  std::uint64_t services = 0;
  heap.push({random.exponential(1.0 / 0.9), arrival, 0});
  while (services < customers) {
    const Pending event = heap.pop();
    if (event.kind == arrival) {
      heap.push({event.at + random.exponential(1.0 / 0.9), arrival, 0});
      if (busy) {
        queue.push(event.at);
      } else {
        busy = true;
        heap.push({event.at + random.exponential(1.0), service_end, 0});
      }
    } else {
      ++services;
      if (queue.empty()) {
        busy = false;
      } else {
        waited += event.at - queue.pop();
        heap.push({event.at + random.exponential(1.0), service_end, 0});
      }
    }
  }
  return {services, {waited / static_cast<double>(services), 0.0, 0.0, 0.0}};
}

namespace {

class Network {
 public:
  Network(std::uint64_t seed, std::uint32_t idle) : random_{seed} {
    for (std::uint32_t tier = 0; tier < network.size(); ++tier)
      for (std::uint32_t i = 0; i < network[tier].stations; ++i)
        stations_.push_back({network[tier].servers, tier, network[tier].mean_service, {}});
    for (std::uint32_t i = 0; i < idle; ++i)
      heap_.push({1e9 + 1e9 * random_.uniform(), arrival, 0});
    for (std::uint32_t village = 0; village < network[0].stations; ++village)
      heap_.push({random_.exponential(1.0 / village_arrival_rate), arrival, village});
  }

  Findings run(std::uint64_t services) {
    while (done_ < services) {
      const Pending event = heap_.pop();
      if (event.kind == arrival)
        new_customer(event);
      else
        service_ended(event);
    }
    Findings findings{done_, {}};
    for (std::size_t tier = 0; tier < network.size(); ++tier)
      findings.mean_wait[tier] = waited_[tier] / static_cast<double>(started_[tier]);
    return findings;
  }

 private:
  enum : std::uint32_t { arrival, service_end };
  struct Station {
    std::uint32_t free;
    std::uint32_t tier;
    double mean_service;
    Ring queue;
  };

  void new_customer(const Pending& event) {
    heap_.push(
        {event.at + random_.exponential(1.0 / village_arrival_rate), arrival, event.station});
    arrive(event.station, event.at);
  }
  void arrive(std::uint32_t station, double now) {
    Station& s = stations_[station];
    if (s.free == 0) {
      s.queue.push(now);
      return;
    }
    --s.free;
    start(s, station, now, 0.0);
  }
  void start(const Station& s, std::uint32_t station, double now, double waited) {
    waited_[s.tier] += waited;
    ++started_[s.tier];
    heap_.push({now + random_.exponential(s.mean_service), service_end, station});
  }
  void service_ended(const Pending& event) {
    ++done_;
    Station& s = stations_[event.station];
    const Tier& tier = network[s.tier];
    if (s.queue.empty())
      ++s.free;
    else
      start(s, event.station, event.at, event.at - s.queue.pop());
    const double u = random_.uniform();
    if (u < tier.refer_up)
      refer(s.tier + 1, event.at);
    else if (u < tier.refer_up + tier.refer_down)
      refer(s.tier - 1, event.at);
  }
  void refer(std::uint32_t tier, double now) {
    const std::uint32_t n = network[tier].stations;
    const std::uint32_t which =
        n == 1 ? 0 : static_cast<std::uint32_t>(random_.uniform() * static_cast<double>(n));
    arrive(first_station_of[tier] + which, now);
  }

  Random random_;
  Heap heap_;
  std::vector<Station> stations_;
  std::array<double, 4> waited_{};
  std::array<std::uint64_t, 4> started_{};
  std::uint64_t done_ = 0;
};

}  // namespace

Findings yardstick_work_2(std::uint64_t services, std::uint64_t seed, std::uint32_t idle) {
  return Network{seed, idle}.run(services);
}

}  // namespace tiercare::bench
