// SPDX-License-Identifier: Apache-2.0
#include "run/scenario.hpp"

#include "base/digest.hpp"
#include "base/spelling.hpp"
#include "care/read_care.hpp"
#include "config/document.hpp"
#include "run/plan_builder.hpp"
#include "run/scenario_parts.hpp"
#include "run/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <system_error>

namespace tiercare {
namespace {

namespace fs = std::filesystem;

/// A folder of files that scenarios refer to by name: conditions, pathways.
struct Shelf {
  fs::path folder;
  std::string_view what;
  std::string_view path;  ///< how the dotted paths of its values begin
};

std::vector<std::string> names_on(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) return names;
  fs::recursive_directory_iterator entry{folder, failed};
  for (; !failed && entry != fs::recursive_directory_iterator{}; entry.increment(failed)) {
    std::error_code unreadable;  // a link that leads nowhere is no scenario
    const fs::path name = entry->path();
    if (entry->is_regular_file(unreadable) && name.extension() == ".yaml")
      names.push_back(name.lexically_relative(folder).replace_extension().generic_string());
  }
  if (failed) throw OutputError{folder.string(), failed.message()};
  std::sort(names.begin(), names.end());
  return names;
}

/// What the files that a scenario names have brought with them.
struct NamedFiles {
  std::string texts;  ///< as documents after the scenario's own
  std::map<std::string, std::string> sources;
};

/// Loads the named file of a shelf and reads it; its findings join the scenario's own, its text is
/// added to `files`.
template <class Fn>
auto from_shelf(const Shelf& shelf, config::Reader& reader,
                const config::Located<std::string>& name, NamedFiles& files, Fn&& read) {
  using Value = decltype(read(reader));
  const auto names = names_on(shelf.folder);
  if (std::find(names.begin(), names.end(), name.value) == names.end()) {
    reader.unknown_name(name, shelf.what, names);
    return Value{};
  }
  try {
    const config::Document document =
        config::load(shelf.folder / (name.value + ".yaml"), {}, config::describe_alone(read));
    files.texts +=
        fmt::format("---\n# {}: {}\n{}", shelf.what, name.value, document.resolved_text());
    files.sources.insert(document.sources().begin(), document.sources().end());
    config::ReadRecord* values = reader.values_record();
    if (values != nullptr) values->set_prefix(std::string{shelf.path});
    auto outcome = config::parse(document, read, values);
    if (values != nullptr) values->set_prefix({});
    for (Diagnostic& warning : outcome.warnings) reader.pass_on(std::move(warning));
    return std::move(outcome.value);
  } catch (const ScenarioError& error) {
    for (const Diagnostic& one : error.diagnostics()) reader.pass_on(one);
    return Value{};
  }
}

References references_in(const fs::path& library, NamedFiles& files) {
  return {.conditions =
              [library, &files](config::Reader& reader, const config::Located<std::string>& name) {
                return from_shelf({library / "conditions", "catalogue of conditions", {}}, reader,
                                  name, files, read_conditions);
              },
          .pathway =
              [library, &files](config::Reader& reader, const config::Located<std::string>& name) {
                return from_shelf({library / "pathways", "pathway", "pathway"}, reader, name, files,
                                  read_pathway);
              }};
}

/// Other places' patients who still wait when no more come need a stay when their turn comes.
void keep_background(FacilityGroups& groups, const CarePlan* before) {
  if (before == nullptr) return;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const FacilityGroupId id = groups.id_of(g);
    const auto& old = before->groups[id].background;
    if (old && !groups[id].background) groups[id].background = {.stay = old->stay};
  }
}

/// The scenario's parts on the first day and from each date of its timeline on.
config::Outcome<std::vector<ScenarioParts>> read_parts(const config::Document& document,
                                                       const fs::path& library, NamedFiles& files,
                                                       config::ReadRecord* values) {
  return config::outcome_of(document, [&](std::vector<Diagnostic>& findings,
                                          config::Tables& tables) {
    std::vector<ScenarioParts> parts;
    parts.push_back(
        config::read_root(document.root(), findings, tables, values, [&](config::Reader& reader) {
          return read_scenario(reader, references_in(library, files));
        }));
    std::ranges::move(read_later_parts(document.root(), parts.front(), findings, tables, values),
                      std::back_inserter(parts));
    return parts;
  });
}

/// Builds the plan; what is wrong with it is told with the lines it speaks of.
std::shared_ptr<const CarePlan> plan_of(ScenarioParts parts, const CarePlan* same_land,
                                        const config::Document& document,
                                        const config::Tables& tables) {
  try {
    return build_plan(std::move(parts), same_land);
  } catch (const ScenarioError& error) {
    std::vector<Diagnostic> findings = error.diagnostics();
    tables.add_excerpts(findings);
    static_cast<void>(document.report(std::move(findings)));
    throw;
  }
}

std::vector<Period> periods_of(std::vector<ScenarioParts> parts, const config::Document& document,
                               const config::Tables& tables) {
  std::vector<Period> periods(parts.size());
  for (std::size_t p = 0; p < parts.size(); ++p) {
    periods[p].begins = Instant{} + Duration::days(parts[p].today - parts[p].start);
    keep_background(parts[p].facilities, p == 0 ? nullptr : periods[p - 1].plan.get());
    periods[p].plan = plan_of(std::move(parts[p]), periods.front().plan.get(), document, tables);
  }
  return periods;
}

