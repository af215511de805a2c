// SPDX-License-Identifier: Apache-2.0
// The bill: what a contact costs the patient, the fund and brings the facility.
//
// One function makes the claim for the bill and for the expectation, so that what people are told
// and what they pay follow the same rules.
#pragma once

#include "care/care.hpp"
#include "money/benefit.hpp"

namespace tiercare {

/// What a patient can expect to pay at the facility, visit and likely stay together.
/// \param admission  chance of a stay
[[nodiscard]] Money expected_out_of_pocket(const CarePlan& plan, const Persons& persons,
                                           PersonId person, FacilityId facility,
                                           const Expectation& expectation, Probability admission,
                                           bool referred);

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
