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

/// A field, as people read it.
struct FieldInfo {
  /// `facilities.NAME.beds`, where NAME stands for a name of one's own; `timeline[].on` for what
  /// every item of a list has.
  std::string path;
  std::string type;  ///< "share", "list of names", "section"
  std::string type_zh;
  std::string example;
  std::string range;
  std::optional<std::string> default_text;
  bool required = false;
  std::string says;
  std::string says_zh;
  std::string source;
  std::vector<std::string> choices;
  std::string selector;     ///< "all townships", if that may stand for a list of names
  bool is_section = false;  ///< it holds other fields and no value of its own
  /// The field is there only if the key at `kind_at` names `kind`: at "referral.rule",
  /// "agreed_lists". Empty if it is always there.
  std::string kind_at;
  std::string kind;
  std::string_view file;  ///< the kind of file that it stands in
};

/// Every field of every kind of file, by the paths that `explain` knows them by.
[[nodiscard]] std::vector<FieldInfo> describe_fields();

/// What a value's field says of it, at a path.
[[nodiscard]] FieldInfo describe_field(const config::Description& field, std::string path);

/// A policy that a scenario can name.
struct PolicyInfo {
  std::string kind;  ///< "benefit", "payment" or "referral"
  std::string kind_zh;
  std::string name;
  std::string says;
  std::string says_zh;
  std::vector<std::string> named_at;  ///< keys that take the name: `benefits.resident.scheme`
  std::vector<FieldInfo> parameters;  ///< paths begin below the policy's own mapping
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
