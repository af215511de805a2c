// SPDX-License-Identifier: Apache-2.0
#include "run/scenario.hpp"

#include "base/digest.hpp"
#include "base/spelling.hpp"
#include "care/read_care.hpp"
#include "config/document.hpp"
#include "run/plan_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiercare {
namespace {

namespace fs = std::filesystem;

/// A folder of files that scenarios refer to by name: conditions, pathways.
struct Shelf {
  fs::path folder;
  std::string_view what;
};

std::vector<std::string> names_on(const fs::path& folder) {
  std::vector<std::string> names;
  if (!fs::is_directory(folder)) return names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".yaml")
      names.push_back(fs::relative(entry.path(), folder).replace_extension().generic_string());
  std::sort(names.begin(), names.end());
  return names;
}

/// What the files that a scenario names have brought with them.
struct NamedFiles {
  std::vector<Diagnostic>
      found;          ///< with the lines they speak of, which the scenario does not have
  std::string texts;  ///< as documents after the scenario's own
};

/// Loads the named file of a shelf and reads it; its errors join the scenario's own.
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
    const config::Document document = config::load(shelf.folder / (name.value + ".yaml"));
    files.texts +=
        fmt::format("---\n# {}: {}\n{}", shelf.what, name.value, document.resolved_text());
    return config::parse(document, read).value;
  } catch (const ScenarioError& error) {
    for (const Diagnostic& one : error.diagnostics()) {
      reader.error(one.span, one.message, one.hint, one.related);
      files.found.push_back(one);
    }
    return Value{};
  }
}

References references_in(const fs::path& library, NamedFiles& files) {
  return {
      .conditions =
          [library, &files](config::Reader& reader, const config::Located<std::string>& name) {
            return from_shelf({library / "conditions", "catalogue of conditions"}, reader, name,
                              files, read_conditions);
          },
      .pathway =
          [library, &files](config::Reader& reader, const config::Located<std::string>& name) {
            return from_shelf({library / "pathways", "pathway"}, reader, name, files, read_pathway);
          }};
}

/// The same error with the lines of the files that the scenario names.
ScenarioError with_excerpts(const ScenarioError& error, const std::vector<Diagnostic>& found) {
  std::vector<Diagnostic> diagnostics = error.diagnostics();
  for (Diagnostic& one : diagnostics)
    for (const Diagnostic& in_its_file : found)
      if (one.excerpt.empty() && one.span == in_its_file.span) one.excerpt = in_its_file.excerpt;
  return ScenarioError{std::move(diagnostics)};
}

/// Reads a document and the files it names.
config::Outcome<ScenarioParts> read_parts(const config::Document& document, const fs::path& library,
                                          NamedFiles& files) {
  const References references = references_in(library, files);
  try {
    return config::parse(document,
                         [&](config::Reader& reader) { return read_scenario(reader, references); });
  } catch (const ScenarioError& error) {
    throw with_excerpts(error, files.found);
  }
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

Scenario Scenario::load(const std::string& name_or_path, const fs::path& library) {
  const fs::path path = find_scenario(name_or_path, library);
  const config::Document document =
      config::load(path, config::library_resolver(library / "library"));
  NamedFiles files;
  auto read = read_parts(document, library, files);
  ScenarioParts& parts = read.value;
  Scenario scenario;
  scenario.name_ = looks_like_path(name_or_path) ? path.stem().string() : name_or_path;
  scenario.title_ = parts.title;
  scenario.title_zh_ = parts.title_zh;
  scenario.resolved_text_ = document.resolved_text();
  scenario.named_texts_ = std::move(files.texts);
  Digest digest;
  digest.add_text(scenario.whole_text());
  scenario.hash_ = fmt::format("{:016x}", digest.value());
  scenario.warnings_ = std::move(read.warnings);
  scenario.horizon_ = parts.horizon;
  scenario.population_ = parts.population;
  scenario.start_day_ = parts.start;
  scenario.plan_ = build_plan(std::move(parts));
  scenario.start_year_ = scenario.plan_->calendar.year_of(Instant{});
  return scenario;
}

}  // namespace tiercare
