// SPDX-License-Identifier: Apache-2.0
#include "care/choice.hpp"

#include "care/care_plan.hpp"
#include "care/public_waits.hpp"
#include "random/distribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tiercare {

std::span<const Alternative> Choice::within_reach(const Wish& wish) const {
  return plan_.choice_sets.of(persons_[wish.person].settlement, wish.line);
}

bool Choice::is_staffed(FacilityId facility, const Wish& wish) const {
  return !wish.any_hour || plan_.facilities[facility].tier != Tier::village;
}

void Choice::weigh(const Wish& wish, std::span<const Alternative> among,
                   std::span<double> cumulative) const {
  const Preferences preferences = this->preferences(wish);
  const auto [formal_care, within_tier] = plan_.choice.dissimilarity;
  const auto tier_of = [&](std::size_t i) {
    return index(plan_.facilities[among[i].facility].tier);
  };
  std::array<double, tier_count> of_tier{};
  for (std::size_t i = 0; i < among.size(); ++i) {
    const auto [facility, minutes] = among[i];
    const double weight =
        is_staffed(facility, wish)
            ? std::exp(preferences.of_visit(facility, minutes, false) / within_tier)
            : 0.0;
    cumulative[i + before_facilities] = weight;
    of_tier[tier_of(i)] += weight;
  }
  // A facility's weight is its share of the tier, times the tier's share of formal care, times the
  // weight of formal care: with nothing alike both powers are 0 and each stands for itself.
  std::array<double, tier_count> scale{};
  double of_formal_care = 0.0;
  for (std::size_t tier = 0; tier < tier_count; ++tier) {
    if (of_tier[tier] <= 0.0) continue;
    scale[tier] = std::pow(of_tier[tier], within_tier / formal_care - 1.0);
    of_formal_care += of_tier[tier] * scale[tier];
  }
  const double entering = of_formal_care > 0.0 ? std::pow(of_formal_care, formal_care - 1.0) : 0.0;
  double sum = cumulative[0] = std::exp(preferences.of_self_care());
  cumulative[1] = plan_.choice.pharmacy ? sum += std::exp(preferences.of_pharmacy()) : sum;
  for (std::size_t i = 0; i < among.size(); ++i) {
    double& here = cumulative[i + before_facilities];
    here = sum += here * scale[tier_of(i)] * entering;
  }
}

Chosen Choice::choose(const Wish& wish) const {
  const auto reachable = within_reach(wish);
  std::array<double, ChoiceSets::largest + before_facilities> weights{};
  const auto cumulative = std::span{weights}.first(reachable.size() + before_facilities);
  weigh(wish, reachable, cumulative);
  Stream stream =
      random_.stream(persons_[wish.person].identity, Purpose::choice, wish.episode, wish.contact);
  const auto drawn = draw_index(cumulative, stream.uniform());
  if (drawn < before_facilities)
    return {.answer = drawn == 0 ? Answer::self_care : Answer::pharmacy};
  const std::size_t at = drawn - before_facilities;
  const auto [facility, minutes] = reachable[at];
  return {Answer::care, facility, minutes, reason_for(at, reachable, wish)};
}

PassedOver Choice::reason_for(std::size_t chosen, std::span<const Alternative> among,
                              const Wish& wish) const {
  const auto nearest = std::min_element(
      among.begin(), among.end(),
      [](const auto& a, const auto& b) { return a.travel_minutes < b.travel_minutes; });
  if (nearest->travel_minutes >= among[chosen].travel_minutes) return PassedOver::nothing;
  if (!is_staffed(nearest->facility, wish)) return PassedOver::closed;
  return preferences(wish).reason_against(nearest->facility, among[chosen].facility);
}

Chosen Choice::best_above(const Wish& wish, Tier below) const {
  const Preferences preferences = this->preferences(wish);
  const Condition& condition = plan_.conditions[wish.condition];
  const double required = condition.course(wish.acuity).required_capability;
  Chosen best;
  bool best_is_capable = false;
  double highest = 0.0;
  for (const auto [facility, minutes] : within_reach(wish)) {
    const Facility& there = plan_.facilities[facility];
    if (there.tier <= below) continue;
    const bool capable =
        there.capability_for(wish.line, required, condition.course(wish.acuity).needs) >= required;
    if (best_is_capable && !capable) continue;
    const double here = preferences.of_visit(facility, minutes, true);
    if (best.facility.is_none() || here > highest || capable != best_is_capable) {
      highest = here;
      best_is_capable = capable;
      best = {.answer = Answer::care, .facility = facility, .travel_minutes = minutes};
    }
  }
  return best;
}

}  // namespace tiercare
