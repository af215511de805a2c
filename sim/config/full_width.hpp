// SPDX-License-Identifier: Apache-2.0
// Signs of a Chinese input method that look like ASCII ones and are none: `：`, `，`, `％`, `１`,
// the space that is as wide as a character, curly quotes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tiercare::config {

struct WideSign {
  std::size_t at = 0;  ///< byte in its text
  std::string text;    ///< the sign itself
  char32_t code = 0;
  char plain = ' ';  ///< what YAML and numbers need in its place

  /// "full-width '：' (U+FF1A)".
  [[nodiscard]] std::string name() const;
  /// What to write in its place.
  [[nodiscard]] std::string hint() const;
};

/// The first sign of the kind in `text` from the byte `from` on.
[[nodiscard]] std::optional<WideSign> find_wide_sign(std::string_view text, std::size_t from = 0);

/// The text with plain signs in place of wide ones, and blanks behind colons and commas.
[[nodiscard]] std::string with_plain_signs(std::string_view text);

/// A wide sign of a line where YAML needs a plain one: a key's colon, a comma in brackets, a quote
/// or a bracket that begins a value, a space in the indentation. None elsewhere in texts.
[[nodiscard]] std::optional<WideSign> find_misplaced_sign(std::string_view line);

}  // namespace tiercare::config
