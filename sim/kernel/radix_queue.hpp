// SPDX-License-Identifier: Apache-2.0
// A monotone radix queue: the pending events, earliest first, first come first out at equal times.
//
// Simulated time never runs backwards, so a record needs no place in a total order until its time
// is near. The front holds in order what comes up to the instant `covered_`. What is later lies in
// buckets by the highest digit in which its time differs from `covered_`, and by the value it has
// there: a record only ever moves to lower digits, and records of equal time stay together in the
// order they came. When the front is empty, the nearest bucket is moved into it, or spread over
// lower ones if it holds many. No sequence number is stored, and a queue of a few events is its
// front alone.
//
// The bound rule: only handing a record out moves records, however far ahead one looks. So a paused
// run is no different from one that was not, and can still be given an event earlier than
// everything pending.
#pragma once

#include "kernel/event.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tiercare {

/// Pending events; a value.
class RadixQueue {
 public:
  /// Adds an empty record for `at`, to be filled in place: building it elsewhere and copying it
  /// costs a fifth of a small queue's speed. \param at not before the last record handed out
  EventRecord& add(Instant at) {
    ++size_;
    if (front_.size() >= crowded) [[unlikely]]
      make_room();
    return at <= covered_ ? add_to_front(at) : add_to_bucket(at);
  }
  void push(const EventRecord& record) { add(record.at) = record; }

  /// Hands out the earliest record if its time is at most `bound`; nullptr if it is later. It can
  /// be read until the next one is added. Tells `near` of records that will be handed out after
  /// some hundred others.
  template <class Near>
  [[nodiscard]] const EventRecord* take_until(Instant bound, Near&& near);
  /// The same as a copy, telling nobody.
  [[nodiscard]] std::optional<EventRecord> pop_until(Instant bound) {
    const EventRecord* record = take_until(bound, [](const EventRecord&) {});
    return record == nullptr ? std::nullopt : std::optional{*record};
  }

  /// Time of the earliest record; Instant::never() if there is none. May scan one bucket.
  [[nodiscard]] Instant next_at() const;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("handed_out", self.handed_out_);
    visit("covered", self.covered_);
    visit("size", self.size_);
    visit("first", self.first_);
    visit("front", self.front_);
    for (auto& bucket : self.buckets_) visit("bucket", bucket);
  }

  friend bool operator==(const RadixQueue&, const RadixQueue&) = default;

 private:
  using Bucket = std::vector<EventRecord>;

  // Four bits move a record some five times on its way from months ahead; more would need more
  // buckets than the cache likes to write to in turn.
  static constexpr unsigned bits = 4;  // of a digit
  static constexpr unsigned digits = 1U << bits;
  static constexpr unsigned levels = 64 / bits;
  // A bucket of so many is put in order in the front, a larger one spread first.
  static constexpr std::size_t few = 32;
  // At so many in the front, gone and pending, room is made.
  static constexpr std::size_t crowded = 128;
  // What is spread from a bucket of so many is handed out after some hundred others. Most of what
  // lies in a smaller one was part of such a bucket before.
  static constexpr std::size_t hundreds_from = 64;
  static constexpr std::size_t hundreds_to = 1024;
  // A bucket that held very many records gives its memory back when it is spread.
  static constexpr std::size_t spacious = 4096;

  /// A bucket, by the level of a digit and the value it has there.
  struct Place {
    unsigned level;
    unsigned digit;
  };
  [[nodiscard]] Place nearest() const {
    const auto level = static_cast<unsigned>(std::countr_zero(levels_));
    return {level, static_cast<unsigned>(std::countr_zero(occupied_[level]))};
  }
  [[nodiscard]] static constexpr std::size_t index_of(Place place) {
    return std::size_t{place.level} * digits + place.digit;
  }
  [[nodiscard]] const Bucket& bucket(Place place) const { return buckets_[index_of(place)]; }
  /// The first and the last instant of a bucket.
  [[nodiscard]] Instant start_of(Place place) const {
    const unsigned shift = place.level * bits;
    const std::int64_t above = (covered_.ms >> shift) & ~std::int64_t{digits - 1};
    return {(above | place.digit) << shift};
  }
  [[nodiscard]] Instant end_of(Place place) const {
    return {start_of(place).ms | ((std::int64_t{1} << (place.level * bits)) - 1)};
  }
  [[nodiscard]] static Instant earliest_in(const Bucket& bucket);

  EventRecord& add_to_front(Instant at);
  EventRecord& add_to_bucket(Instant at);
  // Out of line, so that the loop of events takes in the little that most events need.
  template <class Near>
  [[gnu::noinline]] bool fill_front(Instant bound, Near&& near);
  void take(Place place);
  void spread(Place place);
  void vacate(Place place);
  void make_room();

  Instant handed_out_;                  // time of the last record handed out
  Instant covered_ = Instant::never();  // what is pending up to here is in the front
  std::size_t size_ = 0;
  std::size_t first_ = 0;  // of the front that is still pending
  Bucket front_;
  std::uint32_t levels_ = 0;  // bit l: a bucket of level l is not empty; follows from the buckets
  std::array<std::uint32_t, levels> occupied_{};  // by level, bit d: bucket d is not empty
  std::array<Bucket, std::size_t{levels} * digits> buckets_;
};

// Most events are later than most of the front, so the place is looked for from the end.
inline EventRecord& RadixQueue::add_to_front(Instant at) {
  front_.emplace_back();
  std::size_t place = front_.size() - 1;
  for (; place > first_ && at < front_[place - 1].at; --place) front_[place] = front_[place - 1];
  front_[place] = EventRecord{.at = at};  // where another was, nothing of it may be left
  return front_[place];
}

inline EventRecord& RadixQueue::add_to_bucket(Instant at) {
  const auto differing = static_cast<std::uint64_t>(at.ms ^ covered_.ms);
  const unsigned level = static_cast<unsigned>(std::bit_width(differing) - 1) / bits;
  const unsigned digit = static_cast<unsigned>(at.ms >> (level * bits)) & (digits - 1);
  levels_ |= 1U << level;
  occupied_[level] |= 1U << digit;
  EventRecord& record = buckets_[index_of({level, digit})].emplace_back();
  record.at = at;
  return record;
}

template <class Near>
const EventRecord* RadixQueue::take_until(Instant bound, Near&& near) {
  if (first_ == front_.size() && !fill_front(bound, near)) return nullptr;
  const EventRecord& record = front_[first_];
  if (record.at > bound) return nullptr;
  handed_out_ = record.at;
  ++first_;
  --size_;
  return &record;
}

template <class Near>
bool RadixQueue::fill_front(Instant bound, Near&& near) {
  if (levels_ == 0) return false;
  if (const Place place = nearest(); end_of(place) > bound && earliest_in(bucket(place)) > bound)
    return false;
  front_.clear();
  first_ = 0;
  while (front_.empty()) {
    const Place place = nearest();
    const Bucket& records = bucket(place);
    if (records.size() <= few || place.level == 0) {
      take(place);
      break;
    }
    if (records.size() > hundreds_from && records.size() <= hundreds_to)
      for (const EventRecord& record : records) near(record);
    spread(place);
  }
  while (levels_ != 0 && front_.size() + bucket(nearest()).size() <= few) take(nearest());
  if (levels_ == 0) covered_ = Instant::never();
  return true;
}

}  // namespace tiercare
