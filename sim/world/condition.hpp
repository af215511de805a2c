// SPDX-License-Identifier: Apache-2.0
// What people fall ill with: incidence, how bad, what it takes, how long.
//
// A condition is data. Capability is a number on the tier scale (1 village ... 4 tertiary): an
// episode of required capability 2.5 is beyond a township health centre of capability 2.
#pragma once

#include "base/probability.hpp"
#include "base/time.hpp"
#include "random/distribution.hpp"
#include "world/chronic.hpp"
#include "world/means.hpp"
#include "world/terms.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace tiercare {

/// The course of a condition at one acuity.
struct Course {
  Probability share{};               ///< of the condition's episodes
  double required_capability = 1.0;  ///< to treat it [tier scale 1..4]
  Needs needs{};                     ///< beside capability
  bool urgent = false;               ///< goes at once, at any hour
  Probability admission{};           ///< needs a bed once diagnosed
  Probability tested{};              ///< a test is wanted before deciding
  Probability followed_up{};         ///< comes back for review after treatment
  Duration follow_up_after{};
  Probability worsens{};  ///< one acuity worse if not rightly treated
  Duration worsens_after{};
  double charge_factor = 1.0;                   ///< of the tariff's mean charge
  std::optional<TimeDistribution> acute_stay;   ///< needs the admitting level
  std::optional<TimeDistribution> stable_stay;  ///< could be elsewhere
  double stable_capability = 1.0;               ///< to care for the stable phase [tier scale]
  Needs stable_needs{};                         ///< of the stable phase, beside capability
  Probability fatality{};            ///< of stays with the right treatment, in the acute phase
  Probability fatality_in_vain{};    ///< of stays without it
  Probability fit_for_lower_tier{};  ///< clinically fit to leave for a lower tier once stable
  Probability observed{};            ///< watched for hours before going home
  Probability day_treated{};         ///< of those who need a bed: a place for hours will do
  Probability dies_untreated{};      ///< nothing right is done in the time that it allows
  Duration untreated_allows{};       ///< since it became so bad
  Probability relapse{};             ///< of right stays: it comes up again after discharge
  Duration relapse_after{};          ///< mean
};

struct Condition {
  std::string name;
  std::string name_zh;
  std::string icd10;  ///< block, e.g. "J00-J06"
  ServiceLine line = ServiceLine::internal_medicine;
  ServiceLine line_of_children = ServiceLine::internal_medicine;  ///< under 15
  /// New episodes that could be felt as a need [per person-year], by age band; before seeking.
  std::array<double, age_band_count> incidence{};
  ChronicId chronic{};  ///< only people with this state have it; none: anybody
  std::vector<ChronicRatio> hazard_ratios{};  ///< of those with a state to those without
  double male_ratio = 1.0;                    ///< incidence of men relative to women
  double winter_peak = 1.0;                   ///< peak-month incidence relative to the yearly mean
  int peak_month = 1;                         ///< 1..12
  std::array<Course, acuity_count>
      courses{};  ///< by acuity; a share of 0 % means it does not occur

  [[nodiscard]] ServiceLine line_at(AgeBand age) const {
    return age <= AgeBand::from_5_to_14 ? line_of_children : line;
  }
  [[nodiscard]] const Course& course(Acuity acuity) const { return courses[index(acuity)]; }
};

using Conditions = IdVector<ConditionId, Condition>;

/// What a file of conditions holds.
struct Catalogue {
  Conditions conditions;
  ChronicStates chronic;
};

}  // namespace tiercare
