// SPDX-License-Identifier: Apache-2.0
// What each facility promises for each illness: what it is able to do, and what it charges.
//
// Worked out once with the plan, what the funds pay of it too, since a choice among twelve
// facilities would work it out twelve times anew. Facilities that are alike in all of it share a
// profile; most of a group do.
#pragma once

#include "care/behaviour.hpp"
#include "money/benefit.hpp"
#include "world/condition.hpp"
#include "world/facility.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tiercare {

/// What one facility promises for one course of an illness.
struct Expectation {
  double capability = 0.0;  ///< for what the course requires, means counted in [tier scale]
  double effect = 0.0;      ///< chance of right treatment
  Money visit{};            ///< charge of a visit, tests as often as the course has them
  Money stay{};             ///< charge of a stay of mean length; nothing where there is none

  /// The effect as expected after experience: what has failed, and whatever is no better, is
  /// expected to fail again.
  [[nodiscard]] double effect_after(double failed_capability) const {
    return capability <= failed_capability ? 0.0 : effect;
  }
};

/// What the fund pays of a visit and a stay: of what is charged, or still this year.
struct FundShares {
  Money visit{};
  Money stay{};
};

/// What a patient can expect to pay himself, visit and likely stay together.
/// \param entitled  what the fund pays of them unless its ceilings are reached
/// \param left  what it still pays him this year
/// \param admission  chance of a stay
[[nodiscard]] inline Money expected_out_of_pocket(const Expectation& there,
                                                  const FundShares& entitled,
                                                  const FundShares& left, Probability admission) {
  const Money visit = there.visit - std::min(entitled.visit, left.visit);
  if (admission.value() <= 0.0) return visit;  // as for most illnesses
  return visit + share_of(there.stay - std::min(entitled.stay, left.stay), admission);
}

class Expectations {
 public:
  Expectations() = default;
  Expectations(const Facilities& facilities, const FacilityGroups& groups,
               const Conditions& conditions, const TreatmentBehaviour& treatment,
               const BenefitSchemes& benefits);

  /// What all facilities promise for one course of an illness to people of one scheme.
  class Row {
   public:
    [[nodiscard]] const Expectation& of(FacilityId facility) const {
      return expected_[profile_of_[facility.index()]];
    }
    /// What the scheme pays of what is expected there.
    [[nodiscard]] const FundShares& entitled(FacilityId facility, bool referred) const {
      return entitled_[referred][profile_of_[facility.index()]];
    }

   private:
    friend Expectations;
    std::span<const std::uint32_t> profile_of_;
    std::span<const Expectation> expected_;
    std::array<std::span<const FundShares>, 2> entitled_;  // without and with a letter
  };
  [[nodiscard]] const Expectation& of(FacilityId facility, ConditionId condition, Acuity acuity,
                                      bool of_children) const {
    return expected_[first_of(condition, acuity, of_children) + profile_of_[facility]];
  }
  [[nodiscard]] Row row(ConditionId condition, Acuity acuity, bool of_children,
                        InsuranceScheme scheme) const;

 private:
  /// Where the profiles of a course begin.
  [[nodiscard]] std::size_t first_of(ConditionId condition, Acuity acuity, bool of_children) const {
    const std::size_t course = condition.index() * acuity_count + index(acuity);
    return (course * 2 + (of_children ? 1 : 0)) * profiles_in_all_;
  }
  static constexpr std::size_t table_of(InsuranceScheme scheme, bool referred) {
    return 2 * static_cast<std::size_t>(scheme) + (referred ? 1 : 0);
  }
  void entitle(const Facility& facility, const FacilityGroup& group, const Expectation& there,
               const BenefitSchemes& benefits);

  IdVector<FacilityId, std::uint32_t> profile_of_;  // which facilities are alike
  std::size_t profiles_in_all_ = 0;
  // What one choice compares lies side by side.
  std::vector<Expectation> expected_;  // [condition][acuity][adults, children][profile]
  std::array<std::vector<FundShares>, 2 * insurance_scheme_count> entitled_;  // likewise
};

}  // namespace tiercare
