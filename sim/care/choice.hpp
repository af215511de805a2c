// SPDX-License-Identifier: Apache-2.0
// Whether to seek care and where: one logit over self-care and the facilities within reach.
//
// Choice is cheap because it is prepared: at most twelve facilities per settlement, found when the
// plan is built. What a person knows of a facility is its travel time, its public average wait, the
// price he would pay by the rules that later settle the bill, and what it is thought able to treat.
#pragma once

#include <span>
#include <vector>

#include "random/stream.hpp"
#include "world/facility.hpp"
#include "world/persons.hpp"
#include "world/settlement.hpp"

namespace tiercare {

struct CarePlan;
class PublicWaits;

/// A facility within reach of a settlement.
struct Alternative {
  FacilityId facility;
  float travel_minutes = 0.0F;  ///< one way
};

/// The facilities a settlement's people choose among, nearest first within a tier.
class ChoiceSets {
 public:
  static constexpr std::size_t largest = 12;

  ChoiceSets() = default;
  ChoiceSets(const Facilities& facilities, const Settlements& settlements,
             const TravelTable& travel);

  [[nodiscard]] std::span<const Alternative> of(SettlementId settlement) const {
    return std::span{alternatives_}.subspan(first_[settlement.index()],
                                            first_[settlement.index() + 1] -
                                                first_[settlement.index()]);
  }

 private:
  std::vector<Alternative> alternatives_;
  std::vector<std::size_t> first_;  // per settlement, one past the end last
};

/// What the person is looking for.
struct Wish {
  PersonId person;
  std::uint32_t episode = 0;            ///< number within the person
  std::uint8_t contact = 0;
  ConditionId condition;
  Acuity acuity = Acuity::mild;
  double failed_capability = 0.0;       ///< experience of this episode: not better than this
  bool any_hour = false;                ///< only facilities staffed at this hour will do
};

/// A facility, or none for self-care.
struct Chosen {
  FacilityId facility{};
  float travel_minutes = 0.0F;
};

/// Chooses by the logit; reads only.
class Choice {
 public:
  Choice(const CarePlan& plan, const Persons& persons, const PublicWaits& waits,
         const Randomness& random)
      : plan_{plan}, persons_{persons}, waits_{waits}, random_{random} {}

  [[nodiscard]] Chosen choose(const Wish& wish) const;
  /// The best facility of a tier above `below` for a patient with a referral; none if there is none.
  [[nodiscard]] Chosen best_above(const Wish& wish, Tier below) const;
  /// Systematic utility and taste of one facility for an outpatient.
  [[nodiscard]] double utility(const Wish& wish, FacilityId facility, double travel_minutes,
                               bool referred) const;
  [[nodiscard]] double utility_of_self_care(Acuity acuity) const;
  /// Weight of 100 yuan out of pocket for this person at this acuity [utility].
  [[nodiscard]] double cost_weight(PersonId person, Acuity acuity) const;
  /// Weight of a minute's travel at this acuity [utility].
  [[nodiscard]] double travel_weight(Acuity acuity) const;

 private:
  [[nodiscard]] double taste(PersonId person, Tier tier) const;

  const CarePlan& plan_;
  const Persons& persons_;
  const PublicWaits& waits_;
  const Randomness& random_;
};

}  // namespace tiercare
