// SPDX-License-Identifier: Apache-2.0
// Tables whose rows are facts: contacts, admissions and referrals, as they lie in a results file.
//
// What can be joined is left out: tier, line and place follow from the facility and the condition,
// what the patient paid is the charge less what the fund paid. Rows of contacts take 56 bytes.
#pragma once

#include "record/labels.hpp"
#include "record/table.hpp"
#include "world/facts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tiercare {

namespace detail {

/// A duration in 32 bits [ms]; above 49 days counts as 49 days.
constexpr std::uint32_t short_ms(Duration length) {
  constexpr std::int64_t longest = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(length.ms, 0, longest));
}

inline constexpr ColumnText person_text{.unit = "id",
                                        .says = "the resident: a row of /persons",
                                        .says_zh = "居民，即 /persons 的行号",
                                        .refers_to = "persons"};
inline constexpr ColumnText episode_text{.unit = "1",
                                         .says = "number of the episode within the person, from 0",
                                         .says_zh = "该居民的第几次患病，从 0 起"};
inline constexpr ColumnText contact_text{
    .unit = "1",
    .says = "number of the contact within the episode; 0 is the first contact",
    .says_zh = "该次患病中的第几次就诊，0 为首诊"};
inline constexpr ColumnText facility_text{.unit = "id",
                                          .says = "where: a row of /facilities",
                                          .says_zh = "医疗机构，即 /facilities 的行号",
                                          .refers_to = "facilities"};
inline constexpr ColumnText condition_text{.unit = "id",
                                           .says = "the illness: a row of /conditions",
                                           .says_zh = "疾病，即 /conditions 的行号",
                                           .refers_to = "conditions"};
inline constexpr ColumnText acuity_text{.unit = "code",
                                        .says = "how bad it was then",
                                        .says_zh = "当时的病情程度",
                                        .labels = acuity_labels,
                                        .labels_zh = acuity_labels_zh};
inline constexpr ColumnText reason_text{.unit = "code",
                                        .says = "why the patient came",
                                        .says_zh = "来诊缘由",
                                        .labels = reason_labels,
                                        .labels_zh = reason_labels_zh};
inline constexpr ColumnText passed_over_text{
    .unit = "code",
    .says = "what spoke most for this facility against the nearest one",
    .says_zh = "越过最近机构的主要缘由",
    .labels = passed_over_labels,
    .labels_zh = passed_over_labels_zh};
inline constexpr ColumnText bed_passed_over_text{
    .unit = "code",
    .says = "what spoke most for this bed against the nearest one",
    .says_zh = "越过最近有床机构的主要缘由",
    .labels = passed_over_labels,
    .labels_zh = passed_over_labels_zh};
inline constexpr ColumnText outcome_text{.unit = "code",
                                         .says = "how it ended",
                                         .says_zh = "结局",
                                         .labels = outcome_labels,
                                         .labels_zh = outcome_labels_zh};
inline constexpr ColumnText charge_text{
    .unit = "fen", .says = "what was billed", .says_zh = "医疗费用"};
inline constexpr ColumnText fund_text{.unit = "fen",
                                      .says =
                                          "what the insurance fund paid; the rest of the charge "
                                          "is the patient's",
                                      .says_zh = "医保基金支付，其余由患者自付"};

}  // namespace detail

