// SPDX-License-Identifier: Apache-2.0
// Goes over the lines as a person does: each has its indentation and either a key or an item; what
// is open at its end is a quote, a bracket or a block of text.
#include "config/slips.hpp"

#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace tiercare::config {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view without_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

bool is_blank_at(std::string_view line, std::size_t at) {
  return at >= line.size() || blanks.find(line[at]) != std::string_view::npos;
}

class SlipFinder {
 public:
  SlipFinder(std::string_view text, int last) : lines_{text}, last_{last} {}

  std::optional<Slip> find() {
    const int count = lines_.count();
    for (number_ = 0; number_ < count && !slip_; ++number_) {
      // What is open at the last line may be closed below, and then it was no slip.
      if (number_ > last_ && brackets_.empty() && !quote_) break;
      line_ = lines_.line(number_ + 1);
      read_line();
    }
    if (!slip_ && quote_) open_quote();
    if (!slip_ && !brackets_.empty()) open_bracket(brackets_.front());
    return slip_ && slip_->line <= last_ ? slip_ : std::nullopt;
  }

 private:
  /// A sign that wants its counterpart, and how far its line is indented.
  struct Opened {
    char sign = 0;
    int line = 0;
    int column = 0;
    std::size_t indent = 0;
  };
  /// A line that has a key, or none where one is needed.
  struct Entry {
    int line = 0;
    std::size_t column = 0;
    std::string_view key;
    bool has_value = false;
  };

  void say(int line, std::size_t column, std::string message, std::string hint = {}) {
    if (!slip_) slip_ = Slip{line, static_cast<int>(column), std::move(message), std::move(hint)};
  }
  void open_quote() {
    say(quote_->line, static_cast<std::size_t>(quote_->column), "a quote without its end",
        fmt::format("close it by {}", quote_->sign));
  }
  void open_bracket(const Opened& bracket) {
    say(bracket.line, static_cast<std::size_t>(bracket.column),
        fmt::format("a '{}' without its end", bracket.sign),
        fmt::format("close it by '{}'", bracket.sign == '[' ? ']' : '}'));
  }

  void read_line() {
    const std::size_t indent = line_.find_first_not_of(blanks);
    if (indent == std::string_view::npos) return;
    if (block_of_text_ && indent > *block_of_text_) return;
    block_of_text_.reset();
    const bool goes_on = quote_ || !brackets_.empty();
    if (!goes_on && (line_[indent] == '#' || line_.starts_with("---"))) return;
    if (quote_ && indent <= quote_->indent) return open_quote();
    if (!quote_ && !brackets_.empty() && is_next_key(indent))
      return open_bracket(brackets_.front());
    indent_ = indent;
    if (goes_on)
      read_value(0);
    else
      read_entry(indent);
    if (!brackets_.empty()) ends_with_comma_ = without_end(line_).ends_with(',');
  }

  /// Whether a line inside brackets looks like the key behind them.
  [[nodiscard]] bool is_next_key(std::size_t indent) const {
    if (indent > brackets_.front().indent || ends_with_comma_) return false;
    return find_colon(indent).has_value();
  }

  /// The colon that ends a key without quotes; none if there is no key.
  [[nodiscard]] std::optional<std::size_t> find_colon(std::size_t from) const {
    for (std::size_t at = from; at < line_.size(); ++at) {
      if (line_[at] == '#' && at > from && is_blank_at(line_, at - 1)) break;
      if (line_[at] == ':' && is_blank_at(line_, at + 1)) return at;
    }
    return std::nullopt;
  }

  /// A line of a mapping or of a list.
  void read_entry(std::size_t at) {
    while (line_[at] == '-' && is_blank_at(line_, at + 1)) {
      leave_levels(at);
      unkeyed_.reset();
      above_.reset();
      item_ = at;
      at = line_.find_first_not_of(blanks, at + 1);
      if (at == std::string_view::npos) return;
    }
    const char first = line_[at];
    if (first == '"' || first == '\'' || first == '[' || first == '{') return read_value(at);
    if (first == '?' || first == '%' || first == '&' || first == '*' || first == '!') return;
    const auto colon = find_colon(at);
    if (!colon) return read_unkeyed(at);
    if (unkeyed_ && unkeyed_->column == at) return no_colon(*unkeyed_);
    read_key(at, *colon);
  }

  void read_key(std::size_t at, std::size_t colon) {
    const Entry* above = above_ ? &*above_ : nullptr;
    if (above != nullptr && above->has_value && at > above->column)
      return say(number_, at,
                 fmt::format("indented deeper than '{}', which has its value already", above->key),
                 "indent it like its neighbours");
    const bool left = leave_levels(at);
    if (left && !levels_.empty() && levels_.back() != at)
      return say(number_, at, "indented like no line above", "indent it like its neighbours");
    if (levels_.empty() || levels_.back() != at) levels_.push_back(at);
    const std::size_t value = line_.find_first_not_of(blanks, colon + 1);
    const bool has_value = value != std::string_view::npos && line_[value] != '#';
    above_ = Entry{number_, at, without_end(line_.substr(at, colon - at)), has_value};
    unkeyed_.reset();
    item_.reset();
    if (has_value) read_value(value);
  }

