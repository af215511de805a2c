// SPDX-License-Identifier: Apache-2.0
// Where the facilities of a group stand: at every place of a kind, at one that is named, or at
// those of a table with a row for each.
#pragma once

#include "config/reader.hpp"
#include "world/facility.hpp"
#include "world/population_spec.hpp"

namespace tiercare {

/// Reads `place`, and `table` where it says so.
void read_placing(config::Reader& reader, FacilityGroup& group, const GeographySpec& geography);

/// What rows say against the group's wards and rooms, once these are read.
void check_listed(config::Reader& reader, const FacilityGroup& group);

/// Whether any of the group stands among the residents who are simulated.
[[nodiscard]] bool is_inside_the_area(const FacilityGroup& group, const GeographySpec& geography);

}  // namespace tiercare
