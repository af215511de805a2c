// SPDX-License-Identifier: Apache-2.0
// What must be true of a file's bytes before YAML or CSV is tried: size, UTF-8, no control
// characters, no tabs in the indentation. Also turns byte offsets into places.
#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare::config {

/// Lines of a text, and places in them. Columns count characters, not bytes.
class TextLines {
 public:
  explicit TextLines(std::string_view text);
  /// How many there are: one more than line ends.
  [[nodiscard]] int count() const { return static_cast<int>(starts_.size()); }
  /// Line by 1-based number, without its end; empty beyond the last.
  [[nodiscard]] std::string_view line(int number) const;
  /// Gives the finding its line, or the part around its place; nothing that garbles a screen.
  void show(Diagnostic& finding) const;
  /// The text from a place on [0-based line and byte column].
  [[nodiscard]] std::string_view from(int line, int byte_column) const;
  /// The place of a byte [0-based line and byte column].
  [[nodiscard]] Span place(const std::string& file, int line, int byte_column,
                           int length = 1) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// Beyond this many errors, or warnings, nobody reads on; it bounds the work over a hostile file.
inline constexpr std::size_t most_findings = 500;
/// Whether another one is kept. Warnings never take the place of an error.
[[nodiscard]] bool has_room(const std::vector<Diagnostic>& findings, Severity severity);
/// The longest name [bytes] that is worth repeating in a message or comparing with others.
inline constexpr std::size_t longest_name = 64;
/// The name for a message; "..." if it is too long.
[[nodiscard]] std::string shown_name(std::string_view name);

/// Characters of a UTF-8 text.
[[nodiscard]] int count_characters(std::string_view utf8);

/// What any text needs: not too large, UTF-8, no control characters.
/// \throws ScenarioError with the first flaw
void check_characters(std::string_view text, const std::string& file,
                      std::string hint_if_large = {});

/// The same, and no tabs in the indentation. \throws ScenarioError with the first flaw
void check_text(std::string_view text, const std::string& file);

}  // namespace tiercare::config
