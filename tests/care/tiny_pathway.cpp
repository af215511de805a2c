// SPDX-License-Identifier: Apache-2.0
#include "care/tiny_county.hpp"

namespace tiercare::tiny {

Pathway standard_pathway() {
  Pathway way;
  const auto add = [&](std::string name, StepKind kind, StationRole station = {},
                       StayPhase phase = StayPhase::acute) {
    way.steps.push_back(
        {.name = std::move(name), .kind = kind, .station = station, .phase = phase, .next = {}});
    return StepId{static_cast<std::uint32_t>(way.steps.size() - 1)};
  };
  const StepId triage = add("triage", StepKind::triage);
  const StepId registration = add("registration", StepKind::serve, StationRole::registration);
  const StepId consultation = add("consultation", StepKind::serve, StationRole::consulting);
  const StepId tests = add("tests", StepKind::test, StationRole::laboratory);
  const StepId decision = add("decision", StepKind::decide);
  const StepId observation = add("observation", StepKind::observe, StationRole::observation);
  const StepId day_treatment =
      add("day_treatment", StepKind::day_treat, StationRole::day_treatment);
  const StepId bed = add("bed", StepKind::wait_for_bed);
  const StepId acute = add("acute_phase", StepKind::stay, {}, StayPhase::acute);
  const StepId review = add("review", StepKind::review);
  const StepId stable = add("stable_phase", StepKind::stay, {}, StayPhase::stable);
  const StepId bed_below = add("bed_below", StepKind::wait_for_bed);
  const StepId leave = add("leave", StepKind::discharge);
  const auto link = [&](StepId from, StepOutcome outcome, StepId to) {
    way.steps[from.index()].next[static_cast<std::size_t>(outcome)] = to;
  };
  link(triage, StepOutcome::done, registration);
  link(registration, StepOutcome::done, consultation);
  link(consultation, StepOutcome::done, tests);
  link(tests, StepOutcome::done, decision);
  link(tests, StepOutcome::not_wanted, decision);
  link(decision, StepOutcome::treated, observation);
  link(decision, StepOutcome::admit, day_treatment);
  link(observation, StepOutcome::done, leave);
  link(observation, StepOutcome::not_wanted, leave);
  link(observation, StepOutcome::admit, bed);
  link(day_treatment, StepOutcome::done, leave);
  link(day_treatment, StepOutcome::not_wanted, bed);
  link(decision, StepOutcome::refer_up, leave);
  link(bed, StepOutcome::done, acute);
  link(acute, StepOutcome::done, review);
  link(review, StepOutcome::stay, stable);
  link(review, StepOutcome::refer_up, leave);
  link(review, StepOutcome::refer_down, leave);
  link(stable, StepOutcome::done, leave);
  link(bed_below, StepOutcome::done, stable);
  way.outpatient_start = triage;
  way.inpatient_start = bed_below;
  way.transfer_start = decision;
  return way;
}

}  // namespace tiercare::tiny