  /// Takes off the levels that are deeper. \return whether there were any
  bool leave_levels(std::size_t column) {
    const std::size_t before = levels_.size();
    while (!levels_.empty() && levels_.back() > column) levels_.pop_back();
    return levels_.size() < before;
  }

  /// A line without a colon goes on with a text, or has lost its colon.
  void read_unkeyed(std::size_t at) {
    const Entry here{number_, at, line_.substr(at), false};
    const bool lost_blank = item_ == at && line_[at] == '-';
    if (lost_blank || (above_ && at <= above_->column)) return no_colon(here);
    const bool starts_file = !above_ && !item_ && levels_.empty() && at == 0;
    if (!unkeyed_ && (above_ || starts_file)) unkeyed_ = here;
  }

  void no_colon(const Entry& entry) {
    const std::string_view said = without_end(entry.key);
    const std::size_t colon = said.find(':');
    if (said.starts_with('-') && said.size() > 1)
      return say(entry.line, entry.column, "no space behind '-'",
                 fmt::format("did you mean '- {}'?", shown(said.substr(1))));
    if (colon != std::string_view::npos)
      return say(entry.line, entry.column + colon, "no space behind ':'",
                 fmt::format("did you mean '{}: {}'?", shown(said.substr(0, colon)),
                             shown(said.substr(colon + 1))));
    const std::size_t space = std::min(said.find(' '), said.size());
    const std::size_t rest = std::min(said.find_first_not_of(' ', space), said.size());
    say(entry.line, entry.column, "a line without a colon",
        fmt::format("did you mean '{}:{}{}'?", shown(said.substr(0, space)),
                    rest < said.size() ? " " : "", shown(said.substr(rest))));
  }

  static std::string shown(std::string_view part) { return shown_name(part); }

  /// Signs that open and close something, to the end of the line.
  void read_value(std::size_t at) {
    bool begins = true;
    for (; at < line_.size() && !slip_; ++at) {
      const char c = line_[at];
      if (quote_) {
        read_quoted(at);
        begins = false;
        continue;
      }
      if (c == '#' && (at == 0 || is_blank_at(line_, at - 1))) return;
      if (begins && (c == '|' || c == '>') && brackets_.empty()) {
        block_of_text_ = above_ ? above_->column : indent_;
        return;
      }
      const bool opens = (begins || !brackets_.empty()) && (c == '[' || c == '{');
      if (begins && (c == '"' || c == '\''))
        quote_ = Opened{c, number_, static_cast<int>(at), indent_};
      else if (opens)
        brackets_.push_back({c, number_, static_cast<int>(at), indent_});
      else if (!brackets_.empty() && (c == ']' || c == '}'))
        close_bracket(c);
      const bool parts = c == ',' || c == ':';
      begins = opens || (!brackets_.empty() && parts) || (begins && is_blank_at(line_, at));
    }
  }

  void read_quoted(std::size_t& at) {
    if (quote_->sign == '"' && line_[at] == '\\') {
      ++at;
    } else if (line_[at] == quote_->sign) {
      const bool doubled = quote_->sign == '\'' && at + 1 < line_.size() && line_[at + 1] == '\'';
      if (doubled)
        ++at;
      else
        end_quote(at + 1);
    }
  }

  void end_quote(std::size_t behind) {
    const char sign = quote_->sign;
    const bool is_here = quote_->line == number_;
    quote_.reset();
    const std::size_t next = std::min(line_.find_first_not_of(blanks, behind), line_.size());
    if (next == line_.size() ||
        std::string_view{",]}:"}.find(line_[next]) != std::string_view::npos)
      return;
    if (line_[next] == '#' && next > behind) return;
    say(number_, is_here ? next : behind - 1, "text behind the quote that ends a text",
        sign == '\'' ? "inside '...' a quote is written twice, as in 'it''s'"
                     : R"(inside "..." a quote is written \")");
  }

  void close_bracket(char sign) {
    const Opened opened = brackets_.back();
    if ((opened.sign == '[') != (sign == ']')) return open_bracket(opened);
    brackets_.pop_back();
  }

  TextLines lines_;
  int last_;
  int number_ = 0;
  std::string_view line_;
  std::size_t indent_ = 0;
  std::optional<Opened> quote_;
  std::vector<Opened> brackets_;
  bool ends_with_comma_ = false;              // the last line inside brackets
  std::optional<std::size_t> block_of_text_;  // the column of its key
  std::vector<std::size_t> levels_;           // columns of the mappings that are open
  std::optional<Entry> above_;                // the last key
  std::optional<Entry> unkeyed_;              // the first line below it that has none
  std::optional<std::size_t> item_;           // the column of the dash of the last list
  std::optional<Slip> slip_;
};

}  // namespace

std::optional<Slip> find_slip(std::string_view text, int noticed) {
  return SlipFinder{text, noticed}.find();
}

}  // namespace tiercare::config
