// SPDX-License-Identifier: Apache-2.0
// Settlements of a given map: one row of a CSV file each.
#pragma once

#include "config/reader.hpp"
#include "world/population_spec.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace tiercare {

/// Reads `settlements`; the map has no roads yet, and its county seat lies at the origin. If a row
/// is wrong, the reader has said so and the map is empty or incomplete.
[[nodiscard]] GivenMap read_places(config::Reader& reader);

/// The ways between all places are kept, so that there is a bound. \param span  what is too much
void check_place_count(config::Reader& reader, std::size_t places, const Span& span);

/// Lists the townships and cities of a map, so that the rest of a scenario can name them.
void name_places(const GivenMap& map, GeographySpec& geography);

/// The same number of people must be counted twice. \param reader of the section `population`
void check_residents(config::Reader& reader, const GeographySpec& geography,
                     const PopulationSpec& population);

}  // namespace tiercare
