// SPDX-License-Identifier: Apache-2.0
// The means of treatment beside skill: equipment and the drug list, and what a course needs of
// them.
#pragma once

#include "world/terms.hpp"

#include <cstdint>

namespace tiercare {

class EquipmentSet {
 public:
  [[nodiscard]] static constexpr EquipmentSet all() {
    EquipmentSet set;
    set.bits_ = (1U << equipment_count) - 1U;
    return set;
  }
  constexpr void add(Equipment one) {
    bits_ = static_cast<std::uint16_t>(bits_ | 1U << static_cast<unsigned>(one));
  }
  [[nodiscard]] constexpr bool holds(EquipmentSet wanted) const {
    return (bits_ & wanted.bits_) == wanted.bits_;
  }

  friend constexpr bool operator==(EquipmentSet, EquipmentSet) = default;

 private:
  std::uint16_t bits_ = 0;
};

/// Equipment and drugs that a phase of a course cannot do without.
struct Needs {
  EquipmentSet equipment{};
  double drugs = 0.0;  ///< level of the drug list [tier scale]; 0: none
};

/// What a facility lacks for a patient.
enum class Lack : std::uint8_t { nothing, capability, equipment, drugs, bed };
inline constexpr std::size_t lack_count = 5;

}  // namespace tiercare
