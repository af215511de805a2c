// SPDX-License-Identifier: Apache-2.0
#include "config/document.hpp"

#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tiercare::config {
namespace {

namespace fs = std::filesystem;

/// A library of files that is gone after the test.
class Library : public testing::Test {
 protected:
  fs::path write(std::string_view name, std::string_view text) { return folder_.write(name, text); }
  Document over(std::string_view text) {
    return load_text(text, (folder_.path() / "mine.yaml").string(),
                     library_resolver(folder_.path()));
  }

  TemporaryFolder folder_;
};

TEST_F(Library, MergesMappingsAndReplacesScalarsAndLists) {
  write("base.yaml", "a: 1\nb: {c: 2, d: [1, 2]}\ne: 5\n");
  const Document document = over("extends: base\nb: {d: [3], f: 4}\na: 9\n");
  EXPECT_EQ(document.resolved_text(), "a: 9\nb:\n  c: 2\n  d:\n    - 3\n  f: 4\ne: 5\n");
}

TEST_F(Library, KeepsThePlaceOfEveryNodeInItsOwnFile) {
  write("base.yaml", "a: 1\nb: {c: 2}\n");
  const Document document = over("extends: base\nb: {d: 3}\n");
  const Node& b = *document.root().find("b");
  EXPECT_TRUE(b.find("c")->span.file.ends_with("base.yaml"));
  EXPECT_TRUE(b.find("d")->span.file.ends_with("mine.yaml"));
  ASSERT_EQ(document.files().size(), 2U);
  EXPECT_TRUE(document.files()[0].ends_with("mine.yaml"));
  Diagnostic finding;
  finding.span = b.find("c")->span;
  document.show_line(finding);
  EXPECT_EQ(finding.excerpt, "b: {c: 2}");
}

TEST_F(Library, EndsAChainOfFilesAtTheSixteenth) {
  for (int i = 1; i <= 16; ++i)
    write(fmt::format("base{}.yaml", i), fmt::format("extends: base{}\n", i + 1));
  write("base16.yaml", "a: 1\n");
  EXPECT_EQ(over("extends: base2\n").files().size(), 16U);
  try {
    static_cast<void>(over("extends: base1\n"));
    FAIL() << "nothing was said";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.diagnostics().front().message, "extends leads through more than 16 files");
  }
}

TEST_F(Library, ReplacesAMappingWhoseTypeDiffers) {
  write("base.yaml", "payment: {type: capitation, per_person: 30 yuan}\n");
  EXPECT_EQ(over("extends: base\npayment: {type: budget, sum: 1 yuan}\n").resolved_text(),
            "payment:\n  type: budget\n  sum: 1 yuan\n");
  EXPECT_EQ(over("extends: base\npayment: {per_person: 40 yuan}\n").resolved_text(),
            "payment:\n  type: capitation\n  per_person: 40 yuan\n");
}

TEST_F(Library, TakesPathsOutOfTheBaseBeforeItIsMerged) {
  write("base.yaml", "a: 1\nb: {c: 2, d: {e: 3, f: 4}}\ng: [1]\n");
  EXPECT_EQ(over("extends: base\nremove: [a, b.d.e]\n").resolved_text(),
            "b:\n  c: 2\n  d:\n    f: 4\ng:\n  - 1\n");
  // Taken out and said anew: nothing of the base is left in it.
  EXPECT_EQ(over("extends: base\nremove: [b]\nb: {c: 9}\n").resolved_text(),
            "a: 1\ng:\n  - 1\nb:\n  c: 9\n");
}

TEST_F(Library, TakesOutOfAllThatLiesBelowInTheChain) {
  write("one.yaml", "a: 1\nb: 1\nc: 1\n");
  write("two.yaml", "extends: one\nremove: [a]\nd: 2\n");
  EXPECT_EQ(over("extends: two\nremove: [b, d]\na: 3\n").resolved_text(), "c: 1\na: 3\n");
}

TEST_F(Library, ReplacesAMappingOfTheDefaultKindByOneThatNamesAKind) {
  write("base.yaml", "geography: {area: 60 km2}\n");
  EXPECT_EQ(over("extends: base\ngeography: {map: given, roads: r.csv}\n").resolved_text(),
            "geography:\n  map: given\n  roads: r.csv\n");
}

TEST_F(Library, KeepsTheBaseUnderTheDefaultKindAndUnderANameOfTheUsersOwn) {
  write("base.yaml", "geography: {area: 60 km2}\nhours: {day: [08:00-12:00]}\n");
  EXPECT_EQ(
      over("extends: base\ngeography: {map: drawn}\nhours: {map: [09:00-10:00]}\n").resolved_text(),
      "geography:\n  area: 60 km2\n  map: drawn\n"
      "hours:\n  day:\n    - 08:00-12:00\n  map:\n    - 09:00-10:00\n");
}

TEST_F(Library, FollowsAChainOfBases) {
  write("deep/one.yaml", "a: 1\nb: 1\nc: 1\n");
  write("deep/two.yaml", "extends: one.yaml\nb: 2\nc: 2\n");
  EXPECT_EQ(over("extends: deep/two\nc: 3\n").resolved_text(), "a: 1\nb: 2\nc: 3\n");
}

TEST_F(Library, RefusesFilesOutsideItsFolders) {
  write("outside.yaml", "a: 1\n");
  const fs::path inside = write("inside/mine.yaml", "extends: ../outside.yaml\n");
  fs::create_directories(folder_.path() / "library");
  const Resolver resolver = library_resolver(folder_.path() / "library");
  EXPECT_THROW(static_cast<void>(load(inside, resolver)), ScenarioError);
  write("inside/two.yaml", "extends: ../outside\n");
  EXPECT_THROW(static_cast<void>(load(folder_.path() / "inside/two.yaml", resolver)),
               ScenarioError);
  fs::create_symlink(folder_.path() / "outside.yaml", folder_.path() / "inside/link.yaml");
  write("inside/three.yaml", "extends: link.yaml\n");
  EXPECT_THROW(static_cast<void>(load(folder_.path() / "inside/three.yaml", resolver)),
               ScenarioError);
}

TEST_F(Library, RefusesAChainWithoutEnd) {
  for (int i = 0; i < 20; ++i)
    write(std::to_string(i) + ".yaml", "extends: " + std::to_string(i + 1) + ".yaml\n");
  EXPECT_THROW(static_cast<void>(load(folder_.path() / "0.yaml", library_resolver(folder_.path()))),
               ScenarioError);
}

TEST_F(Library, HasADigestThatFollowsTheMeaningAlone) {
  const auto digest = [this](std::string_view text) { return over(text).digest(); };
  EXPECT_EQ(digest("a: {b: 1}\n"), digest("# c\na:\n  b: 1\n"));
  EXPECT_NE(digest("a: {b: 1}\n"), digest("a: {b: 2}\n"));
  write("base.yaml", "a: {b: 1}\n");
  EXPECT_EQ(digest("extends: base\n"), digest("a: {b: 1}\n"));
}

TEST_F(Library, SaysThatAFileCannotBeRead) {
  EXPECT_THROW(static_cast<void>(load(folder_.path() / "none.yaml")), OutputError);
  EXPECT_THROW(static_cast<void>(load(folder_.path())), OutputError);
}

}  // namespace
}  // namespace tiercare::config
