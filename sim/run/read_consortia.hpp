// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/reader.hpp"
#include "run/scenario_parts.hpp"

namespace tiercare {

/// Reads who is bound together, once facilities and townships are known.
void read_consortia(config::Reader& r, ScenarioParts& parts);

}  // namespace tiercare
