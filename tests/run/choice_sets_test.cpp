// SPDX-License-Identifier: Apache-2.0
// The prepared sets of twelve against the oracle: every facility of the default county.
#include "care/choice_sets.hpp"

#include "care/care_plan.hpp"
#include "care/choice.hpp"
#include "care/need.hpp"
#include "care/treatment.hpp"
#include "run/scenario.hpp"
#include "run/small_county.hpp"
#include "run/state.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace tiercare::testing {
namespace {

/// Way and capability for what the tier is meant to treat, as utility.
double promise(const CarePlan& plan, const Alternative& alternative, ServiceLine line) {
  const Facility& facility = plan.facilities[alternative.facility];
  const double level = 1.0 + static_cast<double>(index(facility.tier));
  return plan.choice.travel_per_min * alternative.travel_minutes +
         plan.choice.effect_of_treatment *
             chance_of_right_treatment(plan.treatment, facility.capability_in(line), level);
}

TEST(ChoiceSetsOfTheDefaultCounty, LeaveOutNothingOfMorePromiseThanWhatTheyHold) {
  const Scenario county = Scenario::load("county", library());
  const CarePlan& plan = county.plan();
  std::size_t left_out = 0;
  for (std::size_t s = 0; s < plan.settlements.size(); ++s) {
    const SettlementId home = plan.settlements.id_of(s);
    for (const ServiceLine line : {ServiceLine::internal_medicine, ServiceLine::oncology}) {
      const auto all = all_alternatives(plan.facilities, plan.travel, home, line);
      const auto known = plan.choice_sets.of(home, line);
      ASSERT_LE(known.size(), ChoiceSets::largest);
      for (const Tier tier : all_tiers) {
        const auto of_tier = [&](const Alternative& a) {
          return plan.facilities[a.facility].tier == tier;
        };
        double least = std::numeric_limits<double>::infinity();
        for (const Alternative& a : known)
          if (of_tier(a)) least = std::min(least, promise(plan, a, line));
        for (const Alternative& a : all) {
          const bool is_known = std::any_of(known.begin(), known.end(), [&](const auto& other) {
            return other.facility == a.facility;
          });
          if (!of_tier(a) || is_known) continue;
          ++left_out;
          ASSERT_LE(promise(plan, a, line), least) << plan.facilities[a.facility].name;
        }
      }
    }
  }
  EXPECT_GT(left_out, 100'000U) << "the oracle has more to choose from";
}

/// Shares of staying at home, of the pharmacy and of each tier, of people of all places and needs.
class MeanShares {
 public:
  void add(const CarePlan& plan, std::span<const Alternative> among,
           const std::vector<double>& cumulative) {
    double before = 0.0;
    for (std::size_t i = 0; i < cumulative.size(); ++i) {
      const std::size_t place =
          i < Choice::before_facilities
              ? i
              : Choice::before_facilities +
                    index(plan.facilities[among[i - Choice::before_facilities].facility].tier);
      sums_[place] += (cumulative[i] - before) / cumulative.back();
      before = cumulative[i];
    }
    ++choices_;
  }
  [[nodiscard]] double of(std::size_t answer) const { return sums_[answer] / choices_; }

  static constexpr std::size_t answers = Choice::before_facilities + tier_count;

 private:
  std::array<double, answers> sums_{};
  double choices_ = 0.0;
};

TEST(ChoiceSetsOfTheDefaultCounty, GiveTheSharesOfAllFacilitiesWithinHalfAPoint) {
  const Scenario county = Scenario::load("county", library());
  const CarePlan& plan = county.plan();
  const State state = first_state(county, 2019, 0);
  const Choice choice{plan, state.persons, state.waits, state.random};
  MeanShares prepared;
  MeanShares of_all;
  constexpr int needs_each = 10;
  for (std::uint32_t p = 0; p < state.persons.size(); p += 499)
    for (int need = 0; need < needs_each; ++need) {
      const Person& person = state.persons[PersonId{p}];
      const double u = (need + 0.5) / needs_each;
      const Risk risk{age_band(2019 - person.birth_year), person.sex, person.chronic};
      const ConditionId condition = plan.needs.draw(0, risk, u);
      const ServiceLine line = plan.conditions[condition].line_at(risk.band);
      const Wish wish{.person = PersonId{p},
                      .condition = condition,
                      .acuity = draw_acuity(plan.conditions[condition], std::fmod(7.0 * u, 1.0)),
                      .line = line};
      const auto add = [&](MeanShares& shares, std::span<const Alternative> among) {
        std::vector<double> cumulative(among.size() + Choice::before_facilities);
        choice.weigh(wish, among, cumulative);
        shares.add(plan, among, cumulative);
      };
      add(prepared, plan.choice_sets.of(person.settlement, line));
      add(of_all, all_alternatives(plan.facilities, plan.travel, person.settlement, line));
    }
  for (std::size_t answer = 0; answer < MeanShares::answers; ++answer)
    EXPECT_NEAR(prepared.of(answer), of_all.of(answer), 0.005) << "answer " << answer;
}

}  // namespace
}  // namespace tiercare::testing
