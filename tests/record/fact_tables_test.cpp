// SPDX-License-Identifier: Apache-2.0
// Rows of facts are small, and their codes have the names that the world gives them.
#include "record/fact_tables.hpp"

#include "record/labels.hpp"
#include "world/terms.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace tiercare {
namespace {

TEST(FactTables, KeepARowOfAContactSmall) {
  const auto bytes = std::apply(
      [](const auto&... column) {
        return (sizeof(detail::stored(std::invoke(column.get, ContactFact{}))) + ...);
      },
      RowDescription<ContactFact>::columns);
  EXPECT_LE(bytes, 60U);
}

TEST(FactTables, CountAnEndlessWaitAsTheLongestThatFits) {
  EXPECT_EQ(detail::short_ms(49_day), static_cast<std::uint32_t>((49_day).ms));
  EXPECT_EQ(detail::short_ms(60_day), std::numeric_limits<std::uint32_t>::max());
  EXPECT_EQ(detail::short_ms(Duration{-1}), 0U);
}

/// Labels are written down twice because columns are constants; here they are held together.
template <class Terms, std::size_t n>
void expect_same(const Terms& terms, const Labels<n>& labels, const Labels<n>& labels_zh) {
  ASSERT_EQ(terms.size(), n);
  for (std::size_t i = 0; i < n; ++i) {
    EXPECT_EQ(static_cast<std::size_t>(terms[i].value), i);
    EXPECT_EQ(terms[i].name, labels[i]);
    EXPECT_EQ(terms[i].name_zh, labels_zh[i]);
  }
}

TEST(Labels, AreTheTermsOfTheWorld) {
  expect_same(tier_terms(), tier_labels, tier_labels_zh);
  expect_same(facility_kind_terms(), facility_kind_labels, facility_kind_labels_zh);
  expect_same(service_line_terms(), service_line_labels, service_line_labels_zh);
  expect_same(acuity_terms(), acuity_labels, acuity_labels_zh);
}

}  // namespace
}  // namespace tiercare
