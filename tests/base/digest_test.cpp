// SPDX-License-Identifier: Apache-2.0
// Digests tell contents apart, whichever way the contents were built.
#include "base/digest.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>
#include <vector>

namespace tiercare {
namespace {

std::uint64_t digest_of_texts(std::string_view first, std::string_view second) {
  Digest digest;
  digest.add_text(first);
  digest.add_text(second);
  return digest.value();
}

std::uint64_t digest_of_columns(const std::vector<int>& first, const std::vector<int>& second) {
  Digest digest;
  digest.add_column(std::span<const int>{first});
  digest.add_column(std::span<const int>{second});
  return digest.value();
}

TEST(Digest, IsTheSameForTheSameContent) {
  EXPECT_EQ(digest_of_texts("和平县", "2017"), digest_of_texts("和平县", "2017"));
  EXPECT_EQ(digest_of_columns({1, 2}, {3}), digest_of_columns({1, 2}, {3}));
}

TEST(Digest, ChangesWithEveryValue) {
  EXPECT_NE(digest_of_columns({1, 2}, {3}), digest_of_columns({1, 2}, {4}));
  EXPECT_NE(digest_of_texts("和平县", "2017"), digest_of_texts("和平县", "2018"));
}

TEST(Digest, KnowsWhereOneColumnEndsAndTheNextBegins) {
  EXPECT_NE(digest_of_columns({1, 2}, {3}), digest_of_columns({1}, {2, 3}));
  EXPECT_NE(digest_of_texts("ab", "c"), digest_of_texts("a", "bc"));
}

TEST(Digest, IsTheSameOnEveryBuild) {
  Digest digest;
  digest.add(std::int64_t{2017});
  digest.add_text("Heping");
  EXPECT_EQ(digest.value(), 0xce3a3d7dacc2b053ULL);
}

TEST(Digest, IsThatOfTheBytesHoweverTheyCame) {
  for (const std::size_t size : {0U, 1U, 503U, 504U, 505U, 1016U, 5000U}) {
    const std::vector<unsigned char> column(size, 7);
    Digest digest;
    std::vector<unsigned char> bytes;
    const auto append = [&bytes](const auto& value) {
      const auto* first = reinterpret_cast<const unsigned char*>(&value);
      bytes.insert(bytes.end(), first, first + sizeof value);
    };
    for (std::uint16_t i = 0; i < 300; ++i) {
      digest.add(i);
      append(i);
    }
    digest.add_column(std::span<const unsigned char>{column});
    append(static_cast<std::uint64_t>(size));
    bytes.insert(bytes.end(), column.begin(), column.end());
    digest.add(std::uint32_t{9});
    append(std::uint32_t{9});
    EXPECT_EQ(digest.value(), XXH3_64bits(bytes.data(), bytes.size())) << size;
  }
}

TEST(Digest, GoesOnFromACopy) {
  Digest one;
  one.add(1);
  Digest other = one;
  one.add(2);
  EXPECT_NE(one.value(), other.value());
  other.add(2);
  EXPECT_EQ(one.value(), other.value());
}

}  // namespace
}  // namespace tiercare
