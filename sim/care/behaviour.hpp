// SPDX-License-Identifier: Apache-2.0
// What people and clinicians respond to, and how strongly: the parameters of behaviour.
//
// Nothing here names a reform. A reform changes waits, prices, capability or channels; these
// coefficients turn that into choices.
#pragma once

#include "base/money.hpp"
#include "base/probability.hpp"
#include "base/time.hpp"
#include "kernel/balking.hpp"
#include "random/distribution.hpp"
#include "world/facility.hpp"

#include <array>
#include <optional>

namespace tiercare {

/// How alike the alternatives of a nest are: 1 not at all (a plain logit), towards 0 the same
/// thing. Consistent with maximising utility where 0 < tier <= formal_care <= 1.
struct Dissimilarity {
  double formal_care = 1.0;  ///< of the tiers, against staying at home
  double tier = 1.0;         ///< of the facilities of one tier
};

/// Retail pharmacies (零售药店): medicine over the counter, paid by the household alone.
struct PharmacyBehaviour {
  Placement placement = Placement::every_township_seat;
  Money price{};                              ///< of one purchase
  std::array<double, acuity_count> relief{};  ///< utility of medicine, way and price apart
};

/// Coefficients of the nested logit of seeking and choosing [utility per unit named].
struct ChoiceBehaviour {
  double travel_per_min = 0.0;
  double travel_per_min_severe = 0.0;  ///< severe and critical illness
  double wait_per_min = 0.0;
  double delay_per_day = 0.0;             ///< of a day's wait for a bed or an appointment
  double change_of_facility = 0.0;        ///< of starting anew at another facility
  double cost_per_100_yuan = 0.0;         ///< at mean income
  double cost_per_100_yuan_severe = 0.0;  ///< severe and critical illness: bills are larger
  double income_power = 0.0;              ///< cost weighs (mean income / income) to this power
  double effect_of_treatment = 0.0;       ///< certain right treatment against none
  double trust = 0.0;                     ///< full trust against none
  double taste_sd = 0.0;                  ///< a person's own lasting deviation, by tier
  Dissimilarity dissimilarity{};
  std::array<double, tier_count> tier_constant{};
  std::array<double, acuity_count> self_care{};  ///< utility of not seeking care
  std::optional<PharmacyBehaviour> pharmacy{};   ///< none: nobody buys medicine on his own
};

/// How capability becomes right treatment, and what follows from failure.
struct TreatmentBehaviour {
  Probability right_at_par{};        ///< where capability equals the need
  double per_level = 0.0;            ///< logit per level of capability above the need
  Probability recognises_limits{};   ///< a clinician one level short of the need knows it
  Duration return_after{};           ///< an illness not rightly treated comes up again
  Probability relapse_after_stay{};  ///< of stays that did not treat rightly
  Probability missed_review{};       ///< does not come to a review that costs him nothing
  double ambulance_time = 1.0;       ///< of the ordinary travel time, for who moves critically ill
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

/// What people find who are elsewhere: no place of ours, with a tier, prices and no queue.
struct CareElsewhere {
  Tier tier = Tier::tertiary;  ///< whose benefit rules hold
  PriceList price{};
  std::array<Probability, acuity_count> sought{};  ///< needs for which care is sought
};

}  // namespace tiercare
