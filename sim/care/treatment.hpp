// SPDX-License-Identifier: Apache-2.0
// How capability becomes right treatment.
#pragma once

#include "care/behaviour.hpp"

namespace tiercare {

/// A logistic curve [probability of utility `x` against 0].
[[nodiscard]] double logistic(double x);

/// Chance of right treatment by `capability` where `required` is needed [both on the tier scale].
[[nodiscard]] double chance_of_right_treatment(const TreatmentBehaviour& behaviour,
                                               double capability, double required);

/// Chance that a clinician knows the patient is beyond him: the farther, the plainer.
[[nodiscard]] double chance_of_knowing_limits(const TreatmentBehaviour& behaviour,
                                              double capability, double required);

}  // namespace tiercare
