// SPDX-License-Identifier: Apache-2.0
#include "care/shifts.hpp"

#include "care/background.hpp"
#include "care/journey.hpp"
#include "care/vital_events.hpp"

#include <cmath>

namespace tiercare {
namespace {

void let_in(Care& care, StationId station) {
  while (const auto start = care.stations.start_next(station, care.now()))
    begin_service(care, station, *start);
}

}  // namespace

std::uint32_t servers_at(const CarePlan& plan, StationId station, Instant t) {
  const auto [facility, role, ward] = plan.place_of[station];
  if (!plan.facilities[facility].open) return 0;
  if (role == StationRole::ward) return plan.facilities[facility].wards[ward].beds;
  const StationSpec& spec = *plan.group_of(facility).stations[index(role)];
  return plan.hours[spec.hours].open_at(plan.calendar, t) ? plan.servers(facility, role)
                                                          : spec.on_duty;
}

StationRules rules_of(const CarePlan& plan, StationId station) {
  const auto [facility, role, ward] = plan.place_of[station];
  const ReservedPlaces reserved = plan.referral->reserved_at(plan.facilities[facility].tier);
  if (role == StationRole::ward) {
    const double beds = reserved.beds_share * plan.facilities[facility].wards[ward].beds;
    return {.reserved_for_class_0 = static_cast<std::uint32_t>(std::lround(beds))};
  }
  const StationSpec& spec = *plan.group_of(facility).stations[index(role)];
  const bool is_place = role == StationRole::observation || role == StationRole::day_treatment;
  if (is_place) return {.waiting_room = spec.waiting_room.value_or(unlimited_room)};
  const std::uint32_t rooms =
      role == StationRole::consulting
          ? reserved.rooms + plan.network.reserved_at(plan.facilities[facility].group)
          : 0;
  return {.waiting_room = spec.waiting_room.value_or(unlimited_room),
          .reserved_for_class_0 = spec.on_duty + rooms};
}

void adopt_plan(Care& care) {
  for (std::size_t s = 0; s < care.plan.place_of.size(); ++s) {
    const StationId station = care.plan.place_of.id_of(s);
    care.stations.set_rules(station, rules_of(care.plan, station));
    care.stations.set_servers(station, servers_at(care.plan, station, care.now()), care.now());
    let_in(care, station);
  }
  follow_background(care);
  care.population.set_away(care.now(), count_away(care));  // when the seasonal leave may be new
}

void change_shift(Care& care, OpeningHoursId hours) {
  const CarePlan& plan = care.plan;
  for (std::size_t s = 0; s < plan.place_of.size(); ++s) {
    const StationId station = plan.place_of.id_of(s);
    const auto [facility, role, ward] = plan.place_of[station];
    if (role == StationRole::ward) continue;
    if (plan.group_of(facility).stations[index(role)]->hours != hours) continue;
    const std::uint32_t servers = servers_at(plan, station, care.now());
    if (servers == care.stations.servers(station)) continue;
    care.stations.set_servers(station, servers, care.now());
    let_in(care, station);
  }
  care.agenda.at(plan.hours[hours].next_change(plan.calendar, care.now()), ShiftChanges{hours});
}

}  // namespace tiercare
