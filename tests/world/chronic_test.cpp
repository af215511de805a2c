// SPDX-License-Identifier: Apache-2.0
// Who lives with what: prevalence by age and sex holds, and states go together as they are said to.
#include "world/chronic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace tiercare {
namespace {

constexpr ChronicId pressure{0};
constexpr ChronicId sugar{1};
constexpr ChronicId heart{2};

/// A frequent state, another, and a third that is three times as likely at the odds of the first.
ChronicStates three_states() {
  ChronicStates states;
  ChronicState first;
  first.prevalence = {0.0, 0.0, 0.1, 0.3, 0.5};
  states.add(first);
  ChronicState second;
  second.prevalence = {0.0, 0.0, 0.05, 0.15, 0.25};
  second.male_ratio = 1.5;
  states.add(second);
  ChronicState third;
  third.prevalence = {0.0, 0.0, 0.01, 0.05, 0.10};
  third.odds = {{pressure, 3.0}};
  states.add(third);
  return states;
}

/// People whose set the condition holds of.
template <class Holds>
double share_of(const ChronicShares& shares, AgeBand band, Sex sex, Holds holds) {
  double sum = 0.0;
  const auto of = shares.of(band, sex);
  for (std::size_t set = 0; set < of.size(); ++set)
    if (holds(static_cast<ChronicSet>(set))) sum += of[set];
  return sum;
}

TEST(ChronicShares, HaveThePrevalenceOfEveryStateAgeAndSex) {
  const ChronicStates states = three_states();
  const ChronicShares shares{states};
  for (std::size_t band = 0; band < age_band_count; ++band)
    for (const Sex sex : {Sex::female, Sex::male})
      for (const ChronicId state : {pressure, sugar, heart}) {
        const auto age = static_cast<AgeBand>(band);
        const double found =
            share_of(shares, age, sex, [&](ChronicSet set) { return has(set, state); });
        EXPECT_NEAR(found, states[state].prevalence_of(age, sex), 1e-9)
            << "state " << state.value << ", age band " << band;
      }
}

TEST(ChronicShares, KeepTheMeanOfTheSexesAndTheirRatio) {
  const ChronicState second = three_states()[sugar];
  const double men = second.prevalence_of(AgeBand::from_60, Sex::male);
  const double women = second.prevalence_of(AgeBand::from_60, Sex::female);
  EXPECT_NEAR(men / women, 1.5, 1e-12);
  EXPECT_NEAR((men + women) / 2.0, 0.25, 1e-12);
}

TEST(ChronicShares, HaveTheOddsRatioWhereThereIsOneAndNoneWhereThereIsNot) {
  const ChronicShares shares{three_states()};
  const auto odds_ratio = [&](ChronicId a, ChronicId b) {
    const auto both = [&](bool with_a, bool with_b) {
      return share_of(shares, AgeBand::from_60, Sex::male, [&](ChronicSet set) {
        return has(set, a) == with_a && has(set, b) == with_b;
      });
    };
    return both(true, true) * both(false, false) / (both(true, false) * both(false, true));
  };
  EXPECT_NEAR(odds_ratio(heart, pressure), 3.0, 1e-6);
  EXPECT_NEAR(odds_ratio(sugar, pressure), 1.0, 1e-9);
}

TEST(ChronicShares, AreDrawnAsTheyAre) {
  const ChronicShares shares{three_states()};
  const auto of = shares.of(AgeBand::from_60, Sex::female);
  double below = 0.0;
  for (std::size_t set = 0; set < of.size(); ++set) {
    EXPECT_EQ(shares.draw(AgeBand::from_60, Sex::female, below + of[set] / 2.0), set);
    below += of[set];
  }
  EXPECT_NEAR(below, 1.0, 1e-12);
}

TEST(ChronicShares, LeaveEverybodyWellWhereNothingIsDeclared) {
  const ChronicShares nobody;
  EXPECT_EQ(nobody.sets(), 1U);
  EXPECT_EQ(nobody.draw(AgeBand::from_60, Sex::male, 0.999), 0U);
}

}  // namespace
}  // namespace tiercare
