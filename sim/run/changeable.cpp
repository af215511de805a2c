// SPDX-License-Identifier: Apache-2.0
#include "run/changeable.hpp"

#include "base/spelling.hpp"
#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace tiercare {
namespace {

using config::Node;

/// Paths below which anything may change; `*` stands for a name of the user's.
constexpr std::array<std::string_view, 25> changeable{
    "choice",
    "treatment",
    "patience",
    "release",
    "referral",
    "benefits",
    "payment",
    "consortia",
    "referral_network",
    "hours.*.*",
    "facilities.*.capability",
    "facilities.*.price",
    "facilities.*.equipment",
    "facilities.*.drug_list",
    "facilities.*.designated",
    "facilities.*.beds",
    "facilities.*.wards.*.beds",
    "facilities.*.registration.*",
    "facilities.*.consulting.*",
    "facilities.*.laboratory.*",
    "facilities.*.observation.*",
    "facilities.*.day_treatment.*",
    "facilities.*.appointments.*",
    "facilities.*.appointments",
    "facilities.*.background",
};

/// What a user gives a name to and a state is made of; other keys that are new may be misspelt.
constexpr std::array<std::string_view, 3> named_parts{"facilities.*", "facilities.*.wards.*",
                                                      "hours.*"};

constexpr std::string_view hint =
    "at a date can change: opening hours; beds, staff, capability, equipment, drug list, prices, "
    "designation and other places' patients of a facility; consortia, choice, treatment, patience, "
    "release, referral, benefits, payment";

bool matches(std::string_view path, std::string_view pattern) {
  while (true) {
    const auto key = path.substr(0, path.find('.'));
    const auto wanted = pattern.substr(0, pattern.find('.'));
    if (wanted != "*" && wanted != key) return false;
    if (key.size() == path.size() || wanted.size() == pattern.size())
      return key.size() == path.size() && wanted.size() == pattern.size();
    path.remove_prefix(key.size() + 1);
    pattern.remove_prefix(wanted.size() + 1);
  }
}

bool is_one_of(std::span<const std::string_view> patterns, std::string_view path) {
  return std::ranges::any_of(patterns,
                             [&](std::string_view pattern) { return matches(path, pattern); });
}

class Comparison {
 public:
  explicit Comparison(const TimelineEntry& entry) : entry_{entry} {}

  void compare(const Node& before, const Node& after, const std::string& path) {
    if (before.kind != Node::Kind::mapping || after.kind != Node::Kind::mapping) {
      if (write_tree(in_a_mapping(before)) != write_tree(in_a_mapping(after)))
        add(found_.of_values, after.span, path, "cannot change at a date");
      return;
    }
    for (const Node& child : after.children) {
      const std::string below = below_of(path, child);
      if (is_one_of(changeable, below)) continue;
      if (const Node* old = before.find(child.key))
        compare(*old, child, below);
      else if (is_one_of(named_parts, below))
        add(found_.of_parts, child.key_span, below, "cannot be added at a date",
            instead_of_adding(below, similar_name(before, child.key)));
      else
        add(found_.of_values, child.key_span, below, "cannot be added at a date");
    }
    for (const Node& child : before.children) {
      const std::string below = below_of(path, child);
      if (!is_one_of(changeable, below) && after.find(child.key) == nullptr)
        add(found_.of_parts, remover_of(below), below, "cannot be taken out at a date");
    }
  }

  [[nodiscard]] Differences result() && { return std::move(found_); }

 private:
  static std::string below_of(const std::string& path, const Node& child) {
    return path.empty() ? child.key : path + "." + child.key;
  }
  static Node in_a_mapping(const Node& node) {
    Node root;
    root.kind = Node::Kind::mapping;
    root.children.push_back(node);
    return root;
  }
  /// The line that took the path out.
  [[nodiscard]] Span remover_of(const std::string& path) const {
    for (const auto& removed : entry_.removed)
      if (path == removed.value || path.starts_with(removed.value + ".")) return removed.span;
    return entry_.on.span;
  }
  static std::string similar_name(const Node& before, const std::string& name) {
    if (name.size() > config::longest_name) return {};
    std::vector<std::string> known;
    for (const Node& child : before.children) known.push_back(child.key);
    const auto nearest = nearest_name(name, known);
    return nearest ? fmt::format("did you mean '{}'?", *nearest) : std::string{};
  }
  /// A misspelt name is more likely than a new facility.
  [[nodiscard]] std::string instead_of_adding(const std::string& path, std::string similar) const {
    if (!similar.empty() || !matches(path, "facilities.*")) return similar;
    return fmt::format(
        "write it under the scenario's own facilities, with 'opens: {}': it is there from that day",
        entry_.on.value.text());
  }
  /// The first says what could change instead.
  void add(std::vector<Diagnostic>& to, const Span& span, const std::string& path,
           std::string_view what, std::string own_hint = {}) {
    const std::size_t so_far = found_.of_parts.size() + found_.of_values.size();
    if (so_far >= config::most_findings) return;
    to.push_back({Severity::error,
                  span,
                  fmt::format("{} {}", path, what),
                  so_far == 0 && own_hint.empty() ? std::string{hint} : std::move(own_hint),
                  {},
                  {}});
  }

  const TimelineEntry& entry_;
  Differences found_;
};

}  // namespace

Differences what_cannot_change(const Node& before, const Node& after, const TimelineEntry& entry) {
  Comparison comparison{entry};
  comparison.compare(before, after, {});
  return std::move(comparison).result();
}

}  // namespace tiercare
