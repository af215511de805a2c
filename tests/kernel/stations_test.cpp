// SPDX-License-Identifier: Apache-2.0
// Stations: who is served when, and what is counted, on days small enough to follow by hand; then a
// random day of everything at once, on which the exact laws must hold at every instant.
#include "kernel/stations.hpp"

#include "kernel/columns.hpp"
#include "random/stream.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace tiercare {
namespace {

enum class Purpose : std::uint16_t { deeds };

constexpr PriorityClass urgent{0};
constexpr PriorityClass normal{1};

CustomerId customer(std::uint32_t n) {
  return CustomerId{n};
}

TEST(Stations, ServeAtOnceWhileAServerIsFreeAndFirstComeFirstServedAfterwards) {
  Stations stations;
  const StationId desk = stations.add({}, 2);
  EXPECT_EQ(stations.arrive(desk, customer(1), normal, Instant{0}).entry, Entry::served);
  EXPECT_EQ(stations.arrive(desk, customer(2), normal, Instant{0}).entry, Entry::served);
  EXPECT_EQ(stations.arrive(desk, customer(3), normal, Instant{10}).entry, Entry::waits);
  EXPECT_EQ(stations.arrive(desk, customer(4), normal, Instant{20}).entry, Entry::waits);
  EXPECT_EQ(stations.busy(desk), 2U);
  EXPECT_EQ(stations.waiting(desk), 2U);

  const auto start = stations.complete(desk, normal, Instant{50});
  ASSERT_TRUE(start);
  EXPECT_EQ(start->customer, customer(3));
  EXPECT_EQ(start->waited, Duration{40});
  EXPECT_EQ(stations.complete(desk, normal, Instant{60})->customer, customer(4));
  EXPECT_FALSE(stations.complete(desk, normal, Instant{70}));
  EXPECT_EQ(stations.busy(desk), 1U);
}

TEST(Stations, ServeTheMoreUrgentClassFirst) {
  Stations stations;
  const StationId desk = stations.add({}, 1);
  stations.arrive(desk, customer(0), normal, Instant{0});
  stations.arrive(desk, customer(1), {3}, Instant{1});
  stations.arrive(desk, customer(2), normal, Instant{2});
  stations.arrive(desk, customer(3), urgent, Instant{3});
  stations.arrive(desk, customer(4), normal, Instant{4});
  std::vector<std::uint32_t> order;
  PriorityClass in_service = normal;
  for (int i = 0; i < 4; ++i) {
    const auto start = stations.complete(desk, in_service, Instant{10 + i});
    order.push_back(start->customer.value);
    in_service = start->priority;
  }
  EXPECT_EQ(order, (std::vector<std::uint32_t>{3, 2, 4, 1}));
}

TEST(Stations, TurnAwayWhoFindsTheWaitingRoomFull) {
  Stations stations;
  const StationId desk = stations.add({.waiting_room = 1}, 1);
  stations.arrive(desk, customer(0), normal, Instant{0});
  EXPECT_EQ(stations.arrive(desk, customer(1), normal, Instant{1}).entry, Entry::waits);
  EXPECT_EQ(stations.arrive(desk, customer(2), urgent, Instant{2}).entry, Entry::turned_away);
  EXPECT_EQ(stations.statistics(desk, Instant{3}).turned_away, 1U);
  EXPECT_TRUE(stations.customers_are_conserved(desk));
}

TEST(Stations, LetAnyoneWhoWaitsLeaveWithoutDisturbingTheOthers) {
  for (std::uint32_t leaver = 1; leaver <= 3; ++leaver) {
    Stations stations;
    const StationId desk = stations.add({}, 1);
    stations.arrive(desk, customer(0), normal, Instant{0});
    std::map<std::uint32_t, QueuePlace> places;
    for (std::uint32_t n = 1; n <= 3; ++n)
      places[n] = stations.arrive(desk, customer(n), normal, Instant{n}).place;
    EXPECT_EQ(stations.customer_at(places[leaver]), customer(leaver));
    stations.renege(desk, places[leaver], Instant{10});
    std::vector<std::uint32_t> order;
    for (int i = 0; i < 2; ++i)
      order.push_back(stations.complete(desk, normal, Instant{20})->customer.value);
    std::vector<std::uint32_t> expected{1, 2, 3};
    std::erase(expected, leaver);
    EXPECT_EQ(order, expected);
    const StationStatistics s = stations.statistics(desk, Instant{20});
    EXPECT_EQ(s.reneged, 1U);
    EXPECT_EQ(s.reneged_wait, Duration{10 - leaver});
    EXPECT_TRUE(stations.little_law_holds(desk, Instant{20}));
  }
}

TEST(Stations, AShiftThatEndsLetsTheCurrentServiceFinishAsOvertime) {
  Stations stations;
  const StationId desk = stations.add({}, 2);
  stations.arrive(desk, customer(0), normal, Instant{0});
  stations.arrive(desk, customer(1), normal, Instant{0});
  stations.arrive(desk, customer(2), normal, Instant{0});
  stations.set_servers(desk, 0, Instant{100});
  EXPECT_EQ(stations.busy(desk), 2U);
  EXPECT_FALSE(stations.complete(desk, normal, Instant{130}));
  EXPECT_FALSE(stations.complete(desk, normal, Instant{150}));
  const StationStatistics s = stations.statistics(desk, Instant{200});
  EXPECT_EQ(s.busy, Duration{130 + 150});
  EXPECT_EQ(s.capacity, Duration{200});
  EXPECT_EQ(s.overtime, Duration{30 + 50});
  EXPECT_EQ(stations.waiting(desk), 1U);

  stations.set_servers(desk, 2, Instant{300});
  const auto start = stations.start_next(desk, Instant{300});
  ASSERT_TRUE(start);
  EXPECT_EQ(start->waited, Duration{300});
  EXPECT_FALSE(stations.start_next(desk, Instant{300}));
}

TEST(Stations, NobodyOvertakesThoseWhoWaitWhenAServerIsAdded) {
  Stations stations;
  const StationId desk = stations.add({}, 1);
  stations.arrive(desk, customer(0), normal, Instant{0});
  stations.arrive(desk, customer(1), normal, Instant{1});
  stations.set_servers(desk, 2, Instant{5});
  // Before the waiting one was started: he goes first, unless somebody more urgent comes.
  EXPECT_EQ(stations.arrive(desk, customer(2), {2}, Instant{5}).entry, Entry::waits);
  EXPECT_EQ(stations.start_next(desk, Instant{5})->customer, customer(1));
  stations.set_servers(desk, 3, Instant{6});
  EXPECT_EQ(stations.arrive(desk, customer(3), urgent, Instant{6}).entry, Entry::served);
}

TEST(Stations, KeepReservedServersForTheUrgent) {
  Stations stations;
  const StationId ward = stations.add({.reserved_for_class_0 = 1}, 2);
  EXPECT_EQ(stations.arrive(ward, customer(0), normal, Instant{0}).entry, Entry::served);
  EXPECT_EQ(stations.arrive(ward, customer(1), normal, Instant{1}).entry, Entry::waits);
  EXPECT_EQ(stations.arrive(ward, customer(2), urgent, Instant{2}).entry, Entry::served);
  // The urgent one leaves his reserved server, which the waiting one may not take ...
  EXPECT_FALSE(stations.complete(ward, urgent, Instant{5}));
  // ... until the reservation is lifted.
  stations.set_rules(ward, {.reserved_for_class_0 = 0});
  EXPECT_EQ(stations.start_next(ward, Instant{6})->customer, customer(1));
}

TEST(Stations, TheUrgentMayAlsoUseWhatIsNotReserved) {
  Stations stations;
  const StationId ward = stations.add({.reserved_for_class_0 = 1}, 2);
  EXPECT_EQ(stations.arrive(ward, customer(0), urgent, Instant{0}).entry, Entry::served);
  EXPECT_EQ(stations.arrive(ward, customer(1), urgent, Instant{0}).entry, Entry::served);
  EXPECT_EQ(stations.arrive(ward, customer(2), normal, Instant{0}).entry, Entry::waits);
  EXPECT_EQ(stations.complete(ward, urgent, Instant{1})->customer, customer(2));
}

TEST(Stations, TellWaitsOfServedRenegedAndStillWaitingApart) {
  Stations stations;
  const StationId desk = stations.add({}, 1);
  stations.arrive(desk, customer(0), normal, Instant{0});
  stations.arrive(desk, customer(1), normal, Instant{10});
  const QueuePlace place = stations.arrive(desk, customer(2), {2}, Instant{20}).place;
  stations.arrive(desk, customer(3), {2}, Instant{30});
  stations.renege(desk, place, Instant{50});
  stations.complete(desk, normal, Instant{60});
  const StationStatistics s = stations.statistics(desk, Instant{100});
  EXPECT_EQ(s.arrivals, 4U);
  EXPECT_EQ(s.started, 2U);
  EXPECT_EQ(s.completed, 1U);
  EXPECT_EQ(s.still_waiting, 1U);
  EXPECT_EQ(s.longest_queue, 3U);
  EXPECT_EQ(s.served_wait, Duration{50});
  EXPECT_EQ(s.of_class[1].served_wait, Duration{50});
  EXPECT_EQ(s.of_class[1].arrivals, 2U);
  EXPECT_EQ(s.reneged_wait, Duration{30});
  EXPECT_EQ(s.ongoing_wait, Duration{70});
  EXPECT_EQ(s.queue, Duration{50 + 30 + 70});
  EXPECT_DOUBLE_EQ(s.mean_queue(), 1.5);
  EXPECT_DOUBLE_EQ(s.utilisation(), 1.0);
}

TEST(Stations, AWarmUpLeavesTheCustomersAndForgetsTheNumbers) {
  Stations stations;
  const StationId desk = stations.add({}, 1);
  stations.arrive(desk, customer(0), normal, Instant{0});
  stations.arrive(desk, customer(1), normal, Instant{10});
  stations.begin_measurement(Instant{100});
  const auto start = stations.complete(desk, normal, Instant{150});
  ASSERT_TRUE(start);
  EXPECT_EQ(start->waited, Duration{140});
  const StationStatistics s = stations.statistics(desk, Instant{200});
  EXPECT_EQ(s.window, Duration{100});
  EXPECT_EQ(s.arrivals, 0U);
  EXPECT_EQ(s.started, 1U);
  EXPECT_EQ(s.busy, Duration{100});
  EXPECT_EQ(s.capacity, Duration{100});
  EXPECT_EQ(s.queue, Duration{50});
  EXPECT_TRUE(stations.little_law_holds(desk, Instant{200}));
  EXPECT_TRUE(stations.customers_are_conserved(desk));
}

/// One customer per event in every way at once, with an independent account of what must be.
class Chaos {
 public:
  explicit Chaos(std::uint32_t seed)
      : random_{Randomness{seed, 0}.stream(0, Purpose::deeds)},
        desk_{stations_.add({.waiting_room = 15, .reserved_for_class_0 = 1}, 3)} {}

