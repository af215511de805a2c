// SPDX-License-Identifier: Apache-2.0
// The timeline: from each of its dates on, the scenario goes on as another scenario.
//
// An entry says what changes by the same rules as a file that extends another: paths are taken out,
// a partial scenario is laid over what stands. What comes of it is a whole scenario tree, which the
// same reader reads with the same checks and of which a plan is built. No handler knows of dates.
// See docs/decisions/006-a-date-is-another-scenario.md.
#pragma once

#include "run/scenario_parts.hpp"

#include <vector>

namespace tiercare {

/// Reads `timeline` and checks its dates against the days that are simulated.
void read_timeline(config::Reader& reader, ScenarioParts& parts);

/// The scenario as it stands from each date on, in order, with the conditions and the pathway of
/// the first day. What is wrong with it is added to `findings`, unless it was so before; what an
/// entry changes is added to `values`.
[[nodiscard]] std::vector<ScenarioParts> read_later_parts(const config::Node& root,
                                                          const ScenarioParts& first,
                                                          std::vector<Diagnostic>& findings,
                                                          config::Tables& tables,
                                                          config::ReadRecord* values = nullptr);

}  // namespace tiercare
