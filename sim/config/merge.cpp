// SPDX-License-Identifier: Apache-2.0
#include "config/merge.hpp"

#include "base/spelling.hpp"
#include "config/reader.hpp"
#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace tiercare::config {
namespace {

/// A key that tells what kind of thing a mapping is, and the kind that is meant without it.
struct KindKey {
  std::string_view key;
  std::string_view default_name = {};
};
constexpr std::array<KindKey, 4> kind_keys{{{"type"}, {"scheme"}, {"rule"}, {"map", "drawn"}}};

bool replaces_whole(const Node& over, const Node& base) {
  if (over.kind != Node::Kind::mapping || base.kind != Node::Kind::mapping) return true;
  for (const KindKey& kind : kind_keys) {
    const Node* own = over.find(kind.key);
    const Node* below = base.find(kind.key);
    // Under a name of the user's own stands a mapping or a list, and no kind.
    const bool is_kind = own != nullptr && own->kind == Node::Kind::scalar &&
                         (below == nullptr || below->kind == Node::Kind::scalar);
    if (is_kind && own->text != (below == nullptr ? kind.default_name : below->text)) return true;
  }
  return false;
}

/// Takes one path out; false and a hint if there is nothing at its end.
bool take_out(Node& tree, std::string_view path, std::string& hint) {
  Node* above = &tree;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    const std::string_view key = path.substr(begin, end - begin);
    const auto child = std::ranges::find(above->children, key, &Node::key);
    if (above->kind != Node::Kind::mapping || child == above->children.end()) {
      std::vector<std::string> known;
      if (above->kind == Node::Kind::mapping)
        for (const Node& other : above->children) known.push_back(other.key);
      const auto nearest = key.size() <= longest_name ? nearest_name(key, known) : std::nullopt;
      if (nearest)
        hint = fmt::format("did you mean '{}{}{}'?", path.substr(0, begin), *nearest,
                           path.substr(end));
      return false;
    }
    if (end == path.size()) {
      above->children.erase(child);
      return true;
    }
    above = &*child;
    begin = end + 1;
  }
}

}  // namespace

Node merged_nodes(Node over, Node base) {
  if (replaces_whole(over, base)) {
    over.overrides.push_back({base.key_span, std::move(base.text)});
    std::ranges::move(base.overrides, std::back_inserter(over.overrides));
    return over;
  }
  std::unordered_map<std::string, std::size_t> place_of;
  for (std::size_t i = 0; i < base.children.size(); ++i) place_of.emplace(base.children[i].key, i);
  Node result = std::move(over);
  std::vector<Node> own = std::exchange(result.children, std::move(base.children));
  for (Node& child : own) {
    const auto place = place_of.find(child.key);
    if (place == place_of.end()) {
      child.is_added = true;
      result.children.push_back(std::move(child));
    } else {
      Node& below = result.children[place->second];
      below = merged_nodes(std::move(child), std::move(below));
    }
  }
  return result;
}

std::vector<Located<std::string>> read_removed(Reader& reader) {
  return reader.located_values<std::string>(
      "remove", Presence::optional,
      {.says = "dotted paths that are taken out before anything is laid over, e.g. consortia.east",
       .says_zh = "合并之前移除的条目（点分路径），如 consortia.east"});
}

void take_out(Node& tree, std::span<const Located<std::string>> paths, const std::string& label,
              std::vector<Diagnostic>& findings) {
  for (const auto& path : paths) {
    if (!has_room(findings, Severity::error)) return;
    std::string hint;
    if (!take_out(tree, path.value, hint))
      findings.push_back(
          {Severity::error,
           path.span,
           fmt::format("{}: there is no '{}' to take out", label, shown_name(path.value)),
           std::move(hint),
           {},
           {}});
  }
}

}  // namespace tiercare::config
