// SPDX-License-Identifier: Apache-2.0
#include "care/treatment.hpp"

#include <cmath>

namespace tiercare {

double logistic(double x) {
  return 1.0 / (1.0 + std::exp(-x));
}

double chance_of_right_treatment(const TreatmentBehaviour& behaviour, double capability,
                                 double required) {
  // The logistic function of the log odds at par plus so much for each level apart.
  const double at_par = behaviour.right_at_par.value();
  const double against = std::exp(behaviour.per_level * (required - capability));
  return at_par / (at_par + (1.0 - at_par) * against);
}

double chance_of_knowing_limits(const TreatmentBehaviour& behaviour, double capability,
                                double required) {
  const double levels_beyond = required - capability;
  if (levels_beyond <= 0.0) return 0.0;
  return 1.0 - std::pow(1.0 - behaviour.recognises_limits.value(), levels_beyond);
}

}  // namespace tiercare
