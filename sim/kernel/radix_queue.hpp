// SPDX-License-Identifier: Apache-2.0
// A monotone radix queue: the pending events, earliest first, first come first out at equal times.
//
// Simulated time never runs backwards, so a record needs no place in a total order until its time
// is near. Bucket b holds the records whose time first differs from `base_` in bit b-1; a record
// only ever moves to lower buckets, and records of equal time stay together in the order they came.
// No sequence number is stored and nothing is tuned to the number of pending events.
//
// The bound rule: base_ never passes the time of the last record handed out, however far ahead one
// looks. So a paused run can still be given an event earlier than everything pending.
#pragma once

#include "kernel/event.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace tiercare {

/// How soon a pending event is handed out: within some hundred others, or within some dozen.
enum class Nearness { hundreds, dozens };

/// Pending events; a value.
class RadixQueue {
 public:
  /// Adds an empty record for `at`, to be filled in place: building it elsewhere and copying it
  /// costs a fifth of a small queue's speed. \param at not before the last record handed out
  EventRecord& add(Instant at) {
    const unsigned bucket = bucket_of(at);
    EventRecord& record = buckets_[bucket].emplace_back();
    record.at = at;
    occupied_ |= std::uint64_t{1} << bucket;
    ++size_;
    return record;
  }
  void push(const EventRecord& record) { add(record.at) = record; }

  /// Hands out the earliest record if its time is at most `bound`.
  [[nodiscard]] std::optional<EventRecord> pop_until(Instant bound) {
    return pop_until(bound, [](const EventRecord&, Nearness) {});
  }
  /// The same, and tells `near` of records that will be handed out before long, each a few times.
  template <class Near>
  [[nodiscard]] std::optional<EventRecord> pop_until(Instant bound, Near&& near);

  /// Time of the earliest record; Instant::never() if there is none. Scans one bucket.
  [[nodiscard]] Instant next_at() const;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("base", self.base_);
    visit("size", self.size_);
    visit("first", self.first_);
    for (auto& bucket : self.buckets_) visit("bucket", bucket);
  }

  friend bool operator==(const RadixQueue&, const RadixQueue&) = default;

 private:
  using Bucket = std::vector<EventRecord>;

  // Up to this many records, finding the earliest in place is cheaper than moving all of them.
  static constexpr std::size_t few = 8;
  // What is spread from a bucket of so many is handed out after at most as many others.
  static constexpr std::size_t dozens = 64;
  static constexpr std::size_t hundreds = 512;
  // A bucket that once held very many records gives its memory back when it empties.
  static constexpr std::size_t spacious = std::size_t{1} << 16;

  [[nodiscard]] unsigned bucket_of(Instant at) const {
    return static_cast<unsigned>(
        std::bit_width(static_cast<std::uint64_t>(at.ms) ^ static_cast<std::uint64_t>(base_.ms)));
  }
  [[nodiscard]] static std::size_t earliest_in(const Bucket& bucket) {
    std::size_t earliest = 0;
    for (std::size_t i = 1; i < bucket.size(); ++i)
      if (bucket[i].at < bucket[earliest].at) earliest = i;
    return earliest;
  }
  EventRecord take_first();
  EventRecord take(unsigned bucket, std::size_t place);
  void spread(unsigned bucket, Instant earliest);

  Instant base_;
  std::size_t size_ = 0;
  std::size_t first_ = 0;       // of bucket 0, whose records all have the time base_
  std::uint64_t occupied_ = 0;  // bit b: bucket b is not empty; follows from the buckets
  std::array<Bucket, 64> buckets_;
};

inline EventRecord RadixQueue::take_first() {
  const EventRecord record = buckets_[0][first_++];
  if (first_ == buckets_[0].size()) {
    buckets_[0].clear();
    first_ = 0;
    occupied_ &= ~std::uint64_t{1};
  }
  --size_;
  return record;
}

inline EventRecord RadixQueue::take(unsigned bucket, std::size_t place) {
  Bucket& records = buckets_[bucket];
  EventRecord record = records.back();
  records.pop_back();
  // Those behind it move up by one. A plain copy loop would become a call of memmove, which costs
  // more than moving a few records.
  for (std::size_t i = records.size(); i-- > place;) std::swap(record, records[i]);
  if (records.empty()) occupied_ &= ~(std::uint64_t{1} << bucket);
  --size_;
  return record;
}

template <class Near>
std::optional<EventRecord> RadixQueue::pop_until(Instant bound, Near&& near) {
  while (occupied_ != 0) {
    const auto bucket = static_cast<unsigned>(std::countr_zero(occupied_));
    if (bucket == 0) return base_ <= bound ? std::optional{take_first()} : std::nullopt;
    const Bucket& records = buckets_[bucket];
    const std::size_t place = earliest_in(records);
    const Instant earliest = records[place].at;
    if (earliest > bound) return std::nullopt;
    if (records.size() <= few) return take(bucket, place);
    if (records.size() <= hundreds) {
      const Nearness how = records.size() <= dozens ? Nearness::dozens : Nearness::hundreds;
      for (const EventRecord& record : records) near(record, how);
    }
    spread(bucket, earliest);
  }
  return std::nullopt;
}

}  // namespace tiercare
