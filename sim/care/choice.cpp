// SPDX-License-Identifier: Apache-2.0
#include "care/choice.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "care/billing.hpp"
#include "care/care_plan.hpp"
#include "care/public_waits.hpp"
#include "care/treatment.hpp"
#include "random/distribution.hpp"

namespace tiercare {
namespace {

/// How many of each tier a settlement's people know as within reach; sums to the largest set.
constexpr std::array<std::size_t, tier_count> known_of_tier{4, 3, 3, 2};

}  // namespace

ChoiceSets::ChoiceSets(const Facilities& facilities, const Settlements& settlements,
                       const TravelTable& travel) {
  first_.push_back(0);
  for (std::size_t s = 0; s < settlements.size(); ++s) {
    const SettlementId home = settlements.id_of(s);
    for (const Tier tier : all_tiers) {
      std::vector<Alternative> of_tier;
      for (std::size_t f = 0; f < facilities.size(); ++f) {
        const FacilityId id = facilities.id_of(f);
        if (facilities[id].tier == tier)
          of_tier.push_back({id, travel.minutes(home, facilities[id].settlement)});
      }
      std::stable_sort(of_tier.begin(), of_tier.end(), [](const auto& a, const auto& b) {
        return a.travel_minutes < b.travel_minutes;
      });
      const auto known = std::min(known_of_tier[index(tier)], of_tier.size());
      alternatives_.insert(alternatives_.end(), of_tier.begin(),
                           of_tier.begin() + static_cast<std::ptrdiff_t>(known));
    }
    first_.push_back(alternatives_.size());
  }
}

double Choice::cost_weight(PersonId person, Acuity acuity) const {
  const double at_mean_income = acuity >= Acuity::severe ? plan_.choice.cost_per_100_yuan_severe
                                                         : plan_.choice.cost_per_100_yuan;
  const double income = std::max(1.0, static_cast<double>(persons_.income[person.index()]));
  return at_mean_income * std::pow(plan_.mean_income / income, plan_.choice.income_power);
}

double Choice::travel_weight(Acuity acuity) const {
  return acuity >= Acuity::severe ? plan_.choice.travel_per_min_severe : plan_.choice.travel_per_min;
}

double Choice::taste(PersonId person, Tier tier) const {
  if (plan_.choice.taste_sd == 0.0) return 0.0;
  Stream stream = random_.stream(person.value, Purpose::taste, 0,
                                 static_cast<std::uint16_t>(index(tier)));
  return plan_.choice.taste_sd * standard_normal(stream);
}

double Choice::utility_of_self_care(Acuity acuity) const {
  return plan_.choice.self_care[index(acuity)];
}

double Choice::utility(const Wish& wish, FacilityId id, double travel_minutes,
                       bool referred) const {
  const Facility& facility = plan_.facilities[id];
  const Condition& condition = plan_.conditions[wish.condition];
  const Course& course = condition.course(wish.acuity);
  const double effect =
      expected_effect(plan_.treatment, facility.capability_in(condition.line),
                      course.required_capability, wish.failed_capability);
  const Money out_of_pocket =
      expected_out_of_pocket(plan_, persons_, wish.person, id, course, referred);
  return plan_.choice.tier_constant[index(facility.tier)] + taste(wish.person, facility.tier) +
         travel_weight(wish.acuity) * travel_minutes +
         plan_.choice.wait_per_min * waits_.minutes(id) +
         cost_weight(wish.person, wish.acuity) * out_of_pocket.in_yuan() / 100.0 +
         plan_.choice.effect_of_treatment * effect +
         plan_.choice.trust * persons_.trust_in(wish.person, facility.tier) / 100.0;
}

Chosen Choice::choose(const Wish& wish) const {
  const auto reachable = plan_.choice_sets.of(persons_.settlement[wish.person.index()]);
  std::array<double, ChoiceSets::largest + 1> weight{};
  double sum = std::exp(utility_of_self_care(wish.acuity));
  weight[0] = sum;
  for (std::size_t i = 0; i < reachable.size(); ++i) {
    const auto [facility, minutes] = reachable[i];
    // Village clinics have nobody on duty at night: an emergency passes them by.
    const bool staffed = !wish.any_hour || plan_.facilities[facility].tier != Tier::village;
    if (staffed) sum += std::exp(utility(wish, facility, minutes, false));
    weight[i + 1] = sum;
  }
  Stream stream =
      random_.stream(wish.person.value, Purpose::choice, wish.episode, wish.contact);
  const auto drawn = draw_index(std::span{weight}.first(reachable.size() + 1), stream.uniform());
  if (drawn == 0) return {};
  return {reachable[drawn - 1].facility, reachable[drawn - 1].travel_minutes};
}

Chosen Choice::best_above(const Wish& wish, Tier below) const {
  Chosen best;
  double highest = 0.0;
  for (const auto [facility, minutes] :
       plan_.choice_sets.of(persons_.settlement[wish.person.index()])) {
    if (plan_.facilities[facility].tier <= below) continue;
    const double here = utility(wish, facility, minutes, true);
    if (best.facility.is_none() || here > highest) {
      highest = here;
      best = {facility, minutes};
    }
  }
  return best;
}

}  // namespace tiercare
