// SPDX-License-Identifier: Apache-2.0
// The columns of persons have one length, but for trust, which has one value per tier.
#include "world/persons.hpp"

#include <string_view>

namespace tiercare {

void Persons::resize(std::size_t persons) {
  for_each_column(*this, [&](std::string_view name, auto& column) {
    column.resize(name == "trust" ? persons * tier_count : persons);
  });
}

}  // namespace tiercare
