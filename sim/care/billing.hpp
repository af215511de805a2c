// SPDX-License-Identifier: Apache-2.0
// The bill: what a contact costs the patient, the fund and brings the facility.
//
// The bill follows the same rules as the expectation that people are told: see expectations.hpp.
#pragma once

#include "care/care.hpp"
#include "money/benefit.hpp"

namespace tiercare {

/// What the funds still pay a person this year for a visit and for a stay.
[[nodiscard]] FundShares funds_left(const CarePlan& plan, const Persons& persons, PersonId person);

/// What this patient would pay for a stay of that length there.
[[nodiscard]] BenefitDecision stay_decision(const CarePlan& plan, const Persons& persons,
                                            const Episode& episode, FacilityId facility,
                                            const Course& course, Duration in_bed, bool moved_down);

struct SettledBill {
  Money charge{};
  Money fund_paid{};
  Money patient_paid{};
};

/// Settles a visit: accumulators, ledger. Nothing is charged to who was not seen.
SettledBill settle_visit(Care& care, const Episode& episode);
/// Settles a stay of that length; remembers the deductible in the episode.
SettledBill settle_stay(Care& care, Episode& episode, Duration in_bed);

/// Settles care elsewhere, out of the area and without a referral.
/// \param deductible_paid  inpatient: in this episode so far; what is paid now is added
SettledBill settle_elsewhere(Care& care, PersonId person, Service service, Money charge,
                             Money& deductible_paid);

/// Medicine over the counter, which no fund pays for.
void buy_medicine(Care& care, const Episode& episode);

}  // namespace tiercare
