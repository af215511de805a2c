// SPDX-License-Identifier: Apache-2.0
#include "money/price.hpp"

#include <algorithm>

namespace tiercare {

Money visit_charge(const PriceList& price, const Course& course, bool tested) {
  return scaled(price.visit, course.charge_factor) + (tested ? price.test : Money{});
}

Money stay_charge(const PriceList& price, const Course& course, Duration in_bed) {
  return scaled(price.bed_day, std::max(1.0, in_bed.in_days()) * course.charge_factor);
}

Duration mean_stay(const Course& course) {
  Duration mean{};
  if (course.acute_stay) mean += course.acute_stay->mean();
  if (course.stable_stay) mean += course.stable_stay->mean();
  return mean;
}

}  // namespace tiercare
