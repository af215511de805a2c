// SPDX-License-Identifier: Apache-2.0
// Hands every fact to several sinks, in the order in which they were given.
#pragma once

#include "world/facts.hpp"

#include <utility>
#include <vector>

namespace tiercare {

/// A sink in front of others, which outlive it.
class FanOut final : public FactSink {
 public:
  explicit FanOut(std::vector<FactSink*> sinks) : sinks_{std::move(sinks)} {}

  void on(const NeedFact& need) override { hand_on(need); }
  void on(const PurchaseFact& purchase) override { hand_on(purchase); }
  void on(const BirthFact& birth) override { hand_on(birth); }
  void on(const DeathFact& death) override { hand_on(death); }
  void on(const ContactFact& contact) override { hand_on(contact); }
  void on(const AdmissionFact& admission) override { hand_on(admission); }
  void on(const ReferralFact& referral) override { hand_on(referral); }
  void on(const AwayCareFact& care) override { hand_on(care); }
  void on_day(Instant midnight, std::span<const FacilityDay> facilities) override {
    for (FactSink* sink : sinks_) sink->on_day(midnight, facilities);
  }
  void on_measurement_start(Instant at) override {
    for (FactSink* sink : sinks_) sink->on_measurement_start(at);
  }

 private:
  template <class Fact>
  void hand_on(const Fact& fact) {
    for (FactSink* sink : sinks_) sink->on(fact);
  }

  std::vector<FactSink*> sinks_;
};

}  // namespace tiercare
