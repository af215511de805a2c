// SPDX-License-Identifier: Apache-2.0
// Reads what people live with for years, and which needs it brings or makes more frequent.
#include "world/read_world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiercare {

using config::Located;
using config::Presence;
using config::Reader;

namespace {

std::vector<std::string> names_of(const ChronicStates& states) {
  std::vector<std::string> names;
  for (const ChronicState& state : states) names.push_back(state.name);
  return names;
}

/// The state of that name; none, and an error, if it is not declared so far.
ChronicId find_state(Reader& r, const Located<std::string>& name, const ChronicStates& states) {
  for (std::size_t s = 0; s < states.size(); ++s)
    if (states[states.id_of(s)].name == name.value) return states.id_of(s);
  r.unknown_name(name, "chronic state", names_of(states));
  return {};
}

std::vector<ChronicRatio> read_ratios(Reader& r, std::string_view key, const ChronicStates& states,
                                      const config::Field& field) {
  std::vector<ChronicRatio> ratios;
  for (const auto& [name, ratio] : r.named_values<double>(key, Presence::optional, field))
    if (const ChronicId state = find_state(r, name, states); !state.is_none())
      ratios.push_back({state, ratio});
  return ratios;
}

void check_prevalence(Reader& r, const ChronicState& state) {
  if (r.describing() || r.has_errors()) return;
  for (const auto& [band, name] : age_bands)
    for (const Sex sex : {Sex::female, Sex::male})
      if (state.prevalence_of(band, sex) > 1.0)
        return r.error(r.span_of("male_ratio"),
                       fmt::format("more than 100 % of {} would have {} at {}",
                                   sex == Sex::male ? "men" : "women", state.name, name));
}

ChronicState read_state(const std::string& name, const ChronicStates& earlier, Reader& r) {
  ChronicState state;
  state.name = name;
  state.name_zh = r.required<std::string>("name_zh", {.says = "Chinese name", .says_zh = "中文名"});
  state.icd10 = r.required<std::string>(
      "icd10", {.says = "ICD-10 block, as in I10-I15", .says_zh = "ICD-10 编码段"});
  r.section("prevalence", Presence::required,
            {.says = "share of people who have it at the start, by age",
             .says_zh = "按年龄的患病率（模拟开始时）"},
            [&](Reader& ages) {
              for (const auto& [band, age] : age_bands)
                state.prevalence[static_cast<std::size_t>(band)] =
                    ages.required<Probability>(
                            age, {.says = "people of this age who have it", .says_zh = "该年龄段"})
                        .value();
            });
  state.male_ratio = r.optional<double>("male_ratio", 1.0,
                                        {.says = "prevalence of men relative to women",
                                         .says_zh = "男女患病率之比",
                                         .at_least = 0.0,
                                         .at_most = 100.0});
  state.odds = read_ratios(r, "odds_ratio", earlier,
                           {.says = "odds of having it with a state named before, relative to the "
                                    "odds without; none: the two go together through age alone",
                            .says_zh = "合并已列慢性病时的患病比值比",
                            .at_least = 0.01,
                            .at_most = 100.0});
  check_prevalence(r, state);
  return state;
}

bool has_state(const ChronicStates& states, ChronicId id, AgeBand band) {
  return states[id].prevalence[static_cast<std::size_t>(band)] > 0.0;
}

}  // namespace

ChronicStates read_chronic_states(Reader& reader) {
  ChronicStates states;
  reader.entries("chronic", Presence::optional,
                 {.says = "what people live with for years; each is drawn at the start of a run",
                  .says_zh = "慢性病状态"},
                 [&](const Located<std::string>& name, Reader& r) {
                   ChronicState state = read_state(name.value, states, r);
                   if (states.size() < most_chronic_states)
                     states.add(std::move(state));
                   else
                     r.error(name.span, fmt::format("at most {} chronic states can be kept",
                                                    most_chronic_states));
                 });
  return states;
}

void read_chronic_hazard(Reader& r, const ChronicStates& states, Condition& condition) {
  const auto state = r.name_reference(
      "chronic", "chronic state", Presence::optional,
      {.says = "only people who have this state feel such needs; the incidence remains that of "
               "all people of an age",
       .says_zh = "仅患有该慢性病者发生；发生率仍按该年龄全体人口计"});
  condition.hazard_ratios = read_ratios(
      r, "hazard_ratio", states,
      {.says = "how many times as frequent in people with a state as in those without; the "
               "incidence remains that of all people of an age",
       .says_zh = "患有某慢性病者相对未患者的发生风险比；发生率仍按该年龄全体人口计",
       .at_least = 0.01,
       .at_most = 1000.0});
  if (r.describing() || state.value.empty()) return;
  condition.chronic = find_state(r, state, states);
  if (condition.chronic.is_none()) return;
  for (const auto& [band, name] : age_bands)
    if (condition.incidence[static_cast<std::size_t>(band)] > 0.0 &&
        !has_state(states, condition.chronic, band))
      return r.error(state.span, fmt::format("{} {}: nobody has {} at this age, so nobody could "
                                             "feel the needs of its incidence",
                                             condition.name, name, state.value));
}

}  // namespace tiercare
