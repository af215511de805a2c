// SPDX-License-Identifier: Apache-2.0
// Who pays for the patient: the interface of a benefit scheme (医保待遇).
//
// A scheme is a pure function of a claim and what the person has already had this year. The same
// function settles the bill afterwards and tells the patient beforehand what to expect, so that a
// change of benefits reaches choices through prices and in no other way.
#pragma once

#include "base/money.hpp"
#include "world/terms.hpp"

namespace tiercare {

/// The money side of one contact, before it is shared out.
struct Claim {
  Service service = Service::outpatient;
  Tier tier = Tier::village;
  bool in_area = true;      ///< facility inside the county
  bool referred = false;    ///< came by an agreed referral
  bool continuous = false;  ///< inpatient: along an edge with continuous benefits
  bool moved_down = false;  ///< inpatient: came down from a bed above in the same episode
  Money deductible_paid{};  ///< inpatient: already paid in this episode
  Money charge{};
};

/// What the person has used up in this benefit year.
struct BenefitAccount {
  Money outpatient_fund_paid{};
  Money fund_paid{};
};

struct BenefitDecision {
  Money fund_pays{};
  Money patient_pays{};
  Money deductible{};  ///< the part of the patient's that is deductible
};

/// \invariant settle(): fund_pays + patient_pays == claim.charge, both >= 0
class BenefitScheme {
 public:
  virtual ~BenefitScheme() = default;
  [[nodiscard]] virtual BenefitDecision settle(const Claim& claim,
                                               const BenefitAccount& account) const = 0;
};

}  // namespace tiercare
