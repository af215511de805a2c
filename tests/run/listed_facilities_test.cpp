// SPDX-License-Identifier: Apache-2.0
// Facilities from a table: each where its row says, with what its row says of it.
#include "run/small_county.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

namespace tiercare::testing {
namespace {

namespace fs = std::filesystem;

/// The county of given.yaml or small.yaml with its township centres from this table.
Scenario with_centres(const std::string& base, std::string_view table) {
  const TemporaryFolder folder;
  const fs::path tests = fs::path{TIERCARE_SOURCE_DIR} / "tests" / "run";
  fs::copy(tests / "map", folder.path() / "map");
  for (const auto* file : {"small.yaml", "given.yaml"})
    fs::copy_file(tests / file, folder.path() / file);
  std::ofstream{folder.path() / "centres.csv"} << table;
  std::ofstream{folder.path() / "own.yaml"}
      << "tiercare: 1\nextends: " << base
      << "\nfacilities: {township_health_centre: {place: table, table: centres.csv}}\n";
  return Scenario::load((folder.path() / "own.yaml").string(), library());
}

const Facility& named(const Scenario& scenario, std::string_view name) {
  for (const Facility& facility : scenario.plan().facilities)
    if (facility.name == name) return facility;
  throw std::out_of_range(std::string{name});
}

const std::string& settlement_of(const Scenario& scenario, const Facility& facility) {
  return scenario.plan().settlements[facility.settlement].name;
}

TEST(ListedFacilities, StandWhereTheirRowsSayWithWhatTheirRowsSay) {
  const Scenario scenario = with_centres("small.yaml",
                                         "name,name_zh,settlement,beds,doctors,capability\n"
                                         "East centre,东院,east,9,4,2.4\n"
                                         "West centre,,west,,,\n");
  const Facility& east = named(scenario, "East centre");
  EXPECT_EQ(east.name_zh, "东院");
  EXPECT_EQ(settlement_of(scenario, east), "east");
  EXPECT_EQ(east.beds, 9U);
  EXPECT_EQ(east.doctors, 4U);
  EXPECT_DOUBLE_EQ(east.capability_in(ServiceLine::surgery), 2.4) << "its best line, with medicine";
  EXPECT_DOUBLE_EQ(east.capability_in(ServiceLine::oncology), 1.9) << "half a level below, as ever";
  const Facility& west = named(scenario, "West centre");
  EXPECT_EQ(west.name_zh, "West centre");
  EXPECT_EQ(west.beds, 5U) << "as its group";
  EXPECT_EQ(west.doctors, std::nullopt);
  EXPECT_TRUE(run_once(scenario).complete);
}

TEST(ListedFacilities, StandInTheSettlementNearestToTheirPosition) {
  const Scenario scenario = with_centres("given.yaml",
                                         "name,x [km],y [km]\n"
                                         "Hill centre,9.2,2.8\n");
  const Facility& centre = named(scenario, "Hill centre");
  EXPECT_EQ(settlement_of(scenario, centre), "west_1");
}

TEST(ListedFacilities, WithMoreDoctorsServeWithLessWaiting) {
  const auto wait_with = [](std::string_view doctors) {
    const auto table = fmt::format(
        "name,settlement,doctors\nEast centre,east,{0}\nWest centre,west,{0}\n", doctors);
    return indicator(run_once(with_centres("small.yaml", table)), "wait_mean_township").value;
  };
  EXPECT_LT(wait_with("6"), 0.5 * wait_with("2"));
}

}  // namespace
}  // namespace tiercare::testing
