// SPDX-License-Identifier: Apache-2.0
// The `referral_network` of a scenario: edges by name, checked against places and catalogue.
#pragma once

#include "run/scenario_parts.hpp"

namespace tiercare {

[[nodiscard]] std::vector<ReferralEdgeSpec> read_network(config::Reader& reader,
                                                         const ScenarioParts& parts);

/// The edges between the plan's facilities.
[[nodiscard]] ReferralNetwork network_of(const std::vector<ReferralEdgeSpec>& edges,
                                         const std::vector<ConsortiumSpec>& consortia,
                                         const CarePlan& plan);

}  // namespace tiercare
