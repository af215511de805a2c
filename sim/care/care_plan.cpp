// SPDX-License-Identifier: Apache-2.0
#include "care/care_plan.hpp"

namespace tiercare {

void CarePlan::add_stations_of(FacilityId facility) {
  StationsOfFacility stations{};
  for (const StationRole role : all_station_roles)
    if (group_of(facility).stations[index(role)])
      stations[index(role)] = place_of.add({.facility = facility, .role = role});
  WardOfLine wards{};
  const Wards& own = facilities[facility].wards;
  for (std::size_t w = 0; w < own.size(); ++w) {
    const StationId ward = place_of.add(
        {.facility = facility, .role = StationRole::ward, .ward = static_cast<std::uint8_t>(w)});
    if (w == 0) stations[index(StationRole::ward)] = ward;
    for (const ServiceLine line : all_service_lines)
      if (own[w].takes[index(line)]) wards[index(line)] = ward;
  }
  stations_of.add(stations);
  ward_of.add(wards);
}

}  // namespace tiercare
