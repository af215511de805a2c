// SPDX-License-Identifier: Apache-2.0
#include "world/read_placing.hpp"
#include "world/read_world.hpp"
#include "world/scenario_types.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiercare {
namespace {

using config::Located;
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
        "servers counts all who serve in opening hours, those on duty included",
        {{r.span_of("servers"), "the servers"}});
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
  price.observation_hour = r.optional<Money>("observation_hour", Money{},
                                             {.says = "charge of an hour in an observation place",
                                              .says_zh = "留观每小时费用",
                                              .at_least = 0.0,
                                              .at_most = dearest});
  price.day_treatment =
      r.optional<Money>("day_treatment", price.bed_day,
                        {.says = "mean charge of a day treatment, all included; as a day in bed if "
                                 "left out",
                         .says_zh = "日间治疗次均费用；缺省同床日费用",
                         .at_least = 0.0,
                         .at_most = dearest});
  price.variable_cost = r.required<Probability>(
      "variable_cost",
      {.says = "share of a charge that the service itself uses up", .says_zh = "变动成本占比"});
  return price;
}

AppointmentSpec read_appointments(Reader& r) {
  AppointmentSpec offer;
  offer.share = r.required<Probability>(
      "share", {.says = "of the time of its consulting rooms", .says_zh = "预约号源占比"});
  offer.days_ahead = r.optional<int>("days_ahead", 7,
                                     {.says = "how many days ahead slots are given",
                                      .says_zh = "可预约天数",
                                      .at_least = 1.0,
                                      .at_most = 30.0});
  offer.no_show = r.optional<Probability>(
      "no_show", Probability{0.144},
      {.says = "booked patients who do not come", .says_zh = "爽约率", .source = "time.no_show"});
  offer.deviation = r.optional<Duration>(
      "deviation", Duration::minutes(15),
      {.says = "booked patients come so much early or late at most", .says_zh = "到诊时间偏差"});
  return offer;
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

/// Who has no department of its own for women or children treats them in its large ones.
std::optional<ServiceLine> stands_in_for(ServiceLine line) {
  switch (line) {
    case ServiceLine::obstetrics_gynaecology:
      return ServiceLine::surgery;
    case ServiceLine::paediatrics:
      return ServiceLine::internal_medicine;
    case ServiceLine::internal_medicine:
    case ServiceLine::surgery:
    case ServiceLine::cardiology:
    case ServiceLine::neurology:
    case ServiceLine::oncology:
      return std::nullopt;
  }
  return std::nullopt;
}

std::array<double, service_line_count> read_capability(Reader& lines) {
  std::array<double, service_line_count> capability{};
  for (const auto& term : service_line_terms()) {
    const auto other = stands_in_for(term.value);
    const config::Field field{.says = other == ServiceLine::surgery ? "as surgery if left out"
                                      : other ? "as internal_medicine if left out"
                                              : "capability in this line",
                              .says_zh = other == ServiceLine::surgery ? "缺省同外科"
                                         : other                       ? "缺省同内科"
                                                                       : "该专科能力",
                              .at_least = 0.0,
                              .at_most = 4.0};
    if (other)
      capability[index(term.value)] =
          lines.if_given<double>(term.name, field).value_or(capability[index(*other)]);
    else
      capability[index(term.value)] = lines.required<double>(term.name, field);
  }
  return capability;
}

constexpr double most_beds = 100'000.0;

Ward read_ward(const Located<std::string>& name, Reader& r) {
  Ward ward;
  ward.name = name.value;
  ward.name_zh = r.optional<std::string>("name_zh", name.value,
                                         {.says = "Chinese name", .says_zh = "病区中文名"});
  ward.beds = static_cast<std::uint32_t>(r.required<int>("beds", {.says = "beds of the ward",
                                                                  .says_zh = "病区床位数",
                                                                  .at_least = 1.0,
                                                                  .at_most = most_beds}));
  std::vector<std::string> known;
  for (const auto& term : service_line_terms()) known.emplace_back(term.name);
  for (const auto& line :
       r.names("lines", {"line", "lines", "专科", known}, Presence::required,
               {.says = "service lines whose patients lie here", .says_zh = "收治的专科"}))
    ward.takes[static_cast<std::size_t>(std::ranges::find(known, line.value) - known.begin())] =
        true;
  return ward;
}

/// Each line that is offered has its beds in one ward.
void check_wards(Reader& r, const FacilityGroup& group) {
  for (const auto& term : service_line_terms()) {
    const auto takes = [&](const Ward& ward) { return ward.takes[index(term.value)]; };
    const auto wards = std::ranges::count_if(group.wards, takes);
    if (wards > 1)
      r.error(r.span_of("wards"),
              fmt::format("{} wards of {} take patients of {}", wards, group.name, term.name),
              "name each line in one ward");
    if (wards == 0 && group.capability[index(term.value)] > 0.0)
      r.error(r.span_of("wards"),
              fmt::format("no ward of {} takes patients of {}", group.name, term.name),
              "name it among the lines of a ward, or give it capability 0");
  }
}

void read_wards(Reader& r, FacilityGroup& group) {
  const std::size_t findings = r.findings();
  r.entries("wards", Presence::optional,
            {.says = "its beds by ward, in place of one ward for all; each line is in one",
             .says_zh = "按病区设置床位；每个专科属于一个病区"},
            [&](const Located<std::string>& name, Reader& ward) {
              group.wards.push_back(read_ward(name, ward));
            });
  if (!r.describing() && !group.wards.empty() && r.findings() == findings) check_wards(r, group);
}

/// Beds, wards, or both: the wards give the proportions then.
void read_beds(Reader& r, FacilityGroup& group) {
  read_wards(r, group);
  const config::Field beds{.says =
                               "beds in all; where wards are given, these share them in their "
                               "proportions",
                           .says_zh = "床位总数；设病区时按各病区比例分配",
                           .at_least = 0.0,
                           .at_most = most_beds};
  if (!r.describing() && group.wards.empty() && !r.has("wards")) {
    group.beds = static_cast<std::uint32_t>(r.required<int>("beds", beds));
    group.wards = general_ward(group.beds);
    return;
  }
  const auto total = r.if_given<config::Count>("beds", beds);
  if (!total || group.wards.empty()) {
    group.beds = beds_of(group.wards);
    return;
  }
  group.beds = static_cast<std::uint32_t>(*total);
  group.wards = with_beds(std::move(group.wards), group.beds);
  if (std::ranges::any_of(group.wards, [](const Ward& ward) { return ward.beds == 0; }))
    r.error(r.span_of("beds"),
            fmt::format("{} beds are too few for the {} wards of {}", group.beds,
                        group.wards.size(), group.name),
            {}, {{r.span_of("wards"), "the wards"}});
}

/// Who says nothing has whatever is asked for.
void read_means(Reader& r, FacilityGroup& group) {
  const EquipmentSet equipment = read_equipment(
      r, {.says = "what it has; absent: whatever is asked for", .says_zh = "设备；缺省为所需皆有"});
  if (r.has("equipment")) group.equipment = equipment;
  group.drug_list =
      r.optional<double>("drug_list", 4.0,
                         {.says = "level of its drugs: 1 village, 2 township, 3 county, 4 tertiary",
                          .says_zh = "药品目录层级（1村、2乡、3县、4三级）",
                          .at_least = 0.0,
                          .at_most = 4.0});
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

bool has_beds_anywhere(const FacilityGroup& group) {
  if (group.placement != Placement::listed) return group.beds > 0;
  return std::ranges::any_of(
      group.listed, [&](const ListedFacility& row) { return row.beds.value_or(group.beds) > 0; });
}

/// What backfill divides by.
void check_times(Reader& r, const FacilityGroup& group) {
  if (!group.background || !group.background->backfill) return;
  const StationSpec& rooms = *group.stations[index(StationRole::consulting)];
  if (rooms.service_time.mean() <= Duration{})
    r.error(r.span_of("background"), "backfill where a consultation takes no time",
            "give consulting a time of more than 0 min");
  if (group.background->admissions_per_day > 0.0 && group.background->stay.mean() <= Duration{})
    r.error(r.span_of("background"), "backfill where a stay takes no time",
            "give background a stay of more than 0 day");
}

FacilityGroup read_group(const std::string& name, Reader& r, const OpeningHoursTable& hours,
                         const GeographySpec& geography) {
  FacilityGroup group;
  group.name = name;
  group.name_zh = r.required<std::string>("name_zh", {.says = "Chinese name", .says_zh = "中文名"});
  group.kind = r.choice("kind", named(facility_kind_terms()), std::nullopt,
                        {.says = "what kind of facility; its tier follows", .says_zh = "机构类型"});
  read_placing(r, group, geography);
  group.physicians = r.optional<double>(
      "physicians", 0.0,
      {.says = "licensed physicians and assistants employed at each place; visits per physician "
               "and day are told where it is given",
       .says_zh = "每家机构执业（助理）医师数",
       .source = "sup.thc_doctors",
       .at_least = 0.0,
       .at_most = 100'000.0});
  r.section("capability", Presence::required,
            {.says = "by service line, on the tier scale; 0: the line is not offered",
             .says_zh = "各专科能力；0 为不设该科"},
            [&](Reader& lines) { group.capability = read_capability(lines); });
  read_means(r, group);
  read_beds(r, group);
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
  station("observation", StationRole::observation, Presence::optional,
          "places to be watched for hours; absent where there are none", "留观床");
  station("day_treatment", StationRole::day_treatment, Presence::optional,
          "places for treatments of hours; absent where there are none", "日间治疗位");
  r.section("appointments", Presence::optional,
            {.says = "slots given ahead; absent: everybody walks in", .says_zh = "预约挂号"},
            [&](Reader& offer) { group.appointments = read_appointments(offer); });
  r.section("price", Presence::required, {.says = "what it charges", .says_zh = "收费"},
            [&](Reader& price) { group.price = read_price(price); });
  group.designated = r.optional<bool>(
      "designated", true,
      {.says = "whether the insurance funds pay there at all", .says_zh = "是否医保定点"});
  if (!r.describing()) check_listed(r, group);
  r.section("background", Presence::optional,
            {.says = "other places' patients; only outside the area", .says_zh = "区域外背景需求"},
            [&](Reader& background) { group.background = read_background(background); });
  read_days(r, group);
  if (!r.describing() && group.background && is_inside_the_area(group, geography))
    r.error(r.span_of("background"),
            "background demand inside the county (its residents are simulated one by one)",
            "only a facility in a city outside has other places' patients");
  if (!r.describing() && group.background && group.background->admissions_per_day > 0.0 &&
      !has_beds_anywhere(group))
    r.error(r.span_of("background"), "background admissions to a facility without beds");
  if (!r.describing() && !r.has_errors()) check_times(r, group);
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
