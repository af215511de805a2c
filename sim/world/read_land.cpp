// SPDX-License-Identifier: Apache-2.0
#include "world/read_places.hpp"
#include "world/read_roads.hpp"
#include "world/read_world.hpp"
#include "world/scenario_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tiercare {
namespace {

using config::Field;
using config::Presence;
using config::Reader;

void read_townships(Reader& r, GeographySpec& geography) {
  r.entries("townships", Presence::required, {.says = "townships of the county", .says_zh = "乡镇"},
            [&](const config::Located<std::string>& name, Reader& township) {
              TownshipSpec spec;
              spec.name = name.value;
              spec.name_zh = township.required<std::string>(
                  "name_zh", {.says = "Chinese name", .says_zh = "中文名"});
              spec.villages = static_cast<std::uint32_t>(
                  township.required<int>("villages", {.says = "villages besides the seat",
                                                      .says_zh = "行政村数",
                                                      .at_least = 0.0,
                                                      .at_most = 1000.0}));
              spec.population_weight =
                  township.optional<double>("weight", 1.0,
                                            {.says = "population relative to the other townships",
                                             .says_zh = "人口相对权重",
                                             .at_least = 0.01,
                                             .at_most = 100.0});
              geography.townships.push_back(spec);
            });
}

void read_cities(Reader& r, GeographySpec& geography) {
  r.entries(
      "cities", Presence::optional, {.says = "cities outside the area", .says_zh = "区域外城市"},
      [&](const config::Located<std::string>& name, Reader& city) {
        CitySpec spec;
        spec.name = name.value;
        spec.name_zh =
            city.required<std::string>("name_zh", {.says = "Chinese name", .says_zh = "中文名"});
        spec.distance_km = city.required<config::Distance>(
                                   "distance", {.says = "in a straight line from the county seat",
                                                .says_zh = "距县城直线距离",
                                                .at_least = 1.0,
                                                .at_most = 5000.0})
                               .km;
        spec.bearing_degrees = city.optional<double>("bearing", 0.0,
                                                     {.says = "degrees clockwise from north",
                                                      .says_zh = "方位角",
                                                      .at_least = 0.0,
                                                      .at_most = 360.0});
        for (const TownshipSpec& township : geography.townships)
          if (township.name == spec.name)
            r.error(name.span, fmt::format("city '{}' has the name of a township", spec.name));
        geography.cities.push_back(spec);
      });
}

void check_county_seat(Reader& r, const config::Located<std::string>& seat,
                       const GeographySpec& geography) {
  if (r.describing() || seat.value.empty()) return;
  std::vector<std::string> names;
  for (const TownshipSpec& township : geography.townships) names.push_back(township.name);
  if (std::find(names.begin(), names.end(), seat.value) == names.end())
    r.unknown_name(seat, "township", names);
}

constexpr std::string_view detour_says = "length of drawn roads over the straight line";
constexpr std::string_view detour_says_zh = "道路绕行系数";

void read_drawn_map(Reader& r, GeographySpec& geography) {
  geography.area_km2 =
      r.required<Area>(
           "area",
           {.says = "area of the county", .says_zh = "面积", .at_least = 1.0, .at_most = 1e6})
          .km2;
  geography.road_over_straight_line = r.required<double>(
      "detour", {.says = detour_says, .says_zh = detour_says_zh, .at_least = 1.0, .at_most = 5.0});
  geography.seat_share = r.required<Probability>(
      "seat_share",
      {.says = "of a township's residents who live in its seat", .says_zh = "镇区人口占比"});
  const auto seat = r.name_reference(
      "county_seat", "township", Presence::required,
      {.says = "the township whose seat is the county seat", .says_zh = "县城所在镇"});
  geography.county_seat = seat.value;
  geography.county_seat_weight =
      r.optional<double>("county_seat_weight", 1.0,
                         {.says = "extra residents of the county seat, in mean townships",
                          .says_zh = "县城额外人口（以乡镇均值计）",
                          .at_least = 0.0,
                          .at_most = 100.0});
  read_townships(r, geography);
  read_cities(r, geography);
  check_county_seat(r, seat, geography);
}

void read_given_map(Reader& r, GeographySpec& geography) {
  GivenMap map = read_places(r);
  map.roads = read_roads(r, map, geography);
  const auto detour = r.if_given<double>(
      "detour", {.says = detour_says, .says_zh = detour_says_zh, .at_least = 1.0, .at_most = 5.0});
  if (r.describing()) return;
  if (r.has("roads") && detour)
    r.error(r.span_of("detour"), "a detour of drawn roads, where the roads are given");
  if (!r.has("roads") && !r.has("detour"))
    r.error(r.span(), "neither roads nor a detour (roads are drawn where none are given)",
            "as in 'detour: 1.4'");
  geography.road_over_straight_line = detour.value_or(geography.road_over_straight_line);
  name_places(map, geography);
  geography.given = std::move(map);
}

struct RosterDays {
  std::string_view name;
  int first;
  int last;
};
constexpr std::array<RosterDays, 11> roster_days{{
    {"every_day", 0, 6},
    {"monday_to_friday", 0, 4},
    {"monday_to_saturday", 0, 5},
    {"saturday_and_sunday", 5, 6},
    {"monday", 0, 0},
    {"tuesday", 1, 1},
    {"wednesday", 2, 2},
    {"thursday", 3, 3},
    {"friday", 4, 4},
    {"saturday", 5, 5},
    {"sunday", 6, 6},
}};

template <std::size_t n>
std::array<double, n> read_weights(Reader& r, std::string_view key, const config::Field& field) {
  std::array<double, n> weights{};
  const auto given = r.values<double>(key, Presence::required, field);
  if (r.describing()) return weights;
  if (given.size() != n)
    r.error(r.span_of(key),
            fmt::format("{} needs {} numbers and has {}", r.path_of(key), n, given.size()));
  for (std::size_t i = 0; i < std::min(n, given.size()); ++i) weights[i] = given[i];
  if (given.size() == n && std::accumulate(weights.begin(), weights.end(), 0.0) <= 0.0)
    r.error(r.span_of(key),
            fmt::format("{} sums to nothing: nobody would ever come", r.path_of(key)));
  return weights;
}

/// Hours must follow each other: a room open twice at once would be counted twice.
void check_intervals(Reader& r, std::string_view key,
                     const std::vector<OpeningHours::Interval>& intervals) {
  for (std::size_t i = 1; i < intervals.size(); ++i)
    if (intervals[i].from < intervals[i - 1].to) {
      r.error(r.span_of(key),
              fmt::format("{} opens at {:02}:{:02}, before it has closed at {:02}:{:02}",
                          r.path_of(key), intervals[i].from / 60, intervals[i].from % 60,
                          intervals[i - 1].to / 60, intervals[i - 1].to % 60),
              "clock ranges follow each other, as in [08:00-12:00, 14:00-17:30]");
      return;
    }
}

void check_ever_open(Reader& r, const OpeningHours& hours) {
  const bool ever = std::any_of(hours.days.begin(), hours.days.end(),
                                [](const auto& day) { return !day.empty(); });
  if (!r.describing() && !r.has_errors() && !ever)
    r.error(r.span(), fmt::format("{} is never open: nobody could ever be seen", r.path()),
            "give clock ranges, as in 'monday_to_friday: [08:00-12:00, 14:00-17:30]'");
}

constexpr std::array<config::Named<int>, 5> working_weekdays{{{0, "monday", {}, "周一"},
                                                              {1, "tuesday", {}, "周二"},
                                                              {2, "wednesday", {}, "周三"},
                                                              {3, "thursday", {}, "周四"},
                                                              {4, "friday", {}, "周五"}}};

/// Only a day that would be free can make up for another, and not on a holiday.
void check_workdays(Reader& r, const SpecialDays& special) {
  constexpr int saturday = 5;
  for (const CivilDay day : special.workdays) {
    const std::string date = config::Date{day}.text();
    if (Calendar::weekday(day) < saturday)
      r.error(r.span_of("workdays"),
              fmt::format("{} is no Saturday or Sunday: it is worked anyway", date));
    else if (std::ranges::find(special.holidays, day) != special.holidays.end())
      r.error(r.span_of("workdays"), fmt::format("{} is a public holiday and made up for", date),
              {}, {{r.span_of("holidays"), "the holidays"}});
  }
}

SpecialDays read_special_days(Reader& r) {
  const auto days = [&](std::string_view key, const Field& field) {
    std::vector<CivilDay> read;
    for (const auto date : r.values<config::Date>(key, Presence::optional, field))
      read.push_back(static_cast<CivilDay>(date.days_since_1970));
    return read;
  };
  SpecialDays special;
  special.holidays =
      days("holidays", {.says = "public holidays: Sunday's hours hold", .says_zh = "法定节假日"});
  special.workdays =
      days("workdays", {.says = "Saturdays and Sundays that are worked to make up for a holiday",
                        .says_zh = "调休补班日（周末上班）"});
  special.workday_roster =
      r.choice("workday_roster", working_weekdays, special.workday_roster,
               {.says = "whose hours and visits they have", .says_zh = "补班日按周几作息"});
  check_workdays(r, special);
  return special;
}

}  // namespace

