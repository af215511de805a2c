// SPDX-License-Identifier: Apache-2.0
// A duration is no number: its unit has to be named.
// fails with: cannot convert
#include "base/time.hpp"

namespace tiercare {

double minutes(Duration wait) {
  return wait;
}

}  // namespace tiercare
