// SPDX-License-Identifier: Apache-2.0
// What a scenario may say but hardly means: warnings, which fail only where somebody asks for it.
//
// Only what follows from the text alone is doubted: queues that must grow for ever whoever chooses
// what, and names that nothing refers to.
#pragma once

#include "run/scenario_parts.hpp"

namespace tiercare {

/// \param root  of the scenario, read without an error into `parts`
void raise_doubts(config::Reader& root, const ScenarioParts& parts);

}  // namespace tiercare
