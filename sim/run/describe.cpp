// SPDX-License-Identifier: Apache-2.0
#include "run/describe.hpp"

#include "care/care_plan.hpp"
#include "care/read_care.hpp"
#include "run/scenario_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiercare {
namespace {

using config::Description;
using config::Language;

std::string_view schema_title(FileKind kind) {
  switch (kind) {
    case FileKind::scenario:
      return "A scenario of tiercare";
    case FileKind::conditions:
      return "A catalogue of conditions of tiercare";
    case FileKind::pathway:
      return "A pathway of tiercare";
  }
  return {};
}

struct PageHead {
  std::string_view title;
  std::string_view introduction;
};

constexpr std::string_view made_by_us =
    "This page is written by `make reference` from the program's own description of every key; "
    "do not edit it.";
constexpr std::string_view made_by_us_zh =
    "本页由 `make reference` 根据程序自身对每个键的说明生成，请勿手工修改。";

PageHead head_of(FileKind kind, Language language) {
  const bool chinese = language == Language::chinese;
  switch (kind) {
    case FileKind::scenario:
      if (chinese)
        return {"情景文件：键与取值",
                "情景是一个 YAML 文件。“必填”指不以 `extends` 修改他人的情景；有 `extends` 时只写"
                "要改的键。NAME 表示自定的名称。最后一列是默认值的出处：“假设”，或"
                "[参数表](../model/parameters.md)中的编号。"};
      return {"The scenario file: keys and values",
              "A scenario is a YAML file. *Required* speaks of a scenario that extends no other; "
              "with `extends`, only what changes is written. NAME stands for a name of your own. "
              "The last column says where a default comes from: *assumed*, or a row of "
              "[the parameters](../model/parameters.md)."};
    case FileKind::conditions:
      if (chinese)
        return {"病种目录文件：键与取值",
                "`scenarios/conditions/` 中的文件，情景以 `conditions: core` 指名。NAME "
                "表示自定的病种名称。"};
      return {"The catalogue of conditions: keys and values",
              "A file of `scenarios/conditions/`, which a scenario names: `conditions: core`. NAME "
              "stands for a condition's name."};
    case FileKind::pathway:
      if (chinese)
        return {"就诊路径文件：键与取值",
                "`scenarios/pathways/` 中的文件，情景以 `pathway: standard` 指名。NAME "
                "表示自定的步骤名称。"};
      return {"The pathway: keys and values",
              "A file of `scenarios/pathways/`, which a scenario names: `pathway: standard`. NAME "
              "stands for a step's name."};
  }
  return {};
}

/// A key of a scenario under which policies of one kind are named.
struct PolicySection {
  std::string_view kind;
  std::string_view section;
};
constexpr std::array policy_sections{PolicySection{"benefit", "benefits"},
                                     PolicySection{"payment", "payment"},
                                     PolicySection{"referral", "referral"}};

PolicyInfo policy_of(const Description& entry) {
  PolicyInfo policy;
  policy.name = entry.key;
  policy.says = entry.says;
  policy.says_zh = entry.says_zh;
  for (const auto& value : config::described_values(entry))
    policy.parameters.push_back(describe_field(*value.description, value.path));
  return policy;
}

/// Adds the policies that can be named at or below `section`, each once with all its places.
void collect_policies(const Description& section, const std::string& path,
                      std::vector<PolicyInfo>& found) {
  for (const Description& entry : section.alternatives) {
    auto known = std::ranges::find(found, entry.key, &PolicyInfo::name);
    if (known == found.end()) known = found.insert(known, policy_of(entry));
    known->named_at.push_back(path + "." + section.discriminator.key);
  }
  for (const Description& member : section.members)
    if (member.shape == Description::Shape::mapping)
      collect_policies(member, path + "." + member.key, found);
}

}  // namespace

std::string_view name_of(FileKind kind) {
  switch (kind) {
    case FileKind::scenario:
      return "scenario";
    case FileKind::conditions:
      return "conditions";
    case FileKind::pathway:
      return "pathway";
  }
  return {};
}

Description describe_file(FileKind kind) {
  switch (kind) {
    case FileKind::scenario:
      return config::describe([](config::Reader& reader) { return read_scenario(reader, {}); });
    case FileKind::conditions:
      return config::describe_alone([](config::Reader& reader) { return read_conditions(reader); });
    case FileKind::pathway:
      return config::describe_alone([](config::Reader& reader) { return read_pathway(reader); });
  }
  return {};
}

std::string json_schema(FileKind kind) {
  return config::to_json_schema(describe_file(kind), schema_title(kind));
}

std::string reference_page(FileKind kind, Language language) {
  const PageHead head = head_of(kind, language);
  const std::string_view made = language == Language::chinese ? made_by_us_zh : made_by_us;
  return "<!-- SPDX-License-Identifier: Apache-2.0 -->\n" +
         config::to_markdown(describe_file(kind), head.title,
                             fmt::format("{}\n\n{}", head.introduction, made), language);
}

std::vector<PolicyInfo> describe_policies() {
  const Description scenario = describe_file(FileKind::scenario);
  std::vector<PolicyInfo> policies;
  for (const PolicySection& kind : policy_sections) {
    const auto section = std::ranges::find(scenario.members, kind.section, &Description::key);
    std::vector<PolicyInfo> found;
    if (section != scenario.members.end()) collect_policies(*section, section->key, found);
    for (PolicyInfo& policy : found) {
      policy.kind = kind.kind;
      policy.kind_zh = section->says_zh;
      policies.push_back(std::move(policy));
    }
  }
  return policies;
}

std::vector<FacilityGroupInfo> describe_facilities(const Scenario& scenario) {
  std::vector<FacilityGroupInfo> groups;
  for (const FacilityGroup& group : scenario.plan().groups) {
    const auto& rooms = group.stations[index(StationRole::consulting)];
    groups.push_back({.name = group.name,
                      .name_zh = group.name_zh,
                      .tier = std::string{tier_terms()[index(tier_of(group.kind))].name},
                      .facilities = 0,
                      .beds = group.beds,
                      .consulting_rooms = rooms ? rooms->servers : 0});
  }
  for (const Facility& facility : scenario.plan().facilities)
    ++groups[facility.group.index()].facilities;
  return groups;
}

}  // namespace tiercare
