// SPDX-License-Identifier: Apache-2.0
// A scenario file becomes a value with nothing of YAML in it; every field of the language says what
// it is, in English and Chinese.
#include "care/read_care.hpp"
#include "run/scenario_parts.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>

namespace tiercare::testing {
namespace {

using config::Description;

/// Calls `visit(path, field)` for every field below a description, sections and values alike.
void for_each_field(const Description& parent, const std::string& path,
                    const std::function<void(const std::string&, const Description&)>& visit) {
  const auto below = [&](const std::vector<Description>& fields, std::string_view joint) {
    for (const Description& field : fields) {
      const std::string place = path + std::string{joint} + field.key;
      visit(place, field);
      for_each_field(field, place, visit);
    }
  };
  below(parent.members, path.empty() ? "" : ".");
  below(parent.alternatives, "=");
}

Description described_scenario() {
  return config::describe([](config::Reader& reader) { return read_scenario(reader, {}); });
}

/// Fields of a description that lack a sentence in one of the languages.
std::vector<std::string> speechless(const Description& root) {
  std::vector<std::string> paths;
  for_each_field(root, {}, [&](const std::string& path, const Description& field) {
    if (field.says.empty() || field.says_zh.empty()) paths.push_back(path);
    if (field.type.name.empty() != field.type.name_zh.empty()) paths.push_back(path + " (type)");
    if (field.discriminator.says.empty() != field.discriminator.says_zh.empty())
      paths.push_back(path + " (kinds)");
    for (const auto& name : field.names)
      if (name.name.empty() || (name.says_zh.empty() && !name.says.empty()))
        paths.push_back(path + " (a choice)");
  });
  return paths;
}

TEST(ScenarioLanguage, DescribesEveryPartOfAScenario) {
  const Description root = described_scenario();
  std::vector<std::string> keys;
  for (const Description& member : root.members) keys.push_back(member.key);
  for (const auto* key :
       {"extends",   "remove",     "replications", "record",   "timeline",   "tiercare",
        "name",      "name_zh",    "start",        "horizon",  "conditions", "pathway",
        "geography", "population", "calendar",     "hours",    "facilities", "consortia",
        "choice",    "treatment",  "patience",     "referral", "benefits",   "payment"})
    EXPECT_EQ(std::ranges::count(keys, key), 1) << key;
  EXPECT_GT(config::described_values(root).size(), 100U);
}

TEST(ScenarioLanguage, SaysWhatEveryFieldIsInEnglishAndChinese) {
  EXPECT_EQ(speechless(described_scenario()), std::vector<std::string>{});
  EXPECT_EQ(speechless(config::describe(read_conditions)), std::vector<std::string>{});
  EXPECT_EQ(speechless(config::describe(read_pathway)), std::vector<std::string>{});
}

TEST(ScenarioLanguage, BecomesASchemaAndAPageInBothLanguages) {
  const Description root = described_scenario();
  const std::string schema = config::to_json_schema(root, "A scenario");
  EXPECT_NE(schema.find("\"county_seat\""), std::string::npos);
  EXPECT_NE(schema.find("\"$ref\": \"#/definitions/change\""), std::string::npos);
  EXPECT_NE(schema.find("tiered_coinsurance"), std::string::npos);
  const std::string english = config::to_markdown(root, "A scenario", "");
  const std::string chinese = config::to_markdown(root, "情景", "", config::Language::chinese);
  EXPECT_NE(english.find("reserved_beds"), std::string::npos);
  EXPECT_NE(chinese.find("起付线"), std::string::npos);
}

TEST(Scenario, KnowsWhatItsFileSays) {
  const Scenario& county = small_county();
  EXPECT_EQ(county.name(), "small");
  EXPECT_EQ(county.title(), "A small county for tests");
  EXPECT_EQ(county.title_zh(), "测试小县");
  EXPECT_EQ(county.horizon().warm_up, 20_day);
  EXPECT_EQ(county.horizon().run, 60_day);
  EXPECT_EQ(county.start_year(), 2017);
  EXPECT_EQ(county.population().residents, 3000U);
  EXPECT_EQ(county.hash().size(), 16U);
  EXPECT_TRUE(county.warnings().empty());
}

TEST(Scenario, PlacesFacilitiesAndQueuesWhereTheFileSays) {
  const CarePlan& plan = small_county().plan();
  // Six villages, two seats, one city: six clinics, two centres, a hospital in the county seat and
  // one in the city.
  EXPECT_EQ(plan.settlements.size(), 9U);
  EXPECT_EQ(plan.facilities.size(), 10U);
  // A clinic has one queue, every other facility four.
  EXPECT_EQ(plan.place_of.size(), 6U * 1U + 4U * 4U);
  for (const Facility& facility : plan.facilities) {
    EXPECT_EQ(facility.in_area, facility.tier != Tier::tertiary) << facility.name;
    EXPECT_EQ(facility.consortium.is_none(), facility.tier == Tier::tertiary) << facility.name;
  }
}

TEST(Scenario, OfATextIsThatOfAFileWithTheSameText) {
  const Scenario& county = small_county();
  const Scenario again = Scenario::load_text(
      "# the same, said otherwise\n" + county.resolved_text() + "\n\n", "other.yaml", library());
  EXPECT_EQ(again.name(), "other");
  EXPECT_EQ(again.hash(), county.hash());
  EXPECT_EQ(again.resolved_text(), county.resolved_text());
}

TEST(Scenario, CarriesItsWholeTextWithNothingLeftToExtend) {
  const Scenario changed = variant("population: {residents: 2000}\n");
  const TemporaryFolder folder;
  const auto file = folder.path() / "whole.yaml";
  std::ofstream{file} << changed.resolved_text();
  const Scenario again = Scenario::load(file.string(), library());
  EXPECT_EQ(again.hash(), changed.hash());
  EXPECT_EQ(again.population().residents, 2000U);
  EXPECT_EQ(changed.resolved_text().find("extends"), std::string::npos);
}

TEST(ScenarioLibrary, HasOnlyScenariosThatLoadWithoutAWarning) {
  const auto names = library_scenarios(library());
  EXPECT_GE(names.size(), 3U);
  EXPECT_TRUE(std::ranges::is_sorted(names));
  for (const auto& name : names) {
    const Scenario scenario = Scenario::load(name, library());
    EXPECT_EQ(scenario.name(), name);
    EXPECT_TRUE(scenario.warnings().empty()) << format_diagnostics(scenario.warnings());
  }
}

TEST(ScenarioLibrary, AsksWhetherASimilarNameWasMeant) {
  try {
    static_cast<void>(Scenario::load("heping/2071", library()));
    FAIL() << "nothing was said";
  } catch (const ScenarioError& error) {
    const Diagnostic& said = error.diagnostics().front();
    EXPECT_EQ(said.message, "no scenario 'heping/2071' in the library");
    EXPECT_EQ(said.hint, "did you mean 'heping/2017'? A file is given with its ending .yaml");
  }
}

TEST(ScenarioLibrary, ThatIsNotThereHasNoScenarios) {
  EXPECT_TRUE(library_scenarios("no/such/folder").empty());
  try {
    static_cast<void>(Scenario::load("heping/2017", "no/such/folder"));
    FAIL() << "nothing was said";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.diagnostics().front().hint, "a file is given with its ending .yaml");
  }
}

TEST(Scenario, ThatCannotBeReadIsAnOutputError) {
  EXPECT_THROW(static_cast<void>(Scenario::load("no/such/file.yaml", library())), OutputError);
}

}  // namespace
}  // namespace tiercare::testing
