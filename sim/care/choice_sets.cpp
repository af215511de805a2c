// SPDX-License-Identifier: Apache-2.0
#include "care/choice_sets.hpp"

#include "care/treatment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

namespace tiercare {
namespace {

/// How many of each tier a settlement's people know as within reach; sums to the largest set.
constexpr std::array<std::size_t, tier_count> known_of_tier{4, 3, 3, 2};

using ByTier = std::array<std::vector<Alternative>, tier_count>;

/// The open facilities as seen from a settlement, nearest first within a tier.
ByTier seen_from(SettlementId home, const Facilities& facilities, const TravelTable& travel) {
  ByTier by_tier;
  for (std::size_t f = 0; f < facilities.size(); ++f) {
    const FacilityId id = facilities.id_of(f);
    const Facility& facility = facilities[id];
    if (!facility.open) continue;
    by_tier[index(facility.tier)].push_back(
        {.facility = id, .travel_minutes = travel.minutes(home, facility.settlement)});
  }
  for (auto& of_tier : by_tier)
    std::stable_sort(of_tier.begin(), of_tier.end(), [](const auto& a, const auto& b) {
      return a.travel_minutes < b.travel_minutes;
    });
  return by_tier;
}

/// Those of them that offer the line.
std::vector<Alternative> offering(ServiceLine line, const std::vector<Alternative>& nearest_first,
                                  const Facilities& facilities) {
  std::vector<Alternative> offer;
  std::ranges::copy_if(nearest_first, std::back_inserter(offer), [&](const Alternative& each) {
    return facilities[each.facility].offers(line);
  });
  return offer;
}

/// What speaks for a facility before anything is known of the patient: the way there, and its
/// capability for what its tier is meant to treat.
class Promise {
 public:
  Promise(const Facilities& facilities, const ChoiceBehaviour& choice,
          const TreatmentBehaviour& treatment)
      : choice_{choice} {
    for (const Facility& facility : facilities) {
      const double need_of_tier = 1.0 + static_cast<double>(index(facility.tier));
      std::array<double, service_line_count> of_lines{};
      for (const ServiceLine line : all_service_lines)
        of_lines[index(line)] =
            choice.effect_of_treatment *
            chance_of_right_treatment(treatment, facility.capability_in(line), need_of_tier);
      of_effect_.add(of_lines);
    }
  }

  [[nodiscard]] double of(const Alternative& alternative, ServiceLine line,
                          bool severe = false) const {
    const double per_minute = severe ? choice_.travel_per_min_severe : choice_.travel_per_min;
    return per_minute * alternative.travel_minutes + of_effect_[alternative.facility][index(line)];
  }
  /// What these come to as a nest.
  [[nodiscard]] double of_nest(const std::vector<Alternative>& nest, ServiceLine line,
                               bool severe) const {
    double largest = -std::numeric_limits<double>::infinity();
    for (const Alternative& each : nest) largest = std::max(largest, of(each, line, severe));
    constexpr double beneath_notice = -25.0;  // thousands of them add less than a float can tell
    double sum = 0.0;
    for (const Alternative& each : nest) {
      const double below = (of(each, line, severe) - largest) / choice_.dissimilarity.tier;
      if (below > beneath_notice) sum += std::exp(below);
    }
    return largest + choice_.dissimilarity.tier * std::log(sum);
  }

 private:
  const ChoiceBehaviour& choice_;
  IdVector<FacilityId, std::array<double, service_line_count>> of_effect_;
};

/// The `known` most promising of `nearest_first`, still nearest first.
std::vector<Alternative> most_promising(const std::vector<Alternative>& nearest_first,
                                        std::size_t known, const Promise& promise,
                                        ServiceLine line) {
  if (nearest_first.size() <= known) return nearest_first;
  std::vector<std::pair<double, std::size_t>> ranked;
  ranked.reserve(nearest_first.size());
  for (std::size_t i = 0; i < nearest_first.size(); ++i)
    ranked.emplace_back(-promise.of(nearest_first[i], line), i);
  const auto end = ranked.begin() + static_cast<std::ptrdiff_t>(known);
  std::partial_sort(ranked.begin(), end, ranked.end());
  std::sort(ranked.begin(), end, [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<Alternative> best;
  for (auto it = ranked.begin(); it != end; ++it) best.push_back(nearest_first[it->second]);
  return best;
}

/// Lets the known of a tier stand for all of it.
void stand_for(const std::vector<Alternative>& all, std::vector<Alternative>& known,
               const Promise& promise, ServiceLine line) {
  for (const bool severe : {false, true}) {
    const double gain = promise.of_nest(all, line, severe) - promise.of_nest(known, line, severe);
    for (Alternative& each : known) each.stands_for[severe] = static_cast<float>(gain);
  }
}

}  // namespace

const Alternative& ChoiceSet::nearest() const {
  const Alternative* nearest = &all.front();
  // The first of a tier is its nearest.
  for (const std::size_t first : ends)
    if (first < all.size() && all[first].travel_minutes < nearest->travel_minutes)
      nearest = &all[first];
  return *nearest;
}

ChoiceSets::ChoiceSets(const Facilities& facilities, const Settlements& settlements,
                       const TravelTable& travel, const ChoiceBehaviour& choice,
                       const TreatmentBehaviour& treatment) {
  const Promise promise{facilities, choice, treatment};
  first_.push_back(0);
  for (std::size_t s = 0; s < settlements.size(); ++s) {
    const ByTier by_tier = seen_from(settlements.id_of(s), facilities, travel);
    for (const ServiceLine line : all_service_lines) {
      for (const Tier tier : all_tiers) {
        const auto all = offering(line, by_tier[index(tier)], facilities);
        auto known = most_promising(all, known_of_tier[index(tier)], promise, line);
        if (known.size() < all.size()) stand_for(all, known, promise, line);
        alternatives_.insert(alternatives_.end(), known.begin(), known.end());
        first_.push_back(static_cast<std::uint32_t>(alternatives_.size()));
      }
    }
  }
}

std::vector<Alternative> all_alternatives(const Facilities& facilities, const TravelTable& travel,
                                          SettlementId home, ServiceLine line) {
  std::vector<Alternative> all;
  for (const auto& of_tier : seen_from(home, facilities, travel)) {
    const auto offer = offering(line, of_tier, facilities);
    all.insert(all.end(), offer.begin(), offer.end());
  }
  return all;
}

TierEnds tier_ends(const Facilities& facilities, std::span<const Alternative> all) {
  TierEnds ends{};
  for (const Alternative& each : all)
    for (std::size_t tier = index(facilities[each.facility].tier); tier < tier_count; ++tier)
      ++ends[tier];
  return ends;
}

}  // namespace tiercare
