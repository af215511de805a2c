// SPDX-License-Identifier: Apache-2.0
#include "care/preferences.hpp"

#include "care/billing.hpp"
#include "care/care_plan.hpp"
#include "care/public_waits.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tiercare {

Preferences::Preferences(const CarePlan& plan, const Persons& persons, const PublicWaits& waits,
                         const Wish& wish)
    : plan_{plan},
      persons_{persons},
      waits_{waits},
      wish_{wish},
      course_{plan.conditions[wish.condition].course(wish.acuity)},
      expected_{plan.expectations.row(wish.condition, wish.acuity,
                                      wish.line != plan.conditions[wish.condition].line,
                                      persons[wish.person].scheme)},
      left_{funds_left(plan, persons, wish.person)} {
  const ChoiceBehaviour& choice = plan.choice;
  const bool severe = wish.acuity >= Acuity::severe;
  per_minute_ = severe ? choice.travel_per_min_severe : choice.travel_per_min;
  const Person& person = persons[wish.person];
  const double income = std::max(1.0, static_cast<double>(person.income));
  per_yuan_ = (severe ? choice.cost_per_100_yuan_severe : choice.cost_per_100_yuan) / 100.0 *
              std::pow(static_cast<float>(plan.mean_income / income),
                       static_cast<float>(choice.income_power));
  per_fen_ = per_yuan_ / 100.0;
  for (const Tier tier : all_tiers) {
    of_trust_[index(tier)] = choice.trust * person.trust[index(tier)] / 100.0;
    of_tier_[index(tier)] = choice.tier_constant[index(tier)] +
                            choice.taste_sd * person.taste[index(tier)] / 40.0 +
                            of_trust_[index(tier)];
  }
}

double Preferences::of_effect(FacilityId id) const {
  return plan_.choice.effect_of_treatment * expected_.of(id).effect_after(wish_.failed_capability);
}

double Preferences::of_price(FacilityId id, bool referred) const {
  const Money out_of_pocket = expected_out_of_pocket(
      expected_.of(id), expected_.entitled(id, referred), left_, course_.admission);
  return per_fen_ * static_cast<double>(out_of_pocket.fen);
}

double Preferences::of_wait(FacilityId id) const {
  return plan_.choice.wait_per_min * waits_.minutes(id);
}

double Preferences::of_visit(FacilityId id, double travel_minutes, bool referred) const {
  return of_tier_[index(plan_.facilities[id].tier)] + of_price(id, referred) + of_effect(id) +
         of_way(travel_minutes) + of_wait(id);
}

void Preferences::of_visits(const ChoiceSet& among, std::span<double> utilities) const {
  const bool severe = wish_.acuity >= Acuity::severe;
  std::size_t i = 0;
  for (std::size_t tier = 0; tier < tier_count; ++tier)
    for (; i < among.ends[tier]; ++i) {
      const auto& [id, minutes, stands_for] = among.all[i];
      utilities[i] = of_tier_[tier] + of_price(id, false) + of_effect(id) + of_way(minutes) +
                     of_wait(id) + stands_for[severe];
    }
}

double Preferences::of_stay(FacilityId id, double travel_minutes, Money out_of_pocket,
                            double effect) const {
  return of_tier_[index(plan_.facilities[id].tier)] + per_minute_ * travel_minutes +
         per_yuan_ * out_of_pocket.in_yuan() + plan_.choice.effect_of_treatment * effect;
}

double Preferences::of_self_care() const {
  return plan_.choice.self_care[index(wish_.acuity)];
}

double Preferences::of_pharmacy() const {
  const PharmacyBehaviour& pharmacy = *plan_.choice.pharmacy;
  const float minutes = plan_.minutes_to_pharmacy[persons_[wish_.person].settlement];
  return pharmacy.relief[index(wish_.acuity)] + per_minute_ * minutes +
         per_yuan_ * pharmacy.price.in_yuan();
}

double Preferences::of_bed_wait(const BedTerms& terms) const {
  return plan_.choice.delay_per_day * terms.bed_days;
}

namespace {

using Advantage = std::pair<double, PassedOver>;

/// The largest; his taste where nothing that the model sees speaks for it.
PassedOver strongest(const std::array<Advantage, 5>& advantages) {
  const auto& most = *std::max_element(advantages.begin(), advantages.end(),
                                       [](auto& a, auto& b) { return a.first < b.first; });
  return most.first > 0.0 ? most.second : PassedOver::own_taste;
}

}  // namespace

PassedOver Preferences::reason_against(FacilityId nearest, FacilityId chosen) const {
  const Facility& near = plan_.facilities[nearest];
  const Facility& far = plan_.facilities[chosen];
  const PassedOver most = strongest(
      {Advantage{of_effect(chosen) - of_effect(nearest), PassedOver::capability},
       Advantage{of_wait(chosen) - of_wait(nearest), PassedOver::wait},
       Advantage{of_price(chosen, false) - of_price(nearest, false), PassedOver::price},
       Advantage{of_trust_[index(far.tier)] - of_trust_[index(near.tier)], PassedOver::trust},
       Advantage{of_taste(far.tier) - of_taste(near.tier), PassedOver::own_taste}});
  return most == PassedOver::capability ? means_or_skill(near, far) : most;
}

PassedOver Preferences::means_or_skill(const Facility& near, const Facility& far) const {
  const Lack near_lacks = near.lacks(course_.needs);
  if (near_lacks == far.lacks(course_.needs)) return PassedOver::capability;
  return near_lacks == Lack::equipment ? PassedOver::equipment
         : near_lacks == Lack::drugs   ? PassedOver::drugs
                                       : PassedOver::capability;
}

PassedOver Preferences::reason_against(FacilityId nearest, const BedTerms& there, FacilityId chosen,
                                       const BedTerms& here) const {
  const Facility& near = plan_.facilities[nearest];
  const Facility& far = plan_.facilities[chosen];
  const double dearer = (here.out_of_pocket - there.out_of_pocket).in_yuan();
  const PassedOver most = strongest(
      {Advantage{plan_.choice.effect_of_treatment * (here.effect - there.effect),
                 PassedOver::capability},
       Advantage{of_bed_wait(here) - of_bed_wait(there), PassedOver::wait},
       Advantage{per_yuan_ * dearer, PassedOver::price},
       Advantage{of_trust_[index(far.tier)] - of_trust_[index(near.tier)], PassedOver::trust},
       Advantage{of_taste(far.tier) - of_taste(near.tier), PassedOver::own_taste}});
  return most == PassedOver::capability ? means_or_skill(near, far) : most;
}

}  // namespace tiercare
