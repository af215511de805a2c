// SPDX-License-Identifier: Apache-2.0
#include "config/reader_record.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tiercare::config {
namespace {

/// A value on one line: `7 min`, `[a, b]`, `{a: 1}`.
std::string on_one_line(const Node& node) {
  if (node.kind == Node::Kind::scalar) return node.text;
  if (node.kind == Node::Kind::null) return {};
  const bool mapping = node.kind == Node::Kind::mapping;
  std::string text = mapping ? "{" : "[";
  for (const Node& child : node.children) {
    if (text.size() > 1) text += ", ";
    if (mapping) text += child.key + ": ";
    text += on_one_line(child);
  }
  return text + (mapping ? "}" : "]");
}

}  // namespace

std::string ReadRecord::with_prefix(const std::string& path) const {
  return prefix_.empty() ? path : prefix_ + "." + path;
}

ReadValue& ReadRecord::add(const std::string& path, const Node* node) {
  const std::string whole = with_prefix(path);
  const auto [place, is_new] = place_of_.try_emplace(whole, values_.size());
  if (is_new) values_.emplace_back();
  ReadValue& value = values_[place->second];
  value = ReadValue{};
  value.path = whole;
  if (node == nullptr) return value;
  value.given = true;
  value.text = on_one_line(*node);
  value.span = node->key.empty() ? node->span : node->key_span;
  value.overrides = node->overrides;
  return value;
}

void ReadRecord::add(ReadValue value) {
  values_.push_back(std::move(value));
}

void ReadRecord::add_row(const ReadRecord& cells, const std::string& table, const std::string& row,
                         const Span& table_named_at) {
  for (ReadValue& cell : cells.values()) {
    cell.row = with_prefix(row);
    cell.path = cell.row + cell.path.substr(table.size());
    cell.table_named_at = table_named_at;
    add(std::move(cell));
  }
}

std::vector<ReadValue> ReadRecord::values() const {
  std::vector<ReadValue> known;
  std::ranges::copy_if(values_, std::back_inserter(known), [](const ReadValue& value) {
    return value.given || value.description.default_text.has_value();
  });
  return known;
}

}  // namespace tiercare::config
