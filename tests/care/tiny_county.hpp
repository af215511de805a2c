// SPDX-License-Identifier: Apache-2.0
// A county small enough to hold in mind: four places, one facility of each tier, one condition.
//
// Everything is made in code and may be changed by a test before it acts. At first nothing matters
// to anyone: every coefficient of choice is zero but that nobody moves on for a bed, every link of
// a referral holds, nobody is treated wrongly, and no need arises by itself.
#pragma once

#include "care/care.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tiercare::tiny {

inline constexpr SettlementId village{0};
inline constexpr SettlementId seat{1};  ///< of the township
inline constexpr SettlementId county_town{2};
inline constexpr SettlementId city{3};  ///< outside the area

inline constexpr FacilityId clinic{0};
inline constexpr FacilityId centre{1};
inline constexpr FacilityId hospital{2};
inline constexpr FacilityId tertiary{3};
inline constexpr std::size_t facility_count = 4;

inline constexpr ConditionId illness{0};
inline constexpr OpeningHoursId always{0};

/// Shares by service; half of them may be lost without a letter at hospitals.
struct BenefitTerms {
  Probability outpatient{0.5};
  Probability inpatient{0.8};
  Probability without_letter{1.0};  ///< factor at county and tertiary hospitals
  Money second_deductible{};        ///< of who moved down
};

struct RuleTerms {
  bool up = true;
  bool down = true;
  bool green = false;
};

/// Keeps every fact, and the order in which facts were told.
struct Recorder final : FactSink {
  std::vector<NeedFact> needs;
  std::vector<BirthFact> births;
  std::vector<DeathFact> deaths;
  std::vector<ContactFact> contacts;
  std::vector<AdmissionFact> admissions;
  std::vector<ReferralFact> referrals;
  std::vector<AwayCareFact> away;
  std::vector<std::string> order;

  void on(const NeedFact& need) override;
  void on(const PurchaseFact& /*purchase*/) override {}
  void on(const BirthFact& birth) override { births.push_back(birth); }
  void on(const DeathFact& death) override { deaths.push_back(death); }
  void on(const ContactFact& contact) override;
  void on(const AdmissionFact& admission) override;
  void on(const ReferralFact& referral) override;
  void on(const AwayCareFact& care) override { away.push_back(care); }
};

/// The only course of the only condition; changes show at once.
class County {
 public:
  explicit County(std::uint32_t people = 400, std::uint64_t seed = 2017);
  County(const County&) = delete;
  County& operator=(const County&) = delete;

  CarePlan plan;
  Randomness random;
  Agenda<Events> agenda;
  Persons persons;
  Headcount population;
  Episodes episodes;
  Stations stations;
  PublicWaits waits{facility_count};
  Ledger ledger{facility_count};
  BackgroundCounts background;
  std::vector<std::uint32_t> visits_today = std::vector<std::uint32_t>(facility_count);
  Recorder told;
  Appointments appointments{facility_count};

  /// What handlers act on.
  [[nodiscard]] Care care();
  [[nodiscard]] Course& course() {
    return plan.conditions[illness].courses[index(Acuity::moderate)];
  }
  [[nodiscard]] FacilityGroup& group(FacilityId facility) {
    return plan.groups[plan.facilities[facility].group];
  }

  void insure(const BenefitTerms& terms);
  /// Bills are paid as they are; keeping a patient brings `gain_of_keeping` besides his charge.
  void pay_facilities(Money gain_of_keeping = {});
  void allow(const RuleTerms& terms);
  void prepare_choice_sets();
  /// One way and back.
  void set_travel(SettlementId from, SettlementId to, float minutes);
  void set_capability(FacilityId facility, double level);
  /// Other people take every free bed.
  void fill_beds(FacilityId facility);

  /// A patient who is with the doctor there.
  EpisodeId outpatient_at(FacilityId facility, PersonId person);
  /// A patient in bed there whose acute phase is over.
  EpisodeId inpatient_at(FacilityId facility, PersonId person, Duration stable_stay);
  /// A patient who has just left home for the facility.
  EpisodeId sent_to(FacilityId facility, PersonId person);

  /// Lets time pass.
  void pass(Duration time);

 private:
  void build_land();
  void build_facilities();
  void build_condition();
  void build_behaviour();
  void build_stations();
};

/// The pathway of scenarios/pathways/standard.yaml, in code.
[[nodiscard]] Pathway standard_pathway();

}  // namespace tiercare::tiny
