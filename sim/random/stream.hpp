// SPDX-License-Identifier: Apache-2.0
// Random numbers that belong to who draws them, for what, and the how-manieth time.
//
// Philox (Salmon et al. 2011, through Random123) is a function of a counter and a key. The counter
// holds (subject, purpose and step, episode, block), the key holds seed and replication: no state
// is stored between draws, and a policy that changes one draw changes no other. Of its forms the
// one of two 64-bit numbers has as many bits to a block as the one of four 32-bit numbers, and half
// the multiplications.
#pragma once

#include "base/probability.hpp"

#include <Random123/philox.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace tiercare {

/// A sequence of 32-bit random numbers; cheap to make (no set-up), cheap to throw away.
class Stream {
 public:
  using result_type = std::uint32_t;
  using Philox = r123::Philox2x64;

  Stream(Philox::key_type key, Philox::ctr_type counter)
      : key_{key}, counter_{counter}, block_{numbers_of(Philox{}(counter, key))} {}

  [[nodiscard]] static constexpr result_type min() { return 0; }
  [[nodiscard]] static constexpr result_type max() {
    return std::numeric_limits<result_type>::max();
  }

  result_type operator()() {
    if (used_ == 4) [[unlikely]]
      refill();
    return block_[used_++];
  }

  /// Uniform on [0, 1), 53 bits.
  double uniform() {
    const std::uint64_t high = (*this)() >> 5;
    const std::uint64_t low = (*this)() >> 6;
    return static_cast<double>((high << 26) | low) * 0x1p-53;
  }
  /// Whether what has this probability happens: of one 32-bit number, a block has four.
  bool happens(Probability probability) { return uniform_32() < probability.value(); }
  /// Uniform on [0, 1), 32 bits: as fine as a probability is ever known.
  double uniform_32() { return (*this)() * 0x1p-32; }
  /// Exponential with mean 1, of one uniform number whatever its value: what waits for the same
  /// hazard in two variants then waits alike. A distribution's ziggurat may take more.
  double exponential() { return -std::log(1.0 - uniform()); }

 private:
  using Block = std::array<result_type, 4>;
  /// Each 64-bit number low half first, on any machine.
  [[nodiscard]] static Block numbers_of(const Philox::ctr_type& drawn) {
    return {static_cast<result_type>(drawn[0]), static_cast<result_type>(drawn[0] >> 32),
            static_cast<result_type>(drawn[1]), static_cast<result_type>(drawn[1] >> 32)};
  }
  // Out of line: most streams are asked for one or two numbers, and ten rounds of Philox wherever a
  // block might run out would crowd the caller.
  void refill();

  Philox::key_type key_;
  Philox::ctr_type counter_;
  Block block_;
  unsigned used_ = 0;
};

/// The source of all streams of one replication; a small immutable value.
class Randomness {
 public:
  Randomness(std::uint64_t seed, std::uint32_t replication);

  /// The stream of `subject` for one purpose, in its `episode`-th episode, at step `step`.
  template <class Purpose>
    requires std::is_enum_v<Purpose>
  [[nodiscard]] Stream stream(std::uint32_t subject, Purpose purpose, std::uint32_t episode = 0,
                              std::uint16_t step = 0) const {
    static_assert(sizeof(Purpose) <= 2, "a purpose has 16 bits of the counter");
    const std::uint64_t what = static_cast<std::uint32_t>(purpose) << 16 | step;
    return {key_, {{std::uint64_t{subject} << 32 | what, std::uint64_t{episode} << 32}}};
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("key", self.key_[0]);
  }

  friend bool operator==(const Randomness& a, const Randomness& b) { return a.key_ == b.key_; }

 private:
  Stream::Philox::key_type key_{};
};

}  // namespace tiercare
