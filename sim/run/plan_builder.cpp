// SPDX-License-Identifier: Apache-2.0
#include "run/plan_builder.hpp"

#include "run/check_reach.hpp"
#include "run/read_network.hpp"
#include "run/roads.hpp"
#include "run/trends.hpp"
#include "world/geography.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace tiercare {
namespace {

constexpr std::uint64_t map_seed = 2017;

bool stands_at(const FacilityGroup& group, const Settlement& settlement) {
  switch (group.placement) {
    case Placement::every_village:
      return settlement.kind == SettlementKind::village;
    case Placement::every_township_seat:
      return settlement.kind == SettlementKind::township_seat ||
             settlement.kind == SettlementKind::county_seat;
    case Placement::county_seat:
      return settlement.kind == SettlementKind::county_seat;
    case Placement::named:
      return settlement.name == group.settlement;
    case Placement::listed:
      return false;  // row by row
  }
  return false;
}

bool one_of_many(const FacilityGroup& group) {
  return group.placement == Placement::every_village ||
         group.placement == Placement::every_township_seat;
}

Facility facility_of(const FacilityGroup& group, const Settlement& settlement) {
  Facility facility;
  facility.name =
      one_of_many(group) ? fmt::format("{} {}", settlement.name, group.name) : group.name;
  facility.name_zh = one_of_many(group) ? settlement.name_zh + group.name_zh : group.name_zh;
  facility.beds = group.beds;
  facility.wards = group.wards;
  facility.capability = group.capability;
  facility.equipment = group.equipment;
  facility.drug_list = group.drug_list;
  return facility;
}

void place(CarePlan& plan, Facility facility, FacilityGroupId group, SettlementId settlement,
           CivilDay today) {
  facility.group = group;
  facility.kind = plan.groups[group].kind;
  facility.tier = tier_of(facility.kind);
  facility.settlement = settlement;
  facility.in_area = plan.settlements[settlement].kind != SettlementKind::city;
  facility.open = plan.groups[group].is_open_on(today);
  if (!facility.open) facility.beds = 0;  // its wards stay numbered
  plan.facilities.add(std::move(facility));
}

SettlementId settlement_named(const Settlements& settlements, const std::string& name) {
  for (std::size_t s = 0; s < settlements.size(); ++s)
    if (settlements[settlements.id_of(s)].name == name) return settlements.id_of(s);
  return {};
}

void place_facilities(CarePlan& plan, CivilDay today) {
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    const FacilityGroupId id = plan.groups.id_of(g);
    const FacilityGroup& group = plan.groups[id];
    for (const ListedFacility& row : group.listed)
      place(plan, listed_facility(group, row), id,
            settlement_named(plan.settlements, row.settlement), today);
    for (std::size_t s = 0; s < plan.settlements.size(); ++s) {
      const SettlementId at = plan.settlements.id_of(s);
      const Settlement& settlement = plan.settlements[at];
      if (stands_at(group, settlement)) place(plan, facility_of(group, settlement), id, at, today);
    }
  }
}

/// A facility belongs to the consortium it leads, or to that of its township.
void form_consortia(CarePlan& plan, const std::vector<ConsortiumSpec>& consortia) {
  for (Facility& facility : plan.facilities) {
    if (!facility.in_area || is_private(facility.kind)) continue;
    const auto& township = plan.settlements[plan.settlements[facility.settlement].township].name;
    for (std::size_t c = 0; c < consortia.size(); ++c) {
      const auto& members = consortia[c].townships;
      const bool leads = plan.groups[facility.group].name == consortia[c].lead;
      const bool belongs = is_primary(facility.tier) &&
                           std::find(members.begin(), members.end(), township) != members.end();
      if (leads || belongs) facility.consortium = ConsortiumId{static_cast<std::uint32_t>(c)};
    }
  }
}

void number_stations(CarePlan& plan) {
  for (std::size_t f = 0; f < plan.facilities.size(); ++f)
    plan.add_stations_of(plan.facilities.id_of(f));
}

