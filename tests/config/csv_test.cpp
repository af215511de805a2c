// SPDX-License-Identifier: Apache-2.0
// Comma-separated values: what is a cell, and where it stands.
#include "config/csv.hpp"

#include <gtest/gtest.h>

namespace tiercare::config {
namespace {

using Texts = std::vector<std::vector<std::string>>;

struct Read {
  Texts texts;
  std::vector<std::vector<CsvCell>> rows;
  std::vector<Diagnostic> findings;
};

Read read(std::string_view text) {
  Read result;
  CsvReader reader{text, "t.csv", result.findings};
  while (auto row = reader.next()) {
    auto& texts = result.texts.emplace_back();
    for (const CsvCell& cell : *row) texts.push_back(cell.text);
    result.rows.push_back(std::move(*row));
  }
  return result;
}

TEST(Csv, SplitsLinesIntoCells) {
  EXPECT_EQ(read("a,b\n1,2\n").texts, (Texts{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(read("a,b\r\n1,2").texts, (Texts{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(read("a,,b,\n").texts, (Texts{{"a", "", "b", ""}}));
}

TEST(Csv, TakesCommasQuotesAndLineEndsInQuotedCells) {
  EXPECT_EQ(read("\"a, b\",\"the \"\"old\"\" town\"\n").texts,
            (Texts{{"a, b", "the \"old\" town"}}));
  EXPECT_EQ(read("\"two\nlines\",x\ny,z\n").texts, (Texts{{"two\nlines", "x"}, {"y", "z"}}));
  EXPECT_EQ(read("\"\",x\n").texts, (Texts{{"", "x"}}));
}

TEST(Csv, IgnoresBlanksAroundCellsAndBlankLines) {
  EXPECT_EQ(read("\n a , \"b\" \n   \n\n\tc,d\n\n").texts, (Texts{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(read("a b,\" c \"\n").texts, (Texts{{"a b", " c "}}));
  EXPECT_TRUE(read("").texts.empty());
  EXPECT_TRUE(read("\n \r\n").texts.empty());
}

TEST(Csv, CountsLinesFromOneAndColumnsInCharacters) {
  const Read table = read("名称, b\n\"x\ny\",  东镇\nz,w\n");
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows[0][0].span, (Span{"t.csv", 1, 1, 2}));
  EXPECT_EQ(table.rows[0][1].span, (Span{"t.csv", 1, 5, 1}));
  EXPECT_EQ(table.rows[1][0].span, (Span{"t.csv", 2, 1, 1}));
  EXPECT_EQ(table.rows[1][1].span, (Span{"t.csv", 3, 6, 2}));
  EXPECT_EQ(table.rows[2][1].span, (Span{"t.csv", 4, 3, 1}));
}

TEST(Csv, LeavesOutFlawedRowsAndReadsTheNext) {
  const Read table = read("a\nb\"c\n\"d\" e\nf\rg\nh\n\"i\nj\n");
  EXPECT_EQ(table.texts, (Texts{{"a"}, {"h"}}));
  ASSERT_EQ(table.findings.size(), 4U);
  EXPECT_EQ(table.findings[0].span, (Span{"t.csv", 2, 2, 1}));
  EXPECT_EQ(table.findings[1].span, (Span{"t.csv", 3, 5, 1}));
  EXPECT_EQ(table.findings[2].span, (Span{"t.csv", 4, 2, 1}));
  EXPECT_EQ(table.findings[3].span, (Span{"t.csv", 6, 1, 1}));
}

TEST(Csv, RefusesMoreCellsThanAnyTableHas) {
  const auto row = [](std::size_t cells) { return std::string(cells - 1, ',') + "x\n"; };
  EXPECT_EQ(read(row(most_columns)).rows.at(0).size(), most_columns);
  const Read table = read(row(most_columns + 1) + "a\n");
  EXPECT_EQ(table.texts, (Texts{{"a"}}));
  EXPECT_EQ(table.findings.size(), 1U);
}

}  // namespace
}  // namespace tiercare::config
