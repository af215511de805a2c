// SPDX-License-Identifier: Apache-2.0
// One value per tier, read under the tiers' own names.
#pragma once

#include "config/reader.hpp"
#include "world/terms.hpp"

#include <array>

namespace tiercare {

template <class T>
std::array<T, tier_count> read_by_tier(config::Reader& reader, const config::Field& field) {
  std::array<T, tier_count> values{};
  for (const auto& term : tier_terms())
    values[index(term.value)] = reader.required<T>(term.name, field);
  return values;
}

}  // namespace tiercare
