// SPDX-License-Identifier: Apache-2.0
// Makes the plan of a scenario: land, roads, facilities in their places, stations, choice sets.
#pragma once

#include "care/care_plan.hpp"
#include "run/scenario_parts.hpp"

#include <memory>

namespace tiercare {

/// The map is drawn with a seed of its own, so that all replications and variants share it.
/// \param same_land  a plan whose settlements and ways hold here too; they are shared, not made
/// again \throws ScenarioError if roads leave someone or some facility out, without excerpts
[[nodiscard]] std::shared_ptr<const CarePlan> build_plan(ScenarioParts parts,
                                                         const CarePlan* same_land = nullptr);

}  // namespace tiercare
