// SPDX-License-Identifier: Apache-2.0
// What may differ between the two sides of a date: behaviour, rules, staff, beds and prices.
//
// People, land, the calendar and which facilities and queues there are hold for a whole run: the
// state of a run is made of them.
#pragma once

#include "run/scenario_parts.hpp"

#include <vector>

namespace tiercare {

/// Differences that a date cannot make.
struct Differences {
  std::vector<Diagnostic> of_parts;   ///< what is added or taken out; no use reading on
  std::vector<Diagnostic> of_values;  ///< unless the reader has said more of the place
};

/// Compares the scenario before an entry of the timeline with the one after it.
[[nodiscard]] Differences what_cannot_change(const config::Node& before, const config::Node& after,
                                             const TimelineEntry& entry);

}  // namespace tiercare
