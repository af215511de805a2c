// SPDX-License-Identifier: Apache-2.0
// The four links of a referral: release, receive, willing, policy.
//
// The same code serves up and down. Every link is evaluated, whatever the others say, and all four
// are told; that up is easy and down is hard must come out of capability, money and wishes.
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// A referral thought of: what the patient needs there and what is at stake for the sender.
struct ReferralQuestion {
  EpisodeId episode{};
  FacilityId to{};
  Direction direction = Direction::up;
  bool inpatient = false;            ///< moves from bed to bed
  double required_capability = 1.0;  ///< of what is left to do
  Money charge_if_kept{};            ///< what keeping the patient would be billed at
  double utility_there = 0.0;        ///< the patient's, at the receiver
  double utility_otherwise = 0.0;    ///< the patient's best alternative
};

/// Evaluates the four links, tells the fact, and says whether all held.
ReferralFact refer(Care& care, const ReferralQuestion& question);

/// A referral of the running visit or stay to a higher tier; on success the episode has its
/// destination.
bool refer_up(Care& care, EpisodeId id);
/// A referral of a stable inpatient to a lower tier; on success the episode has its destination.
/// Notes when only the receiver's lack of a place keeps the patient.
bool refer_down(Care& care, EpisodeId id);

}  // namespace tiercare
