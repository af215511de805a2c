// SPDX-License-Identifier: Apache-2.0
// Where a patient lies once a clinician has said "a bed" (入院选址): a choice of its own.
//
// He weighs the beds he knows by way, own payment for the stay, effect, trust, taste and the known
// wait for a bed, in the nests of the choice of a visit; staying where he is stands beside them as
// home does there. Whoever goes elsewhere does so without a letter. An emergency is brought to the
// nearest that is up to it.
#pragma once

#include "care/care.hpp"

namespace tiercare {

struct BedSite {
  FacilityId facility{};                         ///< none: home, without a bed
  float travel_minutes = 0.0F;                   ///< from where he is
  PassedOver passed_over = PassedOver::nothing;  ///< why not the nearest bed
};

/// \param must_leave  the clinician knows that what can be done here is not enough
[[nodiscard]] BedSite choose_bed(const Care& care, const Episode& episode, bool must_leave);

}  // namespace tiercare
