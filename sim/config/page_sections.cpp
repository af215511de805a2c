// SPDX-License-Identifier: Apache-2.0
#include "config/page_sections.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiercare::config::detail {
namespace {

/// As GitHub and others make anchors: small letters, digits, '-' and '_' stay, spaces become '-'.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    if (c >= 'A' && c <= 'Z')
      anchor += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-')
      anchor += c;
    else if (c == ' ')
      anchor += '-';
  }
  return anchor;
}

bool has_section(const Description& field) {
  return field.shape == Description::Shape::mapping || field.shape == Description::Shape::list ||
         field.shape == Description::Shape::entries || field.shape == Description::Shape::table;
}

bool has_the_same_keys(const Description& one, const Description& other) {
  return one.members == other.members && one.alternatives == other.alternatives &&
         one.discriminator == other.discriminator;
}

class Collector {
 public:
  void section(const Description& description, const std::string& path, const std::string& name,
               std::size_t depth) {
    PageSection added{name, unique(anchor_of(name)), depth, &description, {}};
    const bool is_short = description.members.size() < 2 && description.alternatives.empty();
    const auto earlier = std::ranges::find_if(sections_, [&](const PageSection& one) {
      return has_the_same_keys(*one.description, description);
    });
    if (earlier != sections_.end() && !is_short)
      added.same_as = static_cast<std::size_t>(earlier - sections_.begin());
    sections_.push_back(added);
    if (!added.same_as) below(description, path, depth);
  }

  [[nodiscard]] std::vector<PageSection> sections() && { return std::move(sections_); }

 private:
  void below(const Description& description, const std::string& path, std::size_t depth) {
    const auto inside = [&](const std::string& key) {
      return path.empty() ? key : path + "." + key;
    };
    for (const Description& member : description.members) {
      if (!has_section(member)) continue;
      std::string inner = inside(member.key);
      if (member.shape == Description::Shape::list || member.shape == Description::Shape::table)
        inner += "[]";
      if (member.shape == Description::Shape::entries) inner += ".NAME";
      section(member, inner, inner, depth + 1);
    }
    for (const Description& kind : description.alternatives)
      section(kind, path, fmt::format("{}: {}", inside(description.discriminator.key), kind.key),
              depth + 1);
  }

  /// The second heading of a name gets "-1", the third "-2".
  [[nodiscard]] std::string unique(const std::string& anchor) const {
    std::string candidate = anchor;
    for (std::size_t n = 1; std::ranges::count(sections_, candidate, &PageSection::anchor) > 0; ++n)
      candidate = fmt::format("{}-{}", anchor, n);
    return candidate;
  }

  std::vector<PageSection> sections_;
};

}  // namespace

std::vector<PageSection> page_sections(const Description& root) {
  Collector collector;
  collector.section(root, {}, {}, 0);
  return std::move(collector).sections();
}

}  // namespace tiercare::config::detail
