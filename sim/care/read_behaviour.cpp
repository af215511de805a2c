// SPDX-License-Identifier: Apache-2.0
#include "care/read_care.hpp"
#include "world/scenario_types.hpp"

#include <array>

namespace tiercare {

using config::Presence;
using config::Reader;

namespace {

Dissimilarity read_dissimilarity(Reader& r) {
  Dissimilarity nests;
  nests.formal_care = r.optional<double>("formal_care", nests.formal_care,
                                         {.says = "of the tiers, against staying at home",
                                          .says_zh = "正规就医各级之间",
                                          .at_least = 0.1,
                                          .at_most = 1.0});
  nests.tier = r.optional<double>("tier", nests.formal_care,
                                  {.says = "of the facilities of one tier",
                                   .says_zh = "同级机构之间",
                                   .at_least = 0.1,
                                   .at_most = 1.0});
  if (!r.describing() && nests.tier > nests.formal_care)
    r.error(r.span_of("tier"), "facilities of one tier less alike than the tiers themselves",
            "tier at most as large as formal_care: nests follow from maximising utility only so");
  return nests;
}

constexpr std::array<config::Named<Placement>, 3> pharmacy_places{{
    {Placement::every_village, "every_village", "one in each village", "每村一家"},
    {Placement::every_township_seat, "every_township_seat", "one in each township seat",
     "每个乡镇驻地一家"},
    {Placement::county_seat, "county_seat", "in the county seat alone", "仅县城有"},
}};

PharmacyBehaviour read_pharmacy(Reader& r) {
  PharmacyBehaviour pharmacy;
  pharmacy.placement = r.choice("place", pharmacy_places, std::nullopt,
                                {.says = "where one stands", .says_zh = "药店所在"});
  pharmacy.price = r.required<Money>("price", {.says = "of one purchase, paid by the household",
                                               .says_zh = "每次购药自付",
                                               .at_least = 0.0});
  r.section("relief", Presence::required,
            {.says = "utility of medicine by acuity, way and price apart", .says_zh = "自购药效用"},
            [&](Reader& acuities) {
              for (const auto& term : acuity_terms())
                pharmacy.relief[index(term.value)] = acuities.required<double>(
                    term.name, {.says = "at this acuity", .says_zh = "该程度"});
            });
  return pharmacy;
}

}  // namespace

ChoiceBehaviour read_choice(Reader& r) {
  ChoiceBehaviour choice;
  choice.travel_per_min =
      r.required<double>("travel_per_min", {.says = "utility of a minute's travel one way",
                                            .says_zh = "每分钟路程效用",
                                            .source = "dce.def.travel_min",
                                            .at_most = 0.0});
  choice.travel_per_min_severe =
      r.required<double>("travel_per_min_severe", {.says = "the same when severely ill",
                                                   .says_zh = "重症每分钟路程效用",
                                                   .source = "dce.def.travel_min",
                                                   .at_most = 0.0});
  choice.wait_per_min = r.required<double>("wait_per_min", {.says = "utility of a minute's wait",
                                                            .says_zh = "每分钟等待效用",
                                                            .source = "dce.def.wait_min",
                                                            .at_most = 0.0});
  choice.delay_per_day =
      r.optional<double>("delay_per_day", 0.0,
                         {.says = "utility of a day's wait for a bed or an appointment",
                          .says_zh = "候床或预约每等一日的效用",
                          .at_most = 0.0});
  choice.change_of_facility = r.optional<double>(
      "change_of_facility", 0.0,
      {.says = "utility of starting anew at another facility once a bed is called for: papers, "
               "tests again, strangers",
       .says_zh = "决定住院后改往他院的效用（手续、重复检查、人生地不熟）",
       .at_most = 0.0});
  choice.cost_per_100_yuan = r.required<double>(
      "cost_per_100_yuan", {.says = "utility of 100 yuan out of pocket at mean income",
                            .says_zh = "每百元自付效用",
                            .source = "dce.def.cost_100",
                            .at_most = 0.0});
  choice.cost_per_100_yuan_severe = r.required<double>(
      "cost_per_100_yuan_severe", {.says = "the same when severely ill, where bills are larger",
                                   .says_zh = "重症每百元自付效用",
                                   .source = "dce.nat.reimb_slope",
                                   .at_most = 0.0});
  choice.income_power = r.required<double>(
      "income_power", {.says = "cost weighs (mean income / income) to this power",
                       .says_zh = "收入弹性",
                       .source = "dce.def.cost_100",
                       .at_least = 0.0,
                       .at_most = 3.0});
  choice.effect_of_treatment = r.required<double>(
      "effect_of_treatment", {.says = "utility of certain right treatment against none",
                              .says_zh = "疗效效用",
                              .source = "dce.rural.swing_logit",
                              .at_least = 0.0});
  choice.trust = r.required<double>(
      "trust",
      {.says = "utility of full trust against none", .says_zh = "信任效用", .at_least = 0.0});
  choice.taste_sd = r.required<double>(
      "taste_sd", {.says = "standard deviation of a person's lasting taste, by tier",
                   .says_zh = "个人偏好标准差",
                   .at_least = 0.0,
                   .at_most = 10.0});
  r.section("dissimilarity", Presence::optional,
            {.says = "how alike the alternatives of a nest are: 1 not at all (a plain logit), "
                     "towards 0 the same thing",
             .says_zh = "巢式选择模型的相异系数（1 为普通 logit）"},
            [&](Reader& nests) { choice.dissimilarity = read_dissimilarity(nests); });
  r.section("tier_constant", Presence::required,
            {.says = "fitted once to a baseline and equal in every variant", .says_zh = "级别常数"},
            [&](Reader& tiers) {
              for (const auto& term : tier_terms())
                choice.tier_constant[index(term.value)] = tiers.optional<double>(
                    term.name, 0.0, {.says = "constant of this tier", .says_zh = "该级别常数"});
            });
  r.section("self_care", Presence::required,
            {.says = "utility of caring for oneself, by acuity", .says_zh = "自我照护效用"},
            [&](Reader& acuities) {
              for (const auto& term : acuity_terms())
                choice.self_care[index(term.value)] = acuities.required<double>(
                    term.name, {.says = "at this acuity", .says_zh = "该程度"});
            });
  r.section("pharmacy", Presence::optional,
            {.says = "retail pharmacies as a third way beside self-care and formal care; absent: "
                     "nobody buys medicine on his own",
             .says_zh = "零售药店（自购药）；缺省无人自行购药"},
            [&](Reader& shop) { choice.pharmacy = read_pharmacy(shop); });
  return choice;
}

TreatmentBehaviour read_treatment(Reader& r) {
  TreatmentBehaviour treatment;
  treatment.right_at_par = r.required<Probability>(
      "right_at_par", {.says = "right treatment where capability equals the need",
                       .says_zh = "能力相当时诊治正确率",
                       .at_least = 1.0,
                       .at_most = 99.0});
  treatment.per_level =
      r.required<double>("per_level", {.says = "logit per level of capability above the need",
                                       .says_zh = "能力每高一级的对数几率",
                                       .source = "q.tb_county",
                                       .at_least = 0.0});
  treatment.recognises_limits = r.required<Probability>(
      "recognises_limits", {.says = "a clinician one level short of the need knows it",
                            .says_zh = "识别能力不足的概率"});
  treatment.return_after = r.required<Duration>(
      "return_after", {.says = "an illness not rightly treated comes up again after",
                       .says_zh = "未愈再就诊间隔",
                       .at_least = 1.0});
  treatment.relapse_after_stay = r.required<Probability>(
      "relapse_after_stay", {.says = "an illness comes up again after a stay that did not treat it",
                             .says_zh = "住院未治好后再发比例"});
  treatment.missed_review = r.optional<Probability>(
      "missed_review", Probability{},
      {.says = "does not come to a review that is next door and free; more with way and price",
       .says_zh = "失访比例（无路程与费用时）",
       .at_most = 99.0});
  treatment.ambulance_time =
      r.optional<double>("ambulance_time", 0.8,
                         {.says = "travel time by ambulance of the critically ill, of the ordinary",
                          .says_zh = "救护车转运时间相对普通路程",
                          .at_least = 0.1,
                          .at_most = 2.0});
  const auto points = [&](std::string_view key, std::string_view says, std::string_view says_zh) {
    return r.required<int>(key,
                           {.says = says, .says_zh = says_zh, .at_least = 0.0, .at_most = 100.0});
  };
  treatment.trust_gain = points("trust_gain", "of 100, by a right treatment", "信任增量");
  treatment.trust_loss = points("trust_loss", "of 100, by a failure", "信任减量");
  return treatment;
}

namespace {

Balking read_balking(Reader& r) {
  const auto tolerated =
      r.required<config::Count>("tolerated", {.says = "waiting patients at whom nobody turns round",
                                              .says_zh = "人人可接受的排队人数",
                                              .at_most = 100'000.0});
  const auto per_person = r.required<Probability>(
      "per_person", {.says = "added chance of turning round for each one more",
                     .says_zh = "每多一人增加的折返概率"});
  const auto at_most = r.optional<Probability>(
      "at_most", Probability{1.0}, {.says = "however long the queue", .says_zh = "折返概率上限"});
  return {static_cast<std::uint32_t>(tolerated), per_person, at_most};
}

}  // namespace

PatienceBehaviour read_patience(Reader& r) {
  PatienceBehaviour patience;
  patience.outpatient = r.required<TimeDistribution>(
      "outpatient", {.says = "in one queue of a visit", .says_zh = "门诊排队耐心"});
  patience.bed = r.required<TimeDistribution>("bed", {.says = "for a bed", .says_zh = "等床耐心"});
  r.section("balking", Presence::optional,
            {.says = "whoever is not urgent and sees a long queue before the clinician may turn "
                     "round; absent: nobody does",
             .says_zh = "见队伍过长而折返（非急症、就诊之前）；缺省无人折返"},
            [&](Reader& queue) { patience.balking = read_balking(queue); });
  return patience;
}

ReleaseBehaviour read_release(Reader& r) {
  ReleaseBehaviour release;
  release.intercept =
      r.required<double>("intercept", {.says = "logit of letting go where nothing is at stake",
                                       .says_zh = "无利害关系时愿意放人的对数几率（截距）",
                                       .source = "ref.down_doctor"});
  release.per_100_yuan_gain = r.required<double>(
      "per_100_yuan_gain",
      {.says = "per 100 yuan gained by keeping the patient", .says_zh = "每百元留治收益"});
  release.per_level_beyond_capability = r.required<double>(
      "per_level_beyond_capability",
      {.says = "per level by which the need exceeds the capability", .says_zh = "超出能力每一级"});
  release.per_10_points_of_occupancy = r.required<double>(
      "per_10_points_of_occupancy", {.says = "per 10 points of bed occupancy above the reference",
                                     .says_zh = "床位使用率每10个百分点"});
  release.reference_occupancy =
      r.optional<Probability>("reference_occupancy", Probability{0.85},
                              {.says = "bed occupancy at which crowding neither keeps nor sends",
                               .says_zh = "参照床位使用率"})
          .value();
  return release;
}

}  // namespace tiercare
