// SPDX-License-Identifier: Apache-2.0
// Columns count characters, a terminal counts cells: Chinese characters take two.
#include "base/excerpt.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tiercare {
namespace {

constexpr std::string_view dots = "...";

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

int cells_of(char32_t c) {
  return is_wide(c) ? 2 : 1;
}

int cells_in(std::string_view utf8) {
  int cells = 0;
  while (!utf8.empty()) cells += cells_of(take_character(utf8));
  return cells;
}

/// Takes characters off the front that fill at most `cells`. \return how many
int drop_cells(std::string_view& utf8, int cells) {
  int characters = 0;
  while (!utf8.empty()) {
    std::string_view rest = utf8;
    cells -= cells_of(take_character(rest));
    if (cells < 0) break;
    utf8 = rest;
    ++characters;
  }
  return characters;
}

std::string_view first_cells(std::string_view utf8, int cells) {
  std::string_view rest = utf8;
  drop_cells(rest, cells);
  return utf8.substr(0, utf8.size() - rest.size());
}

}  // namespace

void show_line(Diagnostic& finding, std::string_view line) {
  std::string_view from_place = line;
  for (int i = 1; i < finding.span.column && !from_place.empty(); ++i) take_character(from_place);
  std::string_view before = line.substr(0, line.size() - from_place.size());
  const int left = cells_in(before);
  const int right = cells_in(from_place);
  constexpr int half = widest_excerpt / 2;
  constexpr int dot_cells = static_cast<int>(dots.size());
  const int shown_right = left + right <= widest_excerpt
                              ? right
                              : std::min(right, std::max(half, widest_excerpt - left));
  const int shown_left = std::min(left, widest_excerpt - shown_right);

  finding.excerpt.clear();
  finding.cut = 0;
  if (shown_left < left) {
    finding.excerpt += dots;
    // A wide character does not stop at half its cells: one more goes.
    finding.cut = drop_cells(before, left - shown_left + dot_cells + 1) - dot_cells;
  }
  finding.excerpt += before;
  if (shown_right == right) {
    finding.excerpt += from_place;
  } else {
    finding.excerpt += first_cells(from_place, shown_right - dot_cells);
    finding.excerpt += dots;
  }
}

std::string underline(const Diagnostic& finding) {
  std::string_view excerpt = finding.excerpt;
  std::string line;
  for (int i = 1; i < finding.span.column - finding.cut; ++i) {
    const char32_t above = excerpt.empty() ? U' ' : take_character(excerpt);
    // Whatever stands as wide as the character above it keeps the caret in line.
    line += is_wide(above) ? "\u3000" : above == U'\t' ? "\t" : " ";
  }
  int cells = 0;
  for (int i = 0; i < finding.span.length && !excerpt.empty(); ++i)
    cells += cells_of(take_character(excerpt));
  line += '^';
  return line.append(static_cast<std::size_t>(std::max(0, cells - 1)), '~');
}

}  // namespace tiercare
