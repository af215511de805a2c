// SPDX-License-Identifier: Apache-2.0
// Two points of time have no sum: only their distance means something.
// fails with: no match for .*operator
#include "base/time.hpp"

namespace tiercare {

Instant sum(Instant a, Instant b) {
  return a + b;
}

}  // namespace tiercare
