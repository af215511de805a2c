// SPDX-License-Identifier: Apache-2.0
// Rows are read one by one; what they say of each other is checked when all of them are sound.
#include "world/read_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

namespace tiercare {
namespace {

using config::Located;
using config::Presence;
using config::Reader;

constexpr std::array<config::Named<SettlementKind>, 4> settlement_kinds{{
    {SettlementKind::village, "village", "belongs to a township", "行政村"},
    {SettlementKind::township_seat, "township_seat", "where the township's centre is", "乡镇驻地"},
    {SettlementKind::county_seat, "county_seat", "the seat of its own township too", "县城"},
    {SettlementKind::city, "city", "outside the area", "区域外城市"},
}};

constexpr std::size_t most_places = 10'000;

struct PlaceRow {
  Located<std::string> name;
  std::string name_zh;
  SettlementKind kind = SettlementKind::village;
  Located<std::string> township;
  Located<int> residents;
  Position position;
};

using Places = config::Table<PlaceRow>;

PlaceRow read_row(Reader& r) {
  PlaceRow row;
  row.name = r.located<std::string>("name", std::nullopt,
                                    {.says = "unlike that of any other row", .says_zh = "名称"});
  row.name_zh =
      r.if_given<std::string>("name_zh", {.says = "Chinese name; the name, if it is empty",
                                          .says_zh = "中文名；空则同名称"})
          .value_or(row.name.value);
  row.kind = r.choice("kind", settlement_kinds, std::nullopt,
                      {.says = "what kind of settlement", .says_zh = "类型"});
  row.township = r.name_reference("township", "township seat", Presence::optional,
                                  {.says = "the seat that a village belongs to; empty for others",
                                   .says_zh = "所属乡镇驻地（仅行政村）"});
  row.residents = r.located<int>("residents", std::nullopt,
                                 {.says = "persons who live there; 0 in a city outside",
                                  .says_zh = "常住人口；区域外城市为 0",
                                  .at_least = 0.0,
                                  .at_most = 2e8});
  row.position = read_position(r);
  return row;
}

void check_names(Reader& r, const Places& places) {
  std::map<std::string, Span> first;
  for (const auto& row : places.rows) {
    const auto& name = row.value.name;
    const auto [same, is_new] = first.emplace(name.value, name.span);
    if (!is_new)
      r.error(name.span, fmt::format("settlement '{}' given twice", name.value), {},
              {{same->second, "first given here"}});
  }
}

/// There is one county seat: people are richer there, and cities are reached from it.
void check_county_seat(Reader& r, const Places& places) {
  std::optional<Span> first;
  for (const auto& row : places.rows) {
    if (row.value.kind != SettlementKind::county_seat) continue;
    if (first)
      r.error(row.value.name.span, "a second county seat", {}, {{*first, "the first is here"}});
    else
      first = row.value.name.span;
  }
  if (!first) r.error(places.header, "no row of this table is a county_seat");
}

void check_row(Reader& r, const PlaceRow& row, const Span& span) {
  const std::string& name = row.name.value;
  if (row.kind == SettlementKind::village && row.township.value.empty())
    r.error(span, fmt::format("village '{}' names no township", name));
  if (row.kind != SettlementKind::village && !row.township.value.empty())
    r.error(row.township.span, fmt::format("'{}' names a township and is no village", name));
  if (row.kind == SettlementKind::city && row.residents.value > 0)
    r.error(row.residents.span, fmt::format("city '{}' has residents (those who are simulated live "
                                            "inside the county)",
                                            name));
}

bool all_on_plane(const Places& places) {
  return std::ranges::all_of(places.rows,
                             [](const auto& row) { return row.value.position.on_plane(); });
}

bool all_on_globe(const Places& places) {
  return std::ranges::all_of(places.rows,
                             [](const auto& row) { return row.value.position.on_globe(); });
}

void check_positions(Reader& r, const Places& places) {
  if (all_on_plane(places) || all_on_globe(places)) return;
  const bool on_plane = places.rows.front().value.position.on_plane();
  for (const auto& row : places.rows) {
    const Position& position = row.value.position;
    if (on_plane ? !position.on_plane() : !position.on_globe())
      r.error(row.span, fmt::format("'{}' has no position", row.value.name.value),
              "every row gives x and y, or every row longitude and latitude");
  }
}

void check_townships(Reader& r, const Places& places) {
  std::vector<std::string> seats;
  std::set<std::string_view> known;
  for (const auto& row : places.rows)
    if (row.value.kind == SettlementKind::county_seat ||
        row.value.kind == SettlementKind::township_seat)
      seats.push_back(row.value.name.value);
  known.insert(seats.begin(), seats.end());
  for (const auto& row : places.rows) {
    const auto& township = row.value.township;
    if (township.value.empty() || known.contains(township.value)) continue;
    r.unknown_name(township, "township seat", seats,
                   {{places.header, "no seat in this table has the name"}});
  }
}

void add_settlements(GivenMap& map, const Places& places) {
  std::map<std::string, SettlementId> id_of;
  for (const auto& row : places.rows) {
    const SettlementId id{static_cast<std::uint32_t>(id_of.size())};
    id_of.emplace(row.value.name.value, id);
    if (row.value.kind == SettlementKind::county_seat) map.origin = row.value.position;
  }
  for (const auto& row : places.rows) {
    const PlaceRow& place = row.value;
    const std::string& township =
        place.township.value.empty() ? place.name.value : place.township.value;
    Settlement settlement{.name = place.name.value,
                          .name_zh = place.name_zh,
                          .kind = place.kind,
                          .residents = static_cast<std::uint32_t>(place.residents.value),
                          .township = id_of.at(township)};
    const Kilometres way = way_from(map.origin, place.position);
    settlement.x_km = way.east;
    settlement.y_km = way.north;
    map.settlements.add(std::move(settlement));
    map.rows.add(row.span);
  }
}

/// \return whether the rows agree
bool check(Reader& r, const Places& places) {
  const std::size_t findings = r.findings();
  check_place_count(r, places.rows.size(), places.header);
  if (r.findings() != findings) return false;  // comparing so many rows is dear
  check_names(r, places);
  check_county_seat(r, places);
  for (const auto& row : places.rows) check_row(r, row.value, row.span);
  check_positions(r, places);
  check_townships(r, places);
  return r.findings() == findings;
}

}  // namespace

void check_place_count(Reader& r, std::size_t places, const Span& span) {
  if (places > most_places)
    r.error(span, fmt::format("{} places are too many (at most {}: the ways between all of them "
                              "are kept)",
                              places, most_places));
}

GivenMap read_places(Reader& r) {
  GivenMap map;
  const Places places =
      r.table("settlements", Presence::required,
              {.says = "the settlements and the cities around, a row each", .says_zh = "聚居点表"},
              read_row);
  map.settlements_header = places.header;
  if (places.is_sound && check(r, places)) add_settlements(map, places);
  return map;
}

void name_places(const GivenMap& map, GeographySpec& geography) {
  std::map<SettlementId, std::uint32_t> villages;
  for (const Settlement& place : map.settlements)
    if (place.kind == SettlementKind::village) ++villages[place.township];
  for (const Settlement& place : map.settlements) {
    if (place.kind == SettlementKind::county_seat) geography.county_seat = place.name;
    if (place.kind == SettlementKind::village) continue;
    if (place.kind == SettlementKind::city) {
      const double degrees = std::atan2(place.x_km, place.y_km) * 180.0 / std::numbers::pi;
      geography.cities.push_back({.name = place.name,
                                  .name_zh = place.name_zh,
                                  .distance_km = std::hypot(place.x_km, place.y_km),
                                  .bearing_degrees = degrees < 0.0 ? degrees + 360.0 : degrees});
      continue;
    }
    geography.townships.push_back(
        {.name = place.name, .name_zh = place.name_zh, .villages = villages[place.township]});
  }
}

void check_residents(Reader& r, const GeographySpec& geography, const PopulationSpec& population) {
  if (!geography.given || geography.given->settlements.empty()) return;
  std::uint64_t sum = 0;
  for (const Settlement& place : geography.given->settlements) sum += place.residents;
  if (sum == population.residents) return;
  r.error(r.span_of("residents"),
          fmt::format("{} residents, where those of the settlements sum to {}",
                      population.residents, sum),
          fmt::format("write 'residents: {}', or correct the table", sum),
          {{geography.given->settlements_header, "the settlements are these rows"}});
}

}  // namespace tiercare
