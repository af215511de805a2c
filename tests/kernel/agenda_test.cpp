// SPDX-License-Identifier: Apache-2.0
// The agenda as the rest of the program uses it: typed events, a clock, a value that can be forked.
#include "kernel/agenda.hpp"

#include "base/id.hpp"
#include "kernel/columns.hpp"
#include "kernel/stations.hpp"
#include "random/distribution.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tiercare {
namespace {

using PatientId = Id<struct PatientTag>;

struct Arrives {
  static constexpr std::string_view name = "arrives";
  PatientId patient;
};
struct StepEnds {
  static constexpr std::string_view name = "step_ends";
  PatientId patient;
  std::uint32_t revision = 0;
  std::uint8_t flavour = 0;  // leaves padding, which must not reach the digest
};
struct DayBegins {
  static constexpr std::string_view name = "day_begins";
};
using Events = EventList<Arrives, StepEnds, DayBegins>;

struct Diary {
  Agenda<Events>& agenda;
  std::vector<std::string> lines{};

  void note(const std::string& what) {
    lines.push_back(std::to_string(agenda.now().ms) + " " + what);
  }
  void on(Arrives e) { note("arrives " + std::to_string(e.patient.value)); }
  void on(StepEnds e) {
    note("step_ends " + std::to_string(e.patient.value) + "/" + std::to_string(e.revision) + "/" +
         std::to_string(e.flavour));
  }
  void on(DayBegins) { note("day_begins"); }
};

TEST(Agenda, KeepsNothingOfAnEventWhereAnotherIsPutBeforeIt) {
  Agenda<Events> in_order;
  in_order.at(Instant{5}, DayBegins{});
  in_order.at(Instant{7}, Arrives{PatientId{1}});
  in_order.at(Instant{10}, StepEnds{PatientId{7}, 3, 200});
  Agenda<Events> put_before;
  put_before.at(Instant{10}, StepEnds{PatientId{7}, 3, 200});
  put_before.at(Instant{5}, DayBegins{});
  put_before.at(Instant{7}, Arrives{PatientId{1}});
  EXPECT_EQ(put_before, in_order);
  EXPECT_EQ(columns_digest(put_before), columns_digest(in_order));
}

TEST(Agenda, GivesEachEventToItsOverloadWithItsContent) {
  Agenda<Events> agenda;
  Diary diary{agenda};
  agenda.at(Instant{20}, StepEnds{PatientId{7}, 3, 200});
  agenda.after(Duration{10}, Arrives{PatientId{7}});
  agenda.at(Instant{20}, DayBegins{});
  EXPECT_EQ(agenda.pending(), 3U);
  agenda.run_until(Instant{100}, diary);
  EXPECT_EQ(diary.lines,
            (std::vector<std::string>{"10 arrives 7", "20 step_ends 7/3/200", "20 day_begins"}));
  EXPECT_EQ(agenda.processed(), 3U);
  EXPECT_EQ(agenda.now(), Instant{100});
}

TEST(Agenda, HandlesTheBoundItselfAndNothingAfterIt) {
  Agenda<Events> agenda;
  Diary diary{agenda};
  agenda.at(Instant{50}, Arrives{PatientId{0}});
  agenda.at(Instant{51}, Arrives{PatientId{1}});
  agenda.run_until(Instant{50}, diary);
  EXPECT_EQ(diary.lines, std::vector<std::string>{"50 arrives 0"});
  EXPECT_EQ(agenda.now(), Instant{50});
  EXPECT_EQ(agenda.next_at(), Instant{51});
}

TEST(Agenda, CanBeStoppedBeforeAnythingOfAnInstantHappens) {
  Agenda<Events> agenda;
  Diary diary{agenda};
  agenda.at(Instant{49}, Arrives{PatientId{0}});
  agenda.at(Instant{50}, Arrives{PatientId{1}});
  EXPECT_TRUE(agenda.run_before(Instant{50}, diary, [] { return false; }));
  EXPECT_EQ(diary.lines, std::vector<std::string>{"49 arrives 0"});
  EXPECT_EQ(agenda.now(), Instant{50});
  agenda.run_until(Instant{50}, diary);
  EXPECT_EQ(diary.lines, (std::vector<std::string>{"49 arrives 0", "50 arrives 1"}));
}

TEST(Agenda, CanBePausedAndGivenAnEventBeforeTheNextPendingOne) {
  Agenda<Events> agenda;
  Diary diary{agenda};
  for (std::uint32_t i = 0; i < 40; ++i) agenda.at(Instant{1000 + i}, Arrives{PatientId{i}});
  agenda.run_until(Instant{500}, diary);
  EXPECT_EQ(agenda.next_at(), Instant{1000});
  agenda.at(Instant{500}, DayBegins{});
  agenda.at(Instant{700}, DayBegins{});
  agenda.run_until(Instant{1000}, diary);
  EXPECT_EQ(diary.lines,
            (std::vector<std::string>{"500 day_begins", "700 day_begins", "1000 arrives 0"}));
}

TEST(Agenda, RefusesToScheduleInThePastInEveryBuild) {
  Agenda<Events> agenda;
  Diary diary{agenda};
  agenda.run_until(Instant{100}, diary);
  EXPECT_THROW(agenda.at(Instant{99}, DayBegins{}), InternalError);
  EXPECT_EQ(agenda.pending(), 0U);
}

struct Failing {
  void on(Arrives) { contract_broken("promise broken", "two plus two", ""); }
  void on(StepEnds) {}
  void on(DayBegins) {}
};

TEST(Agenda, SaysDuringWhichEventAContractWasBroken) {
  Agenda<Events> agenda;
  Failing failing;
  agenda.at(Instant{} + Duration::days(3) + Duration::hours(14), Arrives{PatientId{4711}});
  try {
    agenda.run_until(Instant::never(), failing);
    FAIL() << "nothing was thrown";
  } catch (const InternalError& error) {
    const std::string what = error.what();
    EXPECT_NE(what.find("two plus two"), std::string::npos) << what;
    EXPECT_NE(what.find("arrives"), std::string::npos) << what;
    EXPECT_NE(what.find("4711"), std::string::npos) << what;
    EXPECT_NE(what.find("day 3 14:00:00"), std::string::npos) << what;
  }
}

struct Ticking {
  Agenda<Events>& agenda;
  void on(Arrives) {}
  void on(StepEnds) {}
  void on(DayBegins) { agenda.after(Duration{1}, DayBegins{}); }
};

TEST(Agenda, AsksWhetherToStopEvery65536Events) {
  Agenda<Events> agenda;
  Ticking ticking{agenda};
  agenda.at(Instant{1}, DayBegins{});
  int asked = 0;
  const bool finished = agenda.run_until(Instant{1'000'000}, ticking, [&] { return ++asked == 2; });
  EXPECT_FALSE(finished);
  EXPECT_EQ(agenda.processed(), 2U * 65'536U);
  EXPECT_EQ(agenda.now(), Instant{2 * 65'536});
  EXPECT_TRUE(agenda.run_until(Instant{200'000}, ticking, [] { return false; }));
  EXPECT_EQ(agenda.now(), Instant{200'000});
}

TEST(Agenda, CountsStaleEventsWhenToldAndOnlyThen) {
  Agenda<Events> agenda;
  EXPECT_EQ(agenda.stale(), 0U);
  agenda.count_stale();
  EXPECT_EQ(agenda.stale(), 1U);
  EXPECT_EQ(agenda.processed(), 0U);
}

TEST(Agenda, GivesEqualEventsEqualDigestsWhateverLiesInTheirPadding) {
  const auto digest_with = [](unsigned char rubbish) {
    alignas(StepEnds) std::array<unsigned char, sizeof(StepEnds)> bytes;
    bytes.fill(rubbish);
    auto* event = ::new (bytes.data()) StepEnds;
    event->patient = PatientId{1};
    event->revision = 2;
    event->flavour = 3;
    Agenda<Events> agenda;
    agenda.at(Instant{5}, *event);
    return columns_digest(agenda);
  };
  EXPECT_EQ(digest_with(0x00), digest_with(0xFF));
}

/// A whole small model whose state is a value: agenda, a station, and a count of patients.
struct Clinic {
  enum class Purpose : std::uint16_t { next_arrival, service, patience };

  Agenda<Events> agenda;
  Stations stations;
  std::vector<QueuePlace> places;  // by patient; none: not waiting
  std::uint32_t patients = 0;

  Clinic() {
    stations.add({.waiting_room = 30, .reserved_for_class_0 = 1}, 3);
    agenda.at(Instant{}, Arrives{PatientId{0}});
  }
  static double draw(std::uint32_t patient, Purpose purpose, double mean) {
    Stream stream = Randomness{1, 0}.stream(patient, purpose);
    return Distribution::exponential(mean).sample(stream);
  }
  static PriorityClass priority(std::uint32_t patient) {
    return {static_cast<std::uint8_t>(patient % 3)};
  }
  void serve(CustomerId customer) {
    places[customer.index()] = {};
    agenda.after(Duration::rounded_minutes(draw(customer.value, Purpose::service, 30.0)),
                 StepEnds{PatientId{customer.value}, 0, 0});
  }
  void on(Arrives e) {
    places.emplace_back();
    const Arrival arrival = stations.arrive(StationId{0}, CustomerId{e.patient.value},
                                            priority(e.patient.value), agenda.now());
    if (arrival.entry == Entry::served) serve(CustomerId{e.patient.value});
    if (arrival.entry == Entry::waits) {
      places[e.patient.index()] = arrival.place;
      agenda.after(Duration::rounded_minutes(draw(e.patient.value, Purpose::patience, 60.0)),
                   StepEnds{e.patient, 1, 0});
    }
    ++patients;
    agenda.after(Duration::rounded_minutes(draw(e.patient.value, Purpose::next_arrival, 9.0)),
                 Arrives{PatientId{patients}});
  }
  void on(StepEnds e) {
    if (e.revision == 1) {
      if (places[e.patient.index()].is_none()) return agenda.count_stale();
      stations.renege(StationId{0}, places[e.patient.index()], agenda.now());
      places[e.patient.index()] = {};
      return;
    }
    if (const auto start = stations.complete(StationId{0}, priority(e.patient.value), agenda.now()))
      serve(start->customer);
  }
  void on(DayBegins) {}
  void run_until(Instant bound) { agenda.run_until(bound, *this); }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("agenda", self.agenda);
    visit("stations", self.stations);
    visit("places", self.places);
    visit("patients", self.patients);
  }
};

TEST(StateAsValue, CopiesMadeAtAnyInstantGoOnToTheSameHistory) {
  const Instant end = Instant{} + Duration::days(40);
  Clinic whole;
  whole.run_until(end);
  const std::uint64_t digest = columns_digest(whole);
  EXPECT_GT(whole.agenda.stale(), 0U);
  EXPECT_TRUE(whole.stations.little_law_holds(StationId{0}, end));
  EXPECT_TRUE(whole.stations.customers_are_conserved(StationId{0}));

  Clinic running;
  for (int pause = 1; pause < 40; ++pause) {
    running.run_until(Instant{} + Duration::minutes(pause * 1427));
    Clinic copy = running;
    EXPECT_TRUE(columns_equal(copy, running));
    copy.run_until(end);
    ASSERT_EQ(columns_digest(copy), digest) << "copied at pause " << pause;
    ASSERT_TRUE(columns_equal(copy, whole));
    ASSERT_FALSE(columns_equal(running, whole));
  }
}

TEST(StateAsValue, ACopyIsIndependentOfItsOriginal) {
  Clinic original;
  original.run_until(Instant{} + Duration::days(2));
  const std::uint64_t before = columns_digest(original);
  Clinic copy = original;
  copy.run_until(Instant{} + Duration::days(4));
  EXPECT_EQ(columns_digest(original), before);
  EXPECT_NE(columns_digest(copy), before);
}

}  // namespace
}  // namespace tiercare
