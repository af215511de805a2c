// SPDX-License-Identifier: Apache-2.0
// A given map: settlements and roads as their CSV files say, kilometres from the county seat.
#include "support/temporary_folder.hpp"
#include "world/read_places.hpp"
#include "world/read_roads.hpp"
#include "world/read_world.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tiercare {
namespace {

constexpr std::string_view speeds =
    "village_road: 20 km/h\ntownship_road: 40 km/h\ntrunk_road: 80 km/h\n"
    "within_settlement: 5 min\nmap: given\n";

constexpr std::string_view three_places =
    "name,kind,township,residents,x [km],y [km]\n"
    "乙镇,township_seat,,20,13,4\n"
    "甲镇,county_seat,,100,10,0\n"
    "村,village,乙镇,30,14,4\n"
    "城,city,,0,10,-60\n";

class GivenMaps : public ::testing::Test {
 protected:
  void write(std::string_view name, std::string_view text) { folder_.write(name, text); }
  GeographySpec read(std::string_view settlements, std::string_view roads = {}) {
    write("s.csv", settlements);
    write("r.csv", roads);
    write("a.yaml", fmt::format("{}settlements: s.csv\n{}", speeds,
                                roads.empty() ? "detour: 1.5\n" : "roads: r.csv\n"));
    const auto document = config::load(folder_.path() / "a.yaml",
                                       config::library_resolver(folder_.path() / "library"));
    return config::parse(document, read_geography).value;
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(GivenMaps, AreRefusedBeforeSoManyRowsAreComparedThatItTakesLong) {
  std::string rows{"name,kind,township,residents,x [km],y [km]\n甲镇,county_seat,,100,10,0\n"};
  for (int i = 0; i < 10'000; ++i) rows += fmt::format("村{},village,无镇,1,1,1\n", i);
  try {
    read(rows);
    FAIL() << "10001 places are kept";
  } catch (const ScenarioError& error) {
    ASSERT_EQ(error.diagnostics().size(), 1U) << "not 10000 villages of an unknown township";
    EXPECT_TRUE(error.diagnostics()[0].message.starts_with("10001 places are too many"));
    EXPECT_TRUE(error.diagnostics()[0].span.file.ends_with("s.csv"));
  }
}

TEST_F(GivenMaps, KeepTheRowsInTheirOrderWithTheCountySeatAtTheOrigin) {
  const GeographySpec geography = read(three_places);
  const Settlements& map = geography.given->settlements;
  ASSERT_EQ(map.size(), 4U);
  EXPECT_EQ(map[SettlementId{1}].kind, SettlementKind::county_seat);
  EXPECT_EQ(map[SettlementId{1}].x_km, 0.0);
  EXPECT_EQ(map[SettlementId{0}].x_km, 3.0);
  EXPECT_EQ(map[SettlementId{0}].y_km, 4.0);
  EXPECT_EQ(map[SettlementId{0}].name_zh, "乙镇") << "the name stands for an empty Chinese name";
  EXPECT_EQ(map[SettlementId{2}].residents, 30U);
  EXPECT_EQ(map[SettlementId{2}].township, SettlementId{0});
  EXPECT_EQ(map[SettlementId{0}].township, SettlementId{0});
  EXPECT_EQ(map[SettlementId{3}].township, SettlementId{3});
  EXPECT_EQ(geography.given->rows[SettlementId{2}].line, 4);
}

TEST_F(GivenMaps, NameTheirTownshipsAndCitiesForTheRestOfTheScenario) {
  const GeographySpec geography = read(three_places);
  ASSERT_EQ(geography.townships.size(), 2U);
  EXPECT_EQ(geography.townships[0].name, "乙镇");
  EXPECT_EQ(geography.townships[0].villages, 1U);
  EXPECT_EQ(geography.townships[1].villages, 0U);
  EXPECT_EQ(geography.county_seat, "甲镇");
  ASSERT_EQ(geography.cities.size(), 1U);
  EXPECT_DOUBLE_EQ(geography.cities[0].distance_km, 60.0);
  EXPECT_DOUBLE_EQ(geography.cities[0].bearing_degrees, 180.0);
}

TEST_F(GivenMaps, ProjectDegreesToKilometres) {
  const GeographySpec geography = read(
      "name,kind,residents,longitude,latitude\n"
      "seat,county_seat,1,115.0,60\n"
      "east,township_seat,1,116.0,60\n"
      "north,township_seat,1,115.0,61\n");
  const Settlements& map = geography.given->settlements;
  // A degree of a meridian is 111.195 km on a sphere of 6371.0088 km; of the 60th parallel, half.
  EXPECT_NEAR(map[SettlementId{1}].x_km, 55.598, 0.001);
  EXPECT_NEAR(map[SettlementId{1}].y_km, 0.0, 1e-9);
  EXPECT_NEAR(map[SettlementId{2}].y_km, 111.195, 0.001);
}

TEST_F(GivenMaps, TakeARoadsTimeOrItsDistanceAtTheSpeedOfItsKind) {
  const GeographySpec geography = read(three_places,
                                       "from,to,distance [km],road,time [min]\n"
                                       "甲镇,乙镇,10,,\n"
                                       "乙镇,村,10,village_road,\n"
                                       "城,甲镇,80,trunk_road,50\n");
  const auto& roads = *geography.given->roads;
  ASSERT_EQ(roads.size(), 3U);
  EXPECT_EQ(roads[0].from, SettlementId{1});
  EXPECT_EQ(roads[0].to, SettlementId{0});
  EXPECT_DOUBLE_EQ(roads[0].minutes, 15.0);
  EXPECT_DOUBLE_EQ(roads[1].minutes, 30.0);
  EXPECT_DOUBLE_EQ(roads[2].minutes, 50.0);
}

TEST_F(GivenMaps, LeaveRoadsToBeDrawnWhereNoneAreGiven) {
  const GeographySpec geography = read(three_places);
  EXPECT_FALSE(geography.given->roads.has_value());
  EXPECT_EQ(geography.road_over_straight_line, 1.5);
}

TEST_F(GivenMaps, RefuseAPositionThatIsGivenInTwoWays) {
  EXPECT_THROW(static_cast<void>(read("name,kind,residents,x [km],y [km],longitude,latitude\n"
                                      "seat,county_seat,1,0,0,,\n"
                                      "east,township_seat,1,,,116,60\n")),
               ScenarioError);
  EXPECT_THROW(static_cast<void>(read("name,kind,residents,x [km],y [km],longitude,latitude\n"
                                      "east,township_seat,1,,,116,60\n"
                                      "seat,county_seat,1,0,0,,\n")),
               ScenarioError);
}

TEST_F(GivenMaps, TakeTheWayInWhichEveryRowGivesItsPosition) {
  const GeographySpec geography = read(
      "name,kind,residents,x [km],y [km],longitude,latitude\n"
      "east,township_seat,1,,,116,60\n"
      "seat,county_seat,1,0,0,115,60\n");
  EXPECT_NEAR(geography.given->settlements[SettlementId{0}].x_km, 55.6, 0.1);
}

}  // namespace
}  // namespace tiercare
