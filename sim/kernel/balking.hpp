// SPDX-License-Identifier: Apache-2.0
// Balking: who sees a long queue may turn round at the door.
//
// The rule only says how likely; the caller draws, so that the draw belongs to the person.
#pragma once

#include "base/contract.hpp"
#include "base/probability.hpp"

#include <algorithm>
#include <cstdint>

namespace tiercare {

/// Probability of not joining, rising linearly with the queue beyond a length nobody minds.
class Balking {
 public:
  Balking() = default;
  /// \param tolerated  queue length up to which everybody joins
  /// \param per_person  added probability for each person more
  /// \param at_most  limit of the probability
  Balking(std::uint32_t tolerated, Probability per_person, Probability at_most)
      : tolerated_{tolerated}, per_person_{per_person}, at_most_{at_most} {}

  [[nodiscard]] Probability probability(std::uint32_t waiting) const {
    if (waiting <= tolerated_) return {};
    const double risen = per_person_.value() * static_cast<double>(waiting - tolerated_);
    return Probability{std::min(risen, at_most_.value())};
  }

  friend bool operator==(const Balking&, const Balking&) = default;

 private:
  std::uint32_t tolerated_ = 0;
  Probability per_person_;
  Probability at_most_;
};

}  // namespace tiercare