GeographySpec read_geography(Reader& r) {
  GeographySpec geography;
  const auto speed = [&](std::string_view key, std::string_view says, std::string_view says_zh) {
    return r
        .required<config::Speed>(
            key, {.says = says, .says_zh = says_zh, .at_least = 1.0, .at_most = 350.0})
        .km_per_hour;
  };
  geography.village_road_km_per_h = speed("village_road", "on village roads", "村道车速");
  geography.township_road_km_per_h = speed("township_road", "between townships", "乡道车速");
  geography.trunk_road_km_per_h = speed("trunk_road", "to the cities", "干线车速");
  geography.within_settlement =
      r.required<Duration>("within_settlement", {.says = "door to door on top of the road",
                                                 .says_zh = "本地出行时间",
                                                 .source = "trv.village_min",
                                                 .at_least = 0.0,
                                                 .at_most = 240.0});
  const std::vector<config::Alternative> maps{
      {"drawn", "settlements and roads are drawn from counts; the same in every replication",
       "按数量生成聚居点与道路；各次重复相同",
       [&](Reader& map) { read_drawn_map(map, geography); }},
      {"given", "settlements, and roads if they are known, are read from CSV files",
       "从 CSV 文件读取聚居点（及道路）", [&](Reader& map) { read_given_map(map, geography); }}};
  const auto map = r.alternatives(
      "map", maps, {.says = "where the map comes from", .says_zh = "地图来源"}, "drawn");
  const bool is_empty = geography.given && geography.given->settlements.empty();
  geography.names_places = !map.empty() && !is_empty;
  return geography;
}

