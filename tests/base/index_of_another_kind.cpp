// SPDX-License-Identifier: Apache-2.0
// A column of persons is not indexed by facilities.
// fails with: no match for .*operator
#include "base/id.hpp"

namespace tiercare {

using PersonId = Id<struct PersonTag>;
using FacilityId = Id<struct FacilityTag>;

int look_up(const IdVector<PersonId, int>& ages, FacilityId facility) {
  return ages[facility];
}

}  // namespace tiercare
