// SPDX-License-Identifier: Apache-2.0
#include "config/tables.hpp"

#include "base/spelling.hpp"
#include "config/reader.hpp"
#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

namespace tiercare::config {
namespace {

namespace fs = std::filesystem;

void add(std::vector<Diagnostic>& findings, const Span& span, std::string message,
         std::string hint = {}, std::vector<RelatedPlace> related = {}) {
  if (!has_room(findings, Severity::error)) return;
  findings.push_back(
      {Severity::error, span, std::move(message), std::move(hint), {}, std::move(related)});
}

/// The text without a byte order mark; nothing if it is no text, which is a finding then.
std::optional<std::string> checked_text(const fs::path& path, std::vector<Diagnostic>& findings) {
  std::string text = read_file(path);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  try {
    check_characters(text, path.string());
  } catch (const ScenarioError& error) {
    for (const Diagnostic& one : error.diagnostics())
      add(findings, one.span, one.message, one.hint);
    return std::nullopt;
  }
  return text;
}

/// `distance [km]` as its name and its unit.
std::pair<std::string, std::string> name_and_unit(const std::string& header) {
  const auto bracket = header.find('[');
  if (bracket == std::string::npos || !header.ends_with(']')) return {header, {}};
  std::string name = header.substr(0, bracket);
  name.erase(name.find_last_not_of(" \t") + 1);
  return {name, header.substr(bracket + 1, header.size() - bracket - 2)};
}

}  // namespace

const TableFile* Tables::open(const Node& name, const std::string& label,
                              std::vector<Diagnostic>& findings) {
  if (!name.text.ends_with(".csv")) {
    add(findings, name.span, fmt::format("{}: '{}' is no table", label, shown_name(name.text)),
        "a table is a CSV file, as in 'map/settlements.csv'");
    return nullptr;
  }
  std::optional<fs::path> found;
  if (resolver_.find) found = resolver_.find(name.text, name.span.file);
  if (!found) {
    const auto known =
        resolver_.tables ? resolver_.tables(name.text, name.span.file) : std::vector<std::string>{};
    const bool short_enough = name.text.size() <= longest_name;
    const auto nearest = short_enough ? nearest_name(name.text, known) : std::nullopt;
    add(findings, name.span,
        fmt::format("{}: no table '{}' (neither in this file's folder or below nor in the library)",
                    label, shown_name(name.text)),
        nearest ? fmt::format("did you mean '{}'?", *nearest)
                : "a table stands beside or below the file that names it, or in the library");
    return nullptr;
  }
  const fs::path path = found->lexically_normal();
  const auto same = std::ranges::find(files_, path.string(), &TableFile::path);
  if (same != files_.end()) return same->get();
  auto text = checked_text(path, findings);
  if (!text) return nullptr;
  files_.push_back(
      std::make_unique<const TableFile>(TableFile{name.text, path.string(), std::move(*text)}));
  return files_.back().get();
}

void Tables::add_excerpts(std::vector<Diagnostic>& findings) const {
  for (const auto& file : files_) {
    const TextLines lines{file->text};
    for (Diagnostic& one : findings)
      if (one.excerpt.empty() && one.span.file == file->path) lines.show(one);
  }
}

std::string Tables::texts() const {
  std::string texts;
  for (const auto& file : files_) {
    // The 2 says how far the text is indented: its first line may begin with blanks of its own.
    fmt::format_to(std::back_inserter(texts), "---\n# table: {}\n|2\n", file->name);
    const TextLines lines{file->text};
    const auto count = std::ranges::count(file->text, '\n') + 1;
    for (int number = 1; number <= count; ++number)
      fmt::format_to(std::back_inserter(texts), "  {}\n", lines.line(number));
  }
  return texts;
}

TableRows::TableRows(const TableFile& file, const Description& columns, std::string label,
                     std::vector<Diagnostic>& findings)
    : file_{&file},
      described_{&columns},
      label_{std::move(label)},
      findings_{&findings},
      csv_{file.text, file.path, findings},
      found_before_{findings.size()} {
  const auto first = csv_.next();
  if (first)
    read_header(*first);
  else if (findings.size() == found_before_)
    error(header(), fmt::format("{}: the table is empty", label_),
          "its first row names the columns");
  header_is_right_ = first && findings.size() == found_before_;
}

void TableRows::error(const Span& span, std::string message, std::string hint,
                      std::vector<RelatedPlace> related) {
  add(*findings_, span, std::move(message), std::move(hint), std::move(related));
}

std::vector<std::string> TableRows::known() const {
  std::vector<std::string> names;
  for (const Description& column : described_->members) names.push_back(column.key);
  return names;
}

void TableRows::read_header(const std::vector<CsvCell>& header) {
  const CsvCell& first = header.front();
  if (header.size() == 1 && first.text.find_first_of(";\t") != std::string::npos) {
    error(first.span, fmt::format("{}: the header is a single cell", label_),
          "cells are separated by commas");
    return;
  }
  for (const CsvCell& cell : header) read_column(cell);
  check_complete(first);
}

void TableRows::read_column(const CsvCell& cell) {
  const auto [name, unit] = name_and_unit(cell.text);
  const auto described = std::ranges::find(described_->members, name, &Description::key);
  if (name.empty()) {
    error(cell.span, fmt::format("a column without a name in {}", label_),
          "the line has a comma too many: delete empty columns in the program that made the table");
    return;
  }
  if (described == described_->members.end()) {
    error(cell.span, fmt::format("unknown column '{}' in {}", shown_name(name), label_),
          suggestion(name, known()));
    return;
  }
  const auto same = std::ranges::find(columns_, &*described, &Column::description);
  if (same != columns_.end())
    error(cell.span, fmt::format("column '{}' given twice", name), {},
          {{same->span, "first given here"}});
  columns_.push_back({&*described, cell.span, unit});
  if (!unit.empty()) check_unit(cell, columns_.back());
}

/// A wrong unit is said once, at the header, and not in every row.
void TableRows::check_unit(const CsvCell& cell, const Column& column) {
  const Description& described = *column.description;
  if (described.type.bound_unit.empty() || described.problem_with == nullptr) {
    error(cell.span, fmt::format("column '{}' in {} has no unit", described.key, label_),
          fmt::format("write '{}' alone", described.key));
    return;
  }
  Node one;
  one.kind = Node::Kind::scalar;
  one.text = "1 " + column.unit;
  if (const auto problem = described.problem_with(one))
    error(cell.span, fmt::format("column '{}' in {}: {}", described.key, label_, problem->message),
          fmt::format("as in '{} [{}]'", described.key, described.type.bound_unit));
}

void TableRows::check_complete(const CsvCell& first) {
  for (const Description& described : described_->members) {
    const bool given =
        std::ranges::find(columns_, &described, &Column::description) != columns_.end();
    if (!given && described.required)
      error(first.span,
            fmt::format("missing column '{}' in {} ({})", described.key, label_, described.says));
  }
}

std::optional<Node> TableRows::next() {
  if (!header_is_right_) return std::nullopt;
  while (auto row = csv_.next()) {
    has_rows_ = true;
    if (auto node = as_mapping(std::move(*row))) return node;
  }
  if (!std::exchange(has_rows_, true) && findings_->size() == found_before_)
    error(header(), fmt::format("{}: the table has a header and no rows", label_));
  return std::nullopt;
}

/// A unit that is missing is said once, at the header, too.
void TableRows::add_unit(Node& cell, Column& column) {
  const std::string& wanted = column.description->type.bound_unit;
  if (!column.unit.empty() && cell.text.ends_with(column.unit)) {
    error(cell.span,
          fmt::format("{}.{}: '{}' repeats the unit of its column", label_, cell.key, cell.text),
          "write the number alone");
  } else if (!column.unit.empty()) {
    cell.text += " " + column.unit;
  } else if (!wanted.empty() && read_number(cell.text)) {
    if (!std::exchange(column.has_bare_cells, true))
      error(column.span,
            fmt::format("column '{}' in {} has numbers without a unit", cell.key, label_),
            fmt::format("write '{} [{}]'", cell.key, wanted), {{cell.span, "the first is here"}});
    cell.text += " " + wanted;
  }
}

std::optional<Node> TableRows::as_mapping(std::vector<CsvCell> row) {
  const auto counted = [](std::size_t n) { return fmt::format("{} cell{}", n, n == 1 ? "" : "s"); };
  if (row.size() != columns_.size()) {
    error(row.front().span, fmt::format("{}: a row of {}, where the header has {}", label_,
                                        counted(row.size()), columns_.size()));
    return std::nullopt;
  }
  Node mapping = empty_mapping(row.front().span);
  for (std::size_t i = 0; i < row.size(); ++i) {
    Column& column = columns_[i];
    Node cell;
    cell.key = column.description->key;
    cell.key_span = row[i].span;
    cell.span = row[i].span;
    cell.text = std::move(row[i].text);
    if (cell.text.empty() && !column.description->required) continue;
    if (!cell.text.empty()) cell.kind = Node::Kind::scalar;
    add_unit(cell, column);
    mapping.children.push_back(std::move(cell));
  }
  return mapping;
}

}  // namespace tiercare::config