template <>
struct RowDescription<ContactFact> {
  static constexpr std::string_view table = "encounters";
  static constexpr std::string_view says =
      "one row per outpatient contact of a resident, in the order in which they ended";
  static constexpr std::string_view says_zh = "居民每次门诊接触一行，按结束先后排列";
  static constexpr auto columns = std::tuple{
      column("time", &ContactFact::arrived,
             {.unit = "ms",
              .says = "arrival at the facility, since the start of the run",
              .says_zh = "到达机构的时刻，自模拟开始起"}),
      column("person", &ContactFact::person, detail::person_text),
      column("episode", &ContactFact::episode, detail::episode_text),
      column("contact", &ContactFact::contact, detail::contact_text),
      column("facility", &ContactFact::facility, detail::facility_text),
      column("reason", &ContactFact::reason, detail::reason_text),
      column("passed_over", &ContactFact::passed_over, detail::passed_over_text),
      column("condition", &ContactFact::condition, detail::condition_text),
      column("acuity", &ContactFact::acuity, detail::acuity_text),
      column("travel", [](const ContactFact& fact) { return detail::short_ms(fact.travel); },
             {.unit = "ms", .says = "travel to the facility", .says_zh = "到机构的路途时间"}),
      column("wait", [](const ContactFact& fact) { return detail::short_ms(fact.waited); },
             {.unit = "ms",
              .says = "time in all queues of the contact",
              .says_zh = "本次就诊各环节排队时间之和"}),
      column("service", [](const ContactFact& fact) { return detail::short_ms(fact.served); },
             {.unit = "ms", .says = "time with staff", .says_zh = "接受服务的时间"}),
      column("outcome", &ContactFact::outcome, detail::outcome_text),
      column("charge", &ContactFact::charge, detail::charge_text),
      column("fund_paid", &ContactFact::fund_paid, detail::fund_text),
      column("booked_ahead",
             [](const ContactFact& fact) {
               return static_cast<std::uint8_t>(std::ceil(fact.booked_ahead.in_days()));
             },
             {.unit = "day",
              .says = "begun days from booking to appointment; 0 for walk-ins",
              .says_zh = "预约提前时间；0 为现场就诊"})};
};

template <>
struct RowDescription<NeedFact> {
  static constexpr std::string_view table = "needs";
  static constexpr std::string_view says =
      "one row per illness that a resident felt, with what was done about it first, in the order "
      "of time";
  static constexpr std::string_view says_zh = "居民每次感到患病一行，含最初的应对，按时间排列";
  static constexpr auto columns = std::tuple{
      column("time", &NeedFact::at,
             {.unit = "ms", .says = "since the start of the run", .says_zh = "自模拟开始起"}),
      column("person", &NeedFact::person, detail::person_text),
      column("condition", &NeedFact::condition, detail::condition_text),
      column("acuity", &NeedFact::acuity, detail::acuity_text),
      column("answer", &NeedFact::answer,
             {.unit = "code",
              .says = "what was done about it first",
              .says_zh = "最初的应对方式",
              .labels = answer_labels,
              .labels_zh = answer_labels_zh})};
};

template <>
struct RowDescription<PurchaseFact> {
  static constexpr std::string_view table = "purchases";
  static constexpr std::string_view says =
      "one row per medicine that a resident bought over the counter, in the order of time";
  static constexpr std::string_view says_zh = "居民每次在药店自行购药一行，按时间排列";
  static constexpr auto columns = std::tuple{
      column("time", &PurchaseFact::at,
             {.unit = "ms", .says = "since the start of the run", .says_zh = "自模拟开始起"}),
      column("person", &PurchaseFact::person, detail::person_text),
      column("condition", &PurchaseFact::condition, detail::condition_text),
      column("acuity", &PurchaseFact::acuity, detail::acuity_text),
      column("paid", &PurchaseFact::paid,
             {.unit = "fen", .says = "what the resident paid", .says_zh = "居民支付的金额"})};
};

template <>
struct RowDescription<DeathFact> {
  static constexpr std::string_view table = "deaths";
  static constexpr std::string_view says = "one row per resident who died, in the order of time";
  static constexpr std::string_view says_zh = "每位死亡居民一行，按时间排列";
  static constexpr auto columns = std::tuple{
      column("time", &DeathFact::at,
             {.unit = "ms", .says = "since the start of the run", .says_zh = "自模拟开始起"}),
      column("person", &DeathFact::person, detail::person_text),
      column("in_hospital", &DeathFact::in_hospital,
             {.unit = "1", .says = "1: in a bed", .says_zh = "1 为院内死亡"}),
      column("place", &DeathFact::place,
             {.unit = "code",
              .says = "where the resident was",
              .says_zh = "死亡地点",
              .labels = death_place_labels,
              .labels_zh = death_place_labels_zh}),
      column("untreated", &DeathFact::untreated,
             {.unit = "1",
              .says = "1: of an illness that nobody treated rightly in time",
              .says_zh = "1 为未及时获有效治疗而死亡"})};
};

