// SPDX-License-Identifier: Apache-2.0
// A county on a given map (tests/run/given.yaml): it stands where its tables say, runs, and is
// another scenario when a table changes.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace tiercare::testing {
namespace {

namespace fs = std::filesystem;

const fs::path files = fs::path{TIERCARE_SOURCE_DIR} / "tests" / "run";

/// The scenario with another text in one of its tables.
Scenario with_table(const std::string& name, const std::string& text) {
  const TemporaryFolder folder;
  for (const auto* file : {"small.yaml", "given.yaml"})
    fs::copy_file(files / file, folder.path() / file);
  fs::copy(files / "map", folder.path() / "map");
  std::ofstream{folder.path() / "map" / name, std::ios::binary} << text;
  return Scenario::load((folder.path() / "given.yaml").string(), library());
}

const Scenario& given_county() {
  static const Scenario scenario = Scenario::load((files / "given.yaml").string(), library());
  return scenario;
}

SettlementId settlement(const CarePlan& plan, std::string_view name) {
  const auto& all = plan.settlements.values();
  const auto found = std::ranges::find(all, name, &Settlement::name);
  return plan.settlements.id_of(static_cast<std::size_t>(found - all.begin()));
}

TEST(GivenMap, StandsWhereItsTablesSay) {
  const CarePlan& plan = given_county().plan();
  const auto minutes = [&](std::string_view from, std::string_view to) {
    return plan.travel.minutes(settlement(plan, from), settlement(plan, to));
  };
  EXPECT_EQ(plan.settlements.size(), 7U);
  EXPECT_FLOAT_EQ(minutes("east", "west"), 11.0F / 40.0F * 60.0F + 10.0F);
  EXPECT_FLOAT_EQ(minutes("west_2", "city"),
                  (4.0F / 25.0F + 11.0F / 40.0F) * 60.0F + 65.0F + 10.0F);
}

TEST(GivenMap, PutsAFacilityIntoTheSettlementThatIsNamed) {
  const CarePlan& plan = given_county().plan();
  const auto& all = plan.facilities.values();
  const auto branch = std::ranges::find(all, "branch_clinic", &Facility::name);
  ASSERT_NE(branch, all.end());
  EXPECT_EQ(branch->settlement, settlement(plan, "west_2"));
  EXPECT_FALSE(branch->consortium.is_none()) << "its township belongs to one";
  EXPECT_EQ(std::ranges::count(all, FacilityKind::village_clinic, &Facility::kind), 4);
}

TEST(GivenMap, RunsToTheEndWithNothingLost) {
  Replication replication{given_county(), 5, 1};
  run_quietly(replication, replication.end());
  EXPECT_NO_THROW(replication.check_conservation());
  EXPECT_EQ(replication.state().persons.size(), 3000U);
  EXPECT_GT(replication.state().episodes.ended(), 0U);
}

TEST(GivenMap, IsAnotherScenarioWhenATableChangesAndNotWhenItsLineEndsDo) {
  const std::string roads = text_of(files / "map" / "roads.csv");
  std::string crlf;
  for (const char c : roads) crlf += c == '\n' ? std::string{"\r\n"} : std::string{c};
  EXPECT_EQ(with_table("roads.csv", roads).hash(), given_county().hash());
  EXPECT_EQ(with_table("roads.csv", crlf).hash(), given_county().hash());
  std::string slower = roads;
  slower.replace(slower.find(",65"), 3, ",66");
  EXPECT_NE(with_table("roads.csv", slower).hash(), given_county().hash());
  EXPECT_NE(given_county().whole_text().find("# table: map/roads.csv\n|2\n  from,to"),
            std::string::npos);
}

TEST(GivenMap, MayHaveASettlementWithoutPeopleThatNoRoadLeadsTo) {
  const std::string settlements = text_of(files / "map" / "settlements.csv");
  const Scenario scenario = with_table("settlements.csv", settlements + "far,,city,,0,500,0\n");
  const CarePlan& plan = scenario.plan();
  EXPECT_TRUE(std::isinf(plan.travel.minutes(settlement(plan, "east"), settlement(plan, "far"))));
  Replication replication{scenario, 5, 1};
  run_quietly(replication, replication.end());
  EXPECT_NO_THROW(replication.check_conservation());
}

TEST(GivenMap, HasDrawnRoadsWhereNoneAreGiven) {
  const TemporaryFolder folder;
  for (const auto* file : {"small.yaml", "given.yaml"})
    fs::copy_file(files / file, folder.path() / file);
  fs::copy(files / "map", folder.path() / "map");
  std::string text = text_of(files / "given.yaml");
  const std::string roads = "roads: map/roads.csv";
  text.replace(text.find(roads), roads.size(), "detour: 1.5");
  std::ofstream{folder.path() / "given.yaml"} << text;
  const Scenario scenario = Scenario::load((folder.path() / "given.yaml").string(), library());
  const CarePlan& plan = scenario.plan();
  EXPECT_FLOAT_EQ(plan.travel.minutes(settlement(plan, "city"), settlement(plan, "east")),
                  60.0F * 1.5F / 70.0F * 60.0F + 10.0F);
}

TEST(DrawnMap, PutsAFacilityIntoTheSeatOfTheTownshipThatIsNamed) {
  const Scenario scenario = variant("facilities: {county_hospital: {place: west}}\n");
  const auto& all = scenario.plan().facilities.values();
  const auto hospital = std::ranges::find(all, "county_hospital", &Facility::name);
  ASSERT_NE(hospital, all.end());
  EXPECT_EQ(scenario.plan().settlements[hospital->settlement].name, "west");
}

}  // namespace
}  // namespace tiercare::testing
