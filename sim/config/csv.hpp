// SPDX-License-Identifier: Apache-2.0
// Comma-separated values by RFC 4180, cell by cell with its place in the file.
//
// A library would give the cells; findings also need their lines and columns, and a flawed row must
// not hide the next. Cells may be quoted ("" is a quote inside); lines end with LF or CRLF; blanks
// around a cell and blank lines mean nothing.
#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare::config {

struct CsvCell {
  std::string text;
  Span span;
};

/// More columns than any table has; it bounds the work over a hostile file.
inline constexpr std::size_t most_columns = 100;

/// Takes the rows off a text one by one. Flaws are added to the findings, and their rows left out.
class CsvReader {
 public:
  /// \param text  outlives the reader
  CsvReader(std::string_view text, std::string file, std::vector<Diagnostic>& findings);

  /// The next row with anything in it; nothing at the end of the text.
  [[nodiscard]] std::optional<std::vector<CsvCell>> next();

 private:
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] char here() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] bool at_line_end() const;
  [[nodiscard]] Span place(int length = 1) const { return {file_, line_, column_, length}; }
  void advance();
  bool take(char wanted);
  void skip_blanks();
  void skip_line();
  void flaw(const Span& span, std::string message, std::string hint = {});
  std::optional<std::vector<CsvCell>> read_row();
  std::optional<CsvCell> read_plain();
  std::optional<CsvCell> read_quoted();

  std::string_view text_;
  std::string file_;
  std::vector<Diagnostic>* findings_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

}  // namespace tiercare::config
