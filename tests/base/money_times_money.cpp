// SPDX-License-Identifier: Apache-2.0
// Yuan times yuan is no amount of money.
// fails with: no match for .*operator
#include "base/money.hpp"

namespace tiercare {

Money product(Money a, Money b) {
  return a * b;
}

}  // namespace tiercare
