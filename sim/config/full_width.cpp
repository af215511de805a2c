// SPDX-License-Identifier: Apache-2.0
#include "config/full_width.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace tiercare::config {
namespace {

/// The wide forms of ASCII are one block in its order; the others have no order.
constexpr char32_t first_form = 0xFF01;
constexpr char32_t last_form = 0xFF5E;
constexpr char32_t wide_space = 0x3000;

struct Pair {
  char32_t wide;
  char plain;
};
constexpr std::array others{Pair{wide_space, ' '}, Pair{0x3001, ','}, Pair{0x3002, '.'},
                            Pair{0x3010, '['},     Pair{0x3011, ']'}, Pair{0x2018, '\''},
                            Pair{0x2019, '\''},    Pair{0x201C, '"'}, Pair{0x201D, '"'},
                            Pair{0x2013, '-'},     Pair{0x2212, '-'}};

std::optional<char> plain_form(char32_t code) {
  if (code >= first_form && code <= last_form) return static_cast<char>(code - first_form + '!');
  const auto pair = std::ranges::find(others, code, &Pair::wide);
  return pair == others.end() ? std::nullopt : std::optional{pair->plain};
}

/// All of these signs are three bytes of UTF-8.
constexpr std::size_t sign_bytes = 3;

std::optional<WideSign> sign_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (at + sign_bytes > text.size() || (byte(0) & 0xF0U) != 0xE0U) return std::nullopt;
  const char32_t code = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  const auto plain = plain_form(code);
  if (!plain) return std::nullopt;
  return WideSign{at, std::string{text.substr(at, sign_bytes)}, code, *plain};
}

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// Goes over a line as YAML would, as far as one line can be understood alone.
class LineScan {
 public:
  explicit LineScan(std::string_view line) : line_{line} {}

  std::optional<WideSign> misplaced() {
    for (at_ = 0; at_ < line_.size();) {
      if (quote_ == 0 && line_[at_] == '#' && (at_ == 0 || line_[at_ - 1] == ' ')) break;
      const auto sign = sign_at(line_, at_);
      if (sign && is_misplaced(*sign)) return *sign;
      if (sign) {
        begins_ = false;
        at_ += sign_bytes;
      } else {
        pass(line_[at_++]);
      }
    }
    // A quote that the line does not end may have been meant to end with a curly one.
    return quote_ == 0 ? std::nullopt : last_curly_;
  }

 private:
  bool is_misplaced(const WideSign& sign) {
    if (quote_ != 0) {
      if (sign.plain == quote_) last_curly_ = sign;
      return false;
    }
    switch (sign.plain) {
      case ':':
        return !has_colon_;
      case ',':
        return depth_ > 0;
      case ' ':
        return line_.find_first_not_of(' ') == at_;
      case ']':
      case '}':
        return depth_ > 0;
      default:
        return begins_ && std::string_view{"[{\"'-"}.find(sign.plain) != std::string_view::npos;
    }
  }

  void pass(char c) {
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
      return;
    }
    if (begins_ && (c == '"' || c == '\'')) quote_ = c;
    const bool opens = begins_ && (c == '[' || c == '{');
    const bool closes = depth_ > 0 && (c == ']' || c == '}');
    const bool parts = depth_ > 0 && c == ',';
    const bool is_colon = c == ':' && (at_ == line_.size() || line_[at_] == ' ');
    if (opens) ++depth_;
    if (closes) --depth_;
    if (opens || parts) has_colon_ = false;
    if (is_colon) has_colon_ = true;
    const bool is_dash = begins_ && c == '-' && at_ < line_.size() && line_[at_] == ' ';
    begins_ = opens || parts || is_colon || is_dash || (begins_ && c == ' ');
  }

  std::string_view line_;
  std::size_t at_ = 0;
  int depth_ = 0;
  char quote_ = 0;
  bool begins_ = true;      // nothing of a key or a value was passed yet
  bool has_colon_ = false;  // the key has its colon
  std::optional<WideSign> last_curly_;
};

}  // namespace

std::string WideSign::name() const {
  const std::string shown = code == wide_space ? std::string{"space"} : fmt::format("'{}'", text);
  const bool is_curly = code >= 0x2018 && code <= 0x201D;
  return fmt::format("{} {} (U+{:04X})", is_curly ? "curly" : "full-width", shown,
                     static_cast<std::uint32_t>(code));
}

std::string WideSign::hint() const {
  switch (plain) {
    case ' ':
      return "replace it by spaces, or take it out";
    case ':':
    case ',':
      return fmt::format("write '{}' and a space in its place", plain);
    default:
      return fmt::format("write '{}' in its place", plain);
  }
}

std::optional<WideSign> find_wide_sign(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at)
    if (auto sign = sign_at(text, at)) return sign;
  return std::nullopt;
}

std::string with_plain_signs(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto sign = sign_at(text, at);
    if (!sign) {
      plain += text[at++];
      continue;
    }
    const bool in_number = is_digit(plain, plain.size() - 1);
    plain += sign->plain;
    at += sign_bytes;
    const bool separates = sign->plain == ':' || sign->plain == ',';
    if (separates && at < text.size() && text[at] != ' ' && !(in_number && is_digit(text, at)))
      plain += ' ';
  }
  const std::size_t first = plain.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return plain.substr(first, plain.find_last_not_of(' ') - first + 1);
}

std::optional<WideSign> find_misplaced_sign(std::string_view line) {
  return LineScan{line}.misplaced();
}

}  // namespace tiercare::config
