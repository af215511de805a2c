// SPDX-License-Identifier: Apache-2.0
// The facilities people choose among: at most twelve per settlement and service line.
//
// Found once, when the plan is built: of each tier the few of those that offer the line that
// promise most by way and capability in it. Nobody weighs three hundred village clinics, and no
// choice has to pay for them. The few stand for their whole tier: their utility is raised by what
// the tier's logsum would gain from the others, so that shares by tier are those of all facilities.
#pragma once

#include "care/behaviour.hpp"
#include "world/facility.hpp"
#include "world/settlement.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tiercare {

/// A facility within reach of a settlement.
struct Alternative {
  FacilityId facility;
  float travel_minutes = 0.0F;  ///< one way
  /// Utility in place of the others of its tier that are not in the set, by whether one is severely
  /// ill and minds the way less.
  std::array<float, 2> stands_for{};
};

/// Where the facilities of each tier end in a list that is sorted by tier.
using TierEnds = std::array<std::size_t, tier_count>;

/// Facilities to choose among: by tier, within a tier nearest first.
struct ChoiceSet {
  std::span<const Alternative> all;
  TierEnds ends{};

  /// Of equally near ones that of the lowest tier. \pre there are any
  [[nodiscard]] const Alternative& nearest() const;
  /// Has the set on its way into the cache while something else is worked out.
  void fetch() const {
    constexpr std::size_t per_line = 64 / sizeof(Alternative);
    for (std::size_t i = 0; i < all.size(); i += per_line) __builtin_prefetch(&all[i]);
  }
};

/// Sets by settlement and service line.
class ChoiceSets {
 public:
  static constexpr std::size_t largest = 12;

  ChoiceSets() = default;
  ChoiceSets(const Facilities& facilities, const Settlements& settlements,
             const TravelTable& travel, const ChoiceBehaviour& choice,
             const TreatmentBehaviour& treatment);

  [[nodiscard]] ChoiceSet of(SettlementId settlement, ServiceLine line) const {
    const std::size_t set = settlement.index() * service_line_count + index(line);
    const std::span first = std::span{first_}.subspan(set * tier_count);
    ChoiceSet known{.all =
                        std::span{alternatives_}.subspan(first[0], first[tier_count] - first[0])};
    for (std::size_t tier = 0; tier < tier_count; ++tier)
      known.ends[tier] = first[tier + 1] - first[0];
    return known;
  }

 private:
  std::vector<Alternative> alternatives_;
  std::vector<std::uint32_t> first_;  // [settlement][line][tier], one past the end last
};

/// All facilities that offer the line, in the order of a set: what prepared sets are measured
/// against.
[[nodiscard]] std::vector<Alternative> all_alternatives(const Facilities& facilities,
                                                        const TravelTable& travel,
                                                        SettlementId home, ServiceLine line);
/// \pre in the order of a set
[[nodiscard]] TierEnds tier_ends(const Facilities& facilities, std::span<const Alternative> all);

}  // namespace tiercare
