// SPDX-License-Identifier: Apache-2.0
// Every message about the content of a scenario: tests/bad_scenarios/scenario/NAME.yaml must say
// exactly NAME.expected. A folder NAME.d beside it is laid over the library (a catalogue of
// conditions or a pathway that is itself wrong).
//
// Most cases extend `small` (tests/run/small.yaml), which stands in the library for them, so that
// answers do not change when a county is described better. TIERCARE_WRITE_EXPECTED=1 in the
// environment writes the .expected files anew, to be read before they are committed.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace tiercare::testing {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path{TIERCARE_SOURCE_DIR} / "tests" / "bad_scenarios" / "scenario";

std::string without(std::string text, const std::string& part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
    text.erase(at, part.size());
  return text;
}

/// The program's library with the small county and the case's own files in it.
void make_library(const fs::path& made, const fs::path& own) {
  constexpr auto over = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  fs::copy(library(), made, over);
  fs::copy_file(fs::path{TIERCARE_SOURCE_DIR} / "tests" / "run" / "small.yaml",
                made / "library" / "small.yaml");
  if (fs::exists(own)) fs::copy(own, made, over);
}

/// Errors, or the warnings of what can be run all the same.
std::string findings_in(const fs::path& scenario, const fs::path& made) {
  try {
    const auto loaded = Scenario::load(scenario.string(), made);
    return loaded.warnings().empty() ? "nothing\n" : format_diagnostics(loaded.warnings());
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

std::string what_is_said_of(const std::string& name) {
  const TemporaryFolder temporary;
  make_library(temporary.path(), folder / (name + ".d"));
  const std::string said = findings_in(folder / (name + ".yaml"), temporary.path());
  return without(without(said, folder.string() + "/"), temporary.path().string() + "/");
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{folder})
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

class BadScenario : public ::testing::TestWithParam<std::string> {};

TEST_P(BadScenario, SaysExactlyWhatIsWrong) {
  const fs::path expected = folder / (GetParam() + ".expected");
  const std::string said = what_is_said_of(GetParam());
  if (std::getenv("TIERCARE_WRITE_EXPECTED") != nullptr) std::ofstream{expected} << said;
  EXPECT_EQ(said, text_of(expected));
  EXPECT_NE(said, "nothing\n");
}

INSTANTIATE_TEST_SUITE_P(Scenario, BadScenario, ::testing::ValuesIn(cases()),
                         [](const auto& instance) { return instance.param; });

TEST(BadScenarios, AreAsManyAsTheirAnswers) {
  std::size_t answers = 0;
  for (const auto& entry : fs::directory_iterator{folder})
    answers += entry.path().extension() == ".expected" ? 1U : 0U;
  EXPECT_EQ(answers, cases().size());
  EXPECT_GE(cases().size(), 25U);
}

}  // namespace
}  // namespace tiercare::testing
