// SPDX-License-Identifier: Apache-2.0
// What each facility promises for each illness: what it is able to do, and what it charges.
//
// Worked out once with the plan, since a choice among twelve facilities would work it out twelve
// times anew. Facilities that are alike in all of it share a profile; most of a group do.
#pragma once

#include "care/behaviour.hpp"
#include "world/condition.hpp"
#include "world/facility.hpp"

#include <cstdint>
#include <vector>

namespace tiercare {

/// What one facility promises for one course of an illness.
struct Expectation {
  double capability = 0.0;  ///< for what the course requires, means counted in [tier scale]
  double effect = 0.0;      ///< chance of right treatment
  Money visit{};            ///< charge of a visit, tests as often as the course has them
  Money stay{};             ///< charge of a stay of mean length; nothing where there is none
};

class Expectations {
 public:
  Expectations() = default;
  Expectations(const Facilities& facilities, const FacilityGroups& groups,
               const Conditions& conditions, const TreatmentBehaviour& treatment);

  /// Which facilities are alike.
  [[nodiscard]] std::uint32_t profile_of(FacilityId facility) const { return profiles_[facility]; }
  /// Where the expectations of a course begin in those of a profile.
  [[nodiscard]] std::size_t row_of(ConditionId condition, Acuity acuity, bool of_children) const {
    return (condition.index() * acuity_count + index(acuity)) * 2 + (of_children ? 1 : 0);
  }
  [[nodiscard]] const Expectation& of(std::uint32_t profile, std::size_t row) const {
    return rows_[profile * rows_each_ + row];
  }

 private:
  IdVector<FacilityId, std::uint32_t> profiles_;
  std::size_t rows_each_ = 0;
  std::vector<Expectation> rows_;  // [profile][condition][acuity][adults, children]
};

}  // namespace tiercare
