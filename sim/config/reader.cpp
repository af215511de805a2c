// SPDX-License-Identifier: Apache-2.0
// The part of the reader that does not depend on a type: finding keys, saying what is wrong.
#include "config/reader.hpp"

#include "base/contract.hpp"
#include "base/spelling.hpp"
#include "config/full_width.hpp"
#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tiercare::config {
namespace {

std::string known_here(std::span<const std::string> known) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, known.size()); ++i)
    text += (i == 0 ? "" : ", ") + known[i];
  return known.size() > most ? text + " ..." : text;
}

std::string_view needed(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::scalar:
      return "a single value";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping of keys to values";
  }
  return "a value";
}

bool is_below(double value, double bound) {
  return value < bound - 1e-12 * std::max(1.0, std::abs(bound));
}

}  // namespace

std::string suggestion(std::string_view name, std::span<const std::string> known) {
  if (name.size() > longest_name) return {};
  if (const auto sign = find_wide_sign(name))
    return fmt::format("it has a {}: {}", sign->name(), sign->hint());
  const bool is_rest = !name.empty() && name.front() >= '0' && name.front() <= '9';
  if (is_rest || name.ends_with(')'))
    return "inside { } a comma ends the value before it: write numbers without, and texts in "
           "quotes";
  const auto nearest = nearest_name(name, known);
  if (nearest) return fmt::format("did you mean '{}'?", *nearest);
  return known.empty() ? std::string{} : fmt::format("known here: {}", known_here(known));
}

std::string item_path(const std::string& list_path, std::size_t index) {
  return fmt::format("{}[{}]", list_path, index + 1);
}

Node empty_mapping(const Span& span) {
  Node node;
  node.kind = Node::Kind::mapping;
  node.span = span;
  return node;
}

Reader::Reader(const Node& mapping, std::string path, std::vector<Diagnostic>& findings,
               Tables& tables, ReadRecord* values)
    : mapping_{&mapping},
      path_{std::move(path)},
      findings_{&findings},
      tables_{&tables},
      values_{values} {}

Reader::Reader(Description& recorded, std::string path)
    : path_{std::move(path)}, recorded_{&recorded} {}

std::string Reader::path_of(std::string_view key) const {
  return path_.empty() ? std::string{key} : fmt::format("{}.{}", path_, key);
}

Reader Reader::reader_of(const Node& mapping, std::string path) const {
  Reader reader{mapping, std::move(path), *findings_, *tables_, values_};
  reader.missing_ = missing_;
  return reader;
}

Span Reader::span() const {
  if (mapping_ == nullptr) return {};
  return mapping_->key.empty() ? mapping_->span : mapping_->key_span;
}

Span Reader::span_of(std::string_view key) const {
  const Node* child = mapping_ == nullptr ? nullptr : mapping_->find(key);
  return child == nullptr ? span() : child->span;
}

Span Reader::span_at(std::initializer_list<std::string_view> keys) const {
  const Node* at = mapping_;
  for (const std::string_view key : keys) {
    const Node* child = at == nullptr ? nullptr : at->find(key);
    if (child == nullptr) break;
    at = child;
  }
  if (at == nullptr) return {};
  return at->kind == Node::Kind::mapping && !at->key.empty() ? at->key_span : at->span;
}

bool Reader::has(std::string_view key) const {
  return mapping_ != nullptr && mapping_->find(key) != nullptr;
}

bool Reader::has_errors() const {
  if (missing_ != nullptr && !missing_->empty()) return true;
  return findings_ != nullptr && std::ranges::any_of(*findings_, [](const Diagnostic& finding) {
           return finding.severity == Severity::error;
         });
}

std::size_t Reader::findings() const {
  return (findings_ == nullptr ? 0 : findings_->size()) +
         (missing_ == nullptr ? 0 : missing_->size());
}

void Reader::error(const Span& span, std::string message, std::string hint,
                   std::vector<RelatedPlace> related) {
  if (findings_ == nullptr || !has_room(*findings_, Severity::error)) return;
  findings_->push_back(
      {Severity::error, span, std::move(message), std::move(hint), {}, std::move(related)});
}

