// SPDX-License-Identifier: Apache-2.0
// Where two scenarios part: until then a run of one is a run of the other.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

namespace tiercare::testing {
namespace {

constexpr std::string_view lists = R"(
timeline:
  - on: 2017-11-20
    change: {release: {intercept: 3}}
)";

constexpr std::string_view lists_and_beds = R"(
timeline:
  - on: 2017-11-20
    name: said in other words
    change: {release: {intercept: 3}}
  - on: 2017-12-01
    change: {facilities: {county_hospital: {beds: 12}}}
)";

Instant day(int n) {
  return Instant{} + Duration::days(n);
}

TEST(Parting, IsNeverOfScenariosThatDifferInNamesAndWishesAlone) {
  const Scenario other =
      variant("name: other\nname_zh: 另一情景\nreplications: 3\nrecord: {sample: 10 %}\n");
  EXPECT_EQ(Scenario::parting_of(small_county(), other), Instant::never());
}

TEST(Parting, IsTheStartWhereTheScenarioItselfDiffers) {
  EXPECT_EQ(Scenario::parting_of(small_county(), variant("release: {intercept: 3}\n")), Instant{});
  EXPECT_EQ(Scenario::parting_of(variant("population: {poor: 9 %}\n"), variant(lists)), Instant{});
}

TEST(Parting, IsTheFirstDateThatOneOfThemDoesNotKnow) {
  EXPECT_EQ(Scenario::parting_of(small_county(), variant(lists)), day(19));
  EXPECT_EQ(Scenario::parting_of(variant(lists), variant(lists_and_beds)), day(30));
  EXPECT_EQ(Scenario::parting_of(variant(lists_and_beds), variant(lists)), day(30));
}

TEST(Parting, IsTheEarlierDateWhereTheSameIsSaidOnOtherDays) {
  std::string later{lists};
  later.replace(later.find("11-20"), 5, "11-25");
  EXPECT_EQ(Scenario::parting_of(variant(lists), variant(later)), day(19));
}

}  // namespace
}  // namespace tiercare::testing
