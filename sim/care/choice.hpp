// SPDX-License-Identifier: Apache-2.0
// Whether to seek care and where: one nested logit over self-care and the facilities within reach.
//
// On top stand staying at home, the pharmacy and formal care; below formal care the tiers, below a
// tier its facilities: what is alike competes more closely, and each nest enters the one above by
// its logsum.
#pragma once

#include "care/choice_sets.hpp"
#include "care/preferences.hpp"
#include "random/stream.hpp"

#include <span>
#include <utility>

namespace tiercare {

/// What to do about an illness; a facility only where the answer is care.
struct Chosen {
  Answer answer = Answer::self_care;
  FacilityId facility{};
  float travel_minutes = 0.0F;
  PassedOver passed_over = PassedOver::nothing;  ///< why not the nearest
};

/// Chooses by the nested logit; reads only.
class Choice {
 public:
  Choice(const CarePlan& plan, const Persons& persons, const PublicWaits& waits,
         const Randomness& random)
      : plan_{plan}, persons_{persons}, waits_{waits}, random_{random} {}

  [[nodiscard]] Chosen choose(const Wish& wish) const;
  /// Weights of self-care, of the pharmacy, then of each of `among`, summed from the first on.
  /// \param cumulative `before_facilities` more than `among`
  void weigh(const Wish& wish, const ChoiceSet& among, std::span<double> cumulative) const {
    weigh(wish, preferences(wish), among, cumulative);
  }
  /// Where a clinician of tier `below` refers to: of the tiers above, the facility that suits the
  /// patient best (an emergency: the nearest) among those up to the need, or among all if none is;
  /// none if there is none.
  /// \param from  the sender, from which edges of the referral network lead; none: nowhere in
  /// particular
  [[nodiscard]] Chosen best_above(const Wish& wish, Tier below, FacilityId from = {}) const;
  /// The facilities known at the person's home for this illness.
  [[nodiscard]] ChoiceSet within_reach(const Wish& wish) const;
  [[nodiscard]] Preferences preferences(const Wish& wish) const {
    return {plan_, persons_, waits_, wish};
  }

  static constexpr std::size_t before_facilities = 2;

 private:
  /// How well a facility suits as the place to refer to: by the patient, or by the rule first.
  [[nodiscard]] std::pair<int, double> suits(const Wish& wish, const Preferences& preferences,
                                             const Alternative& there, FacilityId from) const;
  void weigh(const Wish& wish, const Preferences& preferences, const ChoiceSet& among,
             std::span<double> cumulative) const;
  [[nodiscard]] PassedOver reason_for(const Alternative& chosen, const ChoiceSet& among,
                                      const Wish& wish, const Preferences& preferences) const;

  const CarePlan& plan_;
  const Persons& persons_;
  const PublicWaits& waits_;
  const Randomness& random_;
};

}  // namespace tiercare
