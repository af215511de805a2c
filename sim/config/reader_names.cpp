// SPDX-License-Identifier: Apache-2.0
// Lists of names out of a known set: written one by one, or selected by one sentence.
#include "base/spelling.hpp"
#include "config/reader.hpp"
#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiercare::config {
namespace {

constexpr std::string_view except = " except";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The names of "[a, b]" with their places; nothing if the brackets are missing.
std::optional<std::vector<Located<std::string>>> names_in_brackets(const Node& node,
                                                                   std::size_t begin) {
  const std::string_view text = node.text;
  const std::string_view rest = trimmed(text.substr(begin));
  if (!rest.starts_with('[') || !rest.ends_with(']')) return std::nullopt;
  std::vector<Located<std::string>> names;
  const std::size_t end = text.rfind(']');
  for (std::size_t at = text.find('[', begin) + 1; at <= end;) {
    const std::size_t comma = std::min(text.find(',', at), end);
    const std::string_view name = trimmed(text.substr(at, comma - at));
    const std::size_t start =
        name.empty() ? at : static_cast<std::size_t>(name.data() - text.data());
    names.push_back({std::string{name}, span_of_part(node, start, name)});
    at = comma + 1;
  }
  return names;
}

/// What a text that is neither a list nor a selector may have meant.
std::string hint_for(const std::string& text, const std::string& selector,
                     std::span<const std::string> known) {
  if (std::ranges::find(known, text) != known.end())
    return fmt::format("did you mean '[{}]'?", text);
  if (text.size() > longest_name || !nearest_name(text, std::vector{selector}))
    return fmt::format("write [name, name], '{0}' or '{0} except [name]'", selector);
  return fmt::format("did you mean '{}'?", selector);
}

}  // namespace

std::vector<Located<std::string>> Reader::checked_names(std::vector<Located<std::string>> names,
                                                        const KnownNames& known) {
  std::vector<Located<std::string>> checked;
  for (auto& name : names) {
    if (known.is_whole && std::ranges::find(known.names, name.value) == known.names.end()) {
      unknown_name(name, known.one, known.names);
      continue;
    }
    const auto first = std::ranges::find(checked, name.value, &Located<std::string>::value);
    if (first != checked.end())
      error(name.span, fmt::format("{} '{}' named twice", known.one, name.value), {},
            {{first->span, "first named here"}});
    else
      checked.push_back(std::move(name));
  }
  return checked;
}

std::vector<Located<std::string>> Reader::selected_names(const Node& node, const std::string& label,
                                                         const KnownNames& known) {
  const std::string all = fmt::format("all {}", known.many);
  const std::string_view text = node.text;
  std::vector<Located<std::string>> left_out;
  if (text.starts_with(all + std::string{except})) {
    auto named = names_in_brackets(node, all.size() + except.size());
    if (!named) {
      error(node.span, fmt::format("{}: what is left out stands in brackets", label),
            fmt::format("write it as in '{} except [{}]'", all,
                        known.names.empty() ? "name" : known.names.front()));
      return {};
    }
    left_out = checked_names(std::move(*named), known);
  } else if (text != all && report_wide_sign(node, label)) {
    return {};
  } else if (text != all) {
    error(node.span,
          fmt::format("{}: {}, where a list of {} or '{}' is needed", label, name_of(node),
                      known.many, all),
          hint_for(node.text, all, known.names));
    return {};
  }
  std::vector<Located<std::string>> selected;
  for (const std::string& name : known.names)
    if (std::ranges::find(left_out, name, &Located<std::string>::value) == left_out.end())
      selected.push_back({name, node.span});
  return selected;
}

std::vector<Located<std::string>> Reader::names(std::string_view key, const KnownNames& known,
                                                Presence presence, const Field& field) {
  const bool required = presence == Presence::required;
  if (recording()) {
    TypeDescription type = Parse<std::string>::describe();
    type.name = fmt::format("names of {}", known.many);
    type.name_zh = fmt::format("{}名称", known.zh);
    Description& description = record(key, field, Description::Shape::values, required);
    record_type(description, type, field);
    description.selector = fmt::format("all {}", known.many);
  }
  if (describing()) return {};
  const Node* node = find(key, required, field);
  if (node == nullptr) return {};
  if (node->kind == Node::Kind::scalar) return selected_names(*node, path_of(key), known);
  if (!expect_kind(*node, Node::Kind::sequence, path_of(key))) return {};
  std::vector<Located<std::string>> given;
  for (std::size_t i = 0; i < node->children.size(); ++i) {
    const Node& item = node->children[i];
    if (auto name = read_scalar<std::string>(item, item_path(path_of(key), i), field))
      given.push_back({std::move(*name), item.span});
  }
  return checked_names(std::move(given), known);
}

}  // namespace tiercare::config