/// Travel to the nearest settlement with a pharmacy; none where the map has no such settlement.
void find_pharmacies(CarePlan& plan) {
  if (!plan.choice.pharmacy) return;
  FacilityGroup pharmacies;
  pharmacies.placement = plan.choice.pharmacy->placement;
  for (std::size_t s = 0; s < plan.settlements.size(); ++s) {
    const SettlementId home = plan.settlements.id_of(s);
    float least = std::numeric_limits<float>::infinity();
    for (std::size_t p = 0; p < plan.settlements.size(); ++p) {
      const SettlementId place = plan.settlements.id_of(p);
      if (stands_at(pharmacies, plan.settlements[place]))
        least = std::min(least, plan.travel.minutes(home, place));
    }
    plan.minutes_to_pharmacy.add(least);
  }
}

void find_places_to_step_down(CarePlan& plan) {
  for (std::size_t s = 0; s < plan.settlements.size(); ++s) {
    const SettlementId home = plan.settlements.id_of(s);
    FacilityId nearest;
    float least = 0.0F;
    for (std::size_t f = 0; f < plan.facilities.size(); ++f) {
      const FacilityId id = plan.facilities.id_of(f);
      if (plan.facilities[id].tier != Tier::township || !plan.has_beds(id)) continue;
      const float minutes = plan.travel.minutes(home, plan.facilities[id].settlement);
      if (nearest.is_none() || minutes < least) {
        nearest = id;
        least = minutes;
      }
    }
    plan.step_down_of.add(nearest);
  }
}

double mean_income(const PopulationSpec& population, const Settlements& settlements) {
  double sum = 0.0;
  for (const Settlement& settlement : settlements)
    sum += settlement.residents * (settlement.kind == SettlementKind::county_seat
                                       ? population.urban_mean_income
                                       : population.rural_mean_income);
  return sum / population.residents;
}

/// The settlements and the ways between them.
void settle(CarePlan& plan, const ScenarioParts& parts, const CarePlan* same_land) {
  if (same_land != nullptr) {
    plan.settlements = same_land->settlements;
    plan.open_ways = same_land->open_ways;
    plan.travel = ways_on(parts.today, parts.trends, plan.open_ways, plan.settlements);
    return;
  }
  plan.settlements = parts.geography.given
                         ? parts.geography.given->settlements
                         : generate_settlements(parts.geography, parts.population.residents,
                                                Randomness{map_seed, 0});
  plan.open_ways = travel_minutes(plan.settlements, parts.geography);
  plan.travel = ways_on(parts.today, parts.trends, plan.open_ways, plan.settlements);
}

}  // namespace

std::shared_ptr<const CarePlan> build_plan(ScenarioParts parts, const CarePlan* same_land) {
  auto made = std::make_shared<CarePlan>();
  CarePlan& plan = *made;
  follow_trends(parts);
  plan.calendar = Calendar{parts.start, parts.calendar.special};
  plan.visit_times = parts.calendar.visit_times;
  plan.hours = std::move(parts.hours);
  settle(plan, parts, same_land);
  plan.groups = std::move(parts.facilities);
  place_facilities(plan, parts.today);
  check_reach(plan, parts.geography);
  form_consortia(plan, parts.consortia);
  number_stations(plan);
  find_places_to_step_down(plan);
  plan.needs = needs_by_year(parts, plan.calendar);
  plan.conditions = std::move(parts.conditions);
  plan.chronic = std::move(parts.chronic);
  plan.pathway = std::move(parts.pathway);
  plan.choice = parts.choice;
  plan.treatment = parts.treatment;
  find_pharmacies(plan);
  plan.patience = parts.patience;
  plan.release = parts.release;
  plan.choice_sets =
      ChoiceSets{plan.facilities, plan.settlements, plan.travel, plan.choice, plan.treatment};
  plan.mean_income = mean_income(parts.population, plan.settlements);
  plan.vital_rates = parts.population.vital_rates;
  plan.home_months = parts.population.home_months;
  plan.elsewhere = parts.elsewhere;
  plan.rural_income_growth = parts.trends.rural_income;
  plan.urban_income_growth = parts.trends.urban_income;
  plan.benefits = std::move(parts.benefits);
  plan.expectations =
      Expectations{plan.facilities, plan.groups, plan.conditions, plan.treatment, plan.benefits};
  plan.payments = std::move(parts.payments);
  plan.referral = std::move(parts.referral);
  plan.network = network_of(parts.referral_edges, parts.consortia, plan);
  return made;
}

}  // namespace tiercare
