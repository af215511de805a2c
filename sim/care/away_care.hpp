// SPDX-License-Identifier: Apache-2.0
// Illness away from home: needs arise as here, care happens elsewhere.
//
// No queue, bed or doctor of ours takes part; what matters here is the bill, which the fund of home
// pays by the rules for care out of the area without a referral. A spell is settled whole at the
// moment of its need.
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// An illness that somebody has while he is away.
struct SpellElsewhere {
  PersonId person{};
  std::uint32_t number = 0;  ///< of the episode within the person
  ConditionId condition{};
  Acuity acuity = Acuity::mild;
  std::uint8_t contact = 0;
  Money deductible_paid{};  ///< inpatient, in this episode
};

/// Cares for himself or is treated there, comes again if it was in vain, until it is over.
void treated_elsewhere(Care& care, SpellElsewhere spell);

}  // namespace tiercare
