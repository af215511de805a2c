// SPDX-License-Identifier: Apache-2.0
// Each trend moves what it names from the day on that it turns, and nothing else.
#include "kernel/columns.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

namespace tiercare::testing {
namespace {

constexpr int new_year = 61;  // 2018-01-01, counted from 2017-11-01

Instant day(int n) {
  return Instant{} + Duration::days(n);
}

const PriceList& price_of(const CarePlan& plan, FacilityKind kind) {
  for (const FacilityGroup& group : plan.groups)
    if (group.kind == kind) return group.price;
  throw std::out_of_range("no such facility");
}

/// Needs by condition, and visits, of each day.
class Told final : public FactSink {
 public:
  using FactSink::on;
  void on(const NeedFact& need) override {
    needs.emplace_back(need.at.ms, need.person.value, need.condition.value);
    ++by_condition[need.condition.value];
  }
  void on(const ContactFact& contact) override {
    ++visits;
    abroad += contact.in_area ? 0 : 1;
  }
  std::vector<std::tuple<std::int64_t, std::uint32_t, std::uint32_t>> needs;
  std::map<std::uint32_t, int> by_condition;
  int visits = 0;
  int abroad = 0;
};

Told told_until(const Scenario& scenario, Instant from, Instant to) {
  Replication replication{scenario, 5, 1};
  run_quietly(replication, from);
  Told told;
  replication.run_until(to, told);
  replication.check_conservation();
  return told;
}

TEST(Trends, ThatStandStillLeaveTheHistoryAlone) {
  const Scenario still = variant(
      "trends:\n"
      "  income: {rural: 0 /year}\n"
      "  prices: {county: {visit: 0 /year}}\n"
      "  incidence: {stroke: 0 /year}\n"
      "  travel_restrictions: [{from: 2017-11-20, to: 2017-12-01}]\n");
  const auto a = run_once(still);
  const auto b = run_once(small_county());
  EXPECT_EQ(a.state_digest, b.state_digest);
  EXPECT_EQ(a.events, b.events);
}

TEST(Trends, RaisePricesInJanuaryOfTheServiceAndTierTheyName) {
  const Scenario dearer = variant(
      "trends: {prices: {county: {bed_day: 0.1 /year}}}\n"
      "timeline: [{on: 2017-12-01, change: {choice: {trust: 0.6}}}]\n");
  ASSERT_EQ(dearer.periods().size(), 3U);
  const auto county = [&](std::size_t period) {
    return price_of(*dearer.periods()[period].plan, FacilityKind::county_general_hospital);
  };
  EXPECT_EQ(county(1).bed_day, county(0).bed_day) << "a date in between raises nothing";
  EXPECT_EQ(county(2).bed_day, scaled(county(0).bed_day, std::pow(1.1, new_year / 365.0)));
  EXPECT_EQ(county(2).visit, county(0).visit);
  const auto township = [&](std::size_t period) {
    return price_of(*dearer.periods()[period].plan, FacilityKind::township_health_centre);
  };
  EXPECT_EQ(township(2).bed_day, township(0).bed_day);
  EXPECT_EQ(dearer.periods()[2].begins, day(new_year));
  EXPECT_DOUBLE_EQ(dearer.plan_at(day(new_year)).choice.trust, 0.6) << "what a date changed stays";
}

TEST(Trends, RaiseIncomesInJanuaryAndNothingElse) {
  const Scenario richer = variant("trends: {income: {rural: 0.1 /year, urban: 0.3 /year}}\n");
  Replication with{richer, 5, 1};
  Replication without{small_county(), 5, 1};
  run_quietly(with, day(new_year) - Duration{1});
  run_quietly(without, day(new_year) - Duration{1});
  EXPECT_TRUE(columns_equal(with.state(), without.state()));
  run_quietly(with, day(new_year));
  run_quietly(without, day(new_year));
  for (std::uint32_t p = 0; p < with.state().persons.size(); ++p) {
    const Person& before = without.state().persons[PersonId{p}];
    Person after = with.state().persons[PersonId{p}];
    const bool in_seat =
        richer.plan().settlements[before.settlement].kind == SettlementKind::county_seat;
    EXPECT_NEAR(after.income, before.income * std::pow(in_seat ? 1.3 : 1.1, new_year / 365.0), 0.6);
    after.income = before.income;
    EXPECT_EQ(after, before);
  }
}

TEST(Trends, MakeAConditionMoreFrequentFromTheNextYearOn) {
  const Scenario same = variant("horizon: {warm_up: 0 day, run: 790 day}\n");
  const Scenario more = variant(
      "horizon: {warm_up: 0 day, run: 790 day}\n"
      "trends: {incidence: {hypertension: 0.5 /year}}\n");
  EXPECT_EQ(told_until(same, day(0), day(new_year) - Duration{1}).needs,
            told_until(more, day(0), day(new_year) - Duration{1}).needs);
  Told a = told_until(same, day(new_year + 365), day(790));
  Told b = told_until(more, day(new_year + 365), day(790));
  const auto& conditions = same.plan().conditions;
  int others_a = 0;
  int others_b = 0;
  for (std::size_t c = 0; c < conditions.size(); ++c) {
    const auto id = static_cast<std::uint32_t>(c);
    if (conditions.values()[c].name == "hypertension") {
      const double risen = std::pow(1.5, (new_year + 365) / 365.0);
      EXPECT_NEAR(static_cast<double>(b.by_condition[id]) / a.by_condition[id], risen, 0.25);
    } else {
      others_a += a.by_condition[id];
      others_b += b.by_condition[id];
    }
  }
  EXPECT_NEAR(static_cast<double>(others_b) / others_a, 1.0, 0.03);
}

constexpr std::string_view lockdown = R"(
trends:
  travel_restrictions:
    - name: first weeks
      from: 2017-11-20
      to: 2017-12-09
      travel_time: 2
      leaving_county: 5
      stay_home: {mild: 2, moderate: 1}
)";

TEST(Trends, LengthenWaysOnTheDaysOfARestriction) {
  const Scenario locked = variant(lockdown);
  ASSERT_EQ(locked.periods().size(), 3U);
  EXPECT_EQ(locked.periods()[1].begins, day(19));
  EXPECT_EQ(locked.periods()[2].begins, day(39)) << "the morning after the last day";
  const auto& settlements = locked.plan().settlements;
  for (std::size_t a = 0; a < settlements.size(); ++a)
    for (std::size_t b = 0; b < settlements.size(); ++b) {
      const auto minutes = [&](std::size_t period) {
        return locked.periods()[period].plan->travel.minutes(settlements.id_of(a),
                                                             settlements.id_of(b));
      };
      const bool out = settlements.values()[a].kind == SettlementKind::city ||
                       settlements.values()[b].kind == SettlementKind::city;
      EXPECT_FLOAT_EQ(minutes(1), minutes(0) * (a == b ? 1.0F : out ? 10.0F : 2.0F));
      EXPECT_EQ(minutes(2), minutes(0));
    }
}

TEST(Trends, KeepPeopleAtHomeOnTheDaysOfARestrictionAndNotIllMoreOften) {
  const Scenario locked = variant(lockdown);
  const Told free = told_until(small_county(), day(21), day(39));
  const Told kept = told_until(locked, day(21), day(39));
  const auto ill = static_cast<double>(free.needs.size());
  EXPECT_NEAR(static_cast<double>(kept.needs.size()), ill, 0.02 * ill) << "but for who lies in bed";
  EXPECT_LT(kept.visits, 0.8 * free.visits);
  EXPECT_LT(kept.abroad, 0.5 * free.abroad);
}

TEST(Trends, OfTheFirstDayHoldFromTheFirstDay) {
  const Scenario locked = variant(
      "trends: {travel_restrictions: [{from: 2017-10-01, to: 2017-12-09, travel_time: 3}]}\n");
  ASSERT_EQ(locked.periods().size(), 2U);
  const auto longest = [](const CarePlan& plan) {
    float most = 0.0F;
    for (std::size_t s = 0; s < plan.settlements.size(); ++s)
      most = std::max(most, plan.travel.minutes(SettlementId{0}, plan.settlements.id_of(s)));
    return most;
  };
  EXPECT_FLOAT_EQ(longest(*locked.periods()[0].plan), 3.0F * longest(small_county().plan()));
  EXPECT_EQ(longest(*locked.periods()[1].plan), longest(small_county().plan()));
}

}  // namespace
}  // namespace tiercare::testing