  void step() {
    const auto dt = static_cast<std::int64_t>(random_() % 50);
    busy_ += dt * static_cast<std::int64_t>(in_service_.size());
    queue_ += dt * static_cast<std::int64_t>(places_.size());
    now_ += Duration{dt};
    switch (random_() % 9) {
      case 0:
      case 1:
      case 2:
      case 3:
        arrive();
        break;
      case 4:
      case 5:
      case 6:
        complete();
        break;
      case 7:
        renege();
        break;
      default:
        change_servers();
        break;
    }
  }
  void begin_measurement() {
    stations_.begin_measurement(now_);
    busy_ = 0;
    queue_ = 0;
  }
  void check() const {
    ASSERT_TRUE(stations_.little_law_holds(desk_, now_));
    ASSERT_TRUE(stations_.customers_are_conserved(desk_));
    ASSERT_EQ(stations_.busy(desk_), in_service_.size());
    ASSERT_EQ(stations_.waiting(desk_), places_.size());
    const StationStatistics s = stations_.statistics(desk_, now_);
    ASSERT_EQ(s.busy.ms, busy_);
    ASSERT_EQ(s.queue.ms, queue_);
  }
  const Stations& stations() const { return stations_; }

 private:
  void arrive() {
    const PriorityClass priority{static_cast<std::uint8_t>(random_() % max_priority_classes)};
    const Arrival arrival = stations_.arrive(desk_, customer(next_), priority, now_);
    if (arrival.entry == Entry::served) in_service_.push_back(priority);
    if (arrival.entry == Entry::waits) places_[next_] = arrival.place;
    ++next_;
  }
  void began(const std::optional<Start>& start) {
    if (!start) return;
    ASSERT_EQ(places_.erase(start->customer.value), 1U);
    in_service_.push_back(start->priority);
  }
  void complete() {
    if (in_service_.empty()) return;
    const std::size_t which = random_() % in_service_.size();
    const PriorityClass served = in_service_[which];
    in_service_.erase(in_service_.begin() + static_cast<std::ptrdiff_t>(which));
    began(stations_.complete(desk_, served, now_));
  }
  void renege() {
    if (places_.empty()) return;
    auto leaver = places_.begin();
    std::advance(leaver, random_() % places_.size());
    stations_.renege(desk_, leaver->second, now_);
    places_.erase(leaver);
  }
  void change_servers() {
    stations_.set_servers(desk_, random_() % 6, now_);
    stations_.set_rules(desk_, {.waiting_room = 15, .reserved_for_class_0 = random_() % 3});
    while (const auto start = stations_.start_next(desk_, now_)) began(start);
  }

