// SPDX-License-Identifier: Apache-2.0
// A scenario document: a file, the files it extends, and the tree they make together.
//
// `extends: NAME` lays a file over a base, from which `remove` has taken out what is to go
// (merge.hpp).
#pragma once

#include "config/description.hpp"
#include "config/node.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare::config {

/// Finds the file behind a name in `extends` or behind a table's; for hints, `names` lists what a
/// library offers and `tables` the CSV files in the folder that a table's name points into.
struct Resolver {
  std::function<std::optional<std::filesystem::path>(std::string_view name,
                                                     const std::filesystem::path& from)>
      find;
  std::function<std::vector<std::string>()> names;
  std::function<std::vector<std::string>(std::string_view name, const std::filesystem::path& from)>
      tables;
};

/// Library names (`heping/2017` is library/heping/2017.yaml) and, for names that end in .yaml or
/// .csv, files beside or below the naming file or inside the library; nothing outside these two.
[[nodiscard]] Resolver library_resolver(const std::filesystem::path& library);

/// A merged tree with the texts it came from.
class Document {
 public:
  /// \param root already merged, without `extends` and `remove`
  Document(Node root, std::map<std::string, std::string> sources,
           std::vector<Diagnostic> diagnostics, Resolver resolver = {});

  [[nodiscard]] const Node& root() const { return root_; }
  /// What it was loaded with, for the tables it names.
  [[nodiscard]] const Resolver& resolver() const { return resolver_; }
  /// The files, the extending one before its base.
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }
  /// Their texts, by file.
  [[nodiscard]] const std::map<std::string, std::string>& sources() const { return sources_; }
  /// Flaws found while loading; `parse` reports them with its own.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

  /// Canonical YAML of the merged tree, and its digest: the same meaning gives the same text.
  [[nodiscard]] std::string resolved_text() const;
  [[nodiscard]] std::uint64_t digest() const;

  /// Gives the finding the line of the source that it points into, if that is known.
  void show_line(Diagnostic& finding) const;

  /// The findings ordered by place, each with its line of the source.
  /// \throws ScenarioError if there is an error among them, with the first 20
  [[nodiscard]] std::vector<Diagnostic> report(std::vector<Diagnostic> findings) const;

  friend Document merged(Document over, Document base);

 private:
  Node root_;
  std::vector<std::string> files_;
  std::map<std::string, std::string> sources_;
  std::vector<Diagnostic> diagnostics_;
  Resolver resolver_;
};

/// The text of a file, but no more of it than shows that it is too large.
/// \throws OutputError if it cannot be read
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Lays `over` on `base`, less what `over` removes.
[[nodiscard]] Document merged(Document over, Document base);

/// Loads a file and what it extends; keys that `described` knows by a former name get their present
/// one. \throws ScenarioError, or OutputError if it cannot be read.
[[nodiscard]] Document load(const std::filesystem::path& path, const Resolver& resolver = {},
                            const Description& described = {});

/// The same for a text that is no file (a test, a Python string); `name` stands for its path.
[[nodiscard]] Document load_text(std::string_view text, const std::string& name,
                                 const Resolver& resolver = {}, const Description& described = {});

}  // namespace tiercare::config
