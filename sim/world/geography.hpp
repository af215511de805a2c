// SPDX-License-Identifier: Apache-2.0
// Makes a plausible map from a few counts: where the seats, villages and cities of an area lie and
// how many residents live in each.
//
// Real coordinates are rarely published, real counts are; so places are drawn from a seed while
// every count is met exactly. Each settlement draws from its own streams: the size of a village
// does not depend on how many tries the place of another took.
#pragma once

#include "random/stream.hpp"
#include "world/population_spec.hpp"
#include "world/settlement.hpp"

#include <cstdint>

namespace tiercare {

/// Places settlements by a seeded generator: the same spec and seed give the same map.
///
/// Order: township seats as the spec lists them (the county seat is one of them), then villages
/// grouped by township, then cities. Residents of all settlements sum to `residents` exactly.
/// \param spec at least one township; `county_seat` names one of them
[[nodiscard]] Settlements generate_settlements(const GeographySpec& spec, std::uint32_t residents,
                                               const Randomness& randomness);

}  // namespace tiercare
