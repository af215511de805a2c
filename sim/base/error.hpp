// SPDX-License-Identifier: Apache-2.0
// Errors that are documents: what a user or the machine did, said with its place.
//
// Three kinds, never mixed: ScenarioError (the user's text), OutputError (disk, permissions), and
// InternalError (ours; see contract.hpp).
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace tiercare {

/// A place in a text: 1-based line and column; `length` characters are underlined.
struct Span {
  std::string file;
  int line = 0;
  int column = 0;
  int length = 1;

  friend bool operator==(const Span&, const Span&) = default;
};

enum class Severity { error, warning, note };

/// A second place that explains the first ("first given here").
struct RelatedPlace {
  Span span;
  std::string message;
};

/// One finding about the user's input.
struct Diagnostic {
  Severity severity = Severity::error;
  Span span;
  std::string message;  ///< lower case, "<what is wrong> (<why>)"
  std::string hint;     ///< a question or the right spelling; may be empty
  std::string excerpt;  ///< the source line, or a part of it (excerpt.hpp); may be empty
  std::vector<RelatedPlace> related;
  /// Put in the span's place it makes the text right; none if that takes thought.
  std::optional<std::string> replacement = {};
  int cut = 0;  ///< how many characters further left than in its line a place is in the excerpt
};

/// The diagnostics as a compiler prints them: file:line:column, excerpt, caret, hint.
[[nodiscard]] std::string format_diagnostics(const std::vector<Diagnostic>& diagnostics);

/// The scenario is wrong; every finding of it at once, ordered by place.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(std::vector<Diagnostic> diagnostics);
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// A file could not be written or read: its path and the system's reason.
class OutputError : public std::runtime_error {
 public:
  OutputError(std::string path, const std::string& reason);
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace tiercare
