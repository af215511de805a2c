// SPDX-License-Identifier: Apache-2.0
// The policy link of a referral: is there a channel for this patient between these two places,
// where is he to go, and must he?
#pragma once

#include "world/facts.hpp"
#include "world/referral_network.hpp"
#include "world/terms.hpp"

namespace tiercare {

/// A referral that someone thinks of.
struct ReferralCase {
  Direction direction = Direction::up;
  Tier from = Tier::village;
  Tier to = Tier::village;
  bool same_consortium = false;
  ConditionId condition{};
  bool inpatient = false;
  EdgeFound edge{};  ///< of the referral network
};

/// What the rules offer such a patient.
struct Channel {
  bool exists = false;  ///< an agreement covers the case and someone answers for it
  bool green = false;   ///< served before others, into reserved places
};

/// Places set aside for the green channel at a facility that receives.
struct ReservedPlaces {
  std::uint32_t rooms = 0;
  double beds_share = 0.0;
};

/// How the place to refer to is found among those that are up to the need.
enum class Destination : std::uint8_t {
  choice,   ///< what suits the patient best
  edge,     ///< first those that an edge or the consortium leads to
  openness  ///< first those with the soonest place: a bed, or an appointment
};

class ReferralRule {
 public:
  virtual ~ReferralRule() = default;
  [[nodiscard]] virtual Channel channel(const ReferralCase& referral) const = 0;
  [[nodiscard]] virtual ReservedPlaces reserved_at(Tier tier) const = 0;
  [[nodiscard]] virtual Destination destination() const { return Destination::choice; }
  /// Red line (转诊红线): the record system demands a referral, whatever the clinician sees.
  [[nodiscard]] virtual bool red_line(Tier /*at*/, ConditionId /*condition*/,
                                      Acuity /*acuity*/) const {
    return false;
  }
};

}  // namespace tiercare
