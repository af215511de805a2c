// SPDX-License-Identifier: Apache-2.0
#include "base/powers.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tiercare {
namespace {

/// Two numbers that go through the same operations: as many as every 64-bit processor's registers
/// hold.
using Pair [[gnu::vector_size(16)]] = double;
using Bits [[gnu::vector_size(16)]] = std::uint64_t;

constexpr int fraction_bits = 52;
constexpr std::uint64_t bits_of_one = std::bit_cast<std::uint64_t>(1.0);

/// 2^x as 2^k e^r with |r| <= ln(2)/2, and e^r by Taylor's series, whose twelfth term is below
/// 1e-14. Terms are paired, so that few operations wait for one another.
inline Pair power_of_two(Pair x) {
  constexpr double least = -1022.0;
  constexpr double ln2 = 0x1.62e42fefa39efp-1;
  constexpr double to_whole = 0x1.8p52;  // added, it leaves a whole number in the last bits
  const Pair shifted = x + to_whole;
  const Pair r = (x - (shifted - to_whole)) * ln2;
  const Pair r2 = r * r;
  const Pair r4 = r2 * r2;
  const Pair r0_to_3 = (1.0 + r) + r2 * (1.0 / 2 + r * (1.0 / 6));
  const Pair r4_to_7 = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
  const Pair r8_to_11 =
      (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
  const Pair sum = (r0_to_3 + r4 * r4_to_7) + (r4 * r4) * r8_to_11;
  const Bits scaled = std::bit_cast<Bits>(sum) + (std::bit_cast<Bits>(shifted) << fraction_bits);
  // What is below has become whatever bits: 0.
  return std::bit_cast<Pair>(scaled & std::bit_cast<Bits>(x >= least));
}

/// log2(x) as k + log2(m) with m within a factor of sqrt(2) of 1, and ln(m) as twice the series of
/// artanh((m - 1) / (m + 1)), whose ninth term is below 1e-13 of it.
inline Pair logarithm_to_two(Pair x) {
  constexpr double two_per_ln2 = 0x1.71547652b82fep+1;
  constexpr double sqrt_half = 0x1.6a09e667f3bcdp-1;
  constexpr std::uint64_t from_sqrt_half = bits_of_one - std::bit_cast<std::uint64_t>(sqrt_half);
  const Bits bits = std::bit_cast<Bits>(x);
  const Bits biased = (bits + from_sqrt_half) >> fraction_bits;
  const Pair m = std::bit_cast<Pair>(bits - (biased << fraction_bits) + bits_of_one);
  const Pair k = std::bit_cast<Pair>(biased | std::bit_cast<std::uint64_t>(0x1p52)) -
                 (0x1p52 + static_cast<double>(bits_of_one >> fraction_bits));
  const Pair s = (m - 1.0) / (m + 1.0);
  const Pair s2 = s * s;
  const Pair s4 = s2 * s2;
  const Pair s0_to_6 = (1.0 + s2 * (1.0 / 3)) + s4 * (1.0 / 5 + s2 * (1.0 / 7));
  const Pair s8_to_14 = (1.0 / 9 + s2 * (1.0 / 11)) + s4 * (1.0 / 13 + s2 * (1.0 / 15));
  return k + (s * two_per_ln2) * (s0_to_6 + (s4 * s4) * s8_to_14);
}

inline Pair power(Pair base, double exponent) {
  const Bits result = std::bit_cast<Bits>(power_of_two(exponent * logarithm_to_two(base)));
  return std::bit_cast<Pair>(result & std::bit_cast<Bits>(base > 0.0));
}

template <class Function>
void for_each_pair(std::span<double> values, Function of) {
  std::size_t i = 0;
  for (; i + 2 <= values.size(); i += 2) {
    Pair both;
    std::memcpy(&both, &values[i], sizeof both);
    both = of(both);
    std::memcpy(&values[i], &both, sizeof both);
  }
  if (i < values.size()) values[i] = of(Pair{values[i], 1.0})[0];
}

}  // namespace

void exponentiate(std::span<double> values, double origin, double steepness) {
  constexpr double per_ln2 = 0x1.71547652b82fep+0;
  const double by_two = steepness * per_ln2;
  for_each_pair(values, [=](Pair x) { return power_of_two((x - origin) * by_two); });
}

void raise(std::span<double> bases, double exponent) {
  for_each_pair(bases, [exponent](Pair base) { return power(base, exponent); });
}

}  // namespace tiercare
