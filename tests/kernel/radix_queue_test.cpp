// SPDX-License-Identifier: Apache-2.0
// The radix queue against the obvious oracle: a list kept sorted by (time, order of arrival).
#include "kernel/radix_queue.hpp"

#include "kernel/columns.hpp"
#include "random/stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace tiercare {
namespace {

enum class Purpose : std::uint16_t { times };

EventRecord record(std::int64_t ms, std::uint32_t label) {
  return {Instant{ms}, 0, {label, 0, 0}};
}

std::vector<std::uint32_t> labels_until(RadixQueue& queue, Instant bound) {
  std::vector<std::uint32_t> labels;
  while (const auto next = queue.pop_until(bound)) labels.push_back(next->payload[0]);
  return labels;
}

/// Pending records in the order they must come out.
class Oracle {
 public:
  void push(const EventRecord& r) {
    const auto later = [](const EventRecord& a, const EventRecord& b) { return a.at < b.at; };
    records_.insert(std::upper_bound(records_.begin(), records_.end(), r, later), r);
  }
  std::optional<EventRecord> pop_until(Instant bound) {
    if (records_.empty() || records_.front().at > bound) return std::nullopt;
    const EventRecord first = records_.front();
    records_.erase(records_.begin());
    return first;
  }
  std::size_t size() const { return records_.size(); }

