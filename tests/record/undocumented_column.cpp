// SPDX-License-Identifier: Apache-2.0
// A column without a Chinese description cannot be written.
// fails with: a column needs name, unit, says and says_zh
#include "record/table.hpp"

namespace tiercare {

struct Row {
  std::int64_t n;
};
template <>
struct RowDescription<Row> {
  static constexpr std::string_view table = "rows", says = "rows", says_zh = "行";
  static constexpr auto columns =
      std::tuple{column("n", &Row::n, {.unit = "1", .says = "a number"})};
};

void add_to(const TableOutlet& outlet) {
  Table<Row>{outlet}.append({1});
}

}  // namespace tiercare
