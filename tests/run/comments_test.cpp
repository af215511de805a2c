// SPDX-License-Identifier: Apache-2.0
// A comment speaks of its own line, or of the line or block below it.
#include "run/comments.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

/// "2:text" for each comment on a line, the line of what it speaks of first.
std::vector<std::string> said_of(std::string_view text, int line) {
  std::vector<std::string> said;
  for (const Comment& comment : CommentedText{text}.comments_of(line))
    said.push_back(std::to_string(comment.line) + ":" + comment.text);
  return said;
}

using Said = std::vector<std::string>;

constexpr std::string_view clinic = R"(# What the file is.
# Its head speaks of no line.
clinic:  # assumed throughout
  # found in
  # a book
  beds: 36

  # not of the line below the gap

  staff:
    doctors: 5  # a third
    nurses: 7
title: "a # in quotes"  # after quotes
colour: red#blue
)";

TEST(Comments, SpeakOfTheLineTheyEndAndOfTheLineBelowThem) {
  EXPECT_EQ(said_of(clinic, 6), (Said{"6:found in a book", "3:assumed throughout"}));
  EXPECT_EQ(said_of(clinic, 11), (Said{"11:a third", "3:assumed throughout"}));
}

TEST(Comments, OfABlockSpeakOfEveryLineInIt) {
  EXPECT_EQ(said_of(clinic, 12), Said{"3:assumed throughout"});
}

TEST(Comments, AtTheHeadOfAFileOrAcrossAGapSpeakOfNoLine) {
  EXPECT_EQ(said_of(clinic, 3), Said{"3:assumed throughout"});
  EXPECT_EQ(said_of(clinic, 10), Said{"3:assumed throughout"});
}

TEST(Comments, BeginWithAMarkOutsideQuotesAfterASpace) {
  EXPECT_EQ(said_of(clinic, 13), Said{"13:after quotes"});
  EXPECT_EQ(said_of(clinic, 14), Said{});
  EXPECT_EQ(said_of("a: the town's  # found\n", 1), Said{"1:found"});
}

TEST(Comments, CountTheBlocksBetweenThemAndTheLine) {
  const auto comments = CommentedText{clinic}.comments_of(11);
  ASSERT_EQ(comments.size(), 2U);
  EXPECT_EQ(comments[0].blocks_out, 0);
  EXPECT_EQ(comments[1].blocks_out, 2);
}

TEST(Comments, OnTheFirstKeyOfAnItemSayNothingOfTheOthers) {
  constexpr std::string_view list = "x: 1\n# both\nlist:\n  - at: 1  # found\n    to: 2\n";
  EXPECT_EQ(said_of(list, 4), (Said{"4:found", "3:both"}));
  EXPECT_EQ(said_of(list, 5), Said{"3:both"});
}

TEST(Comments, AreNotSaidOfLinesOutsideTheFile) {
  EXPECT_EQ(said_of(clinic, 0), Said{});
  EXPECT_EQ(said_of(clinic, 99), Said{});
  EXPECT_EQ(said_of("", 1), Said{});
}

TEST(Codes, StandInBracketsWithAGroupAndAName) {
  EXPECT_EQ(codes_in("assumed [time.consult_thc], range 4-12"), Said{"time.consult_thc"});
  EXPECT_EQ(codes_in("[sup.los_thc, dem.2wk_visit_rate] and [arr.dow_factor_*]"),
            (Said{"sup.los_thc", "dem.2wk_visit_rate", "arr.dow_factor_*"}));
  EXPECT_EQ(codes_in("notice [2023] 25, [1.25, 1.05], [a], [.b], [c.], [open.code"), Said{});
}

}  // namespace
}  // namespace tiercare
