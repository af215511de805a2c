// SPDX-License-Identifier: Apache-2.0
#include "world/read_placing.hpp"

#include "world/position.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace tiercare {
namespace {

using config::Located;
using config::Presence;
using config::Reader;

struct FacilityRow {
  Located<std::string> name;
  std::string name_zh;
  Located<std::string> settlement;
  Position position;
  std::optional<int> beds;
  std::optional<int> doctors;
  std::optional<double> capability;
};

FacilityRow read_row(Reader& r) {
  FacilityRow row;
  row.name = r.located<std::string>("name", std::nullopt,
                                    {.says = "unlike that of any other row", .says_zh = "名称"});
  row.name_zh =
      r.if_given<std::string>("name_zh", {.says = "Chinese name; the name, if it is empty",
                                          .says_zh = "中文名；空则同名称"})
          .value_or(row.name.value);
  row.settlement = r.name_reference("settlement", "settlement", Presence::optional,
                                    {.says = "where it stands", .says_zh = "所在聚居点"});
  row.position = read_position(r);
  row.beds = r.if_given<int>("beds", {.says = "beds in all; as the group says, if it is empty",
                                      .says_zh = "床位数；空则同本组",
                                      .at_least = 0.0,
                                      .at_most = 100'000.0});
  row.doctors =
      r.if_given<int>("doctors", {.says = "servers of consulting; as the group says, if empty",
                                  .says_zh = "诊室医师数；空则同本组",
                                  .at_least = 0.0,
                                  .at_most = 10'000.0});
  row.capability = r.if_given<double>(
      "capability", {.says = "level of its best line; the others keep their distance from it",
                     .says_zh = "最强专科的能力，其余专科保持差距",
                     .at_least = 0.0,
                     .at_most = 4.0});
  return row;
}

/// Where one facility can stand: settlements of a given map, seats of a drawn one, and cities.
std::vector<std::string> place_names(const GeographySpec& geography) {
  std::vector<std::string> names;
  if (geography.given) {
    for (const Settlement& place : geography.given->settlements) names.push_back(place.name);
    return names;
  }
  for (const CitySpec& city : geography.cities) names.push_back(city.name);
  for (const TownshipSpec& township : geography.townships) names.push_back(township.name);
  return names;
}

void check_settlement(Reader& r, const Located<std::string>& settlement,
                      const GeographySpec& geography) {
  const auto known = place_names(geography);
  if (std::find(known.begin(), known.end(), settlement.value) != known.end()) return;
  std::vector<RelatedPlace> related;
  if (geography.given)
    related.push_back({geography.given->settlements_header, "no row of this table has the name"});
  r.unknown_name(settlement, "settlement", known, std::move(related));
}

void check_place(Reader& r, const config::Located<std::string>& place,
                 const GeographySpec& geography) {
  if (r.describing() || place.value.empty() || !geography.names_places) return;
  auto known = place_names(geography);
  if (std::find(known.begin(), known.end(), place.value) != known.end()) return;
  std::vector<RelatedPlace> related;
  if (geography.given)
    related.push_back({geography.given->settlements_header, "no row of this table has the name"});
  known.insert(known.begin(), {"every_village", "every_township_seat", "county_seat", "table"});
  r.unknown_name(place, "place", known, std::move(related));
}

/// The settlement nearest to a point of the map.
std::string nearest_settlement(const GivenMap& map, const Position& position) {
  const Kilometres at = way_from(map.origin, position);
  std::string nearest;
  double least = 0.0;
  for (const Settlement& settlement : map.settlements) {
    const double km = std::hypot(settlement.x_km - at.east, settlement.y_km - at.north);
    if (!nearest.empty() && km >= least) continue;
    nearest = settlement.name;
    least = km;
  }
  return nearest;
}

/// Where the row says the facility stands; empty if that cannot be told, which has been said then.
std::string settlement_of(Reader& r, const FacilityRow& row, const Span& span,
                          const GeographySpec& geography) {
  const std::string& name = row.name.value;
  if (!row.settlement.value.empty()) {
    check_settlement(r, row.settlement, geography);
    return row.settlement.value;
  }
  if (!row.position.on_plane() && !row.position.on_globe()) {
    r.error(span, fmt::format("'{}' stands nowhere", name),
            "a row gives a settlement, or x and y, or longitude and latitude");
    return {};
  }
  if (!geography.given) {
    r.error(span, fmt::format("'{}' has a position on a drawn map", name),
            "name a settlement: only a given map has positions");
    return {};
  }
  if (geography.given->origin.on_plane() != row.position.on_plane()) {
    r.error(span, fmt::format("'{}' has a position of another form than the settlements", name),
            "both are x and y, or both longitude and latitude",
            {{geography.given->settlements_header, "the settlements are these rows"}});
    return {};
  }
  return nearest_settlement(*geography.given, row.position);
}

template <class To>
std::optional<To> as(const std::optional<int>& number) {
  if (!number) return std::nullopt;
  return static_cast<To>(*number);
}

void read_table(Reader& r, FacilityGroup& group, const GeographySpec& geography) {
  const auto presence = r.describing() ? Presence::optional : Presence::required;
  const auto table = r.table("table", presence,
                             {.says = "the facilities, a row each, where place is table",
                              .says_zh = "机构表（place 为 table 时），每行一家"},
                             read_row);
  if (r.describing() || !table.is_sound || !geography.names_places) return;
  std::map<std::string, Span> first;
  for (const auto& [row, span] : table.rows) {
    const auto [same, is_new] = first.emplace(row.name.value, row.name.span);
    if (!is_new)
      r.error(row.name.span, fmt::format("facility '{}' given twice", row.name.value), {},
              {{same->second, "first given here"}});
    group.listed.push_back({.name = row.name.value,
                            .name_zh = row.name_zh,
                            .settlement = settlement_of(r, row, span, geography),
                            .row = span,
                            .beds = as<std::uint32_t>(row.beds),
                            .doctors = as<std::uint32_t>(row.doctors),
                            .capability = row.capability});
  }
}

}  // namespace

bool is_inside_the_area(const FacilityGroup& group, const GeographySpec& geography) {
  const auto known = place_names(geography);
  const auto is_inside = [&](const std::string& settlement) {
    const bool is_known = std::find(known.begin(), known.end(), settlement) != known.end();
    return is_known && std::none_of(geography.cities.begin(), geography.cities.end(),
                                    [&](const CitySpec& city) { return city.name == settlement; });
  };
  if (group.placement == Placement::named) return is_inside(group.settlement);
  if (group.placement == Placement::listed)
    return std::ranges::any_of(group.listed, is_inside, &ListedFacility::settlement);
  return true;
}

void read_placing(Reader& r, FacilityGroup& group, const GeographySpec& geography) {
  const auto place = r.name_reference("place", "place", Presence::required,
                                      {.says = "every_village, every_township_seat, county_seat, "
                                               "the name of a township, settlement or city, or "
                                               "table",
                                       .says_zh = "所在地"});
  group.placed_at = place.span;
  if (place.value == "every_village") {
    group.placement = Placement::every_village;
  } else if (place.value == "every_township_seat") {
    group.placement = Placement::every_township_seat;
  } else if (place.value == "county_seat") {
    group.placement = Placement::county_seat;
  } else if (place.value == "table") {
    group.placement = Placement::listed;
  } else {
    group.placement = Placement::named;
    group.settlement = place.value;
    check_place(r, place, geography);
  }
  if (r.describing() || group.placement == Placement::listed) read_table(r, group, geography);
}

void check_listed(Reader& r, const FacilityGroup& group) {
  const auto& rooms = group.stations[index(StationRole::consulting)];
  for (const ListedFacility& row : group.listed) {
    if (rooms && row.doctors && *row.doctors < rooms->on_duty)
      r.error(row.row, fmt::format("'{}' has {} doctors, of whom {} are on duty at every hour",
                                   row.name, *row.doctors, rooms->on_duty));
    if (!row.beds || *row.beds == 0) continue;
    const Wards wards = with_beds(group.wards, *row.beds);
    if (std::ranges::any_of(wards, [](const Ward& ward) { return ward.beds == 0; }))
      r.error(row.row, fmt::format("{} beds are too few for the {} wards of '{}'", *row.beds,
                                   wards.size(), row.name));
  }
}

}  // namespace tiercare
