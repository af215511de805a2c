// SPDX-License-Identifier: Apache-2.0
#include "policies/referral/lists.hpp"

#include "world/read_world.hpp"

#include <algorithm>
#include <array>

namespace tiercare {

std::vector<bool> read_condition_list(config::Reader& reader, std::string_view key,
                                      const Conditions& conditions, config::Presence presence,
                                      const config::Field& field) {
  std::vector<std::string> known;
  for (const Condition& condition : conditions) known.push_back(condition.name);
  std::vector<bool> listed(conditions.size(), false);
  for (const auto& name :
       reader.names(key, {"condition", "conditions", "病种", known}, presence, field))
    listed[static_cast<std::size_t>(std::ranges::find(known, name.value) - known.begin())] = true;
  return listed;
}

RedLines read_red_lines(config::Reader& reader, const Conditions& conditions) {
  RedLines lines;
  lines.conditions = read_condition_list(
      reader, "red_lines", conditions, config::Presence::optional,
      {.says = "conditions that the record system does not let village and township keep; absent: "
               "none",
       .says_zh = "转诊红线病种：系统不允许基层留治；缺省无"});
  lines.from =
      reader.choice("red_lines_from", named(acuity_terms()), Acuity::severe,
                    {.says = "acuity from which a red line holds", .says_zh = "红线起始病情程度"});
  return lines;
}

Destination read_destination(config::Reader& reader, Destination by_default) {
  static constexpr std::array<config::Named<Destination>, 3> names{{
      {Destination::choice, "choice", "what suits the patient best", "患者意愿"},
      {Destination::edge, "edge", "first where an edge or the consortium leads", "网络连线优先"},
      {Destination::openness, "openness", "first where a place is soonest", "号源床位优先"},
  }};
  return reader.choice("destination", names, by_default,
                       {.says = "how the place is found among those that are up to the need",
                        .says_zh = "接收机构的确定方式"});
}

}  // namespace tiercare