  Stream random_;
  Stations stations_;
  StationId desk_;
  Instant now_;
  std::map<std::uint32_t, QueuePlace> places_;
  std::vector<PriorityClass> in_service_;
  std::uint32_t next_ = 0;
  std::int64_t busy_ = 0;
  std::int64_t queue_ = 0;
};

TEST(Stations, LittlesLawAndConservationHoldExactlyAtEveryInstantOfAnyDay) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    Chaos day{seed};
    for (int i = 0; i < 2000; ++i) {
      day.step();
      if (i == 700 || i == 1500) day.begin_measurement();
      ASSERT_NO_FATAL_FAILURE(day.check()) << "seed " << seed << " step " << i;
    }
  }
}

TEST(Stations, AreAValue) {
  Chaos one{3};
  for (int i = 0; i < 500; ++i) one.step();
  Chaos other = one;
  for (int i = 0; i < 500; ++i) one.step();
  EXPECT_FALSE(columns_equal(one.stations(), other.stations()));
  for (int i = 0; i < 500; ++i) other.step();
  EXPECT_TRUE(columns_equal(one.stations(), other.stations()));
  EXPECT_EQ(one.stations(), other.stations());
  EXPECT_EQ(columns_digest(one.stations()), columns_digest(other.stations()));
}

TEST(Stations, ReuseThePlacesOfThoseWhoLeft) {
  Stations stations;
  const StationId desk = stations.add({}, 1);
  stations.arrive(desk, customer(0), normal, Instant{0});
  stations.arrive(desk, customer(1), normal, Instant{0});
  const std::size_t bytes = columns_bytes(stations);
  for (std::uint32_t n = 2; n < 1000; ++n) {
    stations.complete(desk, normal, Instant{n});
    stations.arrive(desk, customer(n), normal, Instant{n});
  }
  EXPECT_EQ(columns_bytes(stations), bytes);
}

}  // namespace
}  // namespace tiercare
