// SPDX-License-Identifier: Apache-2.0
// The report: findings in the order of the text, with their lines, and no more than one can read.
#include "config/document.hpp"
#include "config/text_check.hpp"

#include <algorithm>
#include <tuple>

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

/// A message that repeats a text of the file must not be as long as the file.
void clip(std::string& text) {
  constexpr std::size_t longest = 400;
  if (text.size() <= longest) return;
  std::size_t cut = longest;
  while ((static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  text.resize(cut);
  text += "...";
}

}  // namespace

void Document::show_line(Diagnostic& finding) const {
  const auto source = sources_.find(finding.span.file);
  if (source != sources_.end()) TextLines{source->second}.show(finding);
}

std::vector<Diagnostic> Document::report(std::vector<Diagnostic> findings) const {
  const auto order = [this](const Diagnostic& finding) {
    const auto file = std::ranges::find(files_, finding.span.file) - files_.begin();
    // Files that the document names are not its own; they follow, each with its own findings.
    return std::tuple{file, std::string_view{finding.span.file}, finding.span.line,
                      finding.span.column};
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
  for (Diagnostic& finding : findings) {
    clip(finding.message);
    clip(finding.hint);
    if (finding.excerpt.empty() && finding.severity != Severity::note) show_line(finding);
  }
  if (fails) throw ScenarioError{std::move(findings)};
  return findings;
}

}  // namespace tiercare::config
