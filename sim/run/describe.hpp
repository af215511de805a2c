// SPDX-License-Identifier: Apache-2.0
// What the files of a library may say, told by the functions that read them (JSON Schema for
// editors, reference pages, the policies with their parameters), and what facilities a scenario
// has.
#pragma once

#include "config/description.hpp"
#include "run/scenario.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare {

/// The kinds of file that a library holds.
enum class FileKind { scenario, conditions, pathway };
inline constexpr std::array file_kinds{FileKind::scenario, FileKind::conditions, FileKind::pathway};

/// "scenario", "conditions" or "pathway".
[[nodiscard]] std::string_view name_of(FileKind kind);
[[nodiscard]] config::Description describe_file(FileKind kind);
/// JSON Schema draft-07 of such a file.
[[nodiscard]] std::string json_schema(FileKind kind);
/// The reference page of such a file, in Markdown.
[[nodiscard]] std::string reference_page(FileKind kind, config::Language language);

/// A parameter of a policy, as people read it.
struct PolicyParameter {
  std::string path;  ///< `inpatient.fund_share.village`, below the policy's own mapping
  std::string type;
  std::string type_zh;
  std::string example;
  std::string range;
  std::optional<std::string> default_text;
  bool required = false;
  std::string says;
  std::string says_zh;
  std::string source;
  std::vector<std::string> choices;
};

/// A policy that a scenario can name.
struct PolicyInfo {
  std::string kind;  ///< "benefit", "payment" or "referral"
  std::string kind_zh;
  std::string name;
  std::string says;
  std::string says_zh;
  std::vector<std::string> named_at;  ///< keys that take the name: `benefits.resident.scheme`
  std::vector<PolicyParameter> parameters;
};

/// Every policy, by kind.
[[nodiscard]] std::vector<PolicyInfo> describe_policies();

/// A group of facilities of a scenario.
struct FacilityGroupInfo {
  std::string name;
  std::string name_zh;
  std::string tier;
  std::uint32_t facilities = 0;
  std::uint32_t beds = 0;              ///< of each
  std::uint32_t consulting_rooms = 0;  ///< of each
};

[[nodiscard]] std::vector<FacilityGroupInfo> describe_facilities(const Scenario& scenario);

}  // namespace tiercare
