// SPDX-License-Identifier: Apache-2.0
// Bodies of the reader's templates; included by reader.hpp alone.
//
// Each has the same two halves: when fields are recorded, describe the field; in parse mode find
// the node, check its kind and read it. What does not depend on the type is in reader.cpp.
#pragma once

#include "config/reader.hpp"

namespace tiercare::config {

template <class T>
std::optional<T> Reader::read_scalar(const Node& node, const std::string& label,
                                     const Field& field) {
  if (!expect_kind(node, Node::Kind::scalar, label)) return std::nullopt;
  Parsed<T> parsed = Parse<T>::read(node);
  if (!parsed.value) {
    constexpr bool is_text = std::is_same_v<T, std::string>;  // which may have any signs
    if (is_text || !report_wide_sign(node, label)) report(node, label, parsed.problem);
    return std::nullopt;
  }
  if constexpr (requires(const T& value) { Parse<T>::magnitude(value); })
    check_bounds(node, label, Parse<T>::magnitude(*parsed.value), Parse<T>::describe(), field);
  return std::move(parsed.value);
}

template <class T>
void Reader::record_scalar(Description& description, const Field& field) {
  record_type(description, Parse<T>::describe(), field);
  description.problem_with = [](const Node& scalar) {
    const Parsed<T> parsed = Parse<T>::read(scalar);
    return parsed.value ? std::optional<Problem>{} : parsed.problem;
  };
}

template <class T>
Located<T> Reader::read_value(std::string_view key, const std::optional<T>& default_value,
                              const Field& field) {
  Located<T> result{default_value.value_or(T{}), {}};
  if (recording()) {
    Description& description = record(key, field, Description::Shape::value, !default_value);
    record_scalar<T>(description, field);
    if (default_value) record_default(description, Parse<T>::write(*default_value), field);
  }
  if (describing()) return result;
  result.span = span_of(key);
  if (const Node* node = find(key, !default_value, field))
    if (auto value = read_scalar<T>(*node, path_of(key), field)) result.value = std::move(*value);
  return result;
}

template <class T>
std::optional<T> Reader::if_given(std::string_view key, const Field& field) {
  if (recording()) record_scalar<T>(record(key, field, Description::Shape::value, false), field);
  if (describing()) return std::nullopt;
  const Node* node = find(key, false, field);
  if (node == nullptr) return std::nullopt;
  return read_scalar<T>(*node, path_of(key), field);
}

template <std::ranges::contiguous_range Names>
auto Reader::choice(std::string_view key, const Names& names,
                    std::optional<decltype(std::ranges::range_value_t<Names>::value)> default_value,
                    const Field& field) -> decltype(std::ranges::range_value_t<Names>::value) {
  const auto neutral = default_value.value_or(std::ranges::begin(names)->value);
  if (recording()) {
    Description& description = record(key, field, Description::Shape::choice, !default_value);
    for (const auto& named : names) {
      description.names.push_back(
          {std::string{named.name}, std::string{named.says}, std::string{named.says_zh}});
      if (default_value && *default_value == named.value)
        record_default(description, std::string{named.name}, field);
    }
  }
  if (describing()) return neutral;
  const Node* node = find_kind(key, Node::Kind::scalar, !default_value, field);
  if (node == nullptr) return neutral;
  std::vector<std::string> spelt;
  for (const auto& named : names) spelt.emplace_back(named.name);
  const std::size_t chosen = pick(*node, path_of(key), spelt);
  if (chosen == spelt.size()) return neutral;
  return std::ranges::begin(names)[static_cast<std::ptrdiff_t>(chosen)].value;
}

template <class T>
std::vector<Located<T>> Reader::located_values(std::string_view key, Presence presence,
                                               const Field& field) {
  std::vector<Located<T>> result;
  const bool required = presence == Presence::required;
  if (recording())
    record_type(record(key, field, Description::Shape::values, required), Parse<T>::describe(),
                field);
  if (describing()) return result;
  const Node* node = find_kind(key, Node::Kind::sequence, required, field);
  if (node == nullptr) return result;
  for (std::size_t i = 0; i < node->children.size(); ++i) {
    const Node& item = node->children[i];
    if (auto value = read_scalar<T>(item, item_path(path_of(key), i), field))
      result.push_back({std::move(*value), item.span});
  }
  return result;
}

template <class T>
std::vector<T> Reader::values(std::string_view key, Presence presence, const Field& field) {
  std::vector<T> result;
  for (auto& located : located_values<T>(key, presence, field))
    result.push_back(std::move(located.value));
  return result;
}

template <class T>
std::vector<std::pair<Located<std::string>, T>> Reader::named_values(std::string_view key,
                                                                     Presence presence,
                                                                     const Field& field) {
  std::vector<std::pair<Located<std::string>, T>> result;
  const bool required = presence == Presence::required;
  if (describing()) {
    record_type(record(key, field, Description::Shape::named_values, required),
                Parse<T>::describe(), field);
    return result;
  }
  const Node* node = find_kind(key, Node::Kind::mapping, required, field);
  if (node == nullptr) return result;
  for (const Node& child : node->children) {
    if (!check_entry_name(child)) continue;
    const std::string label = path_of(key) + "." + child.key;
    if (values_ != nullptr) {
      Description& description = values_->add(label, &child).description;
      describe_field(description, child.key, field, Description::Shape::value);
      record_type(description, Parse<T>::describe(), field);
    }
    if (auto value = read_scalar<T>(child, label, field))
      result.emplace_back(Located<std::string>{child.key, child.key_span}, std::move(*value));
  }
  return result;
}

template <class Fn>
bool Reader::section(std::string_view key, Presence presence, const Field& field, Fn&& read) {
  const bool required = presence == Presence::required;
  if (describing()) {
    Reader inside{record(key, field, Description::Shape::mapping, required), path_of(key)};
    read(inside);
    return true;
  }
  const Node* node = find_kind(key, Node::Kind::mapping, required, field);
  const Node empty = empty_mapping(span_of(key));
  if (node == nullptr && presence == Presence::defaulted && !has(key)) node = &empty;
  if (node == nullptr) return false;
  Reader inside = reader_of(*node, path_of(key));
  read(inside);
  inside.finish();
  return true;
}

template <class Fn>
void Reader::list(std::string_view key, Presence presence, const Field& field, Fn&& read_item) {
  const bool required = presence == Presence::required;
  if (describing()) {
    Reader inside{record(key, field, Description::Shape::list, required),
                  item_path(path_of(key), 0)};
    read_item(inside);
    return;
  }
  const Node* node = find_kind(key, Node::Kind::sequence, required, field);
  if (node == nullptr) return;
  for (std::size_t i = 0; i < node->children.size(); ++i) {
    const std::string label = item_path(path_of(key), i);
    if (!expect_kind(node->children[i], Node::Kind::mapping, label)) continue;
    Reader inside = reader_of(node->children[i], label);
    read_item(inside);
    inside.finish();
  }
}

template <class Fn>
void Reader::entries(std::string_view key, Presence presence, const Field& field, Fn&& read_entry) {
  const bool required = presence == Presence::required;
  if (describing()) {
    Reader inside{record(key, field, Description::Shape::entries, required),
                  path_of(key) + ".NAME"};
    read_entry(Located<std::string>{"name", {}}, inside);
    return;
  }
  const Node* node = find_kind(key, Node::Kind::mapping, required, field);
  if (node == nullptr) return;
  for (const Node& child : node->children) {
    const std::string label = path_of(key) + "." + child.key;
    if (!check_entry_name(child) || !expect_kind(child, Node::Kind::mapping, label)) continue;
    Reader inside = reader_of(child, label);
    std::vector<MissingKey> missing;
    if (child.is_added) inside.missing_ = &missing;
    read_entry(Located<std::string>{child.key, child.key_span}, inside);
    inside.finish();
    incomplete_entry(*node, child, path_of(key), std::move(missing));
  }
}

template <class Row>
Table<Row> Reader::table(std::string_view key, Presence presence, const Field& field,
                         Row (*read_row)(Reader&)) {
  Table<Row> result;
  const auto ask = [read_row](Reader& reader) { return read_row(reader); };
  const bool required = presence == Presence::required;
  if (describing()) {
    Reader inside{record(key, field, Description::Shape::table, required), path_of(key)};
    ask(inside);
    return result;
  }
  if (recording()) record(key, field, Description::Shape::table, required);
  const Node* node = find_kind(key, Node::Kind::scalar, required, field);
  const std::size_t found_before = findings();
  const TableFile* file =
      node == nullptr ? nullptr : tables_->open(*node, path_of(key), *findings_);
  if (file == nullptr) return result;
  Description columns;
  Reader asked{columns, path_of(key)};
  ask(asked);
  TableRows rows{*file, columns, path_of(key), *findings_};
  result.header = rows.header();
  while (const auto row = rows.next()) {
    ReadRecord cells;
    Reader inside{*row, path_of(key), *findings_, *tables_, values_ == nullptr ? nullptr : &cells};
    result.rows.push_back({ask(inside), row->span});
    if (values_ != nullptr)
      values_->add_row(cells, path_of(key), item_path(path_of(key), result.rows.size() - 1),
                       node->key_span);
  }
  result.is_sound = findings() == found_before && has_room(*findings_, Severity::error);
  return result;
}

}  // namespace tiercare::config
