// SPDX-License-Identifier: Apache-2.0
// The largest part of the map that roads join is the county's network; what lies outside is cut
// off. So one missing road is told at the few places behind it, whichever end the county seat is.
#include "run/check_reach.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace tiercare {
namespace {

/// For each settlement, the first of those that roads join with it: its part of the map.
std::vector<std::size_t> parts_of_map(const CarePlan& plan) {
  const std::size_t n = plan.settlements.size();
  std::vector<std::size_t> part(n, n);
  for (std::size_t first = 0; first < n; ++first) {
    if (part[first] != n) continue;
    for (std::size_t other = first; other < n; ++other)
      if (std::isfinite(
              plan.travel.minutes(plan.settlements.id_of(first), plan.settlements.id_of(other))))
        part[other] = first;
  }
  return part;
}

std::size_t largest_part(const std::vector<std::size_t>& part) {
  std::vector<std::size_t> size(part.size(), 0);
  for (const std::size_t first : part) ++size[first];
  return static_cast<std::size_t>(std::max_element(size.begin(), size.end()) - size.begin());
}

bool sees_outpatients(const CarePlan& plan, const Facility& facility) {
  const auto& rooms = plan.groups[facility.group].stations[index(StationRole::consulting)];
  return rooms && rooms->servers > 0;
}

}  // namespace

void check_reach(const CarePlan& plan, const GeographySpec& geography) {
  if (!geography.given) return;
  const GivenMap& map = *geography.given;
  const std::vector<std::size_t> part = parts_of_map(plan);
  const std::size_t network = largest_part(part);
  std::vector<Diagnostic> findings;
  const auto add = [&](SettlementId at, std::string message, std::string hint,
                       std::vector<RelatedPlace> related) {
    if (map.roads) related.push_back({map.roads_header, "the roads are the rows of this table"});
    findings.push_back({Severity::error,
                        map.rows[at],
                        std::move(message),
                        std::move(hint),
                        {},
                        std::move(related)});
  };

  std::vector<bool> part_sees_outpatients(part.size(), false);
  for (const Facility& facility : plan.facilities) {
    const std::size_t at = facility.settlement.index();
    if (sees_outpatients(plan, facility)) part_sees_outpatients[part[at]] = true;
    if (part[at] != network)
      add(facility.settlement,
          fmt::format("no road leads from most of the county to '{}', where a facility stands",
                      plan.settlements[facility.settlement].name),
          "give it a road to a neighbour",
          {{plan.groups[facility.group].placed_at,
            fmt::format("{} stands there", plan.groups[facility.group].name)}});
  }
  for (std::size_t s = 0; s < part.size(); ++s) {
    const Settlement& place = plan.settlements[plan.settlements.id_of(s)];
    if (place.residents > 0 && !part_sees_outpatients[part[s]])
      add(plan.settlements.id_of(s),
          fmt::format("no facility that sees outpatients can be reached from '{}' ({} residents)",
                      place.name, place.residents),
          "give it a road to a neighbour, or a facility of its own", {});
  }
  if (!findings.empty()) throw ScenarioError{std::move(findings)};
}

}  // namespace tiercare