void Reader::warning(const Span& span, std::string message, std::string hint,
                     std::vector<RelatedPlace> related) {
  if (findings_ == nullptr || !has_room(*findings_, Severity::warning)) return;
  findings_->push_back(
      {Severity::warning, span, std::move(message), std::move(hint), {}, std::move(related)});
}

void Reader::pass_on(Diagnostic finding) {
  if (findings_ == nullptr || !has_room(*findings_, finding.severity)) return;
  findings_->push_back(std::move(finding));
}

void Reader::unknown_name(const Located<std::string>& name, std::string_view what,
                          std::span<const std::string> known, std::vector<RelatedPlace> related) {
  error(name.span, fmt::format("unknown {} '{}'", what, shown_name(name.value)),
        suggestion(name.value, known), std::move(related));
}

const Node* Reader::find(std::string_view key, bool required, const Field& field) {
  known_.emplace_back(key);
  const Node* child = mapping_->find(key);
  if (child == nullptr && required) missing_key(key, field);
  if (child != nullptr && child->kind == Node::Kind::null) {
    error(child->span, fmt::format("{}: nothing is given ({})", path_of(key), field.says));
    return nullptr;
  }
  return child;
}

bool Reader::report_wide_sign(const Node& node, const std::string& label) {
  const auto sign = find_wide_sign(node.text);
  if (!sign) return false;
  error(span_of_part(node, sign->at, sign->text),
        fmt::format("{}: {} where '{}' is needed", label, sign->name(), sign->plain),
        node.text.size() <= longest_name
            ? fmt::format("did you mean '{}'?", with_plain_signs(node.text))
            : sign->hint());
  return true;
}

/// A text was meant to be a key and its value, or a list, and lost the sign that makes it one.
bool Reader::report_lost_structure(const Node& node, Node::Kind wanted, const std::string& label) {
  if (report_wide_sign(node, label)) return true;
  const std::size_t colon = node.text.find(':');
  const bool joined = colon != std::string::npos && colon > 0 && colon + 1 < node.text.size();
  if (wanted != Node::Kind::mapping || !joined || node.text.size() > longest_name) return false;
  error(span_of_part(node, colon, ":"), fmt::format("{}: no space behind ':'", label),
        fmt::format("did you mean '{}: {}'?", node.text.substr(0, colon),
                    node.text.substr(colon + 1)));
  return true;
}

const Node* Reader::find_kind(std::string_view key, Node::Kind kind, bool required,
                              const Field& field) {
  const Node* child = find(key, required, field);
  if (child == nullptr || !expect_kind(*child, kind, path_of(key))) return nullptr;
  return child;
}

bool Reader::expect_kind(const Node& node, Node::Kind kind, const std::string& label) {
  if (node.kind == kind) return true;
  if (node.kind == Node::Kind::null)
    error(node.span, fmt::format("{}: nothing is given", label));
  else if (node.kind != Node::Kind::scalar || node.quoted ||
           !report_lost_structure(node, kind, label))
    error(node.span, fmt::format("{}: {}, where {} is needed", label, name_of(node), needed(kind)));
  return false;
}

void Reader::report(const Node& node, const std::string& label, const Problem& problem) {
  error(node.span, fmt::format("{}: {}", label, problem.message), problem.hint);
}

void Reader::check_bounds(const Node& node, const std::string& label, double magnitude,
                          const TypeDescription& type, const Field& field) {
  const auto at_least = field.at_least ? field.at_least : type.at_least;
  const auto at_most = field.at_most ? field.at_most : type.at_most;
  const auto with_unit = [&](double bound) {
    return type.bound_unit.empty() ? write_number(bound)
                                   : fmt::format("{} {}", write_number(bound), type.bound_unit);
  };
  if (at_least && is_below(magnitude, *at_least))
    error(node.span,
          fmt::format("{}: {} is too small (at least {})", label, node.text, with_unit(*at_least)));
  if (at_most && is_below(*at_most, magnitude))
    error(node.span,
          fmt::format("{}: {} is too large (at most {})", label, node.text, with_unit(*at_most)));
}

std::size_t Reader::pick(const Node& node, const std::string& label,
                         std::span<const std::string> names) {
  const auto found = std::ranges::find(names, node.text);
  if (found == names.end())
    error(node.span, fmt::format("{}: unknown choice '{}'", label, shown_name(node.text)),
          suggestion(node.text, names));
  return static_cast<std::size_t>(found - names.begin());
}

