// SPDX-License-Identifier: Apache-2.0
// A person is no facility, even if both have number 3.
// fails with: no match for .*operator
#include "base/id.hpp"

namespace tiercare {

using PersonId = Id<struct PersonTag>;
using FacilityId = Id<struct FacilityTag>;

bool same(PersonId person, FacilityId facility) {
  return person == facility;
}

}  // namespace tiercare
