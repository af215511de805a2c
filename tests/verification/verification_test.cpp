// SPDX-License-Identifier: Apache-2.0
// The engine against queueing theory: every row of the reference table, to within four standard
// errors, with runs so long that the 95 % half-width is at most one per cent of the exact value.
#include "verification/queueing_models.hpp"
#include "verification/reference_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace tiercare::verification {
namespace {

constexpr std::uint64_t seed = 1909;  // the year of Erlang's first paper
constexpr double million = 1e6;

double mean_wait(const StationStatistics& s) {
  return s.mean_wait_in_minutes() / 60.0;
}
Quantity wait_at(std::size_t station) {
  return [=](const Batch& b) { return mean_wait(b.stations[station]); };
}
Quantity wait_of_class(std::size_t priority) {
  return [=](const Batch& b) {
    const ClassStatistics& c = b.stations[0].of_class[priority];
    return c.served_wait.in_hours() / static_cast<double>(c.started);
  };
}
Quantity queue_at(std::size_t station) {
  return [=](const Batch& b) { return b.stations[station].mean_queue(); };
}
Quantity load_at(std::size_t station) {
  return [=](const Batch& b) { return b.stations[station].utilisation(); };
}
Quantity share_who_waited(std::size_t station) {
  return [=](const Batch& b) {
    return static_cast<double>(b.waited[station]) /
           static_cast<double>(b.stations[station].arrivals);
  };
}

double arrivals_per_hour(const Batch& b) {
  return static_cast<double>(b.stations[0].arrivals) / b.stations[0].window.in_hours();
}

void expect_exact(const Estimate& estimate, double exact, const std::string& what) {
  const double z = (estimate.value - exact) / estimate.standard_error;
  EXPECT_LE(std::abs(z), 4.0) << what << ": " << estimate.value << " instead of " << exact;
  EXPECT_LE(estimate.half_width, 0.01 * exact) << what << ": the run is too short";
  ::testing::Test::RecordProperty(what + " z", std::to_string(z));
  ::testing::Test::RecordProperty(what + " half-width [%]",
                                  std::to_string(100.0 * estimate.half_width / exact));
}

std::string name_of(const ::testing::TestParamInfo<Reference>& info) {
  return test_name(info.param);
}

// Customers for a half-width of one per cent of the mean wait: the asymptotic variance of an M/M/1
// queue is known (Daley 1968). Few customers of many servers wait, which takes more of them; the
// control variate halves the variance.
std::uint64_t customers_needed(double load, double probability_of_waiting) {
  const double p = load;
  const double variance = (2.0 + p * (5.0 - p * (4.0 - p))) / (p * (1.0 - p) * (1.0 - p));
  const double wanted = 0.0045;
  const double needed = variance * p / probability_of_waiting / (wanted * wanted);
  const double controlled = (1.5 - probability_of_waiting) * needed;
  return static_cast<std::uint64_t>(std::min(controlled, 84.0 * million));
}

class ErlangC : public ::testing::TestWithParam<Reference> {};

TEST_P(ErlangC, WaitsQueueAndChanceOfWaitingAreExact) {
  const Reference& row = GetParam();
  const LongRun run = simulate({{{0, row.arrival_rate()}}, {{row.servers}}},
                               customers_needed(row.load, row.probability_of_waiting), seed);
  EXPECT_TRUE(run.laws_held);
  expect_exact(estimate(run, wait_at(0), load_at(0), row.load), row.mean_wait, "mean wait");
  expect_exact(estimate(run, queue_at(0), load_at(0), row.load), row.mean_queue, "mean queue");
  expect_exact(estimate(run, share_who_waited(0), load_at(0), row.load), row.probability_of_waiting,
               "chance of waiting");
  EXPECT_NEAR(run.waits[0].quantile(0.95).in_hours() / row.wait_95, 1.0, 0.03);
}
INSTANTIATE_TEST_SUITE_P(Table, ErlangC, ::testing::ValuesIn(reference_rows("M/M/c")), name_of);

Distribution service_named(const std::string& model) {
  if (model.starts_with("M/D")) return Distribution::constant(1.0);
  if (model.starts_with("M/E3")) return Distribution::erlang(3, 1.0);
  if (model.starts_with("M/H2")) return Distribution::hyperexponential(1.0, 2.0);
  return Distribution::exponential(1.0);
}

// Customers against those of exponential service: more where service times vary more.
double share_needed(const std::string& model) {
  if (model.starts_with("M/D")) return 0.5;
  return model.starts_with("M/H2") ? 3.0 : 0.8;
}

class PollaczekKhinchine : public ::testing::TestWithParam<Reference> {};

TEST_P(PollaczekKhinchine, WaitsAndQueueAreExact) {
  const Reference& row = GetParam();
  const double customers =
      share_needed(row.model) * static_cast<double>(customers_needed(row.load, row.load));
  const LongRun run =
      simulate({{{0, row.arrival_rate()}}, {{row.servers, service_named(row.model)}}},
               static_cast<std::uint64_t>(customers), seed);
  EXPECT_TRUE(run.laws_held);
  expect_exact(estimate(run, wait_at(0), load_at(0), row.load), row.mean_wait, "mean wait");
  expect_exact(estimate(run, queue_at(0), load_at(0), row.load), row.mean_queue, "mean queue");
}

std::vector<Reference> single_servers() {
  std::vector<Reference> rows;
  for (const char* model : {"M/D/1", "M/E3/1", "M/H2/1"})
    for (const Reference& row : reference_rows(model))
      if (row.note == "Pollaczek-Khinchine") rows.push_back(row);
  return rows;
}
INSTANTIATE_TEST_SUITE_P(Table, PollaczekKhinchine, ::testing::ValuesIn(single_servers()), name_of);

class ErlangB : public ::testing::TestWithParam<Reference> {};

TEST_P(ErlangB, LossAndOccupancyAreExactWhateverTheServiceTimes) {
  const Reference& row = GetParam();
  const std::string key = "blocking probability ";
  const double blocked = std::stod(row.note.substr(row.note.find(key) + key.size()));
  // The formula knows only the mean of the service times: lognormal ones make that visible.
  std::vector<Distribution> services{Distribution::exponential(1.0)};
  if (blocked > 0.05) services.push_back(Distribution::lognormal(1.0, 1.0));
  for (const Distribution& service : services) {
    const LongRun run =
        simulate({{{0, row.arrival_rate()}}, {{row.servers, service, {.waiting_room = 0}}}},
                 static_cast<std::uint64_t>((0.8 + 0.22 / blocked) * million), seed);
    EXPECT_TRUE(run.laws_held);
    expect_exact(estimate(run, share_who_waited(0), arrivals_per_hour, row.arrival_rate()), blocked,
                 "blocked");
    const auto present = [](const Batch& b) {
      return b.stations[0].busy.in_hours() / b.stations[0].window.in_hours();
    };
    expect_exact(estimate(run, present), row.mean_present, "mean busy");
  }
}
INSTANTIATE_TEST_SUITE_P(Table, ErlangB, ::testing::ValuesIn(reference_rows("M/G/c/c")), name_of);

TEST(Priority, BothClassesWaitAsCobhamSaysAndConserveTheSum) {
  const std::vector<Reference> rows = reference_rows("M/M/1 non-preemptive");
  ASSERT_EQ(rows.size(), 2U);
  const std::array<double, 2> rate{0.3, 0.5};
  const LongRun run = simulate({{{0, rate[0], {0}}, {0, rate[1], {1}}}, {{1}}},
                               static_cast<std::uint64_t>(6 * million), seed);
  EXPECT_TRUE(run.laws_held);
  const double load = rows[0].load;
  for (std::size_t i = 0; i < 2; ++i)
    expect_exact(estimate(run, wait_of_class(i), load_at(0), load), rows[i].mean_wait,
                 "wait of class " + std::to_string(i));
  const Quantity conserved = [&](const Batch& b) {
    return rate[0] * wait_of_class(0)(b) + rate[1] * wait_of_class(1)(b);
  };
  expect_exact(estimate(run, conserved, load_at(0), load), 3.2, "conservation sum");
}

TEST(ErlangA, ImpatientCustomersWaitQueueAndLeaveAsTheoryHasIt) {
  const Reference row = reference_rows("M/M/10+M").at(0);
  const LongRun run = simulate({{{0, 11.0}}, {{.servers = 10, .mean_patience = 2.0}}},
                               static_cast<std::uint64_t>(3 * million), seed);
  EXPECT_TRUE(run.laws_held);
  // The table's wait is that of all arrivals, served or not.
  const Quantity wait_of_all = [](const Batch& b) {
    const StationStatistics& s = b.stations[0];
    return s.queue.in_hours() / static_cast<double>(s.arrivals);
  };
  const Quantity abandoned = [](const Batch& b) {
    const StationStatistics& s = b.stations[0];
    return static_cast<double>(s.reneged) / static_cast<double>(s.arrivals);
  };
  expect_exact(estimate(run, wait_of_all), row.mean_wait, "mean wait");
  expect_exact(estimate(run, queue_at(0)), row.mean_queue, "mean queue");
  expect_exact(estimate(run, share_who_waited(0)), row.probability_of_waiting, "chance of waiting");
  expect_exact(estimate(run, abandoned), std::stod(row.note.substr(row.note.find('=') + 1)),
               "abandoned");
}

TEST(Jackson, EveryTierOfAReferralChainIsAQueueOfItsOwn) {
  const std::vector<Reference> rows = reference_rows("Jackson 3-tier");
  ASSERT_EQ(rows.size(), 3U);
  NetworkSpec spec{{{0, rows[0].arrival_rate()}}, {}};
  const std::array<double, 3> referred_up{0.3, 0.2, 0.0};
  for (std::size_t tier = 0; tier < 3; ++tier)
    spec.stations.push_back({.servers = rows[tier].servers, .goes_on = referred_up[tier]});
  const LongRun run = simulate(spec, static_cast<std::uint64_t>(36 * million), seed);
  EXPECT_TRUE(run.laws_held);
  for (std::size_t tier = 0; tier < 3; ++tier) {
    const std::string name = "tier " + std::to_string(tier + 1);
    const double load = rows[tier].load;
    expect_exact(estimate(run, wait_at(tier), load_at(tier), load), rows[tier].mean_wait,
                 "wait at " + name);
    expect_exact(estimate(run, queue_at(tier), load_at(tier), load), rows[tier].mean_queue,
                 "queue at " + name);
  }
}

}  // namespace
}  // namespace tiercare::verification
