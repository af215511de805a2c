// SPDX-License-Identifier: Apache-2.0
// Whether to seek care and where: one logit over self-care and the facilities within reach.
//
// Choice is cheap because it is prepared: at most twelve facilities per settlement, found when the
// plan is built. What a person knows of a facility is its travel time, its public average wait, the
// price he would pay by the rules that later settle the bill, and what it is thought able to treat.
#pragma once

#include "random/stream.hpp"
#include "world/facility.hpp"
#include "world/persons.hpp"
#include "world/settlement.hpp"

#include <array>
#include <span>
#include <vector>

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
    return std::span{alternatives_}.subspan(
        first_[settlement.index()], first_[settlement.index() + 1] - first_[settlement.index()]);
  }

 private:
  std::vector<Alternative> alternatives_;
  std::vector<std::size_t> first_;  // per settlement, one past the end last
};

/// What the person is looking for.
struct Wish {
  PersonId person;
  std::uint32_t episode = 0;  ///< number within the person
  std::uint8_t contact = 0;
  ConditionId condition;
  Acuity acuity = Acuity::mild;
  double failed_capability = 0.0;  ///< experience of this episode: not better than this
  bool any_hour = false;           ///< only facilities staffed at this hour will do
};

/// A facility, or none for self-care.
struct Chosen {
  FacilityId facility{};
  float travel_minutes = 0.0F;
};

/// How one person weighs facilities in one episode: what does not depend on the facility is worked
/// out once. Made for the length of a choice.
class Preferences {
 public:
  Preferences(const CarePlan& plan, const Persons& persons, const PublicWaits& waits,
              const Wish& wish);

  /// Utility of a facility for an outpatient: way, wait, price, effect, trust, taste.
  [[nodiscard]] double of_visit(FacilityId facility, double travel_minutes, bool referred) const;
  /// Utility of lying in a bed there: way, price, effect, trust, taste.
  [[nodiscard]] double of_stay(FacilityId facility, double travel_minutes, Money out_of_pocket,
                               double effect) const;
  [[nodiscard]] double of_self_care() const;

 private:
  /// What all facilities of a group share for this wish; most neighbours in a set do.
  struct OfGroup {
    FacilityGroupId group{};
    bool referred = false;
    double utility = 0.0;
  };
  [[nodiscard]] double of_group(const Facility& facility, FacilityId id, bool referred) const;

  const CarePlan& plan_;
  const Persons& persons_;
  const PublicWaits& waits_;
  Wish wish_;
  double per_minute_;                         ///< of travel
  double per_yuan_;                           ///< out of pocket
  std::array<double, tier_count> of_tier_{};  ///< constant, taste and trust
  mutable OfGroup last_;
};

/// Chooses by the logit; reads only.
class Choice {
 public:
  Choice(const CarePlan& plan, const Persons& persons, const PublicWaits& waits,
         const Randomness& random)
      : plan_{plan}, persons_{persons}, waits_{waits}, random_{random} {}

  [[nodiscard]] Chosen choose(const Wish& wish) const;
  /// The best facility of a tier above `below` for a patient with a referral; none if there is
  /// none.
  [[nodiscard]] Chosen best_above(const Wish& wish, Tier below) const;
  [[nodiscard]] Preferences preferences(const Wish& wish) const {
    return {plan_, persons_, waits_, wish};
  }

 private:
  const CarePlan& plan_;
  const Persons& persons_;
  const PublicWaits& waits_;
  const Randomness& random_;
};

}  // namespace tiercare
