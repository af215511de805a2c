// SPDX-License-Identifier: Apache-2.0
// Entries by names that the user invents. A file that extends another may add some, so that a
// misspelt name looks like a new entry: one that lacks what every entry needs.
#include "base/spelling.hpp"
#include "config/reader.hpp"
#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tiercare::config {
namespace {

/// `Village clinic` as `village_clinic`.
std::string as_entry_name(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      text += static_cast<char>(c - 'A' + 'a');
    else
      text += (c == ' ' || c == '-') ? '_' : c;
  }
  return text;
}

bool is_entry_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
         std::ranges::all_of(name, allowed);
}

/// The entry that was there before and whose name is like that of an added one.
const Node* entry_like(const Node& entries, const Node& added) {
  std::vector<std::string> names;
  for (const Node& other : entries.children)
    if (!other.is_added || other.key_span.file != added.key_span.file) names.push_back(other.key);
  const auto nearest = nearest_name(added.key, names);
  return nearest ? entries.find(*nearest) : nullptr;
}

/// "kind, consulting and 3 more keys".
std::string listed(std::span<const MissingKey> missing) {
  constexpr std::size_t most = 3;
  const std::size_t shown = missing.size() <= most + 1 ? missing.size() : most;
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + missing[i].key;
  if (shown < missing.size())
    fmt::format_to(std::back_inserter(text), " and {} more keys", missing.size() - shown);
  return text;
}

}  // namespace

bool Reader::check_entry_name(const Node& node) {
  if (is_entry_name(node.key) && node.key.size() <= longest_name) return true;
  const std::string better = as_entry_name(node.key);
  error(node.key_span,
        fmt::format("'{}' is not a name (a lower-case letter, then letters, digits and '_'; at "
                    "most {})",
                    shown_name(node.key), longest_name),
        is_entry_name(better) && better.size() <= longest_name
            ? fmt::format("did you mean '{}'?", better)
            : suggestion(node.key, {}));
  return false;
}

void Reader::missing_key(std::string_view key, const Field& field) {
  const std::string place = path_.empty() ? std::string{} : fmt::format(" in {}", path_);
  std::string message = fmt::format("missing key '{}'{} ({})", key, place, field.says);
  std::string hint =
      chosen_kind_.empty() ? std::string{} : fmt::format("'{}' needs it", chosen_kind_);
  if (missing_ == nullptr)
    error(span(), std::move(message), std::move(hint));
  else
    missing_->push_back(
        {std::string{key}, {Severity::error, span(), std::move(message), std::move(hint), {}, {}}});
}

void Reader::incomplete_entry(const Node& entries, const Node& entry, const std::string& label,
                              std::vector<MissingKey> missing) {
  if (missing.empty() || !has_room(*findings_, Severity::error)) return;
  const Node* meant = entry_like(entries, entry);
  if (meant == nullptr) {
    for (MissingKey& one : missing) pass_on(std::move(one.finding));
    return;
  }
  error(entry.key_span,
        fmt::format("unknown name '{}' in {} (a new one would need {})", entry.key, label,
                    listed(missing)),
        fmt::format("did you mean '{}'?", meant->key),
        {{meant->key_span, fmt::format("'{}' is given here", meant->key)}});
}

}  // namespace tiercare::config
