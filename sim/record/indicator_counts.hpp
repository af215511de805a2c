// SPDX-License-Identifier: Apache-2.0
// The counts that all indicators are made of: integers by tier and by inside or outside the county.
//
// Adding a fact is a few integer additions and at most one histogram bin. Sums over places are
// taken at the end: `counts.visits(in_county)`.
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/statistics.hpp"
#include "world/facts.hpp"
#include "world/terms.hpp"

#include <array>
#include <cstdint>

namespace tiercare {

inline constexpr std::size_t passed_over_count = 10;

/// What was billed and who paid it.
struct Payments {
  Money charge{};
  Money fund{};
  Money patient{};

  Payments& operator+=(const Payments& other);
};

/// Outpatient contacts of residents. A visit is a contact in which the patient was seen.
struct VisitCounts {
  std::uint64_t visits = 0;
  std::uint64_t unseen = 0;         ///< left a queue or were turned away
  std::uint64_t first = 0;          ///< visits that are the first contact of their episode
  std::uint64_t by_referral = 0;    ///< visits of patients referred up
  std::uint64_t came_back = 0;      ///< visits because an earlier one did not help
  std::uint64_t by_own_choice = 0;  ///< visits without a letter, reviews left out
  std::uint64_t booked = 0;         ///< visits by appointment
  std::uint64_t booked_absent = 0;  ///< appointments that were not kept
  std::uint64_t reviews = 0;        ///< visits asked for by the clinician
  std::uint64_t reviews_missed = 0;
  std::uint64_t beds_called_for = 0;  ///< visits at which a bed was called for
  std::uint64_t left_for_a_bed = 0;   ///< of them: went to a bed elsewhere without a letter
  std::uint64_t treated = 0;          ///< went home rightly treated; follow-ups left out
  std::uint64_t treated_in_vain = 0;  ///< went home not rightly treated; follow-ups left out
  std::uint64_t referred_up = 0;      ///< visits that end in a referral up
  std::uint64_t referred_unseen = 0;  ///< referred up, but did not come or were not seen
  std::array<std::uint64_t, passed_over_count> passed_over{};  ///< visits by PassedOver
  Duration waited{};                                           ///< of visits
  Duration waited_unseen{};                                    ///< of those who were not seen
  Duration travel{};                                           ///< to visits, one way
  Payments paid{};

  VisitCounts& operator+=(const VisitCounts& other);
};

/// Stays of residents, counted when they end.
struct StayCounts {
  std::uint64_t admissions = 0;     ///< with a bed
  std::uint64_t given_up = 0;       ///< no bed before patience ended
  std::uint64_t referred_down = 0;  ///< discharged to a lower tier
  std::uint64_t treated = 0;
  std::uint64_t treated_in_vain = 0;
  std::uint64_t died = 0;
  std::uint64_t went_home = 0;    ///< discharged home
  std::uint64_t readmitted = 0;   ///< within 30 days of the last stay of the same illness
  std::uint64_t transferred = 0;  ///< came from a bed elsewhere
  std::uint64_t by_day = 0;       ///< day treatments, not among the admissions
  Duration transfer{};            ///< from bed to bed, of the transferred
  Duration waited{};              ///< for the bed, of admissions
  Duration in_bed{};              ///< bed to discharge
  Duration blocked{};             ///< in bed though everything but a place below was there
  Payments paid{};