Located<std::string> Reader::name_reference(std::string_view key, std::string_view what,
                                            Presence presence, const Field& field) {
  const bool required = presence == Presence::required;
  if (recording()) {
    TypeDescription type = Parse<std::string>::describe();
    type.name = fmt::format("name ({})", what);
    type.name_zh = "名称";
    record_type(record(key, field, Description::Shape::value, required), type, field);
  }
  if (describing()) return {};
  Located<std::string> name{{}, span_of(key)};
  if (const Node* node = find(key, required, field))
    name.value = read_scalar<std::string>(*node, path_of(key), field).value_or(std::string{});
  return name;
}

const Node* Reader::part(std::string_view key, const Field& field) {
  if (!describing()) return find_kind(key, Node::Kind::mapping, false, field);
  record(key, field, Description::Shape::part, false);
  return nullptr;
}

std::string Reader::alternatives(std::string_view key, std::span<const Alternative> kinds,
                                 const Field& field, std::string_view default_kind) {
  if (describing()) {
    recorded_->discriminator = {std::string{key}, std::string{field.says},
                                std::string{field.says_zh}, std::string{default_kind}};
    for (const Alternative& kind : kinds) {
      Description description;
      description.key = kind.name;
      description.says = kind.says;
      description.says_zh = kind.says_zh;
      Reader inside{description, path_};
      kind.read(inside);
      recorded_->alternatives.push_back(std::move(description));
    }
    return {};
  }
  if (recording()) {
    Description& description = record(key, field, Description::Shape::choice, default_kind.empty());
    if (!default_kind.empty()) record_default(description, std::string{default_kind}, field);
  }
  std::vector<std::string> names;
  for (const Alternative& kind : kinds) names.push_back(kind.name);
  const Node* node = find_kind(key, Node::Kind::scalar, default_kind.empty(), field);
  std::size_t chosen = names.size();
  if (node != nullptr)
    chosen = pick(*node, path_of(key), names);
  else if (!has(key))
    chosen = static_cast<std::size_t>(std::ranges::find(names, default_kind) - names.begin());
  rest_is_unclear_ = chosen == names.size();
  if (rest_is_unclear_) return {};
  chosen_kind_ = fmt::format("{}: {}", key, names[chosen]);
  kinds[chosen].read(*this);
  chosen_kind_.clear();
  return names[chosen];
}

Description& Reader::member(std::string_view key) {
  auto& members = recorded_->members;
  const auto same = std::ranges::find(members, key, &Description::key);
  return same == members.end() ? members.emplace_back() : *same;
}

Description& Reader::record(std::string_view key, const Field& field, Description::Shape shape,
                            bool required) {
  EXPECT(!field.says.empty());
  Description& description =
      describing() ? member(key) : values_->add(path_of(key), mapping_->find(key)).description;
  describe_field(description, key, field, shape);
  description.required = required;
  return description;
}

void Reader::describe_field(Description& description, std::string_view key, const Field& field,
                            Description::Shape shape) {
  description = Description{};
  description.shape = shape;
  description.key = std::string{key};
  description.says = std::string{field.says};
  description.says_zh = std::string{field.says_zh};
  if (field.source != assumed) description.source = std::string{field.source};
  description.formerly = std::string{field.formerly};
  description.since = std::string{field.since};
}

void Reader::record_default(Description& description, std::string text, const Field& field) {
  description.default_text = std::move(text);
  description.source = std::string{field.source};
}

void Reader::record_type(Description& description, const TypeDescription& type,
                         const Field& field) {
  description.type = type;
  description.at_least = field.at_least ? field.at_least : type.at_least;
  description.at_most = field.at_most ? field.at_most : type.at_most;
}

void Reader::finish() {
  if (describing() || rest_is_unclear_) return;
  for (const Node& child : mapping_->children) {
    if (!has_room(*findings_, Severity::error)) return;
    if (std::ranges::find(known_, child.key) != known_.end()) continue;
    const std::string place = path_.empty() ? std::string{} : fmt::format(" in {}", path_);
    error(child.key_span, fmt::format("unknown key '{}'{}", shown_name(child.key), place),
          suggestion(child.key, known_));
  }
}

}  // namespace tiercare::config
