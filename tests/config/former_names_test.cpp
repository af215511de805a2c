// SPDX-License-Identifier: Apache-2.0
// Former names of keys: read as the present ones, in whichever file of a chain they stand.
#include "config/sample.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace tiercare::config {
namespace {

Outcome<Sample> read_text(std::string_view text) {
  return parse(load_text(text, "a.yaml", {}, describe(read_sample)), read_sample);
}

TEST(FormerName, IsReadAsThePresentOneWithAWarningThatCarriesTheFix) {
  const auto outcome =
      read_text("title: x\nclinics:\n  north: {doctors: 1, \"consult\": 12 min}\n");
  EXPECT_EQ(outcome.value.clinics.at(0).consultation, Duration::minutes(12));
  ASSERT_EQ(outcome.warnings.size(), 1U);
  const Diagnostic& warning = outcome.warnings[0];
  EXPECT_EQ(warning.severity, Severity::warning);
  EXPECT_EQ(warning.span, (Span{"a.yaml", 3, 23, 9})) << "the key with its quotes";
  EXPECT_EQ(warning.replacement, "consultation");
}

TEST(FormerName, GivesTheResolvedTextOfThePresentOne) {
  const auto resolved = [](std::string_view text) {
    return load_text(text, "a.yaml", {}, describe(read_sample)).resolved_text();
  };
  EXPECT_EQ(resolved("title: x\nwalk: 3 km\n"), resolved("title: x\nreach: 3 km\n"));
}

TEST(FormerName, ChangesWhatABaseSaysUnderThePresentOne) {
  const auto folder = std::filesystem::path{testing::TempDir()} / "tiercare_former_names";
  std::filesystem::create_directories(folder);
  std::ofstream{folder / "base.yaml"} << "title: x\nreach: 7 km\n";
  std::ofstream{folder / "over.yaml"} << "extends: base.yaml\nwalk: 3 km\n";
  const auto outcome = parse(
      load(folder / "over.yaml", library_resolver(folder), describe(read_sample)), read_sample);
  EXPECT_EQ(outcome.value.reach, Distance{3});
  EXPECT_EQ(outcome.warnings.size(), 1U);
  std::filesystem::remove_all(folder);
}

TEST(FormerName, StandsOnTheReferencePage) {
  const Description root = describe(read_sample);
  EXPECT_NE(to_markdown(root, "Sample", "").find("formerly `consult`"), std::string::npos);
  EXPECT_NE(to_markdown(root, "样例", "", Language::chinese).find("原名 `consult`"),
            std::string::npos);
}

TEST(FormerName, MeansNothingInADocumentReadWithoutADescription) {
  EXPECT_THROW(static_cast<void>(parse(load_text("title: x\nwalk: 3 km\n", "a.yaml"), read_sample)),
               ScenarioError);
}

}  // namespace
}  // namespace tiercare::config