  StayCounts& operator+=(const StayCounts& other);
};

/// Referrals thought of, and the links that failed; one referral can fail at several.
struct ReferralCounts {
  std::uint64_t considered = 0;
  std::uint64_t accepted = 0;
  std::array<std::uint64_t, link_count> fails{};
  std::array<std::uint64_t, link_count> fails_alone{};  ///< the other three hold
  std::uint64_t fails_jointly = 0;                      ///< two links or more
  std::array<std::uint64_t, refusal_count> refused{};   ///< by Refusal
};

/// Care that the registered had elsewhere while they were away.
struct AwayCounts {
  std::uint64_t visits = 0;
  std::uint64_t admissions = 0;
  Payments paid{};
};

/// Which places a sum takes in.
struct Place {
  Tier tier = Tier::village;
  bool in_area = true;
};
inline constexpr auto anywhere = [](Place) { return true; };
inline constexpr auto in_county = [](Place place) { return place.in_area; };
inline constexpr auto outside_county = [](Place place) { return !place.in_area; };
inline constexpr auto at_primary = [](Place place) { return is_primary(place.tier); };
inline constexpr auto at_primary_in_county = [](Place place) {
  return place.in_area && is_primary(place.tier);
};
[[nodiscard]] constexpr auto at_tier(Tier tier) {
  return [tier](Place place) { return place.tier == tier; };
}

/// Everything counted in the measured period.
class IndicatorCounts {
 public:
  void add(const NeedFact& need);
  void add(const PurchaseFact& purchase);
  void add(const BirthFact& birth) { births_ += birth.away ? 0U : 1U; }
  void add(const DeathFact& death);
  void add(const ContactFact& contact);
  void add(const AdmissionFact& admission);
  void add(const ReferralFact& referral);
  void add(const AwayCareFact& care);

  [[nodiscard]] std::uint64_t needs() const { return needs_; }
  [[nodiscard]] std::uint64_t needs(Answer answer) const {
    return needs_answered_[static_cast<std::size_t>(answer)];
  }
  [[nodiscard]] std::uint64_t births() const { return births_; }
  [[nodiscard]] std::uint64_t deaths() const { return deaths_; }
  [[nodiscard]] const AwayCounts& away() const { return away_; }
  [[nodiscard]] std::uint64_t deaths(DeathPlace place) const {
    return deaths_at_[static_cast<std::size_t>(place)];
  }
  [[nodiscard]] std::uint64_t untreated_deaths() const { return untreated_deaths_; }
  /// Paid over the counter of pharmacies.
  [[nodiscard]] Money medicine() const { return medicine_; }
  template <class Where>
  [[nodiscard]] VisitCounts visits(Where where) const {
    return sum(visits_, where);
  }
  template <class Where>
  [[nodiscard]] StayCounts stays(Where where) const {
    return sum(stays_, where);
  }
  [[nodiscard]] const ReferralCounts& referrals(Direction direction) const {
    return referrals_[static_cast<std::size_t>(direction)];
  }
  /// Waits of the visits at a tier.
  [[nodiscard]] const WaitHistogram& waits(Tier tier) const { return waits_[index(tier)]; }
  /// Waits for a bed of the admissions at a tier.
  [[nodiscard]] const WaitHistogram& bed_waits(Tier tier) const { return bed_waits_[index(tier)]; }

 private:
  template <class Counts>
  using ByPlace = std::array<std::array<Counts, 2>, tier_count>;  // then outside, inside

  template <class Counts, class Where>
  [[nodiscard]] static Counts sum(const ByPlace<Counts>& counts, Where where) {
    Counts total;
    for (const Tier tier : all_tiers)
      for (const bool in_area : {false, true})
        if (where(Place{tier, in_area})) total += counts[index(tier)][in_area ? 1 : 0];
    return total;
  }

  std::uint64_t needs_ = 0;
  std::array<std::uint64_t, 3> needs_answered_{};  // by Answer
  Money medicine_{};
  std::uint64_t births_ = 0;
  std::uint64_t deaths_ = 0;
  std::uint64_t untreated_deaths_ = 0;
  std::array<std::uint64_t, 6> deaths_at_{};  // by DeathPlace
  ByPlace<VisitCounts> visits_{};
  ByPlace<StayCounts> stays_{};
  std::array<ReferralCounts, 2> referrals_{};
  AwayCounts away_{};
  std::array<WaitHistogram, tier_count> waits_{};
  std::array<WaitHistogram, tier_count> bed_waits_{};
};

}  // namespace tiercare
