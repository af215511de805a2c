// SPDX-License-Identifier: Apache-2.0
// What a contact is charged at, before anyone decides who pays.
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "world/condition.hpp"
#include "world/facility.hpp"

namespace tiercare {

/// One outpatient visit.
[[nodiscard]] Money visit_charge(const PriceList& price, const Course& course, bool tested);

/// One stay; a begun day is charged in proportion, the first day in full.
[[nodiscard]] Money stay_charge(const PriceList& price, const Course& course, Duration in_bed);

/// Mean length of the whole stay of an admission of this course.
[[nodiscard]] Duration mean_stay(const Course& course);

}  // namespace tiercare
