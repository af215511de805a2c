// SPDX-License-Identifier: Apache-2.0
// The report: findings in the order of the text, with their lines, and no more than one can read.
#include <algorithm>
#include <tuple>

#include "config/document.hpp"
#include "config/text_check.hpp"

namespace tiercare::config {
namespace {

constexpr std::size_t most_shown = 20;

void keep_first(std::vector<Diagnostic>& findings) {
  if (findings.size() <= most_shown) return;
  Diagnostic rest;
  rest.severity = Severity::note;
  rest.span = findings[most_shown].span;
  rest.message = "further findings are not shown";
  findings.resize(most_shown);
  findings.push_back(std::move(rest));
}

}  // namespace

std::string Document::source_line(const Span& span) const {
  const auto source = sources_.find(span.file);
  if (source == sources_.end()) return {};
  const std::string_view line = TextLines{source->second}.line(span.line);
  constexpr std::size_t longest_excerpt = 200;
  return line.size() > longest_excerpt ? std::string{} : std::string{line};
}

std::vector<Diagnostic> Document::report(std::vector<Diagnostic> findings) const {
  const auto order = [this](const Diagnostic& finding) {
    const auto file = std::ranges::find(files_, finding.span.file) - files_.begin();
    return std::tuple{file, finding.span.line, finding.span.column};
  };
  std::ranges::stable_sort(findings, {}, order);
  const bool fails = std::ranges::any_of(
      findings, [](const Diagnostic& finding) { return finding.severity == Severity::error; });
  if (fails) {
    // Warnings must not crowd errors out of the part that is shown.
    if (findings.size() > most_shown)
      std::erase_if(findings, [](const Diagnostic& f) { return f.severity == Severity::warning; });
    keep_first(findings);
  }
  for (Diagnostic& finding : findings)
    if (finding.excerpt.empty() && finding.severity != Severity::note)
      finding.excerpt = source_line(finding.span);
  if (fails) throw ScenarioError{std::move(findings)};
  return findings;
}

}  // namespace tiercare::config
