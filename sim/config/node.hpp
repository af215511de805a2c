// SPDX-License-Identifier: Apache-2.0
// A scenario's text as a tree in which every node knows its place.
//
// Everything stays text until it is asked for: `no` is not a boolean and `1e3` is not a number
// here. Built from the YAML library's event stream, because its own node tree drops duplicate keys,
// guesses types and forgets places. yaml-cpp is used in node.cpp alone.
#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare::config {

/// What a value of a file below was before another took its place.
struct Overridden {
  Span span;         ///< of its key
  std::string text;  ///< of a scalar; empty for a list or a mapping
};

/// One value of the tree. A child of a mapping carries its key; a child of a sequence has none.
struct Node {
  enum class Kind { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  std::string text;     ///< of a scalar, without quotes
  bool quoted = false;  ///< written in quotes or as a block of text
  Span span;            ///< where the value begins
  std::string key;
  Span key_span;
  std::vector<Node> children;
  /// In a mapping that is laid over another one, in which there is no such key.
  bool is_added = false;
  std::vector<Overridden> overrides;  ///< nearest first; filled when documents are merged

  /// The child of that key; null if there is none. Linear: mappings are small.
  [[nodiscard]] const Node* find(std::string_view name) const;
  [[nodiscard]] Node* find(std::string_view name);
};

/// A value and the place it was written at.
template <class T>
struct Located {
  T value{};
  Span span;
};

/// The largest scenario file [bytes] and the deepest nesting that are read.
inline constexpr std::size_t largest_file = std::size_t{4} << 20;
inline constexpr int deepest_nesting = 64;

/// Reads one YAML document whose root is a mapping. Duplicate keys leave the tree usable (the first
/// counts) and are added to `diagnostics`, so that they appear together with what readers find.
/// \throws ScenarioError if no tree can be had: empty, not UTF-8, not YAML, several documents,
///         anchors, aliases, merge keys, tags ...
[[nodiscard]] Node read_tree(std::string_view text, const std::string& file,
                             std::vector<Diagnostic>& diagnostics);

/// Canonical YAML of the tree: block style, keys in their order, quotes only where they were or
/// where they are needed. Equal trees give equal text.
[[nodiscard]] std::string write_tree(const Node& root);

/// The place of a part of a scalar's text that begins at a byte; of the whole where the text is not
/// written as it reads.
[[nodiscard]] Span span_of_part(const Node& node, std::size_t begin, std::string_view part);

/// "a mapping", "a list", "the text 'x'", "nothing": for messages.
[[nodiscard]] std::string name_of(const Node& node);

}  // namespace tiercare::config
