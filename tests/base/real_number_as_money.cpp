// SPDX-License-Identifier: Apache-2.0
// A real number is no amount of fen: rounding has to be named.
// fails with: narrowing conversion
#include "base/money.hpp"

namespace tiercare {

Money price(double yuan) {
  return Money{yuan * 100.0};
}

}  // namespace tiercare
