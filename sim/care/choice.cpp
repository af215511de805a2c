// SPDX-License-Identifier: Apache-2.0
#include "care/choice.hpp"

#include "care/care_plan.hpp"
#include "care/nests.hpp"
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

void Choice::weigh(const Wish& wish, const Preferences& preferences,
                   std::span<const Alternative> among, std::span<double> cumulative) const {
  const auto tier_of = [&](std::size_t i) {
    return index(plan_.facilities[among[i].facility].tier);
  };
  cumulative[0] = preferences.of_self_care();
  cumulative[1] = plan_.choice.pharmacy ? preferences.of_pharmacy() : out_of_question;
  const auto weights = cumulative.subspan(before_facilities);
  const bool severe = wish.acuity >= Acuity::severe;
  for (std::size_t i = 0; i < among.size(); ++i) {
    const Alternative& there = among[i];
    weights[i] = is_staffed(there.facility, wish)
                     ? preferences.of_visit(there.facility, there.travel_minutes, false) +
                           there.stands_for[severe]
                     : out_of_question;
  }
  weigh_in_nests(plan_.choice.dissimilarity, cumulative, before_facilities, tier_of);
}

Chosen Choice::choose(const Wish& wish) const {
  const auto reachable = within_reach(wish);
  std::array<double, ChoiceSets::largest + before_facilities> weights{};
  const auto cumulative = std::span{weights}.first(reachable.size() + before_facilities);
  const Preferences preferences = this->preferences(wish);
  weigh(wish, preferences, reachable, cumulative);
  Stream stream =
      random_.stream(persons_[wish.person].identity, Purpose::choice, wish.episode, wish.contact);
  const auto drawn = draw_index(cumulative, stream.uniform());
  if (drawn < before_facilities)
    return {.answer = drawn == 0 ? Answer::self_care : Answer::pharmacy};
  const std::size_t at = drawn - before_facilities;
  return {Answer::care, reachable[at].facility, reachable[at].travel_minutes,
          reason_for(at, reachable, wish, preferences)};
}

PassedOver Choice::reason_for(std::size_t chosen, std::span<const Alternative> among,
                              const Wish& wish, const Preferences& preferences) const {
  const auto nearest = std::min_element(
      among.begin(), among.end(),
      [](const auto& a, const auto& b) { return a.travel_minutes < b.travel_minutes; });
  if (nearest->travel_minutes >= among[chosen].travel_minutes) return PassedOver::nothing;
  if (!is_staffed(nearest->facility, wish)) return PassedOver::closed;
  return preferences.reason_against(nearest->facility, among[chosen].facility);
}

std::pair<int, double> Choice::suits(const Wish& wish, const Preferences& preferences,
                                     const Alternative& there, FacilityId from) const {
  // An emergency is not asked: it is brought to the nearest that is up to it.
  if (wish.any_hour) return {0, -static_cast<double>(there.travel_minutes)};
  const double to_him = preferences.of_visit(there.facility, there.travel_minutes, true);
  switch (plan_.referral->destination()) {
    case Destination::choice:
      return {0, to_him};
    case Destination::edge:
      return {
          !from.is_none() && plan_.is_joined(from, there.facility, Direction::up, wish.condition)
              ? 1
              : 0,
          to_him};
    case Destination::openness:
      return {0, -waits_.bed_days(there.facility) - waits_.minutes(there.facility) / 1440.0};
  }
  return {0, to_him};
}

Chosen Choice::best_above(const Wish& wish, Tier below, FacilityId from) const {
  const Preferences preferences = this->preferences(wish);
  const Condition& condition = plan_.conditions[wish.condition];
  const double required = condition.course(wish.acuity).required_capability;
  Chosen best;
  bool best_is_capable = false;
  std::pair<int, double> highest;
  for (const Alternative& there : within_reach(wish)) {
    const Facility& facility = plan_.facilities[there.facility];
    if (facility.tier <= below) continue;
    const bool capable = facility.capability_for(wish.line, required,
                                                 condition.course(wish.acuity).needs) >= required;
    if (best_is_capable && !capable) continue;
    const auto here = suits(wish, preferences, there, from);
    if (best.facility.is_none() || here > highest || capable != best_is_capable) {
      highest = here;
      best_is_capable = capable;
      best = {.answer = Answer::care,
              .facility = there.facility,
              .travel_minutes = there.travel_minutes};
    }
  }
  return best;
}

}  // namespace tiercare
