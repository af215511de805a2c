// SPDX-License-Identifier: Apache-2.0
// When people fall ill and with what: rates by age, sex and month, and draws that follow them.
#include "care/need.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace tiercare {
namespace {

enum class Draws : std::uint16_t { needs };

/// A winter disease of the old and of men, and a disease of everyone at any time.
Conditions two_conditions() {
  Conditions conditions;
  Condition winter;
  winter.incidence = {0.2, 0.1, 0.1, 0.3, 1.2};
  winter.male_ratio = 1.5;
  winter.winter_peak = 1.4;
  winter.peak_month = 1;
  conditions.add(winter);
  Condition any;
  any.incidence = {2.0, 1.0, 0.5, 0.7, 0.8};
  conditions.add(any);
  return conditions;
}

TEST(NeedTable, HasTheStatedIncidenceOverTheYearAndBothSexes) {
  const Conditions conditions = two_conditions();
  const NeedTable table{conditions};
  for (std::size_t band = 0; band < age_band_count; ++band) {
    double sum = 0.0;
    for (int month = 0; month < 12; ++month)
      for (const Sex sex : {Sex::female, Sex::male})
        sum += table.rate(month, {static_cast<AgeBand>(band), sex}) / 24.0;
    const double stated =
        conditions[ConditionId{0}].incidence[band] + conditions[ConditionId{1}].incidence[band];
    EXPECT_NEAR(sum, stated, 1e-12) << "age band " << band;
  }
}

TEST(NeedTable, PeaksInThePeakMonthByTheStatedFactor) {
  Conditions conditions;
  Condition winter;
  winter.incidence.fill(1.0);
  winter.winter_peak = 1.4;
  winter.peak_month = 3;
  conditions.add(winter);
  const NeedTable table{conditions};
  const auto rate = [&](int month) { return table.rate(month, {AgeBand::from_60, Sex::female}); };
  EXPECT_NEAR(rate(2), 1.4, 1e-12);
  EXPECT_NEAR(rate(8), 0.6, 1e-12) << "half a year later";
  for (int month = 0; month < 12; ++month) EXPECT_LE(rate(month), rate(2));
}

TEST(NeedTable, TellsMenFromWomenByTheStatedRatio) {
  Conditions conditions;
  Condition of_men;
  of_men.incidence.fill(0.6);
  of_men.male_ratio = 2.0;
  conditions.add(of_men);
  const NeedTable table{conditions};
  EXPECT_NEAR(table.rate(0, {AgeBand::under_5, Sex::male}), 0.8, 1e-12);
  EXPECT_NEAR(table.rate(0, {AgeBand::under_5, Sex::female}), 0.4, 1e-12);
}

TEST(NeedTable, DrawsConditionsInProportionToTheirRates) {
  const NeedTable table{two_conditions()};
  // From 60 in January: women 1.2 x 1.4 x 0.8 = 1.344 of winter's and 0.8 of the other.
  const double share = 1.344 / (1.344 + 0.8);
  constexpr int draws = 20'000;
  Stream stream = Randomness{11, 1}.stream(0, Draws::needs);
  int of_winter = 0;
  for (int i = 0; i < draws; ++i)
    of_winter +=
        table.draw(0, {AgeBand::from_60, Sex::female}, stream.uniform()) == ConditionId{0} ? 1 : 0;
  const double chi_square = std::pow(of_winter - draws * share, 2) / (draws * share) +
                            std::pow(of_winter - draws * share, 2) / (draws * (1.0 - share));
  EXPECT_LT(chi_square, 10.8) << "one degree of freedom, one in a thousand";
}

TEST(NeedTable, NeverDrawsAConditionThatDoesNotOccur) {
  Conditions conditions = two_conditions();
  conditions[ConditionId{0}].incidence.fill(0.0);
  const NeedTable table{conditions};
  for (const double u : {0.0, 0.5, 0.999999})
    EXPECT_EQ(table.draw(0, {AgeBand::under_5, Sex::male}, u), ConditionId{1});
}

TEST(DrawAcuity, FollowsTheShares) {
  Condition condition;
  condition.courses[0].share = Probability{0.5};
  condition.courses[2].share = Probability{0.3};
  condition.courses[3].share = Probability{0.2};
  EXPECT_EQ(draw_acuity(condition, 0.0), Acuity::mild);
  EXPECT_EQ(draw_acuity(condition, 0.499), Acuity::mild);
  EXPECT_EQ(draw_acuity(condition, 0.5), Acuity::severe) << "moderate does not occur";
  EXPECT_EQ(draw_acuity(condition, 0.799), Acuity::severe);
  EXPECT_EQ(draw_acuity(condition, 0.81), Acuity::critical);
  EXPECT_EQ(draw_acuity(condition, 0.999999), Acuity::critical);
}

TEST(DrawAcuity, FindsTheOnlyOneWhereSharesFallShortOfOne) {
  Condition condition;
  condition.courses[1].share = Probability{0.9999};
  EXPECT_EQ(draw_acuity(condition, 0.99999), Acuity::moderate);
}

// --- chronic states ---------------------------------------------------------------------------

constexpr ChronicId pressure{0};
constexpr ChronicId sugar{1};

ChronicStates two_states() {
  ChronicStates states;
  ChronicState first;
  first.prevalence = {0.0, 0.0, 0.1, 0.3, 0.5};
  states.add(first);
  ChronicState second;
  second.prevalence = {0.0, 0.0, 0.05, 0.15, 0.25};
  second.odds = {{pressure, 2.0}};
  states.add(second);
  return states;
}

/// Two that belong to a state or are more frequent with it, and one that knows of none.
Conditions chronic_conditions() {
  Conditions conditions = two_conditions();
  Condition belongs;
  belongs.incidence = {0.0, 0.0, 0.2, 1.0, 2.0};
  belongs.chronic = pressure;
  conditions.add(belongs);
  Condition event;
  event.incidence = {0.01, 0.01, 0.02, 0.1, 0.3};
  event.hazard_ratios = {{pressure, 2.0}, {sugar, 3.0}};
  event.male_ratio = 1.2;
  conditions.add(event);
  return conditions;
}

TEST(NeedTable, HasTheIncidenceOfEveryConditionWhateverPeopleLiveWith) {
  const Conditions conditions = chronic_conditions();
  const ChronicShares shares{two_states()};
  const NeedTable table{conditions, shares};
  for (std::size_t band = 0; band < age_band_count; ++band)
    for (std::uint32_t c = 0; c < conditions.size(); ++c) {
      double sum = 0.0;
      for (int month = 0; month < 12; ++month)
        for (const Sex sex : {Sex::female, Sex::male}) {
          const auto of = shares.of(static_cast<AgeBand>(band), sex);
          for (std::size_t set = 0; set < of.size(); ++set)
            sum += of[set] / 24.0 *
                   table.rate_of(ConditionId{c}, month,
                                 {static_cast<AgeBand>(band), sex, static_cast<ChronicSet>(set)});
        }
      EXPECT_NEAR(sum, conditions[ConditionId{c}].incidence[band], 1e-9)
          << "condition " << c << ", age band " << band;
    }
}

TEST(NeedTable, GivesTheNeedsOfAStateToThoseAloneWhoHaveIt) {
  const NeedTable table{chronic_conditions(), ChronicShares{two_states()}};
  constexpr ConditionId belongs{2};
  EXPECT_EQ(table.rate_of(belongs, 0, {AgeBand::from_60, Sex::female, 0}), 0.0);
  EXPECT_NEAR(table.rate_of(belongs, 0, {AgeBand::from_60, Sex::female, 1}), 2.0 / 0.5, 1e-9);
}

TEST(NeedTable, MakesEventsMoreFrequentByTheHazardRatios) {
  const NeedTable table{chronic_conditions(), ChronicShares{two_states()}};
  const auto rate = [&](ChronicSet set) {
    return table.rate_of(ConditionId{3}, 5, {AgeBand::from_60, Sex::male, set});
  };
  EXPECT_NEAR(rate(1) / rate(0), 2.0, 1e-9);
  EXPECT_NEAR(rate(3) / rate(0), 6.0, 1e-9);
}

TEST(NeedTable, SumsAndDrawsTheConditionsOfEverySet) {
  const Conditions conditions = chronic_conditions();
  const NeedTable table{conditions, ChronicShares{two_states()}};
  for (ChronicSet set = 0; set < 4; ++set) {
    const Risk risk{AgeBand::from_60, Sex::male, set};
    constexpr int draws = 20'000;
    std::vector<int> drawn(conditions.size());
    for (int i = 0; i < draws; ++i) ++drawn[table.draw(3, risk, (i + 0.5) / draws).index()];
    double sum = 0.0;
    for (std::uint32_t c = 0; c < conditions.size(); ++c) {
      const double here = table.rate_of(ConditionId{c}, 3, risk);
      EXPECT_NEAR(drawn[c], draws * here / table.rate(3, risk), 2.0) << "condition " << c;
      EXPECT_EQ(here > 0.0, drawn[c] > 0) << "condition " << c;
      sum += here;
    }
    EXPECT_NEAR(sum, table.rate(3, risk), 1e-12);
  }
}

// --- the next need ----------------------------------------------------------------------------

const Calendar from_2018{civil_day(2018, 1, 1), {}};

/// The hazard lived through between two instants, month by month and birthday by birthday.
double cumulative_hazard(const NeedTable& table, int birth_year, Sex sex, Instant from,
                         Instant to) {
  double sum = 0.0;
  for (Instant t = from; t < to;) {
    const Instant next = std::min(from_2018.next_month(t), to);
    const AgeBand band = age_band(from_2018.year_of(t) - birth_year);
    sum += table.rate(from_2018.month_of(t), {band, sex}) * (next - t).in_days() / 365.0;
    t = next;
  }
  return sum;
}

TEST(NextNeed, ComesWhenTheHazardLivedThroughReachesTheDraw) {
  const NeedTable table{two_conditions()};
  const Randomness random{5, 1};
  const Instant from = Instant{} + Duration::days(100) + 7_h;
  for (std::uint32_t person = 0; person < 300; ++person) {
    const int birth_year = 1940 + static_cast<int>(person % 78);
    Stream copy = random.stream(person, Draws::needs);
    const double drawn = -std::log1p(-copy.uniform());
    const Instant need = next_need(std::span{&table, 1}, from_2018, {birth_year, Sex::male}, from,
                                   random.stream(person, Draws::needs));
    EXPECT_GE(need, from);
    EXPECT_NEAR(cumulative_hazard(table, birth_year, Sex::male, from, need), drawn, 1e-9);
  }
}

TEST(NextNeed, IsExponentialInTheHazardWhateverTheSeason) {
  const NeedTable table{two_conditions()};
  const Randomness random{6, 1};
  constexpr std::uint32_t persons = 5000;
  std::array<int, 10> tenths{};
  for (std::uint32_t person = 0; person < persons; ++person) {
    const Instant need = next_need(std::span{&table, 1}, from_2018, {1950, Sex::female}, Instant{},
                                   random.stream(person, Draws::needs));
    const double lived = cumulative_hazard(table, 1950, Sex::female, Instant{}, need);
    ++tenths[static_cast<std::size_t>(-std::expm1(-lived) * 10.0)];
  }
  double chi_square = 0.0;
  for (const int n : tenths) chi_square += std::pow(n - persons / 10.0, 2) / (persons / 10.0);
  EXPECT_LT(chi_square, 27.9) << "nine degrees of freedom, one in a thousand";
}

TEST(NextNeed, NeverComesToThoseWhoAreNeverIll) {
  Conditions conditions = two_conditions();
  for (Condition& condition : conditions) condition.incidence.fill(0.0);
  const NeedTable table{conditions};
  EXPECT_EQ(next_need(std::span{&table, 1}, from_2018, {1950, Sex::male}, Instant{},
                      Randomness{1, 1}.stream(0, Draws::needs)),
            Instant::never());
}

TEST(NextNeed, WaitsForTheAgeAtWhichOneFallsIll) {
  Conditions conditions;
  Condition of_age;
  of_age.incidence = {0.0, 0.0, 0.0, 0.0, 50.0};
  conditions.add(of_age);
  // born in 1960: 60 from 1 January 2020 on
  const NeedTable table{conditions};
  const Instant need = next_need(std::span{&table, 1}, from_2018, {1960, Sex::male}, Instant{},
                                 Randomness{1, 1}.stream(0, Draws::needs));
  EXPECT_GE(need, from_2018.midnight_of(civil_day(2020, 1, 1)));
  EXPECT_LT(need, from_2018.midnight_of(civil_day(2020, 7, 1)));
}

}  // namespace
}  // namespace tiercare
