// SPDX-License-Identifier: Apache-2.0
// A probability or share, checked once when it is made.
#pragma once

#include "base/contract.hpp"

#include <compare>

namespace tiercare {

/// A real number in [0, 1].
class Probability {
 public:
  constexpr Probability() = default;
  constexpr explicit Probability(double value) : value_{value} {
    EXPECT(value >= 0.0 && value <= 1.0);
  }
  [[nodiscard]] constexpr double value() const { return value_; }
  [[nodiscard]] constexpr Probability complement() const { return Probability{1.0 - value_}; }
  friend constexpr auto operator<=>(Probability, Probability) = default;

 private:
  double value_ = 0.0;
};

}  // namespace tiercare
