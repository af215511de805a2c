// SPDX-License-Identifier: Apache-2.0
// Roads of a given map: one row of a CSV file each.
#pragma once

#include "config/reader.hpp"
#include "world/population_spec.hpp"

#include <optional>
#include <vector>

namespace tiercare {

/// Reads `roads`; nothing if none are given.
/// \param map  the settlements that they join; where the roads stand is noted in it
/// \param geography  whose speeds hold where a road's time is not given
[[nodiscard]] std::optional<std::vector<Road>> read_roads(config::Reader& reader, GivenMap& map,
                                                          const GeographySpec& geography);

}  // namespace tiercare
