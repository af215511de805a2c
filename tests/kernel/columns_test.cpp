// SPDX-License-Identifier: Apache-2.0
// One list of columns serves equality, digest and byte count.
#include "kernel/columns.hpp"

#include "base/money.hpp"
#include "base/time.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using BedId = Id<struct BedTag>;
enum class Colour : std::uint8_t { red, blue };

struct Inner {
  std::vector<double> reals;
  std::vector<Colour> colours;
  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("reals", self.reals);
    visit("colours", self.colours);
  }
};
struct Outer {
  Instant now;
  IdVector<BedId, Money> debts;
  std::vector<BedId> beds;
  Inner inner;
  std::array<std::uint32_t, 2> pair{};
  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("now", self.now);
    visit("debts", self.debts);
    visit("beds", self.beds);
    visit("inner", self.inner);
    visit("pair", self.pair);
  }
};

Outer example() {
  Outer outer;
  outer.now = Instant{5};
  outer.debts.add(Money{100});
  outer.beds = {BedId{1}, BedId{2}};
  outer.inner = {{1.5, 2.5}, {Colour::red}};
  return outer;
}

TEST(Columns, AnyChangedFieldChangesEqualityAndDigest) {
  const Outer original = example();
  EXPECT_TRUE(columns_equal(original, example()));
  EXPECT_EQ(columns_digest(original), columns_digest(example()));

  std::vector<Outer> changed(6, original);
  changed[0].now.ms += 1;
  changed[1].debts[BedId{0}].fen += 1;
  changed[2].beds[1] = BedId{};
  changed[3].inner.reals[0] = 1.25;
  changed[4].inner.colours[0] = Colour::blue;
  changed[5].pair[1] = 9;
  for (const Outer& other : changed) {
    EXPECT_FALSE(columns_equal(original, other));
    EXPECT_NE(columns_digest(original), columns_digest(other));
  }
}

TEST(Columns, MovingAValueFromOneColumnToTheNextChangesTheDigest) {
  Inner a{{1.0}, {}};
  Inner b{{}, {}};
  EXPECT_NE(columns_digest(a), columns_digest(b));
  EXPECT_FALSE(columns_equal(a, b));
}

TEST(Columns, BytesAreThoseOfTheContentByPath) {
  const Outer outer = example();
  // now 8, debts 8, beds 2 * 4, reals 2 * 8, colours 1, pair 8
  EXPECT_EQ(columns_bytes(outer), 49U);
  bool found = false;
  for (const ColumnSize& size : column_sizes(outer)) {
    if (size.name != "inner.reals") continue;
    found = true;
    EXPECT_EQ(size.bytes, 16U);
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace tiercare
