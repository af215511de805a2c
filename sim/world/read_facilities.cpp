// SPDX-License-Identifier: Apache-2.0
#include "world/read_world.hpp"
#include "world/scenario_types.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiercare {
namespace {

using config::Presence;
using config::Reader;

std::uint32_t read_count(Reader& r, std::string_view key, std::optional<int> default_value,
                         double at_most, std::string_view says, std::string_view says_zh) {
  const config::Field field{.says = says, .says_zh = says_zh, .at_least = 0.0, .at_most = at_most};
  return static_cast<std::uint32_t>(default_value ? r.optional<int>(key, *default_value, field)
                                                  : r.required<int>(key, field));
}

OpeningHoursId find_hours(Reader& r, const OpeningHoursTable& table) {
  const auto name =
      r.name_reference("hours", "opening hours", Presence::required,
                       {.says = "which opening hours it keeps", .says_zh = "开放时间"});
  std::vector<std::string> known;
  for (std::size_t i = 0; i < table.size(); ++i) {
    known.push_back(table.values()[i].name);
    if (known.back() == name.value) return table.id_of(i);
  }
  if (!r.describing() && !name.value.empty()) r.unknown_name(name, "opening hours", known);
  return {};
}

StationSpec read_station(Reader& r, const OpeningHoursTable& hours) {
  StationSpec station;
  station.servers = read_count(r, "servers", std::nullopt, 10'000.0,
                               "who serve at the same time in opening hours, duty included",
                               "开放时段同时服务人数（含值班）");
  station.on_duty =
      read_count(r, "on_duty", 0, 10'000.0, "who serve at every hour, for urgent patients only",
                 "全天值班人数（仅限急诊）");
  station.hours = find_hours(r, hours);
  station.service_time = r.required<TimeDistribution>("time", {.says = "time one patient takes",
                                                               .says_zh = "单次服务时长",
                                                               .source = "time.consult_county"});
  if (const auto places = r.if_given<config::Count>(
          "waiting_room",
          {.says = "places to wait; who finds them all taken is turned away; absent: no limit",
           .says_zh = "候诊位数；满则劝返；缺省不限",
           .at_most = 100'000.0}))
    station.waiting_room = static_cast<std::uint32_t>(*places);
  if (station.on_duty > station.servers)
    r.error(
        r.span_of("on_duty"),
        fmt::format("{} of {} servers are on duty at every hour", station.on_duty, station.servers),
        "servers counts all who serve in opening hours, those on duty included");
  return station;
}

PriceList read_price(Reader& r) {
  PriceList price;
  constexpr double dearest = 1e6;  // [yuan]; charges are added up and must not overflow
  price.visit = r.required<Money>("visit", {.says = "mean charge of a visit without its tests",
                                            .says_zh = "次均门诊费用（不含检查）",
                                            .source = "price.op_county",
                                            .at_least = 0.0,
                                            .at_most = dearest});
  price.test = r.required<Money>("test", {.says = "mean charge of the tests of a visit",
                                          .says_zh = "次均检查费用",
                                          .at_least = 0.0,
                                          .at_most = dearest});
  price.bed_day = r.required<Money>("bed_day", {.says = "mean charge of a day in bed, all included",
                                                .says_zh = "床日费用",
                                                .source = "price.ip_county",
                                                .at_least = 0.0,
                                                .at_most = dearest});
  price.variable_cost = r.required<Probability>(
      "variable_cost",
      {.says = "share of a charge that the service itself uses up", .says_zh = "变动成本占比"});
  return price;
}

Backfill read_backfill(Reader& r) {
  Backfill backfill;
  backfill.share = r.required<Probability>(
      "share", {.says = "share of room given up by others that other places' patients fill again",
                .says_zh = "腾出能力被外来患者回填的比例"});
  backfill.wait = r.required<Duration>(
      "wait",
      {.says = "wait for a doctor in opening hours at which `visits` come, as in a baseline run",
       .says_zh = "对应 visits 的平均候诊时间",
       .at_least = 0.0,
       .at_most = 1440.0});
  backfill.occupancy = r.required<Probability>(
      "occupancy", {.says = "occupancy of beds at which `admissions` come, as in a baseline run",
                    .says_zh = "对应 admissions 的床位使用率"});
  backfill.latent = r.optional<double>(
      "latent", backfill.latent,
      {.says = "demand if there were room without end, relative to `visits` and `admissions`",
       .says_zh = "潜在需求与现有就诊量之比",
       .at_least = 1.0,
       .at_most = 10.0});
  return backfill;
}

BackgroundDemand read_background(Reader& r) {
  constexpr double busiest = 365.0 * 100'000.0;  // [/year]; a hospital sees thousands a day
  BackgroundDemand demand;
  demand.visits_per_day = r.required<config::Rate>("visits", {.says = "other places' outpatients",
                                                              .says_zh = "外来门诊量",
                                                              .at_least = 0.0,
                                                              .at_most = busiest})
                              .per_day();
  demand.admissions_per_day =
      r.required<config::Rate>("admissions", {.says = "other places' admissions",
                                              .says_zh = "外来住院量",
                                              .at_least = 0.0,
                                              .at_most = busiest})
          .per_day();
  demand.stay = r.required<TimeDistribution>(
      "stay", {.says = "their stay", .says_zh = "外来患者住院时长", .source = "sup.los_tertiary"});
  r.section(
      "backfill", Presence::optional,
      {.says = "how they answer to room that is given up; absent: they come whatever the queue",
       .says_zh = "外来需求回填；缺省则不随候诊变化"},
      [&](Reader& backfill) { demand.backfill = read_backfill(backfill); });
  return demand;
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

bool is_inside_the_area(const FacilityGroup& group, const GeographySpec& geography) {
  if (group.placement != Placement::named) return true;
  const auto known = place_names(geography);
  const bool is_known = std::find(known.begin(), known.end(), group.settlement) != known.end();
  return is_known &&
         std::none_of(geography.cities.begin(), geography.cities.end(),
                      [&](const CitySpec& city) { return city.name == group.settlement; });
}

void check_place(Reader& r, const config::Located<std::string>& place,
                 const GeographySpec& geography) {
  if (r.describing() || place.value.empty() || !geography.names_places) return;
  auto known = place_names(geography);
  if (std::find(known.begin(), known.end(), place.value) != known.end()) return;
  std::vector<RelatedPlace> related;
  if (geography.given)
    related.push_back({geography.given->settlements_header, "no row of this table has the name"});
  known.insert(known.begin(), {"every_village", "every_township_seat", "county_seat"});
  r.unknown_name(place, "place", known, std::move(related));
}

void read_place(Reader& r, FacilityGroup& group, const GeographySpec& geography) {
  const auto place = r.name_reference("place", "place", Presence::required,
                                      {.says = "every_village, every_township_seat, county_seat, "
                                               "or the name of a township, settlement or city",
                                       .says_zh = "所在地"});
  group.placed_at = place.span;
  if (place.value == "every_village") {
    group.placement = Placement::every_village;
  } else if (place.value == "every_township_seat") {
    group.placement = Placement::every_township_seat;
  } else if (place.value == "county_seat") {
    group.placement = Placement::county_seat;
  } else {
    group.placement = Placement::named;
    group.settlement = place.value;
    check_place(r, place, geography);
  }
}

/// From when until when it is there.
void read_days(Reader& r, FacilityGroup& group) {
  const auto day = [&](std::string_view key, std::string_view says, std::string_view says_zh) {
    std::optional<CivilDay> read;
    if (const auto date = r.if_given<config::Date>(key, {.says = says, .says_zh = says_zh}))
      read = static_cast<CivilDay>(date->days_since_1970);
    return read;
  };
  group.opens = day("opens", "the day from whose first minute on it is there; absent: always",
                    "开业日期（零时起）；缺省一直存在");
  group.closes =
      day("closes", "the day from whose first minute on it is there no more", "停业日期（零时起）");
  if (group.opens && group.closes && *group.closes <= *group.opens)
    r.error(r.span_of("closes"), fmt::format("{} closes before it has opened", group.name), {},
            {{r.span_of("opens"), "it opens here"}});
}

FacilityGroup read_group(const std::string& name, Reader& r, const OpeningHoursTable& hours,
                         const GeographySpec& geography) {
  FacilityGroup group;
  group.name = name;
  group.name_zh = r.required<std::string>("name_zh", {.says = "Chinese name", .says_zh = "中文名"});
  group.kind = r.choice("kind", named(facility_kind_terms()), std::nullopt,
                        {.says = "what kind of facility; its tier follows", .says_zh = "机构类型"});
  read_place(r, group, geography);
  group.beds = read_count(r, "beds", std::nullopt, 100'000.0, "beds in its wards", "床位数");
  r.section("capability", Presence::required,
            {.says = "by service line, on the tier scale", .says_zh = "各专科能力"},
            [&](Reader& lines) {
              for (const auto& term : service_line_terms())
                group.capability[index(term.value)] =
                    lines.required<double>(term.name, {.says = "capability in this line",
                                                       .says_zh = "该专科能力",
                                                       .at_least = 0.0,
                                                       .at_most = 4.0});
            });
  const auto station = [&](std::string_view key, StationRole role, Presence presence,
                           std::string_view says, std::string_view says_zh) {
    r.section(key, presence, {.says = says, .says_zh = says_zh},
              [&](Reader& queue) { group.stations[index(role)] = read_station(queue, hours); });
  };
  station("registration", StationRole::registration, Presence::optional,
          "registration desk; absent where the clinician does it", "挂号");
  station("consulting", StationRole::consulting, Presence::required, "consulting rooms", "诊室");
  station("laboratory", StationRole::laboratory, Presence::optional,
          "tests; absent where none are done", "检查检验");
  r.section("price", Presence::required, {.says = "what it charges", .says_zh = "收费"},
            [&](Reader& price) { group.price = read_price(price); });
  r.section("background", Presence::optional,
            {.says = "other places' patients; only outside the area", .says_zh = "区域外背景需求"},
            [&](Reader& background) { group.background = read_background(background); });
  read_days(r, group);
  if (!r.describing() && group.background && is_inside_the_area(group, geography))
    r.error(r.span_of("background"),
            "background demand inside the county (its residents are simulated one by one)",
            "only a facility in a city outside has other places' patients");
  if (!r.describing() && group.background && group.background->admissions_per_day > 0.0 &&
      group.beds == 0)
    r.error(r.span_of("background"), "background admissions to a facility without beds");
  return group;
}

}  // namespace

FacilityGroups read_facilities(Reader& reader, const OpeningHoursTable& hours,
                               const GeographySpec& geography) {
  FacilityGroups groups;
  reader.entries("facilities", Presence::required,
                 {.says = "groups of facilities; one facility stands at each place named",
                  .says_zh = "医疗机构"},
                 [&](const config::Located<std::string>& name, Reader& r) {
                   groups.add(read_group(name.value, r, hours, geography));
                 });
  return groups;
}

}  // namespace tiercare
