// SPDX-License-Identifier: Apache-2.0
// The rarer steps of the radix queue: looking ahead, and moving records to where time is finer.
#include "kernel/radix_queue.hpp"

#include <algorithm>

namespace tiercare {

Instant RadixQueue::earliest_in(const Bucket& bucket) {
  Instant earliest = Instant::never();
  for (const EventRecord& record : bucket) earliest = std::min(earliest, record.at);
  return earliest;
}

Instant RadixQueue::next_at() const {
  if (first_ < front_.size()) return front_[first_].at;
  return levels_ == 0 ? Instant::never() : earliest_in(bucket(nearest()));
}

void RadixQueue::vacate(Place place) {
  occupied_[place.level] &= ~(1U << place.digit);
  if (occupied_[place.level] == 0) levels_ &= ~(1U << place.level);
}

// The whole bucket moves into the front.
void RadixQueue::take(Place place) {
  Bucket& records = buckets_[index_of(place)];
  covered_ = end_of(place);
  vacate(place);
  for (const EventRecord& record : records) add_to_front(record.at) = record;
  records.clear();
}

// The front now covers the first instant of the bucket, and the others differ from that in lower
// digits.
void RadixQueue::spread(Place place) {
  Bucket& records = buckets_[index_of(place)];
  covered_ = start_of(place);
  vacate(place);
  for (const EventRecord& record : records)
    (record.at <= covered_ ? add_to_front(record.at) : add_to_bucket(record.at)) = record;
  if (records.capacity() > spacious)
    Bucket{}.swap(records);
  else
    records.clear();
}

// What was handed out is forgotten, or the front covers no more than the present. Records of the
// present instant stay, however many: new ones of it only follow them.
void RadixQueue::make_room() {
  if (2 * first_ >= front_.size()) {
    front_.erase(front_.begin(), front_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  } else if (covered_ > handed_out_) {
    covered_ = handed_out_;
    std::size_t kept = first_;
    while (kept < front_.size() && front_[kept].at <= covered_) ++kept;
    for (std::size_t i = kept; i < front_.size(); ++i) add_to_bucket(front_[i].at) = front_[i];
    front_.resize(kept);
  }
}

}  // namespace tiercare
