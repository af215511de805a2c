// SPDX-License-Identifier: Apache-2.0
// The CSV files that a scenario names, and their rows as mappings that a Reader can be asked about.
//
// A row becomes a node of the tree: each cell a scalar under its column's name, with its place in
// the CSV file. So columns are described, parsed and complained about exactly as keys are. A header
// may give a column's unit, as in `distance [km]`; its cells are bare numbers then.
#pragma once

#include "config/csv.hpp"
#include "config/description.hpp"
#include "config/document.hpp"
#include "config/node.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tiercare::config {

struct TableFile {
  std::string name;  ///< as the scenario names it
  std::string path;
  std::string text;
};

/// The files, each read once.
class Tables {
 public:
  explicit Tables(Resolver resolver) : resolver_{std::move(resolver)} {}

  /// The file that the scalar `name` refers to; null if it cannot be had, which is a finding then.
  /// \param label  the key's dotted path
  [[nodiscard]] const TableFile* open(const Node& name, const std::string& label,
                                      std::vector<Diagnostic>& findings);

  /// Gives findings in these files the lines they speak of.
  void add_excerpts(std::vector<Diagnostic>& findings) const;

  /// Every file as a YAML document that holds its text, in the order in which they were opened.
  [[nodiscard]] std::string texts() const;

 private:
  Resolver resolver_;
  std::vector<std::unique_ptr<const TableFile>> files_;
};

/// Takes the rows off a table, after its header has been compared with the columns there are.
class TableRows {
 public:
  /// \param file, columns, findings  outlive this
  TableRows(const TableFile& file, const Description& columns, std::string label,
            std::vector<Diagnostic>& findings);

  [[nodiscard]] Span header() const { return {file_->path, 1, 1, 1}; }
  /// The next row as a mapping: nothing at the end, or if the header is wrong.
  [[nodiscard]] std::optional<Node> next();

 private:
  struct Column {
    const Description* description;
    Span span;
    std::string unit;             ///< of the header; empty if the cells give theirs
    bool has_bare_cells = false;  ///< numbers where neither gives one
  };

  void read_header(const std::vector<CsvCell>& header);
  void read_column(const CsvCell& cell);
  void check_unit(const CsvCell& cell, const Column& column);
  void check_complete(const CsvCell& first);
  [[nodiscard]] std::optional<Node> as_mapping(std::vector<CsvCell> row);
  void add_unit(Node& cell, Column& column);
  [[nodiscard]] std::vector<std::string> known() const;
  void error(const Span& span, std::string message, std::string hint = {},
             std::vector<RelatedPlace> related = {});

  const TableFile* file_;
  const Description* described_;
  std::string label_;
  std::vector<Diagnostic>* findings_;
  CsvReader csv_;
  std::vector<Column> columns_;
  std::size_t found_before_;
  bool header_is_right_ = true;
  bool has_rows_ = false;
};

}  // namespace tiercare::config
