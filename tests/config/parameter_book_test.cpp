// SPDX-License-Identifier: Apache-2.0
// The parameter book is refused, with the place, when an entry cannot be trusted.
#include "config/parameter_book.hpp"

#include "base/error.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace tiercare::config {
namespace {

namespace fs = std::filesystem;

const std::string bibliography =
    "atlas:\n"
    "  title: An atlas of waiting\n"
    "  by: Office of Queues\n"
    "  year: 2020\n";

const std::string consultation =
    "time.consult:\n"
    "  says: Minutes of a consultation\n"
    "  value: 7\n"
    "  low: 4\n"
    "  high: 12\n"
    "  unit: min\n"
    "  year: 2019\n"
    "  source: atlas\n"
    "  confidence: found\n";

std::string replaced(std::string text, const std::string& part, const std::string& by) {
  return text.replace(text.find(part), part.size(), by);
}

class ParameterBookFolder : public testing::Test {
 protected:
  void SetUp() override { write("bibliography.yaml", bibliography); }

  void write(const std::string& file, const std::string& text) const { folder_.write(file, text); }

  /// The messages for a book with this one subject, each as "file:line: message".
  [[nodiscard]] std::vector<std::string> flaws_of(const std::string& subject) const {
    write("waiting.yaml", subject);
    std::vector<std::string> flaws;
    try {
      static_cast<void>(load_parameter_book(folder_.path()));
    } catch (const ScenarioError& error) {
      for (const Diagnostic& one : error.diagnostics())
        flaws.push_back(fs::path{one.span.file}.filename().string() + ":" +
                        std::to_string(one.span.line) + ": " + one.message + one.hint);
    }
    return flaws;
  }

  TemporaryFolder folder_;
};

using Flaws = std::vector<std::string>;

TEST_F(ParameterBookFolder, IsReadWithTheSourceOfEveryEntry) {
  write("waiting.yaml", consultation);
  const ParameterBook book = load_parameter_book(folder_.path());
  ASSERT_EQ(book.entries().size(), 1U);
  const BookEntry& entry = book.entries().front();
  EXPECT_EQ(entry.code, "time.consult");
  EXPECT_EQ(entry.value, "7");
  EXPECT_EQ(entry.low, 4.0);
  EXPECT_EQ(entry.high, 12.0);
  EXPECT_EQ(name_of(entry.confidence), "found");
  EXPECT_EQ(entry.source.title, "An atlas of waiting");
  EXPECT_EQ(entry.source.year, 2020);
  EXPECT_EQ(entry.source.url, "");
}

TEST_F(ParameterBookFolder, FindsOneEntryByItsCodeAndSeveralByAStar) {
  write("waiting.yaml", consultation + replaced(consultation, "consult", "consult_village") +
                            replaced(consultation, "time.consult", "time.wait"));
  const ParameterBook book = load_parameter_book(folder_.path());
  EXPECT_EQ(book.find("time.consult").size(), 1U);
  EXPECT_EQ(book.find("time.consult*").size(), 2U);
  EXPECT_EQ(book.find("time.*").size(), 3U);
  EXPECT_TRUE(book.find("time.cons").empty());
  EXPECT_TRUE(book.find("price.*").empty());
}

TEST_F(ParameterBookFolder, RefusesASourceThatTheBibliographyLacks) {
  EXPECT_EQ(flaws_of(replaced(consultation, "source: atlas", "source: atlos")),
            Flaws{"waiting.yaml:8: unknown source 'atlos'did you mean 'atlas'?"});
}

TEST_F(ParameterBookFolder, RefusesAValueOutsideItsRange) {
  EXPECT_EQ(flaws_of(replaced(consultation, "value: 7", "value: 13")),
            Flaws{"waiting.yaml:3: time.consult.value: 13 is outside its range (4 to 12)"});
  EXPECT_EQ(flaws_of(replaced(consultation, "value: 7", "value: often")),
            Flaws{"waiting.yaml:3: time.consult.value: 'often' is not a number, but has a range"});
  EXPECT_EQ(flaws_of(replaced(consultation, "  high: 12\n", "")),
            Flaws{"waiting.yaml:1: time.consult: a range has two ends (low and high)"});
}

TEST_F(ParameterBookFolder, RefusesAnUnknownConfidence) {
  EXPECT_EQ(
      flaws_of(replaced(consultation, "confidence: found", "confidence: sure")),
      Flaws{"waiting.yaml:9: time.consult.confidence: unknown choice 'sure'known here: found, "
            "recalled, assumed"});
}

TEST_F(ParameterBookFolder, RefusesACodeThatStandsInTwoFiles) {
  write("again.yaml", consultation);
  EXPECT_EQ(flaws_of(consultation),
            Flaws{"waiting.yaml:1: 'time.consult' stands in the book twice"});
}

TEST_F(ParameterBookFolder, RefusesWhatIsNoEntryAndEntriesThatLackAField) {
  EXPECT_EQ(flaws_of("time.consult: 7\n"),
            Flaws{"waiting.yaml:1: time.consult: the text '7', where an entry is needed"});
  EXPECT_EQ(flaws_of(replaced(consultation, "  unit: min\n", "")),
            Flaws{"waiting.yaml:1: missing key 'unit' in time.consult (its unit)"});
}

TEST_F(ParameterBookFolder, TellsTheFlawsOfAllFilesAtOnce) {
  write("bibliography.yaml", bibliography + "  pages: 12\n");
  const Flaws flaws = flaws_of(replaced(consultation, "year: 2019", "year: then"));
  ASSERT_EQ(flaws.size(), 2U);
  EXPECT_EQ(flaws[0].find("bibliography.yaml:5: unknown key 'pages'"), 0U) << flaws[0];
  EXPECT_EQ(flaws[1].find("waiting.yaml:7: time.consult.year:"), 0U) << flaws[1];
}

TEST(ParameterBook, OfAFolderThatIsNotThereIsEmpty) {
  EXPECT_TRUE(load_parameter_book("no/such/folder").entries().empty());
}

}  // namespace
}  // namespace tiercare::config
