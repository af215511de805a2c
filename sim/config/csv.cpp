// SPDX-License-Identifier: Apache-2.0
#include "config/csv.hpp"

#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiercare::config {

CsvReader::CsvReader(std::string_view text, std::string file, std::vector<Diagnostic>& findings)
    : text_{text}, file_{std::move(file)}, findings_{&findings} {}

std::optional<std::vector<CsvCell>> CsvReader::next() {
  while (!at_end()) {
    auto row = read_row();
    if (!row) skip_line();
    const bool blank = row && row->size() == 1 && row->front().text.empty();
    if (row && !blank) return row;
  }
  return std::nullopt;
}

bool CsvReader::at_line_end() const {
  return at_end() || here() == '\n' || text_.substr(at_).starts_with("\r\n");
}

/// Columns count characters: the bytes that continue one do not.
void CsvReader::advance() {
  const char passed = here();
  ++at_;
  if (passed == '\n') {
    ++line_;
    column_ = 1;
  } else if (at_end() || (static_cast<unsigned char>(here()) & 0xC0U) != 0x80U) {
    ++column_;
  }
}

bool CsvReader::take(char wanted) {
  if (at_end() || here() != wanted) return false;
  advance();
  return true;
}

void CsvReader::skip_blanks() {
  while (here() == ' ' || here() == '\t') advance();
}

void CsvReader::skip_line() {
  while (!at_end() && here() != '\n') advance();
  take('\n');
}

void CsvReader::flaw(const Span& span, std::string message, std::string hint) {
  if (!has_room(*findings_, Severity::error)) return;
  findings_->push_back({Severity::error, span, std::move(message), std::move(hint), {}, {}});
}

std::optional<std::vector<CsvCell>> CsvReader::read_row() {
  std::vector<CsvCell> row;
  do {
    skip_blanks();
    if (row.size() == most_columns) {
      flaw(place(), fmt::format("a row of more than {} cells", most_columns));
      return std::nullopt;
    }
    auto cell = here() == '"' ? read_quoted() : read_plain();
    if (!cell) return std::nullopt;
    row.push_back(std::move(*cell));
  } while (take(','));
  skip_line();
  return row;
}

std::optional<CsvCell> CsvReader::read_plain() {
  CsvCell cell{{}, place()};
  while (!at_line_end() && here() != ',') {
    if (here() == '"') {
      flaw(place(), "a quote inside a cell",
           "put the whole cell in quotes and double those inside it, as in \"the \"\"old\"\" "
           "town\"");
      return std::nullopt;
    }
    if (here() == '\r') {
      flaw(place(), "a carriage return inside a line (lines end with LF or CRLF)");
      return std::nullopt;
    }
    cell.text += here();
    advance();
  }
  cell.text.erase(cell.text.find_last_not_of(" \t") + 1);
  cell.span.length = std::max(1, count_characters(cell.text));
  return cell;
}

std::optional<CsvCell> CsvReader::read_quoted() {
  CsvCell cell{{}, place()};
  take('"');
  while (true) {
    if (at_end()) {
      flaw(cell.span, "a quote that is never closed");
      return std::nullopt;
    }
    if (take('"') && here() != '"') break;
    cell.text += here();
    advance();
  }
  if (line_ == cell.span.line) cell.span.length = column_ - cell.span.column;
  skip_blanks();
  if (!at_line_end() && here() != ',') {
    flaw(place(), "text after a cell in quotes", "cells are separated by commas");
    return std::nullopt;
  }
  return cell;
}

}  // namespace tiercare::config
