// SPDX-License-Identifier: Apache-2.0
// The road network of an area, and the one thing that is kept of it: minutes between settlements.
//
// Boost.Graph lives in roads.cpp only, and the graph only while the table is computed.
#pragma once

#include "world/population_spec.hpp"
#include "world/settlement.hpp"

namespace tiercare {

/// Minutes by the fastest road between any two settlements: by the roads of a given map or, where
/// none are given, by drawn ones.
///
/// Drawn: township seats are joined by a Gabriel graph of township roads, each village by village
/// roads to its seat and its nearest neighbours, each city by a trunk road to the county seat. A
/// road takes straight line x detour / speed minutes, and every journey ends with the minutes
/// within a settlement, so that the neighbouring village is never nearer than one's own. The table
/// is symmetric; drawn roads join every pair, and without a way between two they are infinitely
/// far.
[[nodiscard]] TravelTable travel_minutes(const Settlements& settlements, const GeographySpec& spec);

}  // namespace tiercare
