// SPDX-License-Identifier: Apache-2.0
// The loader under random texts: each is a scenario, or a list of errors that say where.
//
// Every text is read as each kind of file there is: a scenario (with what it extends and names), a
// catalogue of conditions, a pathway. Whatever is neither read nor refused by a ScenarioError ends
// the program: a broken contract, another exception, a sanitizer's finding, a scenario that does
// not survive being written out and read again.
#include "care/read_care.hpp"
#include "config/document.hpp"
#include "config/reader.hpp"
#include "run/scenario.hpp"
#include "world/read_world.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare {
namespace {

const std::string file_name = "fuzz.yaml";

void expect(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

void expect_a_place_for_each(const std::vector<Diagnostic>& findings) {
  for (const Diagnostic& one : findings) {
    expect(!one.message.empty(), "a finding says what is wrong");
    expect(!one.span.file.empty(), "a finding names its file");
    expect(one.span.line >= 1 && one.span.column >= 1, "a finding has a line and a column");
    expect(one.span.length >= 1, "a finding underlines something");
  }
  expect(format_diagnostics(findings).empty() == findings.empty(), "findings can be printed");
}

/// Reads, or looks at why not.
template <class Fn>
auto read_or_refused(Fn&& read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const ScenarioError& error) {
    expect(!error.diagnostics().empty(), "an error has a finding");
    expect_a_place_for_each(error.diagnostics());
    return std::nullopt;
  }
}

void read_scenario_text(const std::string& text) {
  const auto load = [](const std::string& yaml) {
    return Scenario::load_text(yaml, file_name, TIERCARE_FUZZ_LIBRARY);
  };
  const auto scenario = read_or_refused([&] { return load(text); });
  if (!scenario) return;
  expect_a_place_for_each(scenario->warnings());
  const auto again = read_or_refused([&] { return load(scenario->resolved_text()); });
  expect(again.has_value(), "a resolved text is a scenario");
  expect(again->resolved_text() == scenario->resolved_text(), "a resolved text is resolved");
  expect(again->hash() == scenario->hash(), "equal texts have equal hashes");
}

/// Texts of the files that a scenario names.
template <class Fn>
void read_named_text(const std::string& text, Fn read) {
  static_cast<void>(read_or_refused([&] {
    const config::Document document = config::load_text(text, file_name);
    return config::parse(document, read).warnings.size();
  }));
}

/// Whether a township has a hundred villages or more: a map takes time with the square of its
/// places, with sanitizers minutes. That is slow, not wrong, and leaves no time for other texts.
bool has_a_large_map(const std::string& text) {
  constexpr std::string_view key = "villages";
  constexpr std::string_view between = " \t\r\n:'\"";
  for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
    const auto number = text.find_first_not_of(between, at + key.size());
    const auto end = text.find_first_not_of("+0123456789", number);
    if (number != std::string::npos && std::min(end, text.size()) - number > 2) return true;
  }
  return false;
}

#ifdef TIERCARE_SEEDED_DEFECT
/// A mistake of the kind that is looked for: it trusts that something follows a percent sign.
std::size_t percentages(const std::string& text) {
  const std::vector<char> bytes{text.begin(), text.end()};
  std::size_t found = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    if (bytes[i] == '%' && bytes.data()[i + 1] == '\n') ++found;
  return found;
}
#endif

}  // namespace
}  // namespace tiercare

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(data), size};
#ifdef TIERCARE_SEEDED_DEFECT
  if (tiercare::percentages(text) > size) return -1;
#endif
  if (tiercare::has_a_large_map(text)) return -1;
  tiercare::read_scenario_text(text);
  tiercare::read_named_text(text, tiercare::read_conditions);
  tiercare::read_named_text(text, tiercare::read_pathway);
  return 0;
}
