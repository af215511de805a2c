// SPDX-License-Identifier: Apache-2.0
// Tables of what there is at the start: persons, settlements, facilities, conditions; and the table
// of indicators. The number of a row is the id that other tables refer to.
#pragma once

#include "record/indicators.hpp"
#include "record/labels.hpp"
#include "record/table.hpp"
#include "world/condition.hpp"
#include "world/facility.hpp"
#include "world/settlement.hpp"

namespace tiercare {

/// Somebody registered here; names of the columns as in world/persons.hpp.
struct PersonRow {
  std::int32_t birth_year = 0;
  Sex sex = Sex::female;
  SettlementId settlement{};
  std::int32_t income = 0;
  InsuranceScheme scheme = InsuranceScheme::resident;
  bool poor = false;
  HouseholdId household{};
  Whereabouts whereabouts = Whereabouts::resident;
  std::uint32_t chronic = 0;
};

template <>
struct RowDescription<PersonRow> {
  static constexpr std::string_view table = "persons";
  static constexpr std::string_view says =
      "one row per person registered here, as at the start or at birth; the row number is the "
      "person's id";
  static constexpr std::string_view says_zh =
      "每位户籍居民一行（模拟开始时或出生时），行号即居民编号";
  static constexpr auto columns =
      std::tuple{column("birth_year", &PersonRow::birth_year,
                        {.unit = "year", .says = "calendar year of birth", .says_zh = "出生年份"}),
                 column("sex", &PersonRow::sex,
                        {.unit = "code",
                         .says = "sex",
                         .says_zh = "性别",
                         .labels = sex_labels,
                         .labels_zh = sex_labels_zh}),
                 column("settlement", &PersonRow::settlement,
                        {.unit = "id",
                         .says = "home: a row of /settlements",
                         .says_zh = "居住地，即 /settlements 的行号",
                         .refers_to = "settlements"}),
                 column("income", &PersonRow::income,
                        {.unit = "yuan/year",
                         .says = "disposable income per head of the household",
                         .says_zh = "人均年可支配收入"}),
                 column("scheme", &PersonRow::scheme,
                        {.unit = "code",
                         .says = "basic medical insurance",
                         .says_zh = "基本医疗保险类型",
                         .labels = scheme_labels,
                         .labels_zh = scheme_labels_zh}),
                 column("poor", &PersonRow::poor,
                        {.unit = "1",
                         .says = "1: registered for medical assistance",
                         .says_zh = "1 为医疗救助对象"}),
                 column("household", &PersonRow::household,
                        {.unit = "id",
                         .says = "who lives together has the same number, from 0",
                         .says_zh = "家庭户编号，同户者相同"}),
                 column("whereabouts", &PersonRow::whereabouts,
                        {.unit = "code",
                         .says = "lives here, here for a part of the year, or elsewhere",
                         .says_zh = "常住、季节性外出或外出务工",
                         .labels = whereabouts_labels,
                         .labels_zh = whereabouts_labels_zh}),
                 column("chronic", &PersonRow::chronic,
                        {.unit = "bits",
                         .says = "what he lives with: bit i for row i of /chronic_states",
                         .says_zh = "慢性病状态，第 i 位对应 /chronic_states 第 i 行"})};
};

/// A chronic state with how many have it.
struct ChronicStateRow {
  std::uint32_t people = 0;
};

template <>
struct RowDescription<ChronicStateRow> {
  static constexpr std::string_view table = "chronic_states";
  static constexpr std::string_view says =
      "one row per chronic state that people live with; the row number is its bit in "
      "/persons/chronic";
  static constexpr std::string_view says_zh = "每种慢性病状态一行，行号即 /persons/chronic 的位号";
  static constexpr auto columns =
      std::tuple{column("people", &ChronicStateRow::people,
                        {.unit = "1",
                         .says = "registered people who have it at the start",
                         .says_zh = "模拟开始时的患者人数"})};
};

template <>
struct RowDescription<Settlement> {
  static constexpr std::string_view table = "settlements";
  static constexpr std::string_view says =
      "one row per place where people live or facilities stand; the row number is its id";
  static constexpr std::string_view says_zh = "每个居民点一行，行号即其编号";
  static constexpr auto columns =
      std::tuple{column("kind", &Settlement::kind,
                        {.unit = "code",
                         .says = "kind of place",
                         .says_zh = "居民点类型",
                         .labels = settlement_kind_labels,
                         .labels_zh = settlement_kind_labels_zh}),
                 column("x", &Settlement::x_km,
                        {.unit = "km",
                         .says = "east of the county seat",
                         .says_zh = "县城以东距离",
                         .quantum = 0.001}),
                 column("y", &Settlement::y_km,
                        {.unit = "km",
                         .says = "north of the county seat",
                         .says_zh = "县城以北距离",
                         .quantum = 0.001}),
                 column("residents", &Settlement::residents,
                        {.unit = "1",
                         .says = "residents simulated here; 0 outside the county",
                         .says_zh = "在此模拟的居民数，县域外为 0"}),
                 column("township", &Settlement::township,
                        {.unit = "id",
                         .says = "seat of its township: a row of this table",
                         .says_zh = "所属乡镇驻地，即本表行号",
                         .refers_to = "settlements"})};
};

/// A facility with where it stands on the map.
struct FacilityRow {
  const Facility* facility = nullptr;
  double x_km = 0.0;
  double y_km = 0.0;

