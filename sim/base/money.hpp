// SPDX-License-Identifier: Apache-2.0
// Money: integer fen (0.01 yuan). Nothing is lost in a division: shares are split, remainders
// named.
#pragma once

#include "base/contract.hpp"
#include "base/probability.hpp"

#include <cmath>
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace tiercare {

/// An amount [fen]; may be negative (a refund, a deficit).
struct Money {
  std::int64_t fen = 0;

  [[nodiscard]] static constexpr Money yuan(std::int64_t n) { return {n * 100}; }
  [[nodiscard]] constexpr double in_yuan() const { return static_cast<double>(fen) / 100.0; }

  constexpr Money& operator+=(Money other) {
    fen += other.fen;
    return *this;
  }
  constexpr Money& operator-=(Money other) {
    fen -= other.fen;
    return *this;
  }
  friend constexpr Money operator+(Money a, Money b) { return {a.fen + b.fen}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.fen - b.fen}; }
  friend constexpr Money operator-(Money a) { return {-a.fen}; }
  friend constexpr Money operator*(Money a, std::int64_t n) { return {a.fen * n}; }
  friend constexpr Money operator*(std::int64_t n, Money a) { return a * n; }
  friend constexpr auto operator<=>(Money, Money) = default;
};

/// `amount` times a non-negative real factor, rounded half away from zero to the fen.
[[nodiscard]] inline Money scaled(Money amount, double factor) {
  EXPECT(std::isfinite(factor) && factor >= 0.0);
  // Not std::llround: a call into the mathematical library for every price is felt.
  const double fen = static_cast<double>(amount.fen) * factor;
  return {static_cast<std::int64_t>(fen < 0.0 ? fen - 0.5 : fen + 0.5)};
}

/// The part of `amount` that a share takes, rounded half away from zero to the fen.
[[nodiscard]] inline Money share_of(Money amount, Probability share) {
  return scaled(amount, share.value());
}

/// Splits `amount` in proportion to `weights` (largest remainder): the parts sum to it exactly.
/// \param weights non-negative, not all zero
[[nodiscard]] std::vector<Money> split(Money amount, std::span<const std::int64_t> weights);

}  // namespace tiercare
