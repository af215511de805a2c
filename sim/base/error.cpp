// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace tiercare {
namespace {

std::string_view label(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

void append_place(std::string& text, const Span& span, std::string_view kind,
                  std::string_view message) {
  fmt::format_to(std::back_inserter(text), "{}:{}:{}: {}: {}\n", span.file, span.line, span.column,
                 kind, message);
}

/// Characters that a terminal draws two cells wide: Chinese, Japanese, Korean, full-width forms.
bool is_wide(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  static constexpr std::array ranges{
      Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},  Range{0x3041, 0xA4CF}, Range{0xAC00, 0xD7A3},
      Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},  Range{0xFF00, 0xFF60}, Range{0xFFE0, 0xFFE6},
      Range{0x1F300, 0x1FAFF}, Range{0x20000, 0x3FFFD}};
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](Range range) { return range.first <= c && c <= range.last; });
}

/// The character that begins `utf8`, taken off its front.
char32_t take_character(std::string_view& utf8) {
  const auto lead = static_cast<unsigned char>(utf8.front());
  const std::size_t length = lead < 0xC0U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
  char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < std::min(length, utf8.size()); ++i)
    c = c << 6U | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
  utf8.remove_prefix(std::min(length, utf8.size()));
  return c;
}

/// The caret under the first of the span's characters, and tildes under the others. Columns count
/// characters; whatever stands as wide as the character above it keeps them in line.
std::string underline(std::string_view excerpt, int column, int length) {
  std::string line;
  for (int i = 1; i < column; ++i) {
    const char32_t above = excerpt.empty() ? U' ' : take_character(excerpt);
    line += is_wide(above) ? "\u3000" : above == U'\t' ? "\t" : " ";
  }
  std::size_t cells = 0;
  for (int i = 0; i < std::max(1, length); ++i)
    cells += !excerpt.empty() && is_wide(take_character(excerpt)) ? 2 : 1;
  line += '^';
  return line.append(cells - 1, '~');
}

void append_excerpt(std::string& text, const Diagnostic& diagnostic) {
  if (diagnostic.excerpt.empty()) {
    if (!diagnostic.hint.empty())
      fmt::format_to(std::back_inserter(text), "  {}\n", diagnostic.hint);
    return;
  }
  const Span& span = diagnostic.span;
  fmt::format_to(std::back_inserter(text), "{:>4} | {}\n     | {}{}{}\n", span.line,
                 diagnostic.excerpt, underline(diagnostic.excerpt, span.column, span.length),
                 diagnostic.hint.empty() ? "" : " ", diagnostic.hint);
}

}  // namespace

std::string format_diagnostics(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const auto& diagnostic : diagnostics) {
    append_place(text, diagnostic.span, label(diagnostic.severity), diagnostic.message);
    append_excerpt(text, diagnostic);
    for (const auto& place : diagnostic.related)
      append_place(text, place.span, "note", place.message);
  }
  return text;
}

ScenarioError::ScenarioError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(format_diagnostics(diagnostics)), diagnostics_(std::move(diagnostics)) {}

OutputError::OutputError(std::string path, const std::string& reason)
    : std::runtime_error(fmt::format("{}: {}", path, reason)), path_(std::move(path)) {}

}  // namespace tiercare
