// SPDX-License-Identifier: Apache-2.0
// How seed and replication become a Philox key.
#include "random/stream.hpp"

namespace tiercare {

namespace {
// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit reaches every output
// bit.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58'476D'1CE4'E5B9;
  x = (x ^ (x >> 27)) * 0x94D0'49BB'1331'11EB;
  return x ^ (x >> 31);
}
}  // namespace

void Stream::refill() {
  ++counter_[1];
  block_ = numbers_of(Philox{}(counter_, key_));
  used_ = 0;
}

Randomness::Randomness(std::uint64_t seed, std::uint32_t replication) {
  // For a fixed seed the map from replication to key is one to one: no two replications share one.
  const std::uint64_t golden = 0x9E37'79B9'7F4A'7C15;
  const std::uint64_t key = mixed(mixed(seed + golden) + golden * (replication + std::uint64_t{1}));
  key_ = {{key}};
}

}  // namespace tiercare
