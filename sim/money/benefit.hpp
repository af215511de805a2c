// SPDX-License-Identifier: Apache-2.0
// Who pays for the patient: the interface of a benefit scheme (医保待遇).
//
// A scheme says what a claim entitles to and how much the fund still pays this year; the bill is
// the one up to the other. The same two settle the bill afterwards and tell the patient beforehand
// what to expect, so that a change of benefits reaches choices through prices and in no other way.
#pragma once

#include "base/money.hpp"
#include "world/terms.hpp"

#include <algorithm>
#include <array>
#include <memory>

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

/// What a claim entitles to, whatever the person has had this year; not negative.
struct Entitlement {
  Money fund_pays{};
  Money deductible{};
};

class BenefitScheme {
 public:
  virtual ~BenefitScheme() = default;
  [[nodiscard]] virtual Entitlement entitlement(const Claim& claim) const = 0;
  /// The most that the fund still pays this year for a claim of the service; not negative.
  [[nodiscard]] virtual Money left(Service service, const BenefitAccount& account) const = 0;

  /// What is paid: fund_pays + patient_pays == claim.charge.
  [[nodiscard]] BenefitDecision settle(const Claim& claim, const BenefitAccount& account) const {
    const Entitlement full = entitlement(claim);
    const Money fund = std::min(full.fund_pays, left(claim.service, account));
    return {.fund_pays = fund, .patient_pays = claim.charge - fund, .deductible = full.deductible};
  }
};

using BenefitSchemes = std::array<std::unique_ptr<const BenefitScheme>, insurance_scheme_count>;

}  // namespace tiercare
