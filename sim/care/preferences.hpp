// SPDX-License-Identifier: Apache-2.0
// How one person weighs facilities in one episode: the utilities that choices compare.
//
// What a person knows of a facility is its travel time, its public average wait, the price he would
// pay by the rules that later settle the bill, and what it is thought able to treat.
#pragma once

#include "care/choice_sets.hpp"
#include "care/expectations.hpp"
#include "world/facts.hpp"
#include "world/persons.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace tiercare {

struct CarePlan;
class PublicWaits;
struct Course;

/// What a bed at a facility would mean to a patient, as far as it depends on more than the wish.
struct BedTerms {
  Money out_of_pocket{};  ///< of the stay
  double effect = 0.0;    ///< chance of right treatment
  double bed_days = 0.0;  ///< known wait for a bed
};

/// What the person is looking for.
struct Wish {
  PersonId person;
  std::uint32_t episode = 0;  ///< number within the person
  std::uint8_t contact = 0;
  ConditionId condition;
  Acuity acuity = Acuity::mild;
  ServiceLine line = ServiceLine::internal_medicine;
  double failed_capability = 0.0;  ///< experience of this episode: not better than this
  bool any_hour = false;           ///< only facilities staffed at this hour will do
};

/// Made for the length of a choice: what does not depend on the facility is worked out once.
class Preferences {
 public:
  Preferences(const CarePlan& plan, const Persons& persons, const PublicWaits& waits,
              const Wish& wish);

  /// Utility of a facility for an outpatient: way, wait, price, effect, trust, taste.
  [[nodiscard]] double of_visit(FacilityId facility, double travel_minutes, bool referred) const;
  /// The same of everything in a set, each standing for what of its tier is not.
  void of_visits(const ChoiceSet& among, std::span<double> utilities) const;
  /// Utility of lying in a bed there: way, price, effect, trust, taste.
  [[nodiscard]] double of_stay(FacilityId facility, double travel_minutes, Money out_of_pocket,
                               double effect) const;
  [[nodiscard]] double of_self_care() const;
  /// Utility of medicine over the counter: relief, way, price. \pre the plan has pharmacies
  [[nodiscard]] double of_pharmacy() const;
  /// What speaks most for `chosen` against `nearest`, the way apart; both known without a letter.
  [[nodiscard]] PassedOver reason_against(FacilityId nearest, FacilityId chosen) const;
  /// The same of beds.
  [[nodiscard]] PassedOver reason_against(FacilityId nearest, const BedTerms& there,
                                          FacilityId chosen, const BedTerms& here) const;
  /// Utility of the price expected there without a letter.
  [[nodiscard]] double of_visit_price(FacilityId facility) const {
    return of_price(facility, false);
  }
  [[nodiscard]] double of_way(double minutes) const { return per_minute_ * minutes; }
  /// Utility of waiting for a bed there.
  [[nodiscard]] double of_bed_wait(const BedTerms& terms) const;

 private:
  [[nodiscard]] double of_effect(FacilityId id) const;
  [[nodiscard]] double of_price(FacilityId id, bool referred) const;
  [[nodiscard]] double of_wait(FacilityId id) const;
  /// What is thought less able may only lack the means.
  [[nodiscard]] PassedOver means_or_skill(const Facility& near, const Facility& far) const;
  [[nodiscard]] double of_taste(Tier tier) const {
    return of_tier_[index(tier)] - of_trust_[index(tier)];
  }

  const CarePlan& plan_;
  const Persons& persons_;
  const PublicWaits& waits_;
  Wish wish_;
  const Course& course_;
  Expectations::Row expected_;
  FundShares left_;    ///< what the funds still pay the person this year
  double per_minute_;  ///< of travel
  double per_yuan_;    ///< out of pocket
  double per_fen_;
  std::array<double, tier_count> of_trust_{};  ///< in the tier
  std::array<double, tier_count> of_tier_{};   ///< constant, taste and trust
};

}  // namespace tiercare