 private:
  std::vector<EventRecord> records_;
};

TEST(RadixQueue, HandsOutTheEarliestFirst) {
  RadixQueue queue;
  for (const std::int64_t ms : {50, 3, 700'000, 4, 90'000'000})
    queue.push(record(ms, static_cast<std::uint32_t>(ms)));
  EXPECT_EQ(queue.size(), 5U);
  EXPECT_EQ(labels_until(queue, Instant::never()),
            (std::vector<std::uint32_t>{3, 4, 50, 700'000, 90'000'000}));
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.next_at(), Instant::never());
}

TEST(RadixQueue, HandsEqualTimesOutInTheOrderTheyCame) {
  // Few records are put in order at once and many are spread over buckets: both keep the order.
  // Times of a round binary number are the first of the buckets they are spread from.
  for (const std::int64_t ms : {1000, 4096}) {
    for (const std::uint32_t n : {3U, 16U, 17U, 100U, 5000U}) {
      RadixQueue queue;
      std::vector<std::uint32_t> expected;
      for (std::uint32_t i = 0; i < n; ++i) {
        queue.push(record(ms, i));
        queue.push(record(2 * ms, n + i));
      }
      for (std::uint32_t i = 0; i < 2 * n; ++i) expected.push_back(i);
      EXPECT_EQ(labels_until(queue, Instant::never()), expected) << ms << ' ' << n;
    }
  }
}

TEST(RadixQueue, KeepsTheOrderOfEqualTimesPushedWhileTheyAreBeingHandedOut) {
  // So many that moving all of them for each new one would never end.
  for (const std::uint32_t n : {20U, 200U, 200'000U}) {
    RadixQueue queue;
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < n; ++i) queue.push(record(7, i));
    ASSERT_TRUE(queue.pop_until(Instant{7}));
    for (std::uint32_t i = n; i < 2 * n; ++i) queue.push(record(7, i));
    for (std::uint32_t i = 1; i < 2 * n; ++i) expected.push_back(i);
    EXPECT_EQ(labels_until(queue, Instant{7}), expected) << n;
  }
}

TEST(RadixQueue, TakesManyRecordsBeforeAnythingPending) {
  // Pushed in falling order, each before all others: the front must not hold them all.
  constexpr std::uint32_t n = 200'000;
  RadixQueue queue;
  for (std::uint32_t i = 0; i < 300; ++i) queue.push(record(1'000'000 + i, 0));
  ASSERT_TRUE(queue.pop_until(Instant::never()));
  for (std::uint32_t i = n; i-- > 0;) queue.push(record(1'000'000 + i, i));
  std::int64_t last = 0;
  std::size_t taken = 0;
  for (; const auto next = queue.pop_until(Instant::never()); ++taken) {
    ASSERT_LE(last, next->at.ms);
    last = next->at.ms;
  }
  EXPECT_EQ(taken, n + 299);
}

TEST(RadixQueue, OrdersTimesUpToTheLastThereIs) {
  RadixQueue queue;
  std::vector<std::uint32_t> expected;
  for (std::uint32_t i = 0; i < 200; ++i) {
    queue.push(record(Instant::never().ms - 199 + i, 200 + i));
    expected.push_back(i);
  }
  for (std::uint32_t i = 0; i < 200; ++i) {
    queue.push(record(i, i));
    expected.push_back(200 + i);
  }
  EXPECT_EQ(labels_until(queue, Instant::never()), expected);
}

TEST(RadixQueue, AgreesWithASortedListUnderRandomUse) {
  Stream random = Randomness{2026, 0}.stream(0, Purpose::times);
  // Spreads of time from "all at once" to years, and queues from nearly empty to thousands.
  for (const unsigned bits : {1U, 4U, 10U, 20U, 34U}) {
    for (const std::uint32_t wanted : {2U, 12U, 40U, 150U, 1000U}) {
      RadixQueue queue;
      Oracle oracle;
      Instant now;
      for (std::uint32_t step = 0; step < 8 * wanted + 500; ++step) {
        const bool push = random() % (2 * wanted) >= oracle.size();
        if (push) {
          // Mostly as wide as that, and now and then much nearer.
          const std::uint64_t wide = (std::uint64_t{random()} << 32) | random();
          const unsigned narrower = random() % 4 == 0 ? bits / 2 : 0;
          const auto delay = static_cast<std::int64_t>(wide >> (64 - bits + narrower));
          const EventRecord r = record(now.ms + delay, step);
          queue.push(r);
          oracle.push(r);
          continue;
        }
        const Instant bound = now + Duration{static_cast<std::int64_t>(random() % 1000)};
        const auto got = queue.pop_until(random() % 4 == 0 ? bound : Instant::never());
        if (!got) {
          now = bound;  // a pause: later pushes may lie anywhere from here on
          ASSERT_FALSE(oracle.pop_until(bound));
          continue;
        }
        ASSERT_EQ(*got, *oracle.pop_until(Instant::never())) << bits << ' ' << wanted;
        now = got->at;
        ASSERT_EQ(queue.size(), oracle.size());
      }
    }
  }
}

TEST(RadixQueue, TakesARecordBeforeTheNextPendingOneAfterLookingAhead) {
  for (const std::uint32_t n : {1U, 50U}) {
    RadixQueue queue;
    for (std::uint32_t i = 0; i < n; ++i) queue.push(record(1'000'000 + i, 10 + i));
    ASSERT_FALSE(queue.pop_until(Instant{999'999}));
    EXPECT_EQ(queue.next_at(), Instant{1'000'000});
    queue.push(record(999'999, 1));
    queue.push(record(5, 0));
    EXPECT_EQ(queue.next_at(), Instant{5});
    const auto labels = labels_until(queue, Instant{1'000'000});
    EXPECT_EQ(labels, (std::vector<std::uint32_t>{0, 1, 10}));
  }
}

TEST(RadixQueue, IsTheSameWhetherOrNotItWasAskedInVainBetween) {
  Stream random = Randomness{7, 0}.stream(0, Purpose::times);
  RadixQueue asked;
  RadixQueue left_alone;
  for (std::uint32_t step = 0; step < 3000; ++step) {
    const EventRecord r = record(step * 100 + random() % (step % 3 == 0 ? 50 : 400'000), step);
    asked.push(r);
    left_alone.push(r);
    for (std::int64_t before = 1000; before > 0; before /= 3)
      ASSERT_FALSE(asked.pop_until(Instant{asked.next_at().ms - before}));
    if (step % 4 == 3) {
      ASSERT_EQ(asked.pop_until(Instant{step * 100}), left_alone.pop_until(Instant{step * 100}));
    }
    ASSERT_EQ(asked.next_at(), left_alone.next_at());
  }
  EXPECT_EQ(asked, left_alone);
  EXPECT_EQ(columns_digest(asked), columns_digest(left_alone));
}

TEST(RadixQueue, TellsOfMostRecordsSomeHundredsBeforeTheyAreHandedOut) {
  Stream random = Randomness{8, 0}.stream(0, Purpose::times);
  constexpr std::uint32_t n = 20'000;
  RadixQueue queue;
  for (std::uint32_t i = 0; i < n; ++i) queue.push(record(random() % 100'000'000, i));
  std::vector<std::uint32_t> told_after(n);  // how many were handed out when it was told of
  std::uint32_t taken = 0;
  std::uint32_t told = 0;
  const auto near = [&](const EventRecord& r) { told_after[r.payload[0]] = taken + 1; };
  while (const EventRecord* next = queue.take_until(Instant::never(), near)) {
    const std::uint32_t after = told_after[next->payload[0]];
    if (after > 0) {
      ++told;
      ASSERT_LE(taken + 1 - after, 1024U);
    }
    ++taken;
  }
  EXPECT_EQ(taken, n);
  EXPECT_GT(told, n / 2);
}

TEST(RadixQueue, LookingAheadChangesNothing) {
  RadixQueue queue;
  for (std::uint32_t i = 0; i < 100; ++i) queue.push(record(1000 + 7 * i, i));
  const RadixQueue before = queue;
  const std::uint64_t digest = columns_digest(queue);
  EXPECT_EQ(queue.next_at(), Instant{1000});
  EXPECT_FALSE(queue.pop_until(Instant{999}));
  EXPECT_EQ(queue, before);
  EXPECT_EQ(columns_digest(queue), digest);
}

}  // namespace
}  // namespace tiercare
