// SPDX-License-Identifier: Apache-2.0
#include "care/shifts.hpp"

#include "care/journey.hpp"

namespace tiercare {

std::uint32_t servers_at(const CarePlan& plan, StationId station, Instant t) {
  const auto [facility, role] = plan.place_of[station];
  if (role == StationRole::ward) return plan.facilities[facility].beds;
  const StationSpec& spec = *plan.group_of(facility).stations[index(role)];
  return plan.hours[spec.hours].open_at(plan.calendar, t) ? spec.servers : spec.on_duty;
}

void change_shift(Care& care, OpeningHoursId hours) {
  const CarePlan& plan = care.plan;
  for (std::size_t s = 0; s < plan.place_of.size(); ++s) {
    const StationId station = plan.place_of.id_of(s);
    const auto [facility, role] = plan.place_of[station];
    if (role == StationRole::ward) continue;
    if (plan.group_of(facility).stations[index(role)]->hours != hours) continue;
    const std::uint32_t servers = servers_at(plan, station, care.now());
    if (servers == care.stations.servers(station)) continue;
    care.stations.set_servers(station, servers, care.now());
    while (const auto start = care.stations.start_next(station, care.now()))
      begin_service(care, station, *start);
  }
  care.agenda.at(plan.hours[hours].next_change(plan.calendar, care.now()), ShiftChanges{hours});
}

}  // namespace tiercare
