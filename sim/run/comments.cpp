// SPDX-License-Identifier: Apache-2.0
#include "run/comments.hpp"

#include <algorithm>
#include <utility>

namespace tiercare {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r#");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

/// Where the line's comment begins: a '#' outside quotes, at the beginning or after a space.
std::size_t begin_of_comment(std::string_view line) {
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool after_space = i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t';
    if (quote != '\0') {
      if (c == '\\' && quote == '"') ++i;
      if (c == quote) quote = '\0';
    } else if ((c == '"' || c == '\'') && i > 0 &&
               std::string_view{" [{,"}.find(line[i - 1]) != std::string_view::npos) {
      quote = c;
    } else if (c == '#' && after_space) {
      return i;
    }
  }
  return std::string_view::npos;
}

bool is_code(std::string_view text) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto dot = text.find('.');
  if (dot == 0 || dot == std::string_view::npos || dot + 1 == text.size()) return false;
  if (!std::ranges::all_of(text.substr(0, dot), lower)) return false;
  return std::ranges::all_of(text.substr(dot + 1), [&](char c) {
    return lower(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '*';
  });
}

}  // namespace

CommentedText::CommentedText(std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view raw = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    Line line;
    const auto begin = raw.find_first_not_of(" \t\r");
    line.empty = begin == std::string_view::npos;
    line.indent = line.empty ? 0 : begin;
    const auto comment = begin_of_comment(raw);
    line.comment_only = !line.empty && comment == begin;
    line.item = !line.empty && raw.substr(begin).starts_with("- ");
    if (comment != std::string_view::npos) line.comment = trimmed(raw.substr(comment));
    lines_.push_back(std::move(line));
  }
  while (head_ < lines_.size() && lines_[head_].comment_only) ++head_;
}

std::string CommentedText::above(std::size_t index) const {
  std::size_t first = index;
  while (first > head_ && lines_[first - 1].comment_only &&
         lines_[first - 1].indent == lines_[index].indent)
    --first;
  std::string text;
  for (std::size_t i = first; i < index; ++i) text += (text.empty() ? "" : " ") + lines_[i].comment;
  return text;
}

std::size_t CommentedText::around(std::size_t index) const {
  for (std::size_t i = index; i > 0; --i) {
    const Line& line = lines_[i - 1];
    if (!line.empty && !line.comment_only && line.indent < lines_[index].indent) return i - 1;
  }
  return index;
}

std::vector<Comment> CommentedText::comments_of(int line) const {
  std::vector<Comment> comments;
  if (line < 1 || static_cast<std::size_t>(line) > lines_.size()) return comments;
  auto index = static_cast<std::size_t>(line) - 1;
  for (int blocks_out = 0;; ++blocks_out) {
    Comment comment{above(index), static_cast<int>(index) + 1, blocks_out};
    if (!lines_[index].comment.empty() && (blocks_out == 0 || !lines_[index].item))
      comment.text += (comment.text.empty() ? "" : "; ") + lines_[index].comment;
    if (!comment.text.empty()) comments.push_back(std::move(comment));
    const std::size_t outer = around(index);
    if (outer == index) return comments;
    index = outer;
  }
}

std::vector<std::string> codes_in(std::string_view comment) {
  std::vector<std::string> codes;
  while (true) {
    const auto open = comment.find('[');
    const auto close = open == std::string_view::npos ? open : comment.find(']', open);
    if (close == std::string_view::npos) return codes;
    std::string_view inside = comment.substr(open + 1, close - open - 1);
    while (!inside.empty()) {
      const auto comma = std::min(inside.find(','), inside.size());
      const std::string_view one = trimmed(inside.substr(0, comma));
      if (is_code(one)) codes.emplace_back(one);
      inside.remove_prefix(std::min(comma + 1, inside.size()));
    }
    comment.remove_prefix(close + 1);
  }
}

}  // namespace tiercare
