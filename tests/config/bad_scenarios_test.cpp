// SPDX-License-Identifier: Apache-2.0
// Every message of the scenario reader: tests/bad_scenarios/config/NAME.yaml, read as a sample,
// must say exactly NAME.expected. A folder NAME.d beside it is its library.
//
// A new message is a new pair of files. TIERCARE_WRITE_EXPECTED=1 in the environment writes the
// .expected files anew, to be read before they are committed.
#include "config/sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace tiercare::config {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path{TIERCARE_SOURCE_DIR} / "tests" / "bad_scenarios" / "config";

std::string slurp(const fs::path& path) {
  std::ifstream stream{path, std::ios::binary};
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string without(std::string text, const std::string& part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
    text.erase(at, part.size());
  return text;
}

std::string said_of(const std::vector<Diagnostic>& warnings) {
  return warnings.empty() ? "nothing\n"
                          : without(format_diagnostics(warnings), folder.string() + "/");
}

std::string what_is_said_of(const fs::path& path) {
  try {
    const Resolver resolver = library_resolver(fs::path{path}.replace_extension(".d"));
    const auto outcome = parse(load(path, resolver, describe(read_sample)), read_sample);
    return said_of(outcome.warnings);
  } catch (const ScenarioError& error) {
    return without(error.what(), folder.string() + "/");
  }
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{folder})
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

class BadScenario : public testing::TestWithParam<std::string> {};

TEST_P(BadScenario, SaysExactlyWhatIsWrong) {
  const fs::path expected = folder / (GetParam() + ".expected");
  const std::string said = what_is_said_of(folder / (GetParam() + ".yaml"));
  if (std::getenv("TIERCARE_WRITE_EXPECTED") != nullptr) std::ofstream{expected} << said;
  EXPECT_EQ(said, slurp(expected));
  EXPECT_NE(said, "nothing\n");
}

INSTANTIATE_TEST_SUITE_P(Config, BadScenario, testing::ValuesIn(cases()),
                         [](const auto& instance) { return instance.param; });

TEST(BadScenarios, AreAsManyAsTheirAnswers) {
  std::size_t answers = 0;
  for (const auto& entry : fs::directory_iterator{folder})
    answers += entry.path().extension() == ".expected" ? 1U : 0U;
  EXPECT_EQ(answers, cases().size());
  EXPECT_GE(cases().size(), 30U);
}

}  // namespace
}  // namespace tiercare::config
