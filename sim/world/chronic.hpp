// SPDX-License-Identifier: Apache-2.0
// What people live with for years (hypertension, diabetes ...), as a set of bits in their row.
//
// A catalogue of conditions declares the states with their prevalence by age and sex; who has which
// is drawn once, all states together, so that they go together as the sources say they do.
#pragma once

#include "world/terms.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tiercare {

using ChronicId = Id<struct ChronicTag>;

/// States of one person: bit i is the state of that number.
using ChronicSet = std::uint16_t;
/// Tables have a row for each set there can be, so states are few.
inline constexpr std::size_t most_chronic_states = 10;

[[nodiscard]] constexpr bool has(ChronicSet set, ChronicId state) {
  return (static_cast<std::uint32_t>(set) >> state.value & 1U) != 0;
}

/// A number that holds for those who have a state: an odds ratio, a hazard ratio.
struct ChronicRatio {
  ChronicId state{};
  double ratio = 1.0;
};

struct ChronicState {
  std::string name;
  std::string name_zh;
  std::string icd10;
  std::array<double, age_band_count> prevalence{};  ///< share of people, both sexes together
  double male_ratio = 1.0;                          ///< prevalence of men relative to women
  std::vector<ChronicRatio> odds{};  ///< of having it too, where one has an earlier state

  [[nodiscard]] double prevalence_of(AgeBand band, Sex sex) const;
};

using ChronicStates = IdVector<ChronicId, ChronicState>;

/// How many people of an age and sex have which set of states.
class ChronicShares {
 public:
  /// Nobody has anything.
  ChronicShares() : ChronicShares{ChronicStates{}} {}
  explicit ChronicShares(const ChronicStates& states);

  [[nodiscard]] std::size_t sets() const { return sets_; }
  /// Shares by set; they sum to 1.
  [[nodiscard]] std::span<const double> of(AgeBand band, Sex sex) const {
    return std::span{shares_}.subspan(row(band, sex), sets_);
  }
  [[nodiscard]] ChronicSet draw(AgeBand band, Sex sex, double u) const;

 private:
  [[nodiscard]] std::size_t row(AgeBand band, Sex sex) const {
    return (static_cast<std::size_t>(band) * 2 + static_cast<std::size_t>(sex)) * sets_;
  }

  std::size_t sets_ = 1;
  std::vector<double> shares_;      // [band][sex][set]
  std::vector<double> cumulative_;  // the same, summed over sets
};

}  // namespace tiercare
