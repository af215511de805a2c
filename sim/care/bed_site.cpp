// SPDX-License-Identifier: Apache-2.0
#include "care/bed_site.hpp"

#include "care/billing.hpp"
#include "care/nests.hpp"
#include "money/price.hpp"
#include "random/distribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tiercare {
namespace {

/// A facility with beds, and the ways that count.
struct Site {
  FacilityId facility{};
  float from_home = 0.0F;  ///< of his family, for the days of the stay
  float from_here = 0.0F;
};

/// The beds that he knows, besides those where he is; by tier.
struct Sites {
  std::array<Site, ChoiceSets::largest> list{};
  std::size_t count = 0;
  TierEnds ends{};

  [[nodiscard]] std::span<const Site> all() const { return std::span{list}.first(count); }
};

float minutes_between(const Care& care, FacilityId from, FacilityId to) {
  return care.plan.open_ways.minutes(care.plan.facilities[from].settlement,
                                     care.plan.facilities[to].settlement);
}

Sites known_beds(const Care& care, const Episode& episode, const Wish& wish) {
  Sites sites;
  const ChoiceSet known = care.choice().within_reach(wish);
  std::size_t i = 0;
  for (std::size_t tier = 0; tier < tier_count; ++tier) {
    for (; i < known.ends[tier]; ++i) {
      const auto [facility, minutes, stands_for] = known.all[i];
      if (care.plan.has_beds(facility, episode.line) && facility != episode.facility)
        sites.list[sites.count++] = {facility, minutes,
                                     minutes_between(care, episode.facility, facility)};
    }
    sites.ends[tier] = sites.count;
  }
  return sites;
}

/// What a bed there means; a letter counts only where it leads to.
BedTerms terms_at(const Care& care, const Episode& episode, FacilityId facility) {
  Episode claimant = episode;
  if (facility != episode.facility) claimant.referred = 0;
  const Course& course = care.course(episode);
  return {.out_of_pocket = stay_decision(care.plan, care.persons, claimant, facility, course,
                                         mean_stay(course), false)
                               .patient_pays,
          .effect = care.expected(facility, episode).effect_after(episode.failed_capability),
          .bed_days = care.waits.bed_days(facility)};
}

double utility(const Preferences& preferences, const Site& site, const BedTerms& terms) {
  return preferences.of_stay(site.facility, site.from_home, terms.out_of_pocket, terms.effect) +
         preferences.of_bed_wait(terms);
}

/// To go elsewhere means the way there and starting anew.
double utility_elsewhere(const Care& care, const Episode& episode, const Preferences& preferences,
                         const Site& site) {
  return utility(preferences, site, terms_at(care, episode, site.facility)) +
         preferences.of_way(site.from_here) + care.plan.choice.change_of_facility +
         care.plan.choice.wait_per_min * care.waits.minutes(site.facility);
}

bool has_free_bed(const Care& care, const Episode& episode, FacilityId facility) {
  return care.stations.has_free_server(care.plan.ward(facility, episode.line), episode.priority);
}

PassedOver reason_for(const Care& care, const Episode& episode, const Preferences& preferences,
                      const Site& chosen, const Site& nearest) {
  if (nearest.facility == chosen.facility || nearest.from_home >= chosen.from_home)
    return PassedOver::nothing;
  if (!has_free_bed(care, episode, nearest.facility)) return PassedOver::full;
  return preferences.reason_against(nearest.facility, terms_at(care, episode, nearest.facility),
                                    chosen.facility, terms_at(care, episode, chosen.facility));
}

Site here(const Care& care, const Episode& episode) {
  const SettlementId home = care.persons[episode.person].settlement;
  return {episode.facility,
          care.plan.travel.minutes(home, care.plan.facilities[episode.facility].settlement), 0.0F};
}

/// The nearest by the way from here that is up to the need; of none that is, the most capable.
BedSite brought_to(const Care& care, const Episode& episode, const Sites& sites) {
  const double required = care.course(episode).required_capability;
  const Site* best = nullptr;
  const auto rank = [&](const Site& site) {
    const double capability = care.capability(site.facility, episode);
    return std::pair{std::min(capability, required), -static_cast<double>(site.from_here)};
  };
  for (const Site& site : sites.all())
    if (best == nullptr || rank(site) > rank(*best)) best = &site;
  if (best == nullptr) return {};
  return {best->facility, best->from_here, PassedOver::nothing};
}

}  // namespace

BedSite choose_bed(const Care& care, const Episode& episode, bool must_leave) {
  const bool has_bed = care.plan.has_beds(episode.facility, episode.line);
  const Wish wish = care.wish(episode);
  const Sites sites = known_beds(care, episode, wish);
  if (care.course(episode).urgent) {
    if (has_bed && !must_leave) return {episode.facility, 0.0F, PassedOver::nothing};
    const BedSite there = brought_to(care, episode, sites);
    const bool better =
        !there.facility.is_none() && (!has_bed || care.capability(there.facility, episode) >
                                                      care.capability(episode.facility, episode));
    if (better) return there;
    return {has_bed ? episode.facility : FacilityId{}, 0.0F, PassedOver::nothing};
  }
  const Preferences preferences = care.choice().preferences(wish);
  const Site stay = here(care, episode);
  std::array<double, ChoiceSets::largest + 1> weights{};
  const auto cumulative = std::span{weights}.first(sites.count + 1);
  weights[0] = has_bed ? utility(preferences, stay, terms_at(care, episode, episode.facility))
                       : preferences.of_self_care();
  for (std::size_t i = 0; i < sites.count; ++i)
    weights[i + 1] = utility_elsewhere(care, episode, preferences, sites.list[i]);
  weigh_in_nests(care.plan.choice.dissimilarity, cumulative, 1, sites.ends);
  const std::size_t drawn =
      draw_index(cumulative, care.stream(episode, Purpose::bed_site).uniform());
  if (drawn == 0 && !has_bed) return {};
  Site nearest = stay;
  if (!has_bed) nearest.from_home = std::numeric_limits<float>::infinity();
  for (const Site& site : sites.all())
    if (site.from_home < nearest.from_home) nearest = site;
  const Site& chosen = drawn == 0 ? stay : sites.list[drawn - 1];
  return {chosen.facility, chosen.from_here,
          reason_for(care, episode, preferences, chosen, nearest)};
}

}  // namespace tiercare
