// SPDX-License-Identifier: Apache-2.0
// A probability is checked where it is made, so none is made unseen.
// fails with: could not convert
#include "base/probability.hpp"

namespace tiercare {

Probability chance() {
  return 0.3;
}

}  // namespace tiercare
