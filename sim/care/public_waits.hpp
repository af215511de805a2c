// SPDX-License-Identifier: Apache-2.0
// What people can know of waits: smoothed averages per facility, of the queues from registration to
// consult and of the wait for a bed.
#pragma once

#include "base/time.hpp"
#include "world/terms.hpp"

#include <vector>

namespace tiercare {

class PublicWaits {
 public:
  explicit PublicWaits(std::size_t facilities = 0)
      : minutes_(facilities, 0.0), bed_days_(facilities, 0.0) {}

  [[nodiscard]] double minutes(FacilityId facility) const { return minutes_[facility.index()]; }
  /// For a bed [days].
  [[nodiscard]] double bed_days(FacilityId facility) const { return bed_days_[facility.index()]; }
  /// One patient's wait enters the average with a small weight: about the last fifty are
  /// remembered.
  void learn(FacilityId facility, Duration waited) {
    remember(minutes_[facility.index()], waited.in_minutes());
  }
  void learn_bed(FacilityId facility, Duration waited) {
    remember(bed_days_[facility.index()], waited.in_days());
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("minutes", self.minutes_);
    visit("bed_days", self.bed_days_);
  }

 private:
  static void remember(double& average, double waited) {
    constexpr double weight = 0.02;
    average += weight * (waited - average);
  }

  std::vector<double> minutes_;
  std::vector<double> bed_days_;
};

}  // namespace tiercare