template <>
struct RowDescription<AdmissionFact> {
  static constexpr std::string_view table = "admissions";
  static constexpr std::string_view says =
      "one row per stay of a resident, or wait for a bed given up, in the order in which they "
      "ended";
  static constexpr std::string_view says_zh = "居民每次住院（或放弃候床）一行，按结束先后排列";
  static constexpr auto columns = std::tuple{
      column("decided", &AdmissionFact::decided,
             {.unit = "ms", .says = "admission decided", .says_zh = "决定入院的时刻"}),
      column("bed", &AdmissionFact::bed,
             {.unit = "ms", .says = "bed got; missing if none was", .says_zh = "得到床位的时刻"}),
      column("acute_end", &AdmissionFact::acute_end,
             {.unit = "ms",
              .says = "end of the acute phase; missing if not reached",
              .says_zh = "急性期结束的时刻"}),
      column("discharge", &AdmissionFact::discharge,
             {.unit = "ms",
              .says = "discharge, or end of the wait for a bed",
              .says_zh = "出院（或放弃候床）的时刻"}),
      column("person", &AdmissionFact::person, detail::person_text),
      column("episode", &AdmissionFact::episode, detail::episode_text),
      column("contact", &AdmissionFact::contact, detail::contact_text),
      column("facility", &AdmissionFact::facility, detail::facility_text),
      column("reason", &AdmissionFact::reason, detail::reason_text),
      column("condition", &AdmissionFact::condition, detail::condition_text),
      column("acuity", &AdmissionFact::acuity, detail::acuity_text),
      column("blocked", &AdmissionFact::blocked,
             {.unit = "ms",
              .says = "in bed though fit, agreed and willing to go down: no place there",
              .says_zh = "已可且愿下转、但基层接不住而滞留的时间"}),
      column("outcome", &AdmissionFact::outcome, detail::outcome_text),
      column("charge", &AdmissionFact::charge, detail::charge_text),
      column("fund_paid", &AdmissionFact::fund_paid, detail::fund_text),
      column("passed_over", &AdmissionFact::passed_over, detail::bed_passed_over_text),
      column("kind", &AdmissionFact::kind,
             {.unit = "code",
              .says = "a bed, or a place for the hours of a day treatment",
              .says_zh = "住院床位或日间治疗位",
              .labels = stay_kind_labels,
              .labels_zh = stay_kind_labels_zh}),
      column("since_discharge",
             [](const AdmissionFact& fact) {
               return static_cast<float>(
                   fact.since_discharge == no_discharge ? -1.0 : fact.since_discharge.in_days());
             },
             {.unit = "day",
              .says = "since the last stay of the same illness ended at home; -1: there was none",
              .says_zh = "距同一次患病上次出院的天数；-1 为无",
              .quantum = 1e-3}),
      column("transfer", [](const AdmissionFact& fact) { return detail::short_ms(fact.transfer); },
             {.unit = "ms",
              .says = "from the bed left elsewhere to this one; 0 if the patient came otherwise",
              .says_zh = "由他院病床转至本床所用时间；0 为非转院"})};
};

template <>
struct RowDescription<AwayCareFact> {
  static constexpr std::string_view table = "away_care";
  static constexpr std::string_view says =
      "one row per visit or stay elsewhere of somebody registered here who is away, in the order "
      "of their needs";
  static constexpr std::string_view says_zh = "外出的户籍居民在外地每次门诊或住院一行";
  static constexpr auto columns = std::tuple{
      column("time", &AwayCareFact::at,
             {.unit = "ms",
              .says = "when the illness was felt (or taken along), since the start of the run",
              .says_zh = "感到患病的时刻，自模拟开始起"}),
      column("person", &AwayCareFact::person, detail::person_text),
      column("episode", &AwayCareFact::episode, detail::episode_text),
      column("contact", &AwayCareFact::contact, detail::contact_text),
      column("condition", &AwayCareFact::condition, detail::condition_text),
      column("acuity", &AwayCareFact::acuity, detail::acuity_text),
      column("service", &AwayCareFact::service,
             {.unit = "code",
              .says = "visit or stay",
              .says_zh = "门诊或住院",
              .labels = service_labels,
              .labels_zh = service_labels_zh}),
      column("stay", &AwayCareFact::stay,
             {.unit = "ms", .says = "time in bed", .says_zh = "住院时长"}),
      column("outcome", &AwayCareFact::outcome, detail::outcome_text),
      column("charge", &AwayCareFact::charge, detail::charge_text),
      column("fund_paid", &AwayCareFact::fund_paid, detail::fund_text)};
};

