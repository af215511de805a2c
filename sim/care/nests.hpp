// SPDX-License-Identifier: Apache-2.0
// The nested logit's arithmetic: facilities in their tiers, the tiers below formal care.
//
// A facility's weight is its share of the tier, times the tier's share of formal care, times the
// weight of formal care: with nothing alike both powers are 0 and each stands for itself. Only
// differences of utilities matter: with the largest at 0 no weight is beyond the range of doubles.
#pragma once

#include "care/behaviour.hpp"
#include "care/choice_sets.hpp"

#include <cstddef>
#include <limits>
#include <span>

namespace tiercare {

/// The utility of what cannot be chosen.
inline constexpr double out_of_question = -std::numeric_limits<double>::infinity();

/// Turns utilities into weights, summed up from the first on.
/// \param utilities  of `outside` alternatives to formal care, one of them finite, then of
/// facilities by tier
/// \param ends  of the tiers among the facilities
void weigh_in_nests(const Dissimilarity& dissimilarity, std::span<double> utilities,
                    std::size_t outside, const TierEnds& ends);

}  // namespace tiercare
