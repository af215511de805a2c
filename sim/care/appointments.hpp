// SPDX-License-Identifier: Apache-2.0
// Slots given ahead (预约挂号): how many of each facility's are taken on each of the next days.
//
// A ring of days per facility; a cell that stands for a day long past counts as empty.
#pragma once

#include "world/calendar.hpp"
#include "world/terms.hpp"

#include <cstdint>
#include <vector>

namespace tiercare {

class Appointments {
 public:
  static constexpr int longest_ahead = 30;  ///< [days]

  explicit Appointments(std::size_t facilities = 0)
      : day_(facilities * days, -1), taken_(facilities * days, 0) {}

  [[nodiscard]] std::uint32_t taken(FacilityId facility, CivilDay day) const {
    const std::size_t cell = cell_of(facility, day);
    return day_[cell] == day ? taken_[cell] : 0;
  }
  void take(FacilityId facility, CivilDay day) {
    const std::size_t cell = cell_of(facility, day);
    if (day_[cell] != day) taken_[cell] = 0;
    day_[cell] = day;
    ++taken_[cell];
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("day", self.day_);
    visit("taken", self.taken_);
  }

 private:
  static constexpr std::size_t days = longest_ahead + 1;
  static std::size_t cell_of(FacilityId facility, CivilDay day) {
    return facility.index() * days + static_cast<std::size_t>(day) % days;
  }

  std::vector<std::int32_t> day_;
  std::vector<std::uint32_t> taken_;
};

}  // namespace tiercare