/// What is told and kept of a run, and what only later days know.
bool is_undated(const config::Node& child) {
  constexpr std::array<std::string_view, 5> others{"name", "name_zh", "replications", "record",
                                                   "timeline"};
  return std::ranges::find(others, child.key) == others.end();
}

std::uint64_t digest_of(const config::Node& node, const std::string& more = {}) {
  Digest digest;
  digest.add_text(config::write_tree(node));
  digest.add_text(more);
  return digest.value();
}

config::Node undated(const config::Node& root) {
  config::Node rest = root;
  std::erase_if(rest.children, [](const config::Node& child) { return !is_undated(child); });
  return rest;
}

/// What the entries do at their dates; how they are called does nothing.
std::vector<DatedChange> dated_changes(const config::Node& root, const ScenarioParts& parts) {
  std::vector<DatedChange> changes;
  for (std::size_t i = 0; i < parts.timeline.size(); ++i) {
    config::Node entry = root.find("timeline")->children[i];
    std::erase_if(entry.children, [](const config::Node& child) { return child.key == "name"; });
    const auto day = parts.timeline[i].on.value.days_since_1970 - parts.start;
    changes.push_back({Instant{} + Duration::days(day), digest_of(entry)});
  }
  return changes;
}

/// What can be said in a scenario, for the former names of its keys.
config::Description described_scenario() {
  return config::describe([](config::Reader& reader) { return read_scenario(reader, {}); });
}

bool looks_like_path(const std::string& name) {
  return name.ends_with(".yaml") || name.ends_with(".yml");
}

fs::path find_scenario(const std::string& name, const fs::path& library) {
  if (looks_like_path(name)) return name;
  const auto names = library_scenarios(library);
  if (std::find(names.begin(), names.end(), name) != names.end())
    return library / "library" / (name + ".yaml");
  const auto nearest = nearest_name(name, names);
  Diagnostic unknown;
  unknown.span = {name, 1, 1, 1};
  unknown.message = fmt::format("no scenario '{}' in the library", name);
  unknown.hint =
      nearest ? fmt::format("did you mean '{}'? A file is given with its ending .yaml", *nearest)
              : "a file is given with its ending .yaml";
  throw ScenarioError({unknown});
}

}  // namespace

std::vector<std::string> library_scenarios(const fs::path& library) {
  return names_on(library / "library");
}

ReadScenario read_scenario_document(config::Document document, const fs::path& library,
                                    config::ReadRecord* values) {
  NamedFiles files;
  auto read = read_parts(document, library, files, values);
  files.sources.insert(document.sources().begin(), document.sources().end());
  return {std::move(document), std::move(read), std::move(files.texts), std::move(files.sources)};
}

ReadScenario read_scenario_files(const std::string& name_or_path, const fs::path& library,
                                 config::ReadRecord* values) {
  return read_scenario_document(
      config::load(find_scenario(name_or_path, library),
                   config::library_resolver(library / "library"), described_scenario()),
      library, values);
}

Scenario Scenario::load(const std::string& name_or_path, const fs::path& library) {
  return made_from(
      read_scenario_files(name_or_path, library),
      looks_like_path(name_or_path) ? fs::path{name_or_path}.stem().string() : name_or_path);
}

Scenario Scenario::load_text(std::string_view text, const std::string& path,
                             const fs::path& library) {
  return made_from(read_scenario_document(
                       config::load_text(text, path, config::library_resolver(library / "library"),
                                         described_scenario()),
                       library),
                   fs::path{path}.stem().string());
}

Scenario Scenario::made_from(ReadScenario&& from, std::string name) {
  auto& [document, read, named_texts, sources] = from;
  const ScenarioParts& parts = read.value.front();
  Scenario scenario;
  scenario.name_ = std::move(name);
  scenario.title_ = parts.title;
  scenario.title_zh_ = parts.title_zh;
  scenario.resolved_text_ = document.resolved_text();
  scenario.named_texts_ = named_texts + read.tables.texts();
  Digest digest;
  digest.add_text(scenario.whole_text());
  scenario.hash_ = fmt::format("{:016x}", digest.value());
  scenario.warnings_ = std::move(read.warnings);
  scenario.horizon_ = parts.horizon;
  scenario.population_ = parts.population;
  scenario.start_day_ = parts.start;
  scenario.wishes_ = parts.wishes;
  scenario.undated_digest_ = digest_of(undated(document.root()), scenario.named_texts_);
  scenario.timeline_ = dated_changes(document.root(), parts);
  scenario.periods_ = periods_of(std::move(read.value), document, read.tables);
  scenario.start_year_ = scenario.plan().calendar.year_of(Instant{});
  return scenario;
}

const CarePlan& Scenario::plan_at(Instant t) const {
  const auto after = std::ranges::upper_bound(periods_, t, {}, &Period::begins);
  return *std::prev(after)->plan;
}

Instant Scenario::next_date(Instant t) const {
  const auto after = std::ranges::upper_bound(periods_, t, {}, &Period::begins);
  return after == periods_.end() ? Instant::never() : after->begins;
}

Instant Scenario::parting_of(const Scenario& a, const Scenario& b) {
  if (a.undated_digest_ != b.undated_digest_) return Instant{};
  const auto [here, there] = std::ranges::mismatch(a.timeline_, b.timeline_);
  Instant parting = Instant::never();
  if (here != a.timeline_.end()) parting = std::min(parting, here->on);
  if (there != b.timeline_.end()) parting = std::min(parting, there->on);
  return parting;
}

}  // namespace tiercare
