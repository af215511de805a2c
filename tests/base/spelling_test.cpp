// SPDX-License-Identifier: Apache-2.0
// "Did you mean ...?": near names are offered, far ones are not.
#include "base/spelling.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tiercare {
namespace {

const std::vector<std::string> known{"doctors", "nurses", "shift", "beds"};

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("beds", "beds"), 0);
  EXPECT_EQ(edit_distance("bed", "beds"), 1);
  EXPECT_EQ(edit_distance("beds", "bed"), 1);
  EXPECT_EQ(edit_distance("bids", "beds"), 1);
  EXPECT_EQ(edit_distance("ebds", "beds"), 1) << "two neighbours swapped are one slip";
  EXPECT_EQ(edit_distance("", "beds"), 4);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
}

TEST(EditDistance, IsTheSameBothWays) {
  EXPECT_EQ(edit_distance("township", "tonwshipp"), edit_distance("tonwshipp", "township"));
}

TEST(NearestName, FindsTheNameThatWasMeant) {
  EXPECT_EQ(nearest_name("docters", known), "doctors");
  EXPECT_EQ(nearest_name("shfit", known), "shift");
}

TEST(NearestName, OffersNothingWhereNothingIsNear) {
  EXPECT_EQ(nearest_name("ambulance", known), std::nullopt);
  EXPECT_EQ(nearest_name("docters", std::vector<std::string>{}), std::nullopt);
}

TEST(NearestName, AllowsAThirdOfTheLetters) {
  EXPECT_EQ(nearest_name("nurxxs", known), "nurses") << "two of six letters";
  EXPECT_EQ(nearest_name("nxxxes", known), std::nullopt) << "three of six letters";
}

TEST(NearestName, TakesTheNearestAndAmongEqualsTheFirst) {
  const std::vector<std::string> terms{"county_x", "country", "county"};
  EXPECT_EQ(nearest_name("countz", terms), "county");
  EXPECT_EQ(nearest_name("bad", std::vector<std::string>{"bed", "bud"}), "bed");
}

}  // namespace
}  // namespace tiercare
