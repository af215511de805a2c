// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/spelling.hpp"
#include "base/time.hpp"
namespace tiercare {
TEST(Money, SplitsWithoutLosingAFen) {
  const std::vector<std::int64_t> weights{6, 3, 1};
  const auto parts = split(Money{101}, weights);
  EXPECT_EQ(parts[0] + parts[1] + parts[2], Money{101});
}
}  // namespace tiercare
