// SPDX-License-Identifier: Apache-2.0
// Births and deaths as rates by age: what makes a population age, grow or shrink over years.
#pragma once

#include "base/probability.hpp"
#include "world/terms.hpp"

#include <array>

namespace tiercare {

/// First year of age of the bands of a population's ages; the last is open.
inline constexpr std::array<int, 7> population_bands{0, 5, 15, 45, 60, 65, 80};

struct VitalRates {
  double fertility = 0.0;  ///< births per woman of 15 to 44 years and year
  Probability boys{};      ///< among newborns
  /// Deaths outside hospital per person and year by population band, both sexes together.
  std::array<double, population_bands.size()> mortality{};
  double male_mortality_ratio = 1.0;  ///< of men relative to women

  /// Hazard of death outside hospital [per year].
  [[nodiscard]] double mortality_of(int age, Sex sex) const {
    std::size_t band = 0;
    while (band + 1 < population_bands.size() && age >= population_bands[band + 1]) ++band;
    const double of_women = mortality[band] * 2.0 / (1.0 + male_mortality_ratio);
    return sex == Sex::male ? of_women * male_mortality_ratio : of_women;
  }
  /// Hazard of giving birth [per year].
  [[nodiscard]] double fertility_of(int age, Sex sex) const {
    return sex == Sex::female && age_band(age) == AgeBand::from_15_to_44 ? fertility : 0.0;
  }
};

}  // namespace tiercare
