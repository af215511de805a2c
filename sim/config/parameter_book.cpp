// SPDX-License-Identifier: Apache-2.0
// Reading the book: every key of a file is a code, and every entry is a mapping with one reader.
#include "config/parameter_book.hpp"

#include "config/document.hpp"
#include "config/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace tiercare::config {
namespace {

namespace fs = std::filesystem;

constexpr std::array<Named<Confidence>, all_confidences.size()> confidence_names{
    {{Confidence::found, "found", "read in the publication named", "已查到"},
     {Confidence::recalled, "recalled", "general knowledge, not looked up", "凭常识"},
     {Confidence::assumption, "assumed", "our choice", "假设"}}};

struct Place {
  BookEntry entry;
  Located<std::string> source;
  Span code;
};

Publication read_publication(const std::string& key, Reader& r) {
  Publication publication;
  publication.key = key;
  publication.title = r.required<std::string>(
      "title", {.says = "title, or what the page is about", .says_zh = "题名"});
  publication.by =
      r.required<std::string>("by", {.says = "authors or publisher", .says_zh = "作者或发布机构"});
  publication.year =
      r.if_given<Count>("year", {.says = "year of publication", .says_zh = "发表年份"});
  publication.url =
      r.optional<std::string>("url", "", {.says = "where it can be read", .says_zh = "网址"});
  return publication;
}

void check_range(const BookEntry& entry, Reader& r) {
  const auto value = read_number(entry.value);
  if (entry.low.has_value() != entry.high.has_value()) {
    r.error(r.span(), fmt::format("{}: a range has two ends (low and high)", entry.code));
  } else if (!value && entry.low) {
    r.error(r.span_of("value"), fmt::format("{}: '{}' is not a number, but has a range",
                                            r.path_of("value"), entry.value));
  } else if (value && entry.low && (*value < *entry.low || *value > *entry.high)) {
    r.error(r.span_of("value"),
            fmt::format("{}: {} is outside its range ({} to {})", r.path_of("value"), entry.value,
                        write_number(*entry.low), write_number(*entry.high)));
  }
}

Place read_entry(const std::string& code, Reader& r) {
  Place place;
  BookEntry& entry = place.entry;
  entry.code = code;
  entry.says = r.required<std::string>("says", {.says = "what it is", .says_zh = "含义"});
  entry.value = r.required<std::string>("value", {.says = "the number", .says_zh = "数值"});
  entry.low = r.if_given<Factor>("low", {.says = "lower end of the range", .says_zh = "下限"});
  entry.high = r.if_given<Factor>("high", {.says = "upper end of the range", .says_zh = "上限"});
  entry.unit = r.required<std::string>("unit", {.says = "its unit", .says_zh = "单位"});
  entry.year = r.required<Count>("year", {.says = "the year it speaks of", .says_zh = "所指年份"});
  entry.tier = r.optional<std::string>(
      "tier", "",
      {.says = "the tier, place or people it speaks of", .says_zh = "层级、地点或人群"});
  place.source = r.located<std::string>(
      "source", std::nullopt, {.says = "key in bibliography.yaml", .says_zh = "文献条目"});
  entry.confidence = r.choice("confidence", confidence_names, std::nullopt,
                              {.says = "how sure we are of it", .says_zh = "可信程度"});
  check_range(entry, r);
  return place;
}

/// Reads every mapping of a file's root: `read(key, key's place, Reader&)`.
template <class Fn>
void for_each_entry(const fs::path& file, std::vector<Diagnostic>& flaws, Fn&& read) {
  try {
    const Document document = load(file);
    std::vector<Diagnostic> findings = document.diagnostics();
    Tables tables{document.resolver()};
    for (const Node& child : document.root().children) {
      if (child.kind != Node::Kind::mapping) {
        findings.push_back(
            {Severity::error,
             child.key_span,
             fmt::format("{}: {}, where an entry is needed", child.key, name_of(child)),
             {},
             {},
             {}});
        continue;
      }
      Reader reader{child, child.key, findings, tables};
      read(child, reader);
      reader.finish();
    }
    static_cast<void>(document.report(std::move(findings)));
  } catch (const ScenarioError& error) {
    std::ranges::copy(error.diagnostics(), std::back_inserter(flaws));
  }
}

using Bibliography = std::map<std::string, Publication, std::less<>>;

/// Entries of one file, with the publications they are drawn from.
void read_subject(const fs::path& file, const Bibliography& bibliography,
                  std::map<std::string, Place>& places, std::vector<Diagnostic>& flaws) {
  std::vector<std::string> known;
  for (const auto& [key, publication] : bibliography) known.push_back(key);
  for_each_entry(file, flaws, [&](const Node& node, Reader& reader) {
    Place place = read_entry(node.key, reader);
    place.code = node.key_span;
    const auto source = bibliography.find(place.source.value);
    if (source != bibliography.end())
      place.entry.source = source->second;
    else if (!place.source.value.empty())
      reader.unknown_name(place.source, "source", known);
    const auto [first, is_new] = places.try_emplace(node.key, std::move(place));
    if (!is_new)
      reader.error(node.key_span, fmt::format("'{}' stands in the book twice", node.key), {},
                   {{first->second.code, "first given here"}});
  });
}

}  // namespace

std::string_view name_of(Confidence confidence) {
  return std::ranges::find(confidence_names, confidence, &Named<Confidence>::value)->name;
}

ParameterBook::ParameterBook(std::vector<BookEntry> entries) : entries_{std::move(entries)} {
  std::ranges::sort(entries_, {}, &BookEntry::code);
}

std::vector<const BookEntry*> ParameterBook::find(std::string_view code) const {
  const bool several = code.ends_with('*');
  if (several) code.remove_suffix(1);
  std::vector<const BookEntry*> found;
  for (auto entry = std::ranges::lower_bound(entries_, code, {}, &BookEntry::code);
       entry != entries_.end() && entry->code.starts_with(code); ++entry)
    if (several || entry->code == code) found.push_back(&*entry);
  return found;
}

ParameterBook load_parameter_book(const fs::path& folder) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) return {};
  const fs::path list = folder / "bibliography.yaml";
  std::vector<fs::path> files;
  fs::directory_iterator entry{folder, failed};
  for (; !failed && entry != fs::directory_iterator{}; entry.increment(failed))
    if (entry->path().extension() == ".yaml" && entry->path() != list)
      files.push_back(entry->path());
  if (failed) throw OutputError{folder.string(), failed.message()};
  std::ranges::sort(files);

  std::vector<Diagnostic> flaws;
  Bibliography bibliography;
  for_each_entry(list, flaws, [&](const Node& node, Reader& reader) {
    bibliography[node.key] = read_publication(node.key, reader);
  });
  std::map<std::string, Place> places;
  for (const fs::path& file : files) read_subject(file, bibliography, places, flaws);
  if (!flaws.empty()) throw ScenarioError{std::move(flaws)};

  std::vector<BookEntry> entries;
  for (auto& [code, place] : places) entries.push_back(std::move(place.entry));
  return ParameterBook{std::move(entries)};
}

}  // namespace tiercare::config
