// SPDX-License-Identifier: Apache-2.0
// Every value that a reader came by, given or default, for those who explain a scenario.
//
// A reader in parse mode that has a record adds each value it asks for, with the field's own words;
// one without a record does nothing of the kind.
#pragma once

#include "config/description.hpp"
#include "config/node.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace tiercare::config {

/// One value of a document and what its field says about it.
struct ReadValue {
  std::string path;         ///< dotted: "clinic.staff.doctors"
  Description description;  ///< its field
  bool given = false;       ///< otherwise the description's default holds
  std::string text;         ///< as written, a list on one line; empty if it is a default
  Span span;                ///< of the value; of the key in a list; without a file for a default
  std::vector<Overridden> overrides;  ///< what the files below had said, nearest first
  std::string row;      ///< of a cell of a table: the path of its row, "roads[2]"; else empty
  Span table_named_at;  ///< of a cell: where the scenario names its table
};

/// The values in the order of the first question for each.
class ReadRecord {
 public:
  /// Where the paths of the document that is read next begin ("pathway"); empty for the scenario.
  void set_prefix(std::string prefix) { prefix_ = std::move(prefix); }

  /// The entry of a path, new or emptied. `node` is null for what is not given.
  ReadValue& add(const std::string& path, const Node* node);

  void add(ReadValue value);

  /// What was read off a row of a table.
  /// \param table, row  the paths of both: "geography.roads", "geography.roads[2]"
  void add_row(const ReadRecord& cells, const std::string& table, const std::string& row,
               const Span& table_named_at);

  /// What was read. Fields that are absent and have no default say nothing, so they are not there.
  [[nodiscard]] std::vector<ReadValue> values() const;

 private:
  [[nodiscard]] std::string with_prefix(const std::string& path) const;

  std::string prefix_;
  std::vector<ReadValue> values_;
  std::unordered_map<std::string, std::size_t> place_of_;
};

}  // namespace tiercare::config
