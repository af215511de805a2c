// SPDX-License-Identifier: Apache-2.0
// Where every value of a scenario comes from: who set it, whom it overrides, and how sure we are.
//
// How sure is taken from the nearest comment that says found, recalled or assumed (the weakest of
// the words counts), else from the codes that it names in the parameter book; for a default, from
// the source that its field declares.
#pragma once

#include "base/error.hpp"
#include "config/node.hpp"
#include "config/parameter_book.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tiercare {

struct ExplainedValue {
  std::string path;   ///< dotted: "facilities.village_clinic.consulting.servers"
  std::string value;  ///< as written; of a default, as it would be written
  std::string unit;   ///< what stands after its number; empty if there is none
  std::string type;   ///< "duration"
  std::string type_zh;
  std::string says;  ///< what the field means
  std::string says_zh;
  bool given = false;  ///< by a file; otherwise it is the field's default
  std::string row;     ///< of a cell of a table: the path of its row; else empty
  Span place;          ///< of its key; without a file for a default
  std::vector<config::Overridden> overrides;  ///< what the files below had said, nearest first
  /// Whether it is a number that needs a source, rather than a name, a date or a choice.
  bool needs_source = true;
  std::optional<config::Confidence> confidence;
  std::vector<std::string> codes;  ///< of the parameter book, without '*'
  std::string comment;             ///< that says how sure we are, or the nearest one
  std::string comment_file;        ///< where it stands; of a cell, the file that names its table
  int comment_line = 0;            ///< of what the comment speaks of
};

/// Every value of a scenario and of the files it names, in the order in which they are read.
/// \throws ScenarioError, OutputError as Scenario::load does
[[nodiscard]] std::vector<ExplainedValue> explain(const std::string& name_or_path,
                                                  const std::filesystem::path& library);

/// The parameter book of a library folder. \throws ScenarioError with every flaw of it
[[nodiscard]] config::ParameterBook parameter_book(const std::filesystem::path& library);

}  // namespace tiercare
