// SPDX-License-Identifier: Apache-2.0
// Every value of a scenario can say where it comes from, and every source it names is in the book.
#include "run/explain.hpp"

#include "care/read_care.hpp"
#include "run/comments.hpp"
#include "run/scenario_parts.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

namespace tiercare::testing {
namespace {

namespace fs = std::filesystem;
using config::Confidence;

const config::ParameterBook& book() {
  static const config::ParameterBook loaded = parameter_book(library());
  return loaded;
}

std::vector<std::string> codes_without_an_entry(const std::vector<std::string>& codes) {
  std::vector<std::string> lost;
  for (const std::string& code : codes)
    if (book().find(code).empty()) lost.push_back(code);
  return lost;
}

/// Sources of defaults, by the path of the field.
std::vector<std::string> unknown_sources(const config::Description& root) {
  std::vector<std::string> unknown;
  for (const auto& [path, field] : config::described_values(root)) {
    const std::string& source = field->source;
    const bool known =
        source == config::assumed || source == config::decided || !book().find(source).empty();
    if (field->default_text && !known) unknown.push_back(path + ": '" + source + "'");
  }
  return unknown;
}

TEST(ParameterBook, HasEveryDefaultsSource) {
  const auto scenario = [](config::Reader& reader) { return read_scenario(reader, {}); };
  EXPECT_EQ(unknown_sources(config::describe(scenario)), std::vector<std::string>{});
  EXPECT_EQ(unknown_sources(config::describe(read_conditions)), std::vector<std::string>{});
  EXPECT_EQ(unknown_sources(config::describe(read_pathway)), std::vector<std::string>{});
}

TEST(ParameterBook, HasEveryCodeThatAScenarioFileNames) {
  std::size_t named = 0;
  for (const auto& file : fs::recursive_directory_iterator{library()}) {
    if (file.path().extension() != ".yaml") continue;
    const auto codes = codes_in(text_of(file.path()));
    named += codes.size();
    EXPECT_EQ(codes_without_an_entry(codes), std::vector<std::string>{}) << file.path();
  }
  EXPECT_GT(named, 100U);
}

TEST(ParameterBook, HasEveryCodeOfThePageOnParameters) {
  const fs::path page = library().parent_path() / "docs" / "model" / "parameters.md";
  const auto codes = codes_in(text_of(page));
  EXPECT_GT(codes.size(), 30U);
  EXPECT_EQ(codes_without_an_entry(codes), std::vector<std::string>{});
}

TEST(ParameterBook, SaysEverythingOfEveryEntryAndUsesEveryPublication) {
  std::set<std::string> used;
  EXPECT_GT(book().entries().size(), 500U);
  for (const config::BookEntry& entry : book().entries()) {
    EXPECT_FALSE(entry.says.empty()) << entry.code;
    EXPECT_FALSE(entry.value.empty()) << entry.code;
    EXPECT_FALSE(entry.unit.empty()) << entry.code;
    EXPECT_GE(entry.year, 2000) << entry.code;
    const bool measured = entry.confidence == Confidence::found;
    EXPECT_EQ(measured,
              entry.source.key != "general_knowledge" && entry.source.key != "model_assumption")
        << entry.code;
    used.insert(entry.source.key);
  }
  const auto list = config::load(library() / "parameters" / "bibliography.yaml");
  for (const config::Node& publication : list.root().children)
    EXPECT_TRUE(used.contains(publication.key)) << publication.key << " is the source of nothing";
}

/// A user's scenario over the small county, explained.
std::map<std::string, ExplainedValue> explained(const std::string& changes) {
  const TemporaryFolder folder;
  std::ofstream{folder.path() / "small.yaml"}
      << text_of(library().parent_path() / "tests" / "run" / "small.yaml");
  const fs::path file = folder.path() / "mine.yaml";
  std::ofstream{file} << "tiercare: 1\nextends: small.yaml\n" + changes;
  std::map<std::string, ExplainedValue> by_path;
  for (ExplainedValue& value : explain(file.string(), library()))
    by_path.emplace(value.path, std::move(value));
  return by_path;
}

TEST(Explanation, NamesWhoSetAValueAndWhomItOverrides) {
  const auto values = explained("population:\n  residents: 2000  # found [pop.sex_ratio]\n");
  const ExplainedValue& residents = values.at("population.residents");
  EXPECT_EQ(residents.value, "2000");
  EXPECT_EQ(residents.place.line, 4);
  EXPECT_EQ(fs::path{residents.place.file}.filename(), "mine.yaml");
  ASSERT_EQ(residents.overrides.size(), 1U);
  EXPECT_EQ(fs::path{residents.overrides[0].span.file}.filename(), "small.yaml");
  EXPECT_EQ(residents.overrides[0].text, "3000");
  EXPECT_EQ(residents.codes, std::vector<std::string>{"pop.sex_ratio"});
  EXPECT_FALSE(residents.says_zh.empty());
}

TEST(Explanation, TakesTheWeakestWordOfTheNearestComment) {
  const auto values = explained(
      "# found, all of it\n"
      "population:\n"
      "  residents: 2000\n"
      "  poor: 5 %  # found mean 7 %; assumed for this county\n"
      "  men_per_100_women: 104  # unfounded\n"
      "  rural_income: 9000 yuan  # found [pop.sex_ratio]\n");
  EXPECT_EQ(values.at("population.residents").confidence, Confidence::found);
  EXPECT_EQ(values.at("population.residents").comment, "found, all of it");
  EXPECT_EQ(values.at("population.residents").comment_line, 4);
  EXPECT_EQ(values.at("population.poor").confidence, Confidence::assumption);
  EXPECT_EQ(values.at("population.men_per_100_women").confidence, Confidence::found);
  // The book only recalls what this comment says it found.
  EXPECT_EQ(values.at("population.rural_income").confidence, Confidence::recalled);
}

TEST(Explanation, IsNoSurerOfWhatOnlyNamesItsPartsThanOfItsBlock) {
  const auto alone = explained("population:\n  poor: 5 %  # 3 + 2 [ins.ded_county]\n");
  EXPECT_EQ(alone.at("population.poor").confidence, Confidence::found);
  const auto inside = explained("population:  # assumed\n  poor: 5 %  # 3 + 2 [ins.ded_county]\n");
  EXPECT_EQ(inside.at("population.poor").confidence, Confidence::assumption);
  EXPECT_EQ(inside.at("population.poor").comment, "3 + 2 [ins.ded_county]");
}

TEST(Explanation, NamesWhatChangesAtADateAndWhatItWasBefore) {
  const auto values = explained(
      "timeline:\n"
      "  - on: 2017-11-15\n"
      "    change:\n"
      "      release: {intercept: -0.5}  # assumed\n");
  const ExplainedValue& intercept = values.at("timeline[1].change.release.intercept");
  EXPECT_EQ(intercept.value, "-0.5");
  EXPECT_EQ(intercept.place.line, 6);
  EXPECT_EQ(intercept.confidence, Confidence::assumption);
  ASSERT_EQ(intercept.overrides.size(), 1U);
  EXPECT_EQ(intercept.overrides[0].text, values.at("release.intercept").value);
  EXPECT_FALSE(values.contains("timeline[1].change.population.residents"));
}

TEST(Explanation, TakesTheSourceOfADefaultFromItsField) {
  const auto values = explained("");
  const ExplainedValue& occupancy = values.at("release.reference_occupancy");
  EXPECT_FALSE(occupancy.given);
  EXPECT_EQ(occupancy.value, "85 %");
  EXPECT_EQ(occupancy.unit, "%");
  EXPECT_EQ(occupancy.confidence, Confidence::assumption);
}

TEST(Explanation, WantsNoSourceForNamesDatesAndDecisions) {
  const auto values = explained("");
  for (const auto* path : {"tiercare", "name", "start", "horizon.run", "referral.rule",
                           "conditions", "pathway.start"}) {
    EXPECT_FALSE(values.at(path).needs_source) << path;
    EXPECT_FALSE(values.at(path).confidence) << path;
  }
  EXPECT_TRUE(values.at("population.residents").needs_source);
}

TEST(Explanation, LooksIntoTheTablesThatAScenarioNames) {
  const fs::path tests = library().parent_path() / "tests" / "run";
  const TemporaryFolder folder;
  fs::copy(tests / "map", folder.path() / "map");
  fs::copy(tests / "small.yaml", folder.path());
  std::string text = text_of(tests / "given.yaml");
  const std::string named = "settlements: map/settlements.csv";
  text.replace(text.find(named), named.size(), named + "  # found in the yearbook of 2018");
  std::ofstream{folder.path() / "given.yaml"} << text;
  std::map<std::string, ExplainedValue> values;
  for (ExplainedValue& value : explain((folder.path() / "given.yaml").string(), library()))
    values.emplace(value.path, std::move(value));
  const ExplainedValue& residents = values.at("geography.settlements[1].residents");
  EXPECT_EQ(residents.row, "geography.settlements[1]");
  EXPECT_TRUE(residents.given);
  EXPECT_EQ(fs::path{residents.place.file}.filename(), "settlements.csv");
  EXPECT_EQ(residents.place.line, 2);
  EXPECT_FALSE(residents.says_zh.empty());
  // A table has no comments: what is said where it is named speaks of every row.
  EXPECT_EQ(residents.confidence, Confidence::found);
  EXPECT_EQ(fs::path{residents.comment_file}.filename(), "given.yaml");
  EXPECT_FALSE(values.at("geography.settlements[1].name").needs_source);
  EXPECT_EQ(values.at("geography.settlements").value, "map/settlements.csv");
  EXPECT_TRUE(values.at("population.residents").row.empty());
}

TEST(Explanation, OfTheLibrarySaysOfEveryNumberHowSureWeAre) {
  for (const std::string& name : library_scenarios(library()))
    for (const ExplainedValue& value : explain(name, library()))
      EXPECT_EQ(value.needs_source, value.confidence.has_value())
          << name << ": " << value.path << " (" << value.place.file << ":" << value.place.line
          << ") says neither found nor recalled nor assumed";
}

TEST(Explanation, ReportsTheErrorsOfAScenarioAsLoadingItDoes) {
  EXPECT_THROW(explained("population: {residents: many}\n"), ScenarioError);
  EXPECT_THROW(static_cast<void>(explain("heping/2071", library())), ScenarioError);
}

}  // namespace
}  // namespace tiercare::testing
