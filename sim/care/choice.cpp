// SPDX-License-Identifier: Apache-2.0
#include "care/choice.hpp"

#include "care/billing.hpp"
#include "care/care_plan.hpp"
#include "care/public_waits.hpp"
#include "care/treatment.hpp"
#include "random/distribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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

Preferences::Preferences(const CarePlan& plan, const Persons& persons, const PublicWaits& waits,
                         const Wish& wish)
    : plan_{plan}, persons_{persons}, waits_{waits}, wish_{wish} {
  const ChoiceBehaviour& choice = plan.choice;
  const bool severe = wish.acuity >= Acuity::severe;
  per_minute_ = severe ? choice.travel_per_min_severe : choice.travel_per_min;
  const Person& person = persons[wish.person];
  const double income = std::max(1.0, static_cast<double>(person.income));
  per_yuan_ = (severe ? choice.cost_per_100_yuan_severe : choice.cost_per_100_yuan) / 100.0 *
              std::pow(plan.mean_income / income, choice.income_power);
  for (const Tier tier : all_tiers)
    of_tier_[index(tier)] = choice.tier_constant[index(tier)] +
                            choice.taste_sd * person.taste[index(tier)] / 40.0 +
                            choice.trust * person.trust[index(tier)] / 100.0;
}

double Preferences::of_group(const Facility& facility, FacilityId id, bool referred) const {
  if (last_.group == facility.group && last_.referred == referred) return last_.utility;
  const Condition& condition = plan_.conditions[wish_.condition];
  const Course& course = condition.course(wish_.acuity);
  const double effect = expected_effect(plan_.treatment, facility.capability_in(condition.line),
                                        course.required_capability, wish_.failed_capability);
  const Money out_of_pocket =
      expected_out_of_pocket(plan_, persons_, wish_.person, id, course, referred);
  last_ = {facility.group, referred,
           of_tier_[index(facility.tier)] + per_yuan_ * out_of_pocket.in_yuan() +
               plan_.choice.effect_of_treatment * effect};
  return last_.utility;
}

double Preferences::of_visit(FacilityId id, double travel_minutes, bool referred) const {
  return of_group(plan_.facilities[id], id, referred) + per_minute_ * travel_minutes +
         plan_.choice.wait_per_min * waits_.minutes(id);
}

double Preferences::of_stay(FacilityId id, double travel_minutes, Money out_of_pocket,
                            double effect) const {
  return of_tier_[index(plan_.facilities[id].tier)] + per_minute_ * travel_minutes +
         per_yuan_ * out_of_pocket.in_yuan() + plan_.choice.effect_of_treatment * effect;
}

double Preferences::of_self_care() const {
  return plan_.choice.self_care[index(wish_.acuity)];
}

Chosen Choice::choose(const Wish& wish) const {
  const auto reachable = plan_.choice_sets.of(persons_[wish.person].settlement);
  const Preferences preferences{plan_, persons_, waits_, wish};
  std::array<double, ChoiceSets::largest + 1> weight{};
  double sum = std::exp(preferences.of_self_care());
  weight[0] = sum;
  for (std::size_t i = 0; i < reachable.size(); ++i) {
    const auto [facility, minutes] = reachable[i];
    // Village clinics have nobody on duty at night: an emergency passes them by.
    const bool staffed = !wish.any_hour || plan_.facilities[facility].tier != Tier::village;
    if (staffed) sum += std::exp(preferences.of_visit(facility, minutes, false));
    weight[i + 1] = sum;
  }
  Stream stream = random_.stream(wish.person.value, Purpose::choice, wish.episode, wish.contact);
  const auto drawn = draw_index(std::span{weight}.first(reachable.size() + 1), stream.uniform());
  if (drawn == 0) return {};
  return {reachable[drawn - 1].facility, reachable[drawn - 1].travel_minutes};
}

Chosen Choice::best_above(const Wish& wish, Tier below) const {
  const Preferences preferences{plan_, persons_, waits_, wish};
  Chosen best;
  double highest = 0.0;
  for (const auto [facility, minutes] : plan_.choice_sets.of(persons_[wish.person].settlement)) {
    if (plan_.facilities[facility].tier <= below) continue;
    const double here = preferences.of_visit(facility, minutes, true);
    if (best.facility.is_none() || here > highest) {
      highest = here;
      best = {facility, minutes};
    }
  }
  return best;
}

}  // namespace tiercare
