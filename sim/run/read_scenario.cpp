// SPDX-License-Identifier: Apache-2.0
#include "care/read_care.hpp"
#include "run/doubts.hpp"
#include "run/read_consortia.hpp"
#include "run/read_network.hpp"
#include "run/scenario_parts.hpp"
#include "run/timeline.hpp"
#include "world/read_places.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiercare {
namespace {

using config::Field;
using config::Presence;
using config::Reader;

constexpr std::array<std::string_view, insurance_scheme_count> scheme_names{"resident", "employee"};

constexpr std::array<config::Named<Detail>, 3> details{{
    {Detail::encounters, "encounters", "every contact, referral and stay of residents",
     "居民的每次就诊、转诊与住院"},
    {Detail::indicators, "indicators", "persons, places, daily series and indicators only",
     "仅人口、地点、逐日序列与指标"},
    {Detail::everything, "everything", "also every illness felt and every medicine bought",
     "另含每次感到患病与每次药店购药"},
}};

/// How a run is wanted, where whoever starts it does not say.
void read_wishes(Reader& r, Wishes& wishes) {
  wishes.replications = r.if_given<int>("replications", {.says = "how often it is run",
                                                         .says_zh = "重复次数",
                                                         .source = config::decided,
                                                         .at_least = 1.0,
                                                         .at_most = 100'000.0});
  r.section("record", Presence::defaulted,
            {.says = "what results files keep", .says_zh = "结果文件内容"}, [&](Reader& record) {
              const Detail detail =
                  record.choice("detail", details, default_detail,
                                {.says = "how much of a run is kept", .says_zh = "保存的详细程度"});
              if (record.has("detail")) wishes.detail = detail;
              wishes.sample = record.optional<Probability>(
                  "sample", Probability{1.0},
                  {.says = "share of residents whose encounters are kept; persons, series and "
                           "indicators are always of everybody",
                   .says_zh = "保存就诊记录的居民比例；人口、序列与指标始终涵盖全体",
                   .source = config::decided,
                   .at_least = 0.01});
              wishes.compressed = record.optional<bool>(
                  "compressed", true,
                  {.says = "whether long tables are packed (deflate): a third of the room",
                   .says_zh = "长表是否压缩（deflate），约占三分之一空间",
                   .source = config::decided});
            });
}

void read_head(Reader& r, ScenarioParts& parts) {
  r.required<config::LanguageVersion>("tiercare", {.says = "version of the scenario language",
                                                   .says_zh = "情景语言版本",
                                                   .source = config::decided});
  parts.title = r.required<std::string>(
      "name", {.says = "what the scenario is, in a line", .says_zh = "情景名称"});
  parts.title_zh = r.optional<std::string>("name_zh", parts.title,
                                           {.says = "the same in Chinese", .says_zh = "中文名称"});
  parts.start = static_cast<CivilDay>(
      r.required<config::Date>("start", {.says = "first simulated day", .says_zh = "起始日期"})
          .days_since_1970);
  parts.today = parts.start;
  r.section(
      "horizon", Presence::required, {.says = "how long is simulated", .says_zh = "模拟时长"},
      [&](Reader& horizon) {
        parts.horizon.warm_up = horizon.optional<Duration>("warm_up", Duration::days(60),
                                                           {.says = "before anything is counted",
                                                            .says_zh = "预热期",
                                                            .source = config::decided,
                                                            .at_least = 0.0});
        parts.horizon.run = horizon.required<Duration>(
            "run",
            {.says = "counted", .says_zh = "统计期", .source = config::decided, .at_least = 1.0});
      });
  read_wishes(r, parts.wishes);
}

void read_policies(Reader& r, ScenarioParts& parts) {
  const PolicyCatalogue catalogue = policy_catalogue();
  const PolicyContext context{parts.conditions};
  r.section("release", Presence::required,
            {.says = "what makes a sender let a patient go", .says_zh = "医院舍得放"},
            [&](Reader& release) { parts.release = read_release(release); });
  r.section("referral", Presence::required,
            {.says = "who may go where, and by which channel", .says_zh = "转诊"},
            [&](Reader& referral) {
              parts.referral =
                  make_policy(referral, "rule", catalogue.referrals, context,
                              {.says = "the rule of the policy link", .says_zh = "转诊规则"});
            });
  r.section("benefits", Presence::required,
            {.says = "who pays for the patient", .says_zh = "医保待遇"}, [&](Reader& benefits) {
              for (std::size_t i = 0; i < insurance_scheme_count; ++i)
                benefits.section(
                    scheme_names[i], Presence::required,
                    {.says = "benefits of this insurance scheme", .says_zh = "该险种待遇"},
                    [&](Reader& scheme) {
                      parts.benefits[i] =
                          make_policy(scheme, "scheme", catalogue.benefits, context,
                                      {.says = "the benefit scheme", .says_zh = "待遇方案"});
                    });
            });
  r.section("payment", Presence::required, {.says = "who pays the provider", .says_zh = "医保支付"},
            [&](Reader& payment) {
              for (std::size_t i = 0; i < insurance_scheme_count; ++i)
                payment.section(scheme_names[i], Presence::required,
                                {.says = "payment by this insurance scheme's fund",
                                 .says_zh = "该险种支付方式"},
                                [&](Reader& scheme) {
                                  parts.payments[i] = make_policy(
                                      scheme, "scheme", catalogue.payments, context,
                                      {.says = "the payment scheme", .says_zh = "支付方案"});
                                });
            });
}

std::size_t places_in(const GeographySpec& geography) {
  if (geography.given) return geography.given->settlements.size();
  std::size_t places = geography.cities.size();
  for (const TownshipSpec& township : geography.townships) places += 1 + township.villages;
  return places;
}

/// Somebody sees patients, somebody has beds, and the land is not too large to keep.
void check_places(Reader& r, const ScenarioParts& parts) {
  if (r.describing() || r.has_errors()) return;
  const bool anyone = std::any_of(
      parts.facilities.begin(), parts.facilities.end(),
      [&](const auto& group) { return group.beds > 0 && group.is_open_on(parts.start); });
  if (!anyone) r.error(r.span_of("facilities"), "no facility has a bed: nobody could be admitted");
  const bool seen =
      std::any_of(parts.facilities.begin(), parts.facilities.end(), [](const auto& group) {
        return group.stations[index(StationRole::consulting)]->servers > 0;
      });
  if (!seen)
    r.error(r.span_of("facilities"), "no facility sees patients: all consulting has 0 servers");
  for (const FacilityGroup& group : parts.facilities) {
    const StationSpec& rooms = *group.stations[index(StationRole::consulting)];
    const std::uint32_t kept = parts.referral->reserved_at(tier_of(group.kind)).rooms;
    if (rooms.servers == 0 || rooms.on_duty + kept < rooms.servers) continue;
    std::vector<RelatedPlace> related;
    if (kept > 0) related.push_back({r.span_of("referral"), "the rule that keeps rooms"});
    r.error(r.span_at({"facilities", group.name, "consulting", "servers"}),
            fmt::format("{} has {} consulting rooms, of which {} are on duty for urgent patients "
                        "and {} kept for the green channel: nobody else would ever be seen",
                        group.name, rooms.servers, rooms.on_duty, kept),
            {}, std::move(related));
  }
  check_place_count(r, places_in(parts.geography), r.span_of("geography"));
}

}  // namespace

ScenarioParts read_scenario(Reader& r, const References& references) {
  ScenarioParts parts;
  read_head(r, parts);
  const Field conditions{.says = "the catalogue of conditions, by name", .says_zh = "病种目录"};
  const auto catalogue =
      r.name_reference("conditions", "catalogue", Presence::required, conditions);
  if (!r.describing() && !catalogue.value.empty()) {
    Catalogue read = references.conditions(r, catalogue);
    parts.conditions = std::move(read.conditions);
    parts.chronic = std::move(read.chronic);
  }
  const auto pathway = r.located<std::string>(
      "pathway", "standard",
      {.says = "the pathway through a facility, by name", .says_zh = "就诊路径"});
  if (!r.describing()) parts.pathway = references.pathway(r, pathway);
  const auto section = [&](std::string_view key, std::string_view says, std::string_view says_zh,
                           auto&& read) {
    r.section(key, Presence::required, {.says = says, .says_zh = says_zh}, read);
  };
  section("geography", "land, roads, settlements", "地理",
          [&](Reader& s) { parts.geography = read_geography(s); });
  section("population", "who lives there", "人口", [&](Reader& s) {
    parts.population = read_population(s);
    if (!s.describing()) check_residents(s, parts.geography, parts.population);
  });
  section("calendar", "holidays and the hours at which patients come", "日历",
          [&](Reader& s) { parts.calendar = read_calendar(s); });
  parts.hours = read_opening_hours(r);
  parts.facilities = read_facilities(r, parts.hours, parts.geography);
  read_consortia(r, parts);
  parts.referral_edges = read_network(r, parts);
  section("choice", "what patients respond to", "就医选择",
          [&](Reader& s) { parts.choice = read_choice(s); });
  section("treatment", "how capability becomes right treatment", "诊治",
          [&](Reader& s) { parts.treatment = read_treatment(s); });
  section("patience", "how long people wait", "耐心",
          [&](Reader& s) { parts.patience = read_patience(s); });
  r.section("elsewhere", Presence::defaulted,
            {.says = "what the registered find who are away: one price list, no queue of ours",
             .says_zh = "外出者在外地就医"},
            [&](Reader& s) { parts.elsewhere = read_care_elsewhere(s); });
  read_policies(r, parts);
  r.section("trends", Presence::optional,
            {.says = "what moves by itself, reform or not; all else is as on the first day",
             .says_zh = "自行变化的趋势；其余取值以起始日为准"},
            [&](Reader& s) { parts.trends = read_trends(s, parts.conditions); });
  read_timeline(r, parts);
  check_places(r, parts);
  raise_doubts(r, parts);
  return parts;
}

}  // namespace tiercare
