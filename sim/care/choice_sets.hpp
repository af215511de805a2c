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

/// Sets by settlement and service line; within a set by tier, within a tier nearest first.
class ChoiceSets {
 public:
  static constexpr std::size_t largest = 12;

  ChoiceSets() = default;
  ChoiceSets(const Facilities& facilities, const Settlements& settlements,
             const TravelTable& travel, const ChoiceBehaviour& choice,
             const TreatmentBehaviour& treatment);

  [[nodiscard]] std::span<const Alternative> of(SettlementId settlement, ServiceLine line) const {
    const std::size_t set = settlement.index() * service_line_count + index(line);
    return std::span{alternatives_}.subspan(first_[set], first_[set + 1] - first_[set]);
  }

 private:
  std::vector<Alternative> alternatives_;
  std::vector<std::size_t> first_;  // [settlement][line], one past the end last
};

/// All facilities that offer the line, in the order of a set: what prepared sets are measured
/// against.
[[nodiscard]] std::vector<Alternative> all_alternatives(const Facilities& facilities,
                                                        const TravelTable& travel,
                                                        SettlementId home, ServiceLine line);

}  // namespace tiercare
