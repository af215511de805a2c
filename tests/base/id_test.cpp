// SPDX-License-Identifier: Apache-2.0
// Identifiers: an index that knows what it indexes, and may be none.
#include "base/id.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

namespace tiercare {
namespace {

using VillageId = Id<struct VillageTag>;

TEST(Id, IsNoneUntilItIsGivenAValue) {
  EXPECT_TRUE(VillageId{}.is_none());
  EXPECT_FALSE(VillageId{0}.is_none());
  EXPECT_EQ(VillageId{}, VillageId{VillageId::none_value});
}

TEST(Id, OrdersAsItsIndexDoes) {
  EXPECT_LT(VillageId{3}, VillageId{4});
  EXPECT_EQ(VillageId{3}.index(), 3U);
  EXPECT_LT(VillageId{4}, VillageId{}) << "none comes last";
}

TEST(Id, TakesFourBytesAndNeedsNoConstructor) {
  static_assert(sizeof(VillageId) == 4);
  static_assert(std::is_trivially_copyable_v<VillageId>);
  static_assert(!std::is_convertible_v<std::uint32_t, VillageId>);
}

TEST(IdVector, HandsOutIdsInTheOrderOfAdding) {
  IdVector<VillageId, std::string> villages;
  EXPECT_TRUE(villages.empty());
  const VillageId first = villages.add("阳明");
  const VillageId second = villages.add("大坝");
  EXPECT_EQ(first, VillageId{0});
  EXPECT_EQ(second, VillageId{1});
  EXPECT_EQ(villages[second], "大坝");
  EXPECT_EQ(villages.size(), 2U);
}

TEST(IdVector, ContainsItsOwnIdsButNotNone) {
  const IdVector<VillageId, int> villages(3, 7);
  EXPECT_TRUE(villages.contains(VillageId{2}));
  EXPECT_FALSE(villages.contains(VillageId{3}));
  EXPECT_FALSE(villages.contains(VillageId{}));
  EXPECT_EQ(villages.id_of(2), VillageId{2});
  EXPECT_EQ(villages[VillageId{2}], 7);
}

TEST(IdVector, ComparesByContent) {
  IdVector<VillageId, int> one(2, 5);
  IdVector<VillageId, int> other(2, 5);
  EXPECT_EQ(one, other);
  other[VillageId{1}] = 6;
  EXPECT_NE(one, other);
}

}  // namespace
}  // namespace tiercare
