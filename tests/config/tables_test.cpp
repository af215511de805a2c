// SPDX-License-Identifier: Apache-2.0
// Tables: CSV files that a document names, read with the questions that describe their columns.
#include "config/reader.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace tiercare::config {
namespace {

namespace fs = std::filesystem;

struct Room {
  std::string name;
  Count beds = 0;
  Duration rest;
  std::optional<Distance> away;
};

Room read_room(Reader& r) {
  Room room;
  room.name = r.required<std::string>("name", {.says = "what it is called"});
  room.beds = r.required<Count>("beds", {.says = "beds in it", .at_most = 50});
  room.rest = r.optional<Duration>("rest", Duration::hours(1), {.says = "at noon"});
  room.away = r.if_given<Distance>("away", {.says = "from the gate"});
  return room;
}

Table<Room> read_rooms(Reader& r) {
  return r.table("rooms", Presence::optional, {.says = "the rooms"}, read_room);
}

class CsvTables : public testing::Test {
 protected:
  fs::path write(std::string_view name, std::string_view text) { return folder_.write(name, text); }

  Outcome<Table<Room>> read(const fs::path& document) {
    return parse(load(document, library_resolver(folder_.path() / "library")), read_rooms);
  }
  Outcome<Table<Room>> rooms(std::string_view csv) {
    write("rooms.csv", csv);
    return read(write("a.yaml", "rooms: rooms.csv\n"));
  }
  std::string said_of(const fs::path& document) {
    try {
      static_cast<void>(read(document));
      return "nothing";
    } catch (const ScenarioError& error) {
      return error.what();
    }
  }

  TemporaryFolder folder_;
};

TEST_F(CsvTables, ReadCellsAsTheScenarioWouldReadThem) {
  const auto table = rooms("name,beds,rest,away\nA,12,30 min,350 m\n\"B, new\",3,,\n").value;
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_TRUE(table.is_sound);
  EXPECT_EQ(table.rows[0].value.name, "A");
  EXPECT_EQ(table.rows[0].value.beds, 12);
  EXPECT_EQ(table.rows[0].value.rest, Duration::minutes(30));
  EXPECT_EQ(table.rows[0].value.away->km, 0.35);
  EXPECT_EQ(table.rows[1].value.name, "B, new");
  EXPECT_EQ(table.rows[1].value.rest, Duration::hours(1)) << "an empty cell is not given";
  EXPECT_FALSE(table.rows[1].value.away.has_value());
  EXPECT_EQ(table.rows[1].span.line, 3);
  EXPECT_EQ(table.header.file, (folder_.path() / "rooms.csv").string());
}

TEST_F(CsvTables, TakeTheUnitOfAColumnFromItsHeader) {
  const auto table = rooms("beds,away [km],rest [min],name\n4,2.5,45,A\n").value;
  EXPECT_EQ(table.rows.at(0).value.rest, Duration::minutes(45));
  EXPECT_EQ(table.rows.at(0).value.away->km, 2.5);
}

TEST_F(CsvTables, MayBeLeftOutWhereTheyAreOptional) {
  const auto table = read(write("a.yaml", "{}\n")).value;
  EXPECT_TRUE(table.rows.empty());
  EXPECT_FALSE(table.is_sound);
}

TEST_F(CsvTables, AreReadAlikeWithEitherLineEndAndAByteOrderMark) {
  const auto outcome = rooms("\xEF\xBB\xBFname,beds\r\nA,12\r\n");
  ASSERT_EQ(outcome.value.rows.size(), 1U);
  EXPECT_EQ(outcome.value.rows[0].value.beds, 12);
  EXPECT_EQ(outcome.tables.texts(), rooms("name,beds\nA,12\n").tables.texts());
}

TEST_F(CsvTables, StandBesideTheFileThatNamesThemOrInTheLibrary) {
  write("library/map/rooms.csv", "name,beds\nA,1\n");
  write("library/base.yaml", "rooms: map/rooms.csv\n");
  EXPECT_EQ(read(write("own/a.yaml", "extends: base\n")).value.rows.size(), 1U);
  write("outside.csv", "name,beds\nA,1\n");
  const auto above = write("own/b.yaml", "rooms: ../outside.csv\n");
  EXPECT_NE(said_of(above).find("no table '../outside.csv'"), std::string::npos) << said_of(above);
  fs::create_symlink(folder_.path() / "outside.csv", folder_.path() / "own/link.csv");
  const auto link = write("own/c.yaml", "rooms: link.csv\n");
  EXPECT_NE(said_of(link).find("no table 'link.csv'"), std::string::npos) << said_of(link);
}

TEST_F(CsvTables, ShowTheLineOfTheCell) {
  write("rooms.csv", "name,beds\nA,12\nB,many\n");
  EXPECT_EQ(said_of(write("a.yaml", "rooms: rooms.csv\n")),
            folder_.path().string() +
                "/rooms.csv:3:3: error: rooms.beds: 'many' is not a whole number\n"
                "   3 | B,many\n"
                "     |   ^~~~ as in '12'\n");
}

TEST_F(CsvTables, TellAWrongUnitOnceAndNotInEveryRow) {
  write("rooms.csv", "name,beds,rest [mins]\nA,1,30\nB,2,40\nC,3,50\n");
  const std::string said = said_of(write("a.yaml", "rooms: rooms.csv\n"));
  EXPECT_NE(said.find("rooms.csv:1:11: error: column 'rest' in rooms: "), std::string::npos);
  EXPECT_EQ(said.find("error", said.find("error") + 1), std::string::npos) << said;
}

TEST_F(CsvTables, AreRefusedWhenTheyAreTooLarge) {
  write("rooms.csv", "name,beds\n" + std::string(largest_file, 'x'));
  EXPECT_NE(
      said_of(write("a.yaml", "rooms: rooms.csv\n")).find("rooms.csv:1:1: error: the file is"),
      std::string::npos);
}

TEST_F(CsvTables, ArePartOfWhatWasReadAsTexts) {
  EXPECT_EQ(rooms("name,beds\n\n A,12\n").tables.texts(),
            "---\n# table: rooms.csv\n|2\n  name,beds\n  \n   A,12\n  \n");
}

TEST_F(CsvTables, DescribeTheirColumns) {
  const Description root = describe_alone([](Reader& r) { return read_rooms(r); });
  const Description& table = root.members.at(0);
  EXPECT_EQ(table.shape, Description::Shape::table);
  EXPECT_EQ(table.members.at(1).key, "beds");
  EXPECT_TRUE(table.members.at(1).required);
  EXPECT_EQ(described_values(root).at(1).path, "rooms[].beds");
  EXPECT_NE(to_markdown(root, "x", "").find("`rooms[]`"), std::string::npos);
  EXPECT_NE(to_json_schema(root, "x").find(R"("pattern": "\\.csv$")"), std::string::npos);
}

}  // namespace
}  // namespace tiercare::config
