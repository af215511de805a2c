// SPDX-License-Identifier: Apache-2.0
#include "base/exponentials.hpp"

#include <cmath>

namespace tiercare {

void take_exponentials(std::span<double> numbers) {
  for (double& each : numbers) each = std::exp(each);
}

}  // namespace tiercare
