// SPDX-License-Identifier: Apache-2.0
// The two rare steps of the radix queue: looking ahead, and spreading a bucket over lower ones.
#include "kernel/radix_queue.hpp"

namespace tiercare {

Instant RadixQueue::next_at() const {
  if (occupied_ == 0) return Instant::never();
  const auto bucket = static_cast<unsigned>(std::countr_zero(occupied_));
  if (bucket == 0) return base_;
  const Bucket& records = buckets_[bucket];
  return records[earliest_in(records)].at;
}

void RadixQueue::spread(unsigned bucket, Instant earliest) {
  base_ = earliest;
  Bucket& records = buckets_[bucket];
  occupied_ &= ~(std::uint64_t{1} << bucket);
  for (const EventRecord& record : records) {
    const unsigned lower = bucket_of(record.at);
    buckets_[lower].push_back(record);
    occupied_ |= std::uint64_t{1} << lower;
  }
  records.clear();
  if (records.capacity() > spacious) records.shrink_to_fit();
}

}  // namespace tiercare
