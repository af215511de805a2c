// SPDX-License-Identifier: Apache-2.0
#include "world/facility.hpp"

#include <algorithm>

namespace tiercare {

Wards general_ward(std::uint32_t beds) {
  if (beds == 0) return {};
  Ward ward{.name = "general", .name_zh = "普通病区", .beds = beds, .takes = {}};
  ward.takes.fill(true);
  return {ward};
}

std::uint32_t beds_of(const Wards& wards) {
  std::uint32_t beds = 0;
  for (const Ward& ward : wards) beds += ward.beds;
  return beds;
}

Wards with_beds(Wards wards, std::uint32_t beds) {
  if (beds == 0) return {};
  if (wards.empty()) return general_ward(beds);
  // What is left is shared out anew at each ward, so that the sum is kept to the bed.
  std::uint64_t left_before = beds_of(wards);
  std::uint64_t left = beds;
  for (Ward& ward : wards) {
    const std::uint64_t share = (left * ward.beds + left_before / 2) / left_before;
    left_before -= ward.beds;
    left -= share;
    ward.beds = static_cast<std::uint32_t>(share);
  }
  return wards;
}

Facility listed_facility(const FacilityGroup& group, const ListedFacility& row) {
  Facility facility;
  facility.name = row.name;
  facility.name_zh = row.name_zh;
  facility.doctors = row.doctors;
  facility.wards = row.beds ? with_beds(group.wards, *row.beds) : group.wards;
  facility.beds = beds_of(facility.wards);
  facility.capability = group.capability;
  facility.equipment = group.equipment;
  facility.drug_list = group.drug_list;
  if (!row.capability) return facility;
  const double best = *std::max_element(group.capability.begin(), group.capability.end());
  constexpr double least = 0.1;  // a line that is offered stays so
  for (double& level : facility.capability)
    if (level > 0.0) level = std::clamp(level + *row.capability - best, least, 4.0);
  return facility;
}

}  // namespace tiercare