  template <ServiceLine line>
  [[nodiscard]] float capability() const {
    return static_cast<float>(facility->capability_in(line));
  }
};

namespace detail {

inline constexpr ColumnText capability_text{
    .unit = "tier scale",
    .says = "what it can treat in this line, 1 (village) to 4 (tertiary); 0: not offered",
    .says_zh = "该专科的诊治能力，1（村级）至 4（三级）；0 为不设该科",
    .quantum = 0.001};

}  // namespace detail

template <>
struct RowDescription<FacilityRow> {
  static constexpr std::string_view table = "facilities";
  static constexpr std::string_view says =
      "one row per facility, as at the start; the row number is the facility's id";
  static constexpr std::string_view says_zh = "每个医疗机构一行（模拟开始时），行号即机构编号";
  static constexpr auto columns = std::tuple{
      column("tier", [](const FacilityRow& row) { return row.facility->tier; },
             {.unit = "code",
              .says = "level of the delivery system",
              .says_zh = "层级",
              .labels = tier_labels,
              .labels_zh = tier_labels_zh}),
      column("kind", [](const FacilityRow& row) { return row.facility->kind; },
             {.unit = "code",
              .says = "kind of facility",
              .says_zh = "机构类型",
              .labels = facility_kind_labels,
              .labels_zh = facility_kind_labels_zh}),
      column("in_area", [](const FacilityRow& row) { return row.facility->in_area; },
             {.unit = "1", .says = "1: inside the county", .says_zh = "1 为县域内"}),
      column("settlement", [](const FacilityRow& row) { return row.facility->settlement; },
             {.unit = "id",
              .says = "where it stands: a row of /settlements",
              .says_zh = "所在地，即 /settlements 的行号",
              .refers_to = "settlements"}),
      column("x", &FacilityRow::x_km,
             {.unit = "km",
              .says = "east of the county seat",
              .says_zh = "县城以东距离",
              .quantum = 0.001}),
      column("y", &FacilityRow::y_km,
             {.unit = "km",
              .says = "north of the county seat",
              .says_zh = "县城以北距离",
              .quantum = 0.001}),
      column("beds", [](const FacilityRow& row) { return row.facility->beds; },
             {.unit = "1", .says = "beds", .says_zh = "床位数"}),
      column("capability_internal_medicine",
             &FacilityRow::capability<ServiceLine::internal_medicine>, detail::capability_text),
      column("capability_surgery", &FacilityRow::capability<ServiceLine::surgery>,
             detail::capability_text),
      column("capability_cardiology", &FacilityRow::capability<ServiceLine::cardiology>,
             detail::capability_text),
      column("capability_neurology", &FacilityRow::capability<ServiceLine::neurology>,
             detail::capability_text),
      column("capability_oncology", &FacilityRow::capability<ServiceLine::oncology>,
             detail::capability_text),
      column("capability_obstetrics_gynaecology",
             &FacilityRow::capability<ServiceLine::obstetrics_gynaecology>,
             detail::capability_text),
      column("capability_paediatrics", &FacilityRow::capability<ServiceLine::paediatrics>,
             detail::capability_text)};
};

/// A ward with its use over the measured period.
struct WardRow {
  FacilityId facility{};
  std::uint32_t beds = 0;
  double occupancy = 0.0;
};

template <>
struct RowDescription<WardRow> {
  static constexpr std::string_view table = "wards";
  static constexpr std::string_view says =
      "one row per ward, as at the end, with its occupancy over the measured period";
  static constexpr std::string_view says_zh = "每个病区一行（模拟结束时），附统计期病床使用率";
  static constexpr auto columns =
      std::tuple{column("facility", &WardRow::facility,
                        {.unit = "id",
                         .says = "whose ward: a row of /facilities",
                         .says_zh = "所属机构，即 /facilities 的行号",
                         .refers_to = "facilities"}),
                 column("beds", &WardRow::beds, {.unit = "1", .says = "beds", .says_zh = "床位数"}),
                 column("occupancy", &WardRow::occupancy,
                        {.unit = "1",
                         .says = "occupied bed-days (all patients) / open bed-days",
                         .says_zh = "实际占用床日数（全部患者）÷ 实际开放床日数",
                         .quantum = 1e-6})};
};

template <>
struct RowDescription<Condition> {
  static constexpr std::string_view table = "conditions";
  static constexpr std::string_view says =
      "one row per condition people fall ill with; the row number is its id";
  static constexpr std::string_view says_zh = "每种疾病一行，行号即其编号";
  static constexpr auto columns = std::tuple{column("line", &Condition::line,
                                                    {.unit = "code",
                                                     .says = "service line that treats it",
                                                     .says_zh = "诊治专科",
                                                     .labels = service_line_labels,
                                                     .labels_zh = service_line_labels_zh}),
                                             column("line_under_15", &Condition::line_of_children,
                                                    {.unit = "code",
                                                     .says = "service line that treats children",
                                                     .says_zh = "诊治儿童的专科",
                                                     .labels = service_line_labels,
                                                     .labels_zh = service_line_labels_zh})};
};

template <>
struct RowDescription<IndicatorRow> {
  static constexpr std::string_view table = "indicators";
  static constexpr std::string_view says =
      "one row per indicator over the measured period, with its definition";
  static constexpr std::string_view says_zh = "统计期内每个指标一行，附定义";
  static constexpr auto columns = std::tuple{
      column("value", &IndicatorRow::value,
             {.unit = "see unit",
              .says = "value in the unit of column `unit`; NaN if the denominator is zero",
              .says_zh = "指标值，单位见 unit 列；分母为零时为 NaN",
              .quantum = 1e-6}),
      column("numerator", &IndicatorRow::numerator,
             {.unit = "see definition",
              .says = "what was counted or summed (of a quantile: its value)",
              .says_zh = "分子（分位数指标为其值）",
              .quantum = 1e-3}),
      column("denominator", &IndicatorRow::denominator,
             {.unit = "see definition",
              .says = "what it is related to (of a quantile: the visits it was found among)",
              .says_zh = "分母（分位数指标为所依据的就诊人次）",
              .quantum = 1e-3})};
};

}  // namespace tiercare
