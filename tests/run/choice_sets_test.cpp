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
      const auto known = plan.choice_sets.of(home, line).all;
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

/// Shares of staying at home, of the pharmacy and of each tier.
class MeanShares {
 public:
  static constexpr std::size_t answers = Choice::before_facilities + tier_count;

  void add(const Choice& choice, const CarePlan& plan, const Wish& wish,
           std::span<const Alternative> among) {
    std::vector<double> cumulative(among.size() + Choice::before_facilities);
    choice.weigh(wish, {among, tier_ends(plan.facilities, among)}, cumulative);
    double before = 0.0;
    for (std::size_t i = 0; i < cumulative.size(); ++i) {
      std::size_t answer = i;
      if (i >= Choice::before_facilities)
        answer = Choice::before_facilities +
                 index(plan.facilities[among[i - Choice::before_facilities].facility].tier);
      sums_[answer] += (cumulative[i] - before) / cumulative.back();
      before = cumulative[i];
    }
    ++choices_;
  }
  [[nodiscard]] double of(std::size_t answer) const { return sums_[answer] / choices_; }
  [[nodiscard]] double of_care() const { return 1.0 - of(0) - of(1); }

 private:
  std::array<double, answers> sums_{};
  double choices_ = 0.0;
};

/// People of all places and their needs, as often as they arise, on the first morning.
template <class Use>
void for_some_needs(const CarePlan& plan, const State& state, std::uint32_t every, Use use) {
  // Two sequences that fill the unit square evenly (Roberts 2018), so that no condition is always
  // drawn together with the same acuity.
  constexpr int needs_each = 10;
  constexpr double step = 0.754'877'666'246'693;
  constexpr double other_step = 0.569'840'290'998'053;
  double place = 0.0;
  for (std::uint32_t p = 0; p < state.persons.size(); p += every)
    for (int need = 0; need < needs_each; ++need) {
      const Person& person = state.persons[PersonId{p}];
      place += 1.0;
      const Risk risk{age_band(2019 - person.birth_year), person.sex, person.chronic};
      const ConditionId condition = plan.needs_of(plan.calendar.year_of(Instant{}))
                                        .draw(0, risk, std::fmod(place * step, 1.0));
      use(Wish{.person = PersonId{p},
               .condition = condition,
               .acuity =
                   draw_acuity(plan.conditions[condition], std::fmod(place * other_step, 1.0)),
               .line = plan.conditions[condition].line_at(risk.band)},
          person.settlement);
    }
}

TEST(ChoiceSetsOfTheDefaultCounty, GiveTheSharesOfAllFacilitiesWithinHalfAPoint) {
  const Scenario county = Scenario::load("county", library());
  const CarePlan& plan = county.plan();
  const State state = first_state(county, 2019, 0);
  const Choice choice{plan, state.persons, state.waits, state.random};
  MeanShares prepared;
  MeanShares of_all;
  for_some_needs(plan, state, 499, [&](const Wish& wish, SettlementId home) {
    prepared.add(choice, plan, wish, plan.choice_sets.of(home, wish.line).all);
    of_all.add(choice, plan, wish, all_alternatives(plan.facilities, plan.travel, home, wish.line));
  });
  for (std::size_t answer = 0; answer < MeanShares::answers; ++answer)
    EXPECT_NEAR(prepared.of(answer), of_all.of(answer), 0.005) << "answer " << answer;
}

TEST(ChoiceOfTheDefaultCounty, SeeksCareAndBuysMedicineAsOftenAsItsFileSays) {
  const Scenario county = Scenario::load("county", library());
  const CarePlan& plan = county.plan();
  const State state = first_state(county, 2019, 0);
  const Choice choice{plan, state.persons, state.waits, state.random};
  std::array<MeanShares, acuity_count> shares;
  for_some_needs(plan, state, 97, [&](const Wish& wish, SettlementId home) {
    shares[index(wish.acuity)].add(choice, plan, wish, plan.choice_sets.of(home, wish.line).all);
  });
  const std::array<double, acuity_count> care{0.65, 0.85, 0.95, 0.99};
  const std::array<double, acuity_count> medicine{0.25, 0.11, 0.03, 0.002};
  for (std::size_t acuity = 0; acuity < acuity_count; ++acuity) {
    EXPECT_NEAR(shares[acuity].of_care(), care[acuity], 0.005) << "acuity " << acuity;
    EXPECT_NEAR(shares[acuity].of(1), medicine[acuity], 0.005) << "acuity " << acuity;
  }
}

}  // namespace
}  // namespace tiercare::testing
