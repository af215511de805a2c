// SPDX-License-Identifier: Apache-2.0
#include "run/timeline.hpp"

#include "config/merge.hpp"
#include "run/changeable.hpp"
#include "run/trends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace tiercare {
namespace {

using config::Date;
using config::Located;
using config::Node;
using config::Presence;
using config::Reader;

/// Each entry costs as much as loading a scenario.
constexpr std::size_t most_entries = 100;

void check_date(Reader& entry, const TimelineEntry& read, const Located<Date>& start,
                const ScenarioParts& parts) {
  const std::string path = entry.path_of("on");
  const auto& on = read.on;
  const std::string text = on.value.text();
  if (on.value < start.value)
    entry.error(
        on.span,
        fmt::format("{}: {} is before the first simulated day, {}", path, text, start.value.text()),
        {}, {{start.span, "the first simulated day"}});
  const double days = (parts.horizon.warm_up + parts.horizon.run).in_days();
  const Date end{start.value.days_since_1970 + static_cast<std::int64_t>(std::ceil(days))};
  if (on.value >= end)
    entry.warning(on.span, fmt::format("{}: {} comes after the last simulated day, {}", path, text,
                                       Date{end.days_since_1970 - 1}.text()));
  if (parts.timeline.empty()) return;
  const auto& before = parts.timeline.back().on;
  if (on.value == before.value)
    entry.error(on.span, fmt::format("{}: {} has an entry already", path, text),
                "one entry holds all that changes on a day", {{before.span, "the same day"}});
  if (on.value < before.value)
    entry.error(on.span, fmt::format("{}: {} is out of order", path, text),
                "entries follow each other as their dates do", {{before.span, "a later day"}});
}

/// Whether something like it was said of the same place.
bool is_said(const std::vector<Diagnostic>& findings, const Diagnostic& finding) {
  return std::ranges::any_of(findings, [&](const Diagnostic& said) {
    return said.span == finding.span && said.message == finding.message;
  });
}

bool is_written_in(const Node& node, const Span& span) {
  return node.span == span || node.key_span == span ||
         std::ranges::any_of(node.children,
                             [&](const Node& child) { return is_written_in(child, span); });
}

/// Whether the place is one of the entry's own lines.
bool is_written_in(const TimelineEntry& entry, const Span& span) {
  return std::ranges::find(entry.removed, span, &Located<std::string>::span) !=
             entry.removed.end() ||
         (entry.change != nullptr && is_written_in(*entry.change, span));
}

bool has_errors(const std::vector<Diagnostic>& findings) {
  return std::ranges::find(findings, Severity::error, &Diagnostic::severity) != findings.end();
}

/// What the entry itself says, of all that was read at its date.
void add_changes(const TimelineEntry& entry, const config::ReadRecord& at_date,
                 config::ReadRecord& values) {
  for (config::ReadValue& value : at_date.values()) {
    if (!value.given || !is_written_in(entry, value.span)) continue;
    value.path = entry.path + ".change." + value.path;
    values.add(std::move(value));
  }
}

/// A ward is a queue of the facility: it can grow and shrink, not open or close.
void check_wards(const ScenarioParts& first, const ScenarioParts& parts, const Node& tree,
                 std::vector<Diagnostic>& findings) {
  for (std::size_t g = 0; g < first.facilities.size(); ++g) {
    const FacilityGroup& before = first.facilities.values()[g];
    const FacilityGroup& after = parts.facilities.values()[g];
    if ((before.beds == 0) == (after.beds == 0)) continue;
    const Node* group = tree.find("facilities")->find(after.name);
    const Node* beds = group->find("beds");
    findings.push_back({Severity::error,
                        (beds != nullptr ? beds : group)->span,
                        fmt::format("facilities.{}.beds cannot change {} 0 at a date", after.name,
                                    before.beds == 0 ? "from" : "to"),
                        "a ward can grow and shrink; a facility opens or closes as a whole, with "
                        "'opens' or 'closes'",
                        {},
                        {}});
  }
}

}  // namespace

