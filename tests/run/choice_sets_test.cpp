// SPDX-License-Identifier: Apache-2.0
// The prepared sets of twelve against the oracle: every facility of the default county.
#include "care/choice_sets.hpp"

#include "care/care_plan.hpp"
#include "care/treatment.hpp"
#include "run/scenario.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

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

}  // namespace
}  // namespace tiercare::testing
