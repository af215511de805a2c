// SPDX-License-Identifier: Apache-2.0
// The comments of a scenario file, by the line that they speak of.
//
// A comment at the end of a line speaks of that line; one on lines of its own speaks of the line or
// block below it, down to its last line. What stands at the head of a file speaks of no line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiercare {

/// What is said of a line, there or further out.
struct Comment {
  std::string text;    ///< without '#', on one line; the lines above before the end of the line
  int line = 0;        ///< of what it speaks of; 1-based
  int blocks_out = 0;  ///< 0 for the line itself, 1 for the block it stands in ...
};

/// A file's lines, taken apart once.
class CommentedText {
 public:
  explicit CommentedText(std::string_view text);

  /// Comments on a line and on the blocks around it, the innermost first.
  /// \param line  1-based, of a key; none are said of lines outside the file
  [[nodiscard]] std::vector<Comment> comments_of(int line) const;

 private:
  struct Line {
    std::size_t indent = 0;
    bool empty = false;
    bool comment_only = false;
    bool item = false;    // begins with "- ", so its end speaks of its own key alone
    std::string comment;  // without '#'
  };

  [[nodiscard]] std::string above(std::size_t index) const;
  /// The line that opens the block in which this one stands; itself if there is none.
  [[nodiscard]] std::size_t around(std::size_t index) const;

  std::vector<Line> lines_;
  std::size_t head_ = 0;  // lines of the comment with which the file begins
};

/// The codes in the brackets of a comment, in order: "[sup.los_thc, arr.dow_factor_*]".
[[nodiscard]] std::vector<std::string> codes_in(std::string_view comment);

}  // namespace tiercare
