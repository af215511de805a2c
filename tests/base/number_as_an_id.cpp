// SPDX-License-Identifier: Apache-2.0
// A number is an id only where someone says so.
// fails with: could not convert
#include "base/id.hpp"

namespace tiercare {

using PersonId = Id<struct PersonTag>;

PersonId first() {
  return 0U;
}

}  // namespace tiercare
