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

ChoiceSet Choice::within_reach(const Wish& wish) const {
  return plan_.choice_sets.of(persons_[wish.person].settlement, wish.line);
}

void Choice::weigh(const Wish& wish, const Preferences& preferences, const ChoiceSet& among,
                   std::span<double> cumulative) const {
  cumulative[0] = preferences.of_self_care();
  cumulative[1] = plan_.choice.pharmacy ? preferences.of_pharmacy() : out_of_question;
  const auto facilities = cumulative.subspan(before_facilities);
  preferences.of_visits(among, facilities);
  // Village clinics have nobody on duty at night: an emergency passes them by.
  if (wish.any_hour)
    std::ranges::fill(facilities.first(among.ends[index(Tier::village)]), out_of_question);
  weigh_in_nests(plan_.choice.dissimilarity, cumulative, before_facilities, among.ends);
}

Chosen Choice::choose(const Wish& wish) const {
  const ChoiceSet reachable = within_reach(wish);
  reachable.fetch();
  std::array<double, ChoiceSets::largest + before_facilities> weights{};
  const auto cumulative = std::span{weights}.first(reachable.all.size() + before_facilities);
  const Preferences preferences = this->preferences(wish);
  weigh(wish, preferences, reachable, cumulative);
  Stream stream =
      random_.stream(persons_[wish.person].identity, Purpose::choice, wish.episode, wish.contact);
  const auto drawn = draw_index(cumulative, stream.uniform());
  if (drawn < before_facilities)
    return {.answer = drawn == 0 ? Answer::self_care : Answer::pharmacy};
  const Alternative& there = reachable.all[drawn - before_facilities];
  return {Answer::care, there.facility, there.travel_minutes,
          reason_for(there, reachable, wish, preferences)};
}

PassedOver Choice::reason_for(const Alternative& chosen, const ChoiceSet& among, const Wish& wish,
                              const Preferences& preferences) const {
  const Alternative& nearest = among.nearest();
  if (nearest.travel_minutes >= chosen.travel_minutes) return PassedOver::nothing;
  if (wish.any_hour && plan_.facilities[nearest.facility].tier == Tier::village)
    return PassedOver::closed;
  return preferences.reason_against(nearest.facility, chosen.facility);
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
  for (const Alternative& there : within_reach(wish).all) {
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
