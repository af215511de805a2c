// SPDX-License-Identifier: Apache-2.0
// What people and clinicians respond to, and how strongly: the parameters of behaviour.
//
// Nothing here names a reform. A reform changes waits, prices, capability or channels; these
// coefficients turn that into choices.
#pragma once

#include "base/probability.hpp"
#include "base/time.hpp"
#include "kernel/balking.hpp"
#include "random/distribution.hpp"
#include "world/terms.hpp"

#include <array>

namespace tiercare {

/// Coefficients of the logit of seeking and choosing [utility per unit named].
struct ChoiceBehaviour {
  double travel_per_min = 0.0;
  double travel_per_min_severe = 0.0;  ///< severe and critical illness
  double wait_per_min = 0.0;
  double cost_per_100_yuan = 0.0;         ///< at mean income
  double cost_per_100_yuan_severe = 0.0;  ///< severe and critical illness: bills are larger
  double income_power = 0.0;              ///< cost weighs (mean income / income) to this power
  double effect_of_treatment = 0.0;       ///< certain right treatment against none
  double trust = 0.0;                     ///< full trust against none
  double taste_sd = 0.0;                  ///< a person's own lasting deviation, by tier
  std::array<double, tier_count> tier_constant{};
  std::array<double, acuity_count> self_care{};  ///< utility of not seeking care
};

/// How capability becomes right treatment, and what follows from failure.
struct TreatmentBehaviour {
  Probability right_at_par{};        ///< where capability equals the need
  double per_level = 0.0;            ///< logit per level of capability above the need
  Probability recognises_limits{};   ///< a clinician one level short of the need knows it
  Duration return_after{};           ///< an illness not rightly treated comes up again
  Probability relapse_after_stay{};  ///< of stays that did not treat rightly
  int trust_gain = 0;                ///< of 100, by a right treatment
  int trust_loss = 0;                ///< of 100, by a failure or by leaving unseen
};

struct PatienceBehaviour {
  TimeDistribution outpatient{};  ///< in a queue
  TimeDistribution bed{};         ///< for a bed
  Balking balking{};              ///< at the sight of a queue; nobody unless the scenario says so
};

/// The sender's logistic: what makes a facility let a patient go.
struct ReleaseBehaviour {
  double intercept = 0.0;
  double per_100_yuan_gain = 0.0;  ///< of keeping the patient; negative
  double per_level_beyond_capability = 0.0;
  double per_10_points_of_occupancy = 0.0;  ///< of the sender's beds, above the reference
  double reference_occupancy = 0.85;        ///< share
};

}  // namespace tiercare
