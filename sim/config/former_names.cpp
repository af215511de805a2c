// SPDX-License-Identifier: Apache-2.0
#include "config/former_names.hpp"

#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiercare::config {
namespace {

class Renaming {
 public:
  Renaming(const Description& root, std::vector<Diagnostic>& findings)
      : root_{root}, findings_{findings} {}

  void mapping(Node& node, const Description& described, const std::string& path) {
    if (node.kind != Node::Kind::mapping) return;
    fields(node, described.members, path);
    for (const Description& kind : described.alternatives)
      if (may_be(node, described.discriminator.key, kind.key)) fields(node, kind.members, path);
  }

 private:
  /// A file that extends another need not repeat which kind a mapping is.
  static bool may_be(const Node& node, const std::string& discriminator, const std::string& kind) {
    const Node* said = node.find(discriminator);
    return said == nullptr || said->text == kind;
  }

  void fields(Node& node, const std::vector<Description>& described, const std::string& path) {
    for (const Description& field : described) {
      if (!field.formerly.empty()) rename(node, field, path);
      if (Node* child = node.find(field.key))
        below(*child, field, path.empty() ? field.key : fmt::format("{}.{}", path, field.key));
    }
  }

  void below(Node& node, const Description& described, const std::string& path) {
    switch (described.shape) {
      case Description::Shape::mapping:
        return mapping(node, described, path);
      case Description::Shape::list:
        for (std::size_t i = 0; i < node.children.size(); ++i)
          mapping(node.children[i], described, fmt::format("{}[{}]", path, i + 1));
        return;
      case Description::Shape::entries:
        for (Node& entry : node.children)
          mapping(entry, described, fmt::format("{}.{}", path, shown_name(entry.key)));
        return;
      case Description::Shape::part:
        return mapping(node, root_, path);
      default:
        return;
    }
  }

  void rename(Node& node, const Description& field, const std::string& path) {
    Node* former = node.find(field.formerly);
    if (former == nullptr) return;
    if (const Node* present = node.find(field.key)) {
      both(*former, *present);
      std::erase_if(node.children, [&](const Node& child) { return child.key == field.formerly; });
      return;
    }
    const std::string place = path.empty() ? std::string{} : fmt::format(" in {}", path);
    Diagnostic warning{Severity::warning,
                       former->key_span,
                       fmt::format("key '{}'{} is called '{}' since release {}", field.formerly,
                                   place, field.key, field.since),
                       fmt::format("write '{}', or let 'tiercare migrate' do so", field.key),
                       {},
                       {}};
    warning.replacement = field.key;
    if (has_room(findings_, Severity::warning)) findings_.push_back(std::move(warning));
    former->key = field.key;
  }

  void both(const Node& former, const Node& present) {
    if (!has_room(findings_, Severity::error)) return;
    const auto place = [](const Node& node) {
      return std::pair{node.key_span.line, node.key_span.column};
    };
    const bool in_order = place(former) < place(present);
    const Node& first = in_order ? former : present;
    const Node& second = in_order ? present : former;
    findings_.push_back(
        {Severity::error,
         second.key_span,
         fmt::format("key '{}' given twice ('{}' is its former name)", present.key, former.key),
         {},
         {},
         {{first.key_span, "first given here"}}});
  }

  const Description& root_;
  std::vector<Diagnostic>& findings_;
};

}  // namespace

void use_present_names(Node& root, const Description& described,
                       std::vector<Diagnostic>& findings) {
  Renaming{described, findings}.mapping(root, described, {});
}

}  // namespace tiercare::config