namespace detail {

template <Link link>
constexpr bool link_holds(const ReferralFact& fact) {
  return fact.holds[static_cast<std::size_t>(link)];
}

}  // namespace detail

template <>
struct RowDescription<ReferralFact> {
  static constexpr std::string_view table = "referrals";
  static constexpr std::string_view says =
      "one row per referral that was thought of, made or not, with all four links";
  static constexpr std::string_view says_zh = "每次考虑转诊一行（无论成否），含四个环节";
  static constexpr auto columns = std::tuple{
      column("time", &ReferralFact::at,
             {.unit = "ms", .says = "when it was considered", .says_zh = "考虑转诊的时刻"}),
      column("person", &ReferralFact::person, detail::person_text),
      column("episode", &ReferralFact::episode, detail::episode_text),
      column("from", &ReferralFact::from, detail::facility_text),
      column("to", &ReferralFact::to,
             {.unit = "id",
              .says = "where to: a row of /facilities",
              .says_zh = "转往机构，即 /facilities 的行号",
              .refers_to = "facilities"}),
      column("direction", &ReferralFact::direction,
             {.unit = "code",
              .says = "up or down the tiers",
              .says_zh = "上转或下转",
              .labels = direction_labels,
              .labels_zh = direction_labels_zh}),
      column("inpatient", &ReferralFact::inpatient,
             {.unit = "1", .says = "1: from a bed", .says_zh = "1 为住院患者"}),
      column("condition", &ReferralFact::condition, detail::condition_text),
      column("acuity", &ReferralFact::acuity, detail::acuity_text),
      column("release", &detail::link_holds<Link::release>,
             {.unit = "1", .says = "1: the sender lets go", .says_zh = "1 为转出方舍得放"}),
      column("receive", &detail::link_holds<Link::receive>,
             {.unit = "1", .says = "1: the receiver can take over", .says_zh = "1 为接收方接得住"}),
      column("willing", &detail::link_holds<Link::willing>,
             {.unit = "1", .says = "1: the patient is willing", .says_zh = "1 为患者愿意去"}),
      column("policy", &detail::link_holds<Link::policy>,
             {.unit = "1",
              .says = "1: there is a channel for it",
              .says_zh = "1 为政策配套（有转诊通道）"}),
      column("accepted", &ReferralFact::accepted,
             {.unit = "1", .says = "1: all four links hold", .says_zh = "1 为四个环节均成立"}),
      column("release_probability",
             [](const ReferralFact& fact) { return static_cast<float>(fact.release_probability); },
             {.unit = "1",
              .says = "probability with which the sender lets go",
              .says_zh = "转出方愿放的概率",
              .quantum = 1e-4}),
      column("willing_probability",
             [](const ReferralFact& fact) { return static_cast<float>(fact.willing_probability); },
             {.unit = "1",
              .says = "probability with which the patient is willing",
              .says_zh = "患者愿意的概率",
              .quantum = 1e-4}),
      column("green_channel", &ReferralFact::green_channel,
             {.unit = "1", .says = "1: with priority at the receiver", .says_zh = "1 为绿色通道"}),
      column("refusal", &ReferralFact::refusal,
             {.unit = "code",
              .says = "why the receiver cannot take over",
              .says_zh = "接收方接不住的原因",
              .labels = refusal_labels,
              .labels_zh = refusal_labels_zh}),
      column("red_line", &ReferralFact::red_line,
             {.unit = "1",
              .says = "1: a rule of the record system demands it",
              .says_zh = "1 为触发转诊红线"}),
      column("along_edge", &ReferralFact::along_edge,
             {.unit = "1",
              .says = "1: along an edge of the referral network",
              .says_zh = "1 为沿转诊网络的连线"}),
      column("lacking", &ReferralFact::lacking,
             {.unit = "code",
              .says = "what the sender lacked to treat it (up), the receiver to go on (down)",
              .says_zh = "上转时为转出方所缺，下转时为接收方所缺",
              .labels = lack_labels,
              .labels_zh = lack_labels_zh})};
};

}  // namespace tiercare
