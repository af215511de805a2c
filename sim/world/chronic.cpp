// SPDX-License-Identifier: Apache-2.0
#include "world/chronic.hpp"

#include "random/distribution.hpp"

#include <cmath>
#include <numeric>

namespace tiercare {
namespace {

/// Product of the odds ratios that the states of a set bring.
double odds_factor(const ChronicState& state, std::size_t set) {
  double factor = 1.0;
  for (const auto [earlier, ratio] : state.odds)
    if (has(static_cast<ChronicSet>(set), earlier)) factor *= ratio;
  return factor;
}

double share_at_odds(double odds) {
  return odds / (1.0 + odds);
}

/// The odds of those who have none of the earlier states, such that `prevalence` of all have it.
double base_odds(const ChronicState& state, std::span<const double> shares, double prevalence) {
  double low = 0.0;
  double high = 1e9;
  // Halving in the logarithm once `low` is above nothing; 200 steps reach the last bit.
  for (int step = 0; step < 200; ++step) {
    const double middle = low > 0.0 ? std::sqrt(low * high) : high * 1e-3;
    double mean = 0.0;
    for (std::size_t set = 0; set < shares.size(); ++set)
      mean += shares[set] * share_at_odds(middle * odds_factor(state, set));
    (mean < prevalence ? low : high) = middle;
  }
  return high;
}

/// Splits every set by who of it has this state too.
void add_state(const ChronicState& state, ChronicId id, double prevalence,
               std::span<double> shares) {
  if (prevalence <= 0.0) return;
  const std::size_t without = std::size_t{1} << id.value;
  const double base = base_odds(state, shares.first(without), prevalence);
  for (std::size_t set = 0; set < without; ++set) {
    const double have = shares[set] * share_at_odds(base * odds_factor(state, set));
    shares[set | without] = have;
    shares[set] -= have;
  }
}

}  // namespace

double ChronicState::prevalence_of(AgeBand band, Sex sex) const {
  const double of_women = prevalence[static_cast<std::size_t>(band)] * 2.0 / (1.0 + male_ratio);
  return sex == Sex::female ? of_women : of_women * male_ratio;
}

ChronicShares::ChronicShares(const ChronicStates& states)
    : sets_{std::size_t{1} << states.size()}, shares_(age_band_count * 2 * sets_) {
  cumulative_.resize(shares_.size());
  for (std::size_t band = 0; band < age_band_count; ++band)
    for (const Sex sex : {Sex::female, Sex::male}) {
      const auto age = static_cast<AgeBand>(band);
      const std::span here = std::span{shares_}.subspan(row(age, sex), sets_);
      here[0] = 1.0;
      for (std::size_t s = 0; s < states.size(); ++s) {
        const ChronicId id = states.id_of(s);
        add_state(states[id], id, states[id].prevalence_of(age, sex), here);
      }
      std::partial_sum(here.begin(), here.end(),
                       cumulative_.begin() + static_cast<std::ptrdiff_t>(row(age, sex)));
    }
}

ChronicSet ChronicShares::draw(AgeBand band, Sex sex, double u) const {
  return static_cast<ChronicSet>(
      draw_index(std::span{cumulative_}.subspan(row(band, sex), sets_), u));
}

}  // namespace tiercare
