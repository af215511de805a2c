// SPDX-License-Identifier: Apache-2.0
// Diagnostics as a user reads them, to the character.
#include "base/error.hpp"

#include "base/excerpt.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace tiercare {
namespace {

Diagnostic finding_at(int line, int column, int length, const std::string& message,
                      const std::string& excerpt) {
  Diagnostic finding;
  finding.span = {"clinic.yaml", line, column, length};
  finding.message = message;
  finding.excerpt = excerpt;
  return finding;
}

Diagnostic unknown_key() {
  Diagnostic finding =
      finding_at(4, 5, 7, "unknown key 'docters' in clinic.staff", "    docters: 4");
  finding.hint = "did you mean 'doctors'?";
  return finding;
}

TEST(Diagnostics, PointAtTheWordAndSayWhatWasMeant) {
  EXPECT_EQ(format_diagnostics({unknown_key()}),
            "clinic.yaml:4:5: error: unknown key 'docters' in clinic.staff\n"
            "   4 |     docters: 4\n"
            "     |     ^~~~~~~ did you mean 'doctors'?\n");
}

TEST(Diagnostics, WithoutAHintEndAtTheUnderlining) {
  Diagnostic finding = unknown_key();
  finding.hint.clear();
  EXPECT_EQ(format_diagnostics({finding}),
            "clinic.yaml:4:5: error: unknown key 'docters' in clinic.staff\n"
            "   4 |     docters: 4\n"
            "     |     ^~~~~~~\n");
}

TEST(Diagnostics, WithoutALineStillGiveTheHint) {
  Diagnostic finding = unknown_key();
  finding.excerpt.clear();
  EXPECT_EQ(format_diagnostics({finding}),
            "clinic.yaml:4:5: error: unknown key 'docters' in clinic.staff\n"
            "  did you mean 'doctors'?\n");
}

TEST(Diagnostics, ShowTheSecondPlaceAsANote) {
  Diagnostic finding = finding_at(5, 5, 7, "key 'doctors' given twice", "");
  finding.related.resize(1);
  finding.related[0].span = finding.span;
  finding.related[0].span.line = 3;
  finding.related[0].message = "first given here";
  EXPECT_EQ(format_diagnostics({finding}),
            "clinic.yaml:5:5: error: key 'doctors' given twice\n"
            "clinic.yaml:3:5: note: first given here\n");
}

TEST(Diagnostics, TellWarningsFromErrors) {
  Diagnostic finding = unknown_key();
  finding.severity = Severity::warning;
  EXPECT_EQ(format_diagnostics({finding}).find("clinic.yaml:4:5: warning: "), 0U);
  finding.severity = Severity::note;
  EXPECT_EQ(format_diagnostics({finding}).find("clinic.yaml:4:5: note: "), 0U);
}

TEST(Diagnostics, PointAtTheWordAlsoAfterChineseCharacters) {
  const Diagnostic finding = finding_at(7, 12, 3, "unknown key 'abc' in clinic",
                                        "  名: {五一乡: abc}");  // 12th character: the a
  EXPECT_EQ(format_diagnostics({finding}),
            "clinic.yaml:7:12: error: unknown key 'abc' in clinic\n"
            "   7 |   名: {五一乡: abc}\n"
            "     |   \u3000   \u3000\u3000\u3000  ^~~\n");
}

TEST(Diagnostics, UnderlineChineseCharactersAsWideAsTheyAre) {
  const Diagnostic finding = finding_at(2, 7, 3, "unknown township '五一乡'", "seat: 五一乡");
  EXPECT_EQ(format_diagnostics({finding}),
            "clinic.yaml:2:7: error: unknown township '五一乡'\n"
            "   2 | seat: 五一乡\n"
            "     |       ^~~~~~\n")
      << "three characters, six cells";
}

TEST(Diagnostics, DoNotWidenLettersThatAreOnlyLongInBytes) {
  const Diagnostic finding = finding_at(1, 4, 1, "m", "éß x");
  EXPECT_EQ(format_diagnostics({finding}), "clinic.yaml:1:4: error: m\n   1 | éß x\n     |    ^\n");
}

TEST(Diagnostics, KeepTabsSoThatTheCaretStaysBelowTheWord) {
  const Diagnostic finding = finding_at(1, 2, 1, "m", "\tx");
  EXPECT_EQ(format_diagnostics({finding}), "clinic.yaml:1:2: error: m\n   1 | \tx\n     | \t^\n");
}

TEST(Diagnostics, PointBehindTheLineWhereSomethingIsMissing) {
  const Diagnostic finding = finding_at(1, 6, 1, "m", "fee:");
  EXPECT_EQ(format_diagnostics({finding}),
            "clinic.yaml:1:6: error: m\n   1 | fee:\n     |      ^\n");
}

/// The two lines that show a place.
std::string shown(const std::string& line, int column, int length) {
  Diagnostic finding = finding_at(1, column, length, "m", "");
  show_line(finding, line);
  std::string text = format_diagnostics({finding});
  return text.substr(text.find('\n') + 1);
}

TEST(Diagnostics, CutALongLineOnTheRightOfAPlaceNearItsBeginning) {
  const std::string line = fmt::format("beds: 30 {}", std::string(200, 'x'));
  EXPECT_EQ(shown(line, 7, 2), "   1 | " + line.substr(0, 97) + "...\n     |       ^~\n");
}

TEST(Diagnostics, CutALongLineOnTheLeftOfAPlaceNearItsEnd) {
  const std::string line = fmt::format("{} beds", std::string(200, 'x'));
  EXPECT_EQ(shown(line, 202, 4),
            "   1 | ..." + line.substr(205 - 96) + "\n     | " + std::string(95, ' ') + "^~~~\n");
}

TEST(Diagnostics, CutALongLineOnBothSidesOfAPlaceInItsMiddle) {
  const std::string line = fmt::format("{}bed{}", std::string(200, 'x'), std::string(200, 'y'));
  EXPECT_EQ(shown(line, 201, 3), "   1 | ..." + std::string(46, 'x') + "bed" +
                                     std::string(44, 'y') + "...\n     | " + std::string(49, ' ') +
                                     "^~~\n");
}

TEST(Diagnostics, CutALongChineseLineSoThatItsCellsFitAndTheCaretIsBelowTheWord) {
  std::string line;
  for (int i = 0; i < 200; ++i) line += "\u4e94";
  std::string text = shown(line + "bed" + line, 201, 3);
  const std::string caret = text.substr(text.find('\n') + 1);
  text.resize(text.find('\n'));
  const auto times = [](const std::string& where, const std::string& part) {
    int count = 0;
    for (auto at = where.find(part); at != std::string::npos; at = where.find(part, at + 1))
      ++count;
    return count;
  };
  EXPECT_LE(2 * times(text, "\u4e94") + 3 + 6, widest_excerpt);
  EXPECT_GE(2 * times(text, "\u4e94") + 3 + 6, widest_excerpt - 4);
  const std::string before = text.substr(0, text.find("bed"));
  EXPECT_EQ(times(caret, "\u3000"), times(before, "\u4e94"));
  EXPECT_TRUE(caret.ends_with("^~~\n"));
}

TEST(Diagnostics, UnderlineNothingBehindTheCut) {
  EXPECT_EQ(shown(std::string(300, 'x'), 1, 300),
            "   1 | " + std::string(97, 'x') + "...\n     | ^" + std::string(99, '~') + "\n");
}

TEST(ScenarioError, CarriesItsFindingsAndPrintsThem) {
  const ScenarioError error{{unknown_key()}};
  ASSERT_EQ(error.diagnostics().size(), 1U);
  EXPECT_EQ(error.diagnostics()[0].span.line, 4);
  EXPECT_EQ(error.what(), format_diagnostics({unknown_key()}));
}

TEST(OutputError, NamesThePathAndTheReason) {
  const OutputError error{"out/run.h5", "no space left on device"};
  EXPECT_EQ(error.path(), "out/run.h5");
  EXPECT_STREQ(error.what(), "out/run.h5: no space left on device");
}

}  // namespace
}  // namespace tiercare
