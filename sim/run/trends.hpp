// SPDX-License-Identifier: Apache-2.0
// What trends make of a scenario at a day: its prices, its ways, and what its people would rather.
//
// A turn of a trend is a date like those of the timeline: the scenario goes on with another plan,
// so no handler knows of trends and nothing is worked out while it runs.
#pragma once

#include "care/care_plan.hpp"
#include "run/scenario_parts.hpp"

#include <vector>

namespace tiercare {

/// Days after the first, before the end, on which something turns that no entry of the timeline
/// speaks of: a facility opens or closes, prices rise in January, a restriction begins or ends.
[[nodiscard]] std::vector<CivilDay> turns_of(const ScenarioParts& first);

/// Brings prices to the last January, and staying at home to the restrictions of the day.
void follow_trends(ScenarioParts& parts);

/// The ways as they are on a day.
[[nodiscard]] TravelTable ways_on(CivilDay day, const Trends& trends, const TravelTable& ways,
                                  const Settlements& settlements);

/// The needs of each calendar year from the first on; one for all where no incidence changes.
[[nodiscard]] std::vector<NeedTable> needs_by_year(const ScenarioParts& parts,
                                                   const Calendar& calendar);

}  // namespace tiercare
