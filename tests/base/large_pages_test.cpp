// SPDX-License-Identifier: Apache-2.0
// Vectors in large pages: like any other, only their memory is aligned to what it is fetched by.
#include "base/large_pages.hpp"

#include "base/id.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>

namespace tiercare {
namespace {

struct alignas(64) Row {
  std::uint64_t number = 0;
  friend bool operator==(const Row&, const Row&) = default;
};
using RowId = Id<struct RowTag>;
using Rows = IdVector<RowId, Row, LargePages<Row>>;

bool is_aligned_to(std::size_t bytes, const Row& row) {
  return reinterpret_cast<std::uintptr_t>(&row) % bytes == 0;
}

TEST(LargePages, HoldWhatGrowsBeyondThem) {
  Rows rows;
  constexpr std::uint32_t several_pages = 100'000;
  for (std::uint32_t i = 0; i < several_pages; ++i) {
    rows.add(Row{i});
    ASSERT_TRUE(is_aligned_to(alignof(Row), rows[RowId{0}]));
  }
  EXPECT_TRUE(is_aligned_to(detail::large_page, rows[RowId{0}]));
  for (std::uint32_t i = 0; i < several_pages; ++i) ASSERT_EQ(rows[RowId{i}].number, i);
}

TEST(LargePages, LetVectorsBeCopiedMovedAndCompared) {
  const Rows rows{100'000, Row{7}};
  Rows copy = rows;
  EXPECT_EQ(copy, rows);
  copy[RowId{99'999}].number = 8;
  EXPECT_NE(copy, rows);
  const Rows moved = std::move(copy);
  EXPECT_EQ(moved[RowId{99'999}].number, 8U);
  EXPECT_EQ(moved.size(), rows.size());
}

}  // namespace
}  // namespace tiercare
