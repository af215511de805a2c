// SPDX-License-Identifier: Apache-2.0
#include "care/choice_sets.hpp"

#include "base/exponentials.hpp"
#include "care/treatment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace tiercare {
namespace {

/// How many of each tier a settlement's people know as within reach; sums to the largest set.
constexpr std::array<std::size_t, tier_count> known_of_tier{4, 3, 3, 2};

using FacilityList = std::vector<FacilityId>;

/// The open facilities that offer each line, by tier.
class Offers {
 public:
  explicit Offers(const Facilities& facilities) {
    for (std::size_t f = 0; f < facilities.size(); ++f) {
      const FacilityId id = facilities.id_of(f);
      const Facility& facility = facilities[id];
      for (const ServiceLine line : all_service_lines)
        if (facility.open && facility.offers(line))
          lists_[index(facility.tier)][index(line)].push_back(id);
    }
  }
  [[nodiscard]] const FacilityList& of(Tier tier, ServiceLine line) const {
    return lists_[index(tier)][index(line)];
  }

 private:
  std::array<std::array<FacilityList, service_line_count>, tier_count> lists_;
};

/// Those facilities as seen from a settlement.
void see_from(SettlementId home, const FacilityList& list, const Facilities& facilities,
              const TravelTable& travel, std::vector<Alternative>& seen) {
  seen.clear();
  for (const FacilityId id : list)
    seen.push_back(
        {.facility = id, .travel_minutes = travel.minutes(home, facilities[id].settlement)});
}

/// Of equally near ones the first listed is the nearer.
bool is_nearer(const Alternative& a, const Alternative& b) {
  return std::pair{a.travel_minutes, a.facility} < std::pair{b.travel_minutes, b.facility};
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
  [[nodiscard]] double of_nest(std::span<const Alternative> nest, ServiceLine line,
                               bool severe) const {
    std::vector<double> below;
    below.reserve(nest.size());
    for (const Alternative& each : nest) below.push_back(of(each, line, severe));
    const double largest = *std::ranges::max_element(below);
    for (double& each : below) each = (each - largest) / choice_.dissimilarity.tier;
    take_exponentials(below);
    return largest +
           choice_.dissimilarity.tier * std::log(std::accumulate(below.begin(), below.end(), 0.0));
  }

 private:
  const ChoiceBehaviour& choice_;
  IdVector<FacilityId, std::array<double, service_line_count>> of_effect_;
};

/// The `known` most promising, of equally promising ones the nearer; nearest first.
std::vector<Alternative> most_promising(std::span<const Alternative> all, std::size_t known,
                                        const Promise& promise, ServiceLine line) {
  std::vector<std::pair<double, Alternative>> best;  // most promising first
  const auto is_better = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : is_nearer(a.second, b.second);
  };
  for (const Alternative& each : all) {
    const std::pair candidate{promise.of(each, line), each};
    if (best.size() == known && !is_better(candidate, best.back())) continue;
    if (best.size() == known) best.pop_back();
    best.insert(std::ranges::upper_bound(best, candidate, is_better), candidate);
  }
  std::vector<Alternative> nearest_first;
  for (const auto& [worth, alternative] : best) nearest_first.push_back(alternative);
  std::ranges::sort(nearest_first, is_nearer);
  return nearest_first;
}

/// Lets the known of a tier stand for all of it.
void stand_for(std::span<const Alternative> all, std::vector<Alternative>& known,
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
  const Offers offers{facilities};
  const Promise promise{facilities, choice, treatment};
  std::vector<Alternative> all;
  first_.push_back(0);
  for (std::size_t s = 0; s < settlements.size(); ++s)
    for (const ServiceLine line : all_service_lines)
      for (const Tier tier : all_tiers) {
        see_from(settlements.id_of(s), offers.of(tier, line), facilities, travel, all);
        auto known = most_promising(all, known_of_tier[index(tier)], promise, line);
        if (known.size() < all.size()) stand_for(all, known, promise, line);
        alternatives_.insert(alternatives_.end(), known.begin(), known.end());
        first_.push_back(static_cast<std::uint32_t>(alternatives_.size()));
      }
}

std::vector<Alternative> all_alternatives(const Facilities& facilities, const TravelTable& travel,
                                          SettlementId home, ServiceLine line) {
  const Offers offers{facilities};
  std::vector<Alternative> all;
  std::vector<Alternative> of_tier;
  for (const Tier tier : all_tiers) {
    see_from(home, offers.of(tier, line), facilities, travel, of_tier);
    std::ranges::sort(of_tier, is_nearer);
    all.insert(all.end(), of_tier.begin(), of_tier.end());
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
