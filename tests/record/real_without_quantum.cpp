// SPDX-License-Identifier: Apache-2.0
// A real column that is not rounded cannot be written: its last bits differ between machines.
// fails with: a real also a quantum
#include "record/table.hpp"

namespace tiercare {

struct Row {
  double share;
};
template <>
struct RowDescription<Row> {
  static constexpr std::string_view table = "rows", says = "rows", says_zh = "行";
  static constexpr auto columns =
      std::tuple{column("share", &Row::share, {.unit = "1", .says = "a share", .says_zh = "占比"})};
};

void add_to(const TableOutlet& outlet) {
  Table<Row>{outlet}.append({0.5});
}

}  // namespace tiercare
