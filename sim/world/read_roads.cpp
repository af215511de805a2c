// SPDX-License-Identifier: Apache-2.0
#include "world/read_roads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace tiercare {
namespace {

using config::Located;
using config::Presence;
using config::Reader;

enum class RoadClass : std::uint8_t { village_road, township_road, trunk_road };
constexpr std::array<config::Named<RoadClass>, 3> road_classes{{
    {RoadClass::village_road, "village_road", {}, "村道"},
    {RoadClass::township_road, "township_road", {}, "乡道"},
    {RoadClass::trunk_road, "trunk_road", {}, "干线"},
}};

struct RoadRow {
  Located<std::string> from;
  Located<std::string> to;
  std::optional<config::Distance> distance;
  RoadClass road = RoadClass::township_road;
  std::optional<Duration> time;
};

RoadRow read_row(Reader& r) {
  RoadRow row;
  row.from = r.name_reference("from", "settlement", Presence::required,
                              {.says = "one end", .says_zh = "起点"});
  row.to = r.name_reference("to", "settlement", Presence::required,
                            {.says = "the other end; a road leads both ways", .says_zh = "终点"});
  row.distance = r.if_given<config::Distance>(
      "distance", {.says = "along the road", .says_zh = "道路里程", .at_most = 1e4});
  row.road = r.choice("road", road_classes, RoadClass::township_road,
                      {.says = "whose speed holds where no time is given", .says_zh = "道路类型"});
  row.time = r.if_given<Duration>(
      "time", {.says = "from end to end; counts before the distance", .says_zh = "行车时间"});
  return row;
}

double minutes_of(const RoadRow& row, const GeographySpec& geography) {
  if (row.time) return row.time->in_minutes();
  const std::array km_per_hour{geography.village_road_km_per_h, geography.township_road_km_per_h,
                               geography.trunk_road_km_per_h};
  return row.distance->km / km_per_hour[static_cast<std::size_t>(row.road)] * 60.0;
}

/// Turns rows into roads between settlements, and says what does not fit.
class RoadMaker {
 public:
  RoadMaker(Reader& r, const GivenMap& map, const GeographySpec& geography)
      : r_{r}, map_{map}, geography_{geography} {
    for (std::size_t i = 0; i < map.settlements.size(); ++i) {
      const SettlementId id = map.settlements.id_of(i);
      names_.push_back(map.settlements[id].name);
      id_of_.emplace(names_.back(), id);
    }
  }

  void add(const Located<RoadRow>& row) {
    const auto from = find(row.value.from);
    const auto to = find(row.value.to);
    if (!row.value.distance && !row.value.time)
      r_.error(row.span, "a road without a length", "give its distance or its time");
    else if (from && to && is_new(row, *from, *to))
      roads_.push_back({*from, *to, minutes_of(row.value, geography_)});
  }

  [[nodiscard]] std::vector<Road> take() && { return std::move(roads_); }

 private:
  std::optional<SettlementId> find(const Located<std::string>& name) {
    const auto found = id_of_.find(name.value);
    if (found != id_of_.end()) return found->second;
    // The nearest of many names is dear to find, and nobody reads on.
    constexpr int most_unknown = 20;
    if (++unknown_ <= most_unknown)
      r_.unknown_name(name, "settlement", names_,
                      {{map_.settlements_header, "no row of this table has the name"}});
    return std::nullopt;
  }

  bool is_new(const Located<RoadRow>& row, SettlementId from, SettlementId to) {
    if (from == to) {
      r_.error(row.value.to.span,
               fmt::format("a road from '{0}' to '{0}' leads nowhere", row.value.to.value));
      return false;
    }
    const auto [same, is_new] = first_.emplace(std::minmax({from.index(), to.index()}), row.span);
    if (!is_new)
      r_.error(row.span,
               fmt::format("the road between '{}' and '{}' given twice", row.value.from.value,
                           row.value.to.value),
               {}, {{same->second, "first given here"}});
    return is_new;
  }

  Reader& r_;
  const GivenMap& map_;
  const GeographySpec& geography_;
  std::vector<std::string> names_;
  std::map<std::string, SettlementId> id_of_;
  std::map<std::pair<std::size_t, std::size_t>, Span> first_;
  std::vector<Road> roads_;
  int unknown_ = 0;
};

}  // namespace

std::optional<std::vector<Road>> read_roads(Reader& r, GivenMap& map,
                                            const GeographySpec& geography) {
  const auto rows = r.table("roads", Presence::optional,
                            {.says = "the roads, a row each; drawn from the positions, if absent",
                             .says_zh = "道路表；缺省时按位置生成"},
                            read_row);
  map.roads_header = rows.header;
  if (!rows.is_sound || map.settlements.empty()) return std::nullopt;
  RoadMaker maker{r, map, geography};
  for (const auto& row : rows.rows) maker.add(row);
  return std::move(maker).take();
}

}  // namespace tiercare