void read_timeline(Reader& reader, ScenarioParts& parts) {
  const Located<Date> start{{parts.start}, reader.span_of("start")};
  reader.list(
      "timeline", Presence::optional,
      {.says = "what changes at dates during the run, in order", .says_zh = "运行中按日期的变化"},
      [&](Reader& entry) {
        TimelineEntry read;
        read.path = entry.path();
        const std::size_t found_before = entry.findings();
        read.on = entry.located<Date>("on", std::nullopt,
                                      {.says = "the day from whose first minute on it holds",
                                       .says_zh = "生效日期（零时起）"});
        const bool has_date = entry.findings() == found_before;
        read.name = entry.optional<std::string>(
            "name", "", {.says = "what happens, in a line", .says_zh = "变化名称"});
        read.removed = config::read_removed(entry);
        read.change = entry.part(
            "change", {.says = "what is laid over the scenario as it stands, as by `extends`",
                       .says_zh = "叠加在当时情景上的内容（规则同 extends）"});
        if (entry.describing()) return;
        if (!entry.has("change") && !entry.has("remove"))
          entry.error(entry.span(),
                      fmt::format("{}: neither change nor remove is given", read.path),
                      "what changes stands below 'change:', written as in a scenario");
        if (has_date) check_date(entry, read, start, parts);
        parts.timeline.push_back(std::move(read));
      });
  if (parts.timeline.size() <= most_entries) return;
  reader.error(reader.span_of("timeline"), fmt::format("timeline: {} entries, at most {} are read",
                                                       parts.timeline.size(), most_entries));
  parts.timeline.clear();
}

std::vector<ScenarioParts> read_later_parts(const Node& root, const ScenarioParts& first,
                                            std::vector<Diagnostic>& findings,
                                            config::Tables& tables, config::ReadRecord* values) {
  const References references{
      .conditions =
          [&](Reader&, const Located<std::string>&) {
            return Catalogue{first.conditions, first.chronic};
          },
      .pathway = [&](Reader&, const Located<std::string>&) { return first.pathway; }};
  std::vector<ScenarioParts> later;
  Node tree = root;
  std::erase_if(tree.children, [](const Node& child) { return child.key == "timeline"; });
  const std::vector<CivilDay> turns = turns_of(first);
  auto turn = turns.begin();
  const auto turn_before = [&](CivilDay day) {
    for (; turn != turns.end() && *turn < day; ++turn) {
      std::vector<Diagnostic> said_before;
      later.push_back(config::read_root(tree, said_before, tables, nullptr, [&](Reader& reader) {
        return read_scenario(reader, references);
      }));
      later.back().today = *turn;
    }
    if (turn != turns.end() && *turn == day) ++turn;
  };
  for (const TimelineEntry& entry : first.timeline) {
    const auto day = static_cast<CivilDay>(entry.on.value.days_since_1970);
    turn_before(day);
    std::vector<Diagnostic> own;
    Node next = tree;
    config::take_out(next, entry.removed, entry.path + ".remove", own);
    if (entry.change != nullptr) next = config::merged_nodes(*entry.change, std::move(next));
    const Differences differences = what_cannot_change(tree, next, entry);
    std::ranges::copy(differences.of_parts, std::back_inserter(own));
    config::ReadRecord at_date;
    if (own.empty()) {
      later.push_back(
          config::read_root(next, own, tables, values == nullptr ? nullptr : &at_date,
                            [&](Reader& reader) { return read_scenario(reader, references); }));
      later.back().today = day;
    }
    if (values != nullptr) add_changes(entry, at_date, *values);
    for (const Diagnostic& one : differences.of_values)
      if (std::ranges::find(own, one.span, &Diagnostic::span) == own.end()) own.push_back(one);
    if (!has_errors(own)) check_wards(first, later.back(), next, own);
    for (Diagnostic& one : own) {
      if (is_said(findings, one)) continue;
      if (!is_written_in(entry, one.span))
        one.related.push_back({entry.on.span, "as things stand from this date on"});
      findings.push_back(std::move(one));
    }
    tree = std::move(next);
  }
  turn_before(std::numeric_limits<CivilDay>::max());
  return later;
}

}  // namespace tiercare