CalendarSpec read_calendar(Reader& r) {
  CalendarSpec calendar;
  calendar.special = read_special_days(r);
  std::array<double, 24> by_hour{};
  r.section("visit_hours", Presence::required,
            {.says = "when patients come who are free to choose", .says_zh = "就诊时段分布"},
            [&](Reader& hours) {
              by_hour = read_weights<24>(hours, "by_hour",
                                         {.says = "relative, midnight first",
                                          .says_zh = "按小时相对权重",
                                          .source = "arr.morning_share",
                                          .at_least = 0.0,
                                          .at_most = 1e6});
            });
  calendar.visit_times = {by_hour, read_weights<7>(r, "weekday_weight",
                                                   {.says = "relative, Monday first",
                                                    .says_zh = "按星期相对权重",
                                                    .source = "arr.dow_factor_mon",
                                                    .at_least = 0.0,
                                                    .at_most = 1e6})};
  return calendar;
}

/// Ranges for several days give way to those for fewer, and may be left with no day of their own.
void doubt_overruled(Reader& r) {
  if (r.describing()) return;
  std::array<std::string_view, 7> holds{};
  for (const auto& days : roster_days)
    if (r.has(days.name))
      for (int day = days.first; day <= days.last; ++day)
        holds[static_cast<std::size_t>(day)] = days.name;
  for (const auto& days : roster_days) {
    if (!r.has(days.name) || std::ranges::find(holds, days.name) != holds.end()) continue;
    std::string others;
    for (const auto& other : roster_days)
      if (std::ranges::find(holds, other.name) != holds.end())
        others += fmt::format("{}{}", others.empty() ? "" : ", ", other.name);
    r.warning(r.span_of(days.name),
              fmt::format("{} holds on no day: {} go before it", r.path_of(days.name), others),
              "hours for fewer days go before those for more; write those, or 'remove' them");
  }
}

OpeningHoursTable read_opening_hours(Reader& reader) {
  OpeningHoursTable table;
  reader.entries("hours", Presence::required,
                 {.says = "named opening hours", .says_zh = "开放时间表"},
                 [&](const config::Located<std::string>& name, Reader& r) {
                   OpeningHours hours;
                   hours.name = name.value;
                   for (const auto& days : roster_days) {
                     const auto intervals = r.values<OpeningHours::Interval>(
                         days.name, Presence::optional,
                         {.says = "clock ranges in which it is open", .says_zh = "开放时段"});
                     check_intervals(r, days.name, intervals);
                     for (int day = days.first; day <= days.last; ++day)
                       if (r.has(days.name)) hours.days[static_cast<std::size_t>(day)] = intervals;
                   }
                   check_ever_open(r, hours);
                   doubt_overruled(r);
                   table.add(hours);
                 });
  return table;
}

}  // namespace tiercare
