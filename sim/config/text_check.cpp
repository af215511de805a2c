// SPDX-License-Identifier: Apache-2.0
// The checks run from cheap to dear: each later one may rely on the earlier ones.
#include "config/text_check.hpp"

#include "base/excerpt.hpp"
#include "config/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiercare::config {
namespace {

[[noreturn]] void refuse(const TextLines& lines, Span span, std::string message,
                         std::string hint = {}) {
  Diagnostic diagnostic;
  diagnostic.span = std::move(span);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  lines.show(diagnostic);
  throw ScenarioError{{std::move(diagnostic)}};
}

[[noreturn]] void refuse_file(const std::string& file, std::string message, std::string hint = {}) {
  refuse(TextLines{""}, Span{file, 1, 1, 1}, std::move(message), std::move(hint));
}

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

/// Bytes of the well-formed character at `i`; 0 if there is none (RFC 3629, table 3-7 of Unicode).
std::size_t character_length(std::string_view text, std::size_t i) {
  const unsigned first = byte_at(text, i);
  const unsigned second = byte_at(text, i + 1);
  const auto follows = [&](std::size_t k) { return (byte_at(text, i + k) & 0xC0U) == 0x80U; };
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second > 0x9F;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && second < 0x90;
    const bool beyond = first == 0xF4 && second > 0x8F;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

void check_bytes(std::string_view text, const std::string& file) {
  if (text.starts_with("PK\x03\x04") || text.starts_with("\xD0\xCF\x11\xE0"))
    refuse(TextLines{""}, Span{file, 1, 1, 1}, "a workbook or an archive, not a text file",
           "export the table as CSV (UTF-8) from the program that made it");
  int line = 1;
  int column = 1;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = character_length(text, i);
    const unsigned byte = byte_at(text, i);
    const Span place{file, line, column, 1};
    // No excerpt: a terminal should not be shown such bytes.
    if (length == 0)
      refuse(TextLines{""}, place, fmt::format("not UTF-8 text (byte 0x{:02X})", byte),
             "save the file as UTF-8");
    if (byte == 0)
      refuse(TextLines{""}, place, "a NUL byte (this is not a text file)",
             "is it the right file? A table is exported as CSV, not saved as a workbook");
    if (text.substr(i, length) == "\xEF\xBB\xBF")
      refuse(TextLines{""}, place, "a byte order mark inside the text (it cannot be seen)",
             "delete the line and write it anew; files that were put together have such marks");
    const bool allowed = byte == '\t' || byte == '\n' || byte == '\r';
    if ((byte < 0x20 && !allowed) || byte == 0x7F)
      refuse(TextLines{""}, place, fmt::format("a control character (byte 0x{:02X})", byte),
             "delete it, and write anew what it was to be");
    ++column;
    if (byte == '\n') {
      ++line;
      column = 1;
    }
    i += length;
  }
}

void check_indentation(std::string_view text, const std::string& file) {
  const TextLines lines{text};
  int number = 1;
  for (std::size_t start = 0; start < text.size(); ++number) {
    const std::string_view line = lines.line(number);
    const std::size_t content = line.find_first_not_of(" \t");
    const std::size_t tab = line.substr(0, std::min(content, line.size())).find('\t');
    if (tab != std::string_view::npos && content != std::string_view::npos && line[content] != '#')
      refuse(lines, lines.place(file, number - 1, static_cast<int>(tab)),
             "a tab in the indentation (YAML indents with spaces)", "replace it by spaces");
    const std::size_t end = text.find('\n', start);
    start = end == std::string_view::npos ? text.size() : end + 1;
  }
}

}  // namespace

TextLines::TextLines(std::string_view text) : text_{text}, starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts_.push_back(i + 1);
}

std::string_view TextLines::line(int number) const {
  const auto index = static_cast<std::size_t>(std::max(1, number)) - 1;
  if (number < 1 || index >= starts_.size()) return {};
  const std::size_t end = index + 1 < starts_.size() ? starts_[index + 1] - 1 : text_.size();
  std::string_view line = text_.substr(starts_[index], end - starts_[index]);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

void TextLines::show(Diagnostic& finding) const {
  constexpr std::size_t longest = std::size_t{1} << 16;  // beyond, finding the part is dear
  const std::string_view whole = line(finding.span.line);
  // A carriage return would make a terminal write over the line.
  if (whole.size() <= longest && whole.find('\r') == std::string_view::npos)
    show_line(finding, whole);
}

std::string_view TextLines::from(int line_index, int byte_column) const {
  const auto index = static_cast<std::size_t>(std::max(0, line_index));
  if (index >= starts_.size()) return {};
  const std::size_t offset = starts_[index] + static_cast<std::size_t>(std::max(0, byte_column));
  return text_.substr(std::min(offset, text_.size()));
}

Span TextLines::place(const std::string& file, int line_index, int byte_column, int length) const {
  const std::string_view whole = line(line_index + 1);
  const auto bytes = std::min(whole.size(), static_cast<std::size_t>(std::max(0, byte_column)));
  return {file, std::max(0, line_index) + 1, count_characters(whole.substr(0, bytes)) + 1, length};
}

bool has_room(const std::vector<Diagnostic>& findings, Severity severity) {
  return findings.size() < most_findings ||
         static_cast<std::size_t>(std::ranges::count(findings, severity, &Diagnostic::severity)) <
             most_findings;
}

std::string shown_name(std::string_view name) {
  return name.size() <= longest_name ? std::string{name} : std::string{"..."};
}

int count_characters(std::string_view utf8) {
  return static_cast<int>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void check_characters(std::string_view text, const std::string& file, std::string hint_if_large) {
  if (text.size() > largest_file)
    refuse_file(
        file,
        fmt::format("the file is too large ({} bytes; at most {})", text.size(), largest_file),
        std::move(hint_if_large));
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    refuse_file(file, "not UTF-8 text (it begins like UTF-16)", "save the file as UTF-8");
  check_bytes(text, file);
}

void check_text(std::string_view text, const std::string& file) {
  check_characters(text, file, "large tables belong into a CSV file");
  check_indentation(text, file);
}

}  // namespace tiercare::config
