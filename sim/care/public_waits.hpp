// SPDX-License-Identifier: Apache-2.0
// What people can know of queues: a smoothed average wait per facility, from registration to
// consult.
#pragma once

#include "base/time.hpp"
#include "world/terms.hpp"

#include <vector>

namespace tiercare {

class PublicWaits {
 public:
  explicit PublicWaits(std::size_t facilities = 0) : minutes_(facilities, 0.0) {}

  [[nodiscard]] double minutes(FacilityId facility) const { return minutes_[facility.index()]; }
  /// One patient's wait enters the average with a small weight: about the last fifty are
  /// remembered.
  void learn(FacilityId facility, Duration waited) {
    constexpr double weight = 0.02;
    double& average = minutes_[facility.index()];
    average += weight * (waited.in_minutes() - average);
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("minutes", self.minutes_);
  }

 private:
  std::vector<double> minutes_;
};

}  // namespace tiercare
