// SPDX-License-Identifier: Apache-2.0
// One replication: a state and its clock, driven to the scenario's horizon.
//
// A replication can be stepped to any instant, its state copied there, and both copies go on. At
// each date of the scenario's timeline it takes the next plan, before anything else happens that
// day. Which plan holds follows from the clock, so the state has no word of it.
#pragma once

#include "record/indicators.hpp"
#include "run/state.hpp"

#include <functional>
#include <vector>

namespace tiercare {

class Replication {
 public:
  Replication(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication);
  /// Goes on from a copied state, under the plan that this scenario has for its instant.
  Replication(const Scenario& scenario, State state);

  /// Runs up to `bound`, telling `facts`. \param stop asked now and then whether to end early
  /// \returns false if stopped early
  bool run_until(Instant bound, FactSink& facts, const std::function<bool()>& stop = {});

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] Instant now() const { return state_.agenda.now(); }
  /// The plan that holds now.
  [[nodiscard]] const CarePlan& plan() const { return scenario_.plan_at(now()); }
  /// Where warm-up and measurement end.
  [[nodiscard]] Instant end() const;
  /// What stations tell of the measured period.
  [[nodiscard]] MeasuredEnd measured_end() const;
  /// \throws InternalError if persons, beds, servers or money were lost or made
  void check_conservation() const;

 private:
  /// How long a facility was there in the measured period.
  [[nodiscard]] Duration open_time(FacilityId facility) const;

  Scenario scenario_;
  State state_;
  const CarePlan* adopted_ = nullptr;  // what the stations are set to; null before a copied state
};

}  // namespace tiercare
