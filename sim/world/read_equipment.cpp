// SPDX-License-Identifier: Apache-2.0
#include "world/read_world.hpp"

#include <algorithm>

namespace tiercare {

EquipmentSet read_equipment(config::Reader& reader, const config::Field& field) {
  std::vector<std::string> known;
  for (const auto& term : equipment_terms()) known.emplace_back(term.name);
  EquipmentSet set;
  for (const auto& name : reader.names("equipment", {"equipment", "equipment", "设备", known},
                                       config::Presence::optional, field))
    set.add(static_cast<Equipment>(std::ranges::find(known, name.value) - known.begin()));
  return set;
}

}  // namespace tiercare
