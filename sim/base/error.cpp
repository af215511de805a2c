// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"

#include "base/excerpt.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace tiercare {
namespace {

std::string_view label(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

void append_place(std::string& text, const Span& span, std::string_view kind,
                  std::string_view message) {
  fmt::format_to(std::back_inserter(text), "{}:{}:{}: {}: {}\n", span.file, span.line, span.column,
                 kind, message);
}

void append_excerpt(std::string& text, const Diagnostic& diagnostic) {
  if (diagnostic.excerpt.empty()) {
    if (!diagnostic.hint.empty())
      fmt::format_to(std::back_inserter(text), "  {}\n", diagnostic.hint);
    return;
  }
  const Span& span = diagnostic.span;
  fmt::format_to(std::back_inserter(text), "{:>4} | {}\n     | {}{}{}\n", span.line,
                 diagnostic.excerpt, underline(diagnostic), diagnostic.hint.empty() ? "" : " ",
                 diagnostic.hint);
}

}  // namespace

std::string format_diagnostics(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const auto& diagnostic : diagnostics) {
    append_place(text, diagnostic.span, label(diagnostic.severity), diagnostic.message);
    append_excerpt(text, diagnostic);
    for (const auto& place : diagnostic.related)
      append_place(text, place.span, "note", place.message);
  }
  return text;
}

ScenarioError::ScenarioError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(format_diagnostics(diagnostics)), diagnostics_(std::move(diagnostics)) {}

OutputError::OutputError(std::string path, const std::string& reason)
    : std::runtime_error(fmt::format("{}: {}", path, reason)), path_(std::move(path)) {}

}  // namespace tiercare
