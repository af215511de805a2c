// SPDX-License-Identifier: Apache-2.0
// Whether the roads of a given map bring patients to facilities; drawn roads always do.
#pragma once

#include "care/care_plan.hpp"
#include "world/population_spec.hpp"

namespace tiercare {

/// Every facility stands on the one road network of the county, and from every settlement with
/// residents a facility that sees outpatients can be reached.
/// \param plan  with settlements, travel, groups and facilities in their places
/// \throws ScenarioError with every place that is cut off, at the row that defines it
void check_reach(const CarePlan& plan, const GeographySpec& geography);

}  // namespace tiercare
