// SPDX-License-Identifier: Apache-2.0
#include "world/read_world.hpp"
#include "world/scenario_types.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tiercare {
namespace {

using config::Presence;
using config::Rate;
using config::Reader;

Needs read_needs(Reader& course, std::string_view key, std::string_view says,
                 std::string_view says_zh) {
  Needs needs;
  course.section(key, Presence::optional, {.says = says, .says_zh = says_zh}, [&](Reader& r) {
    needs.equipment =
        read_equipment(r, {.says = "all of these; a facility without one of them is a level short",
                           .says_zh = "所需设备；缺一即视为能力低一级"});
    needs.drugs = r.optional<double>(
        "drugs", 0.0,
        {.says = "level of the drug list; a facility is short of it by what its list is",
         .says_zh = "所需药品目录层级",
         .at_least = 0.0,
         .at_most = 4.0});
  });
  return needs;
}

void read_stay(Reader& r, Course& course) {
  course.acute_stay = r.if_given<TimeDistribution>(
      "acute_stay", {.says = "time in bed at the admitting level", .says_zh = "急性期住院时长"});
  course.stable_stay = r.if_given<TimeDistribution>(
      "stable_stay",
      {.says = "further time in bed that a lower tier could give", .says_zh = "稳定期住院时长"});
  course.stable_capability =
      r.optional<double>("stable_capability", 1.0,
                         {.says = "capability needed in the stable phase, tier scale",
                          .says_zh = "稳定期所需能力",
                          .at_least = 1.0,
                          .at_most = 4.0});
  course.stable_needs = read_needs(r, "stable_needs", "equipment and drugs of the stable phase",
                                   "稳定期所需设备与药品");
  course.fatality =
      r.optional<Probability>("fatality", Probability{},
                              {.says = "stays with the right treatment that end in death",
                               .says_zh = "治疗得当的住院病死率"});
  course.fatality_in_vain = r.optional<Probability>(
      "fatality_in_vain", course.fatality,
      {.says = "the same without the right treatment; as fatality if left out",
       .says_zh = "治疗不当的住院病死率"});
  course.fit_for_lower_tier =
      r.optional<Probability>("fit_for_lower_tier", Probability{},
                              {.says = "clinically fit to leave for a lower tier once stable",
                               .says_zh = "稳定期适宜下转比例"});
  if (!r.describing() && course.admission.value() > 0.0 && !course.acute_stay)
    r.error(r.span_of("admission"),
            "admissions without acute_stay: nobody knows how long they last",
            "add acute_stay: lognormal(mean 4 day, cv 0.6)");
}

/// What can happen besides the visit and the bed.
void read_ways_and_dangers(Reader& r, Course& course) {
  course.observed = r.optional<Probability>(
      "observed", Probability{},
      {.says = "watched for hours where there are places for it, before going home",
       .says_zh = "留观比例"});
  course.day_treated = r.optional<Probability>(
      "day_treated", Probability{},
      {.says = "of those who need a bed: a place for hours will do, where there is one",
       .says_zh = "需住院者中可日间治疗比例"});
  course.dies_untreated = r.optional<Probability>(
      "dies_untreated", Probability{},
      {.says = "dies if nothing right is done in the time that it allows, wherever the patient is",
       .says_zh = "允许时间内未获有效治疗的死亡比例"});
  course.untreated_allows =
      r.optional<Duration>("untreated_allows", Duration::days(1),
                           {.says = "time that it allows, on average, since it became so bad",
                            .says_zh = "病情允许的平均时间",
                            .at_least = 1.0});
  course.relapse =
      r.optional<Probability>("relapse", Probability{},
                              {.says = "comes up again after a stay that treated it rightly",
                               .says_zh = "治愈出院后复发比例"});
  course.relapse_after = r.optional<Duration>(
      "relapse_after", Duration::days(30),
      {.says = "mean time to the relapse", .says_zh = "平均复发间隔", .at_least = 1.0});
}

Course read_course(Reader& r) {
  Course course;
  course.share = r.required<Probability>(
      "share", {.says = "of the condition's episodes", .says_zh = "占该病种比例"});
  course.required_capability = r.required<double>(
      "required_capability", {.says = "to treat it: 1 village, 2 township, 3 county, 4 tertiary",
                              .says_zh = "诊治所需能力（1村、2乡、3县、4三级）",
                              .at_least = 1.0,
                              .at_most = 4.0});
  course.needs = read_needs(r, "needs", "equipment and drugs beside capability", "所需设备与药品");
  course.urgent = r.optional<bool>(
      "urgent", false, {.says = "the patient goes at once, at any hour", .says_zh = "是否急症"});
  course.tested = r.optional<Probability>(
      "tested", Probability{},
      {.says = "a test is wanted before the decision", .says_zh = "需检查检验比例"});
  course.admission = r.optional<Probability>("admission", Probability{},
                                             {.says = "needs a bed", .says_zh = "需住院比例"});
  course.followed_up = r.optional<Probability>(
      "followed_up", Probability{}, {.says = "comes back for review", .says_zh = "复诊比例"});
  course.follow_up_after =
      r.optional<Duration>("follow_up_after", Duration::days(7),
                           {.says = "time to the review", .says_zh = "复诊间隔", .at_least = 1.0});
  course.worsens = r.optional<Probability>(
      "worsens", Probability{},
      {.says = "gets one acuity worse if not rightly treated", .says_zh = "未妥善治疗时加重比例"});
  course.worsens_after = r.optional<Duration>(
      "worsens_after", Duration::days(3),
      {.says = "time until it is felt to be worse", .says_zh = "加重所需时间", .at_least = 1.0});
  course.charge_factor = r.optional<double>("charge_factor", 1.0,
                                            {.says = "of the facility's mean charge",
                                             .says_zh = "费用系数",
                                             .at_least = 0.0,
                                             .at_most = 20.0});
  read_stay(r, course);
  read_ways_and_dangers(r, course);
  return course;
}

void check_shares(Reader& r, const Condition& condition) {
  if (r.describing() || r.has_errors()) return;
  double sum = 0.0;
  for (const Course& course : condition.courses) sum += course.share.value();
  if (std::abs(sum - 1.0) > 1e-6)
    r.error(r.span_of("courses"),
            fmt::format("the shares of the courses of {} sum to {:.6g} %, not to 100 %",
                        condition.name, 100.0 * sum));
}

Condition read_condition(const std::string& name, const ChronicStates& chronic, Reader& r) {
  Condition condition;
  condition.name = name;
  condition.name_zh =
      r.required<std::string>("name_zh", {.says = "Chinese name", .says_zh = "中文名"});
  condition.icd10 = r.required<std::string>(
      "icd10", {.says = "ICD-10 block, as in J00-J06", .says_zh = "ICD-10 编码段"});
  condition.line = r.choice("line", named(service_line_terms()), std::nullopt,
                            {.says = "service line whose capability counts", .says_zh = "专科"});
  condition.line_of_children =
      r.choice("line_under_15", named(service_line_terms()), condition.line,
               {.says = "the same of children under 15; as line if left out",
                .says_zh = "15 岁以下儿童的专科；缺省同 line"});
  r.section("incidence", Presence::required,
            {.says = "new felt needs per person and year by age, before seeking",
             .says_zh = "按年龄的人均年发生次数"},
            [&](Reader& ages) {
              for (const auto& [band, age] : age_bands)
                condition.incidence[static_cast<std::size_t>(band)] =
                    ages.required<Rate>(age, {.says = "felt needs at this age",
                                              .says_zh = "该年龄段",
                                              .at_least = 0.0,
                                              .at_most = 50.0})
                        .per_year;
            });
  read_chronic_hazard(r, chronic, condition);
  condition.male_ratio = r.optional<double>("male_ratio", 1.0,
                                            {.says = "incidence of men relative to women",
                                             .says_zh = "男女发病比",
                                             .at_least = 0.0,
                                             .at_most = 100.0});
  condition.winter_peak =
      r.optional<double>("winter_peak", 1.0,
                         {.says = "incidence of the peak month relative to the year's mean",
                          .says_zh = "高峰月相对全年均值",
                          .at_least = 1.0,
                          .at_most = 2.0});
  condition.peak_month = r.optional<int>(
      "peak_month", 1,
      {.says = "month of the peak", .says_zh = "高峰月份", .at_least = 1.0, .at_most = 12.0});
  r.section("courses", Presence::required,
            {.says = "by acuity; an acuity left out does not occur", .says_zh = "按病情轻重"},
            [&](Reader& courses) {
              for (const auto& term : acuity_terms())
                courses.section(term.name, Presence::optional,
                                {.says = "course at this acuity", .says_zh = "该程度的病程"},
                                [&](Reader& course) {
                                  condition.courses[index(term.value)] = read_course(course);
                                });
            });
  check_shares(r, condition);
  return condition;
}

}  // namespace

Catalogue read_conditions(Reader& reader) {
  Catalogue catalogue;
  catalogue.chronic = read_chronic_states(reader);
  Conditions& conditions = catalogue.conditions;
  reader.entries("conditions", Presence::required,
                 {.says = "the catalogue of conditions", .says_zh = "病种目录"},
                 [&](const config::Located<std::string>& name, Reader& r) {
                   conditions.add(read_condition(name.value, catalogue.chronic, r));
                 });
  if (!reader.describing() && !reader.has_errors() && conditions.empty())
    reader.error(reader.span_of("conditions"), "a catalogue without conditions: nobody falls ill");
  return catalogue;
}

}  // namespace tiercare
