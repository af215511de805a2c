// SPDX-License-Identifier: Apache-2.0
// A care pathway is data: steps of closed kinds, each naming the step that follows each outcome.
//
// Every kind is one file in steps/ with its `begin` and `resume` side by side; `advance` alone
// moves an episode from step to step. No step may be reached twice in one contact, so every pathway
// ends; the loader proves it.
#pragma once

#include "care/episodes.hpp"
#include "world/facility.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiercare {

/// What a step does.
enum class StepKind : std::uint8_t {
  serve,         ///< wait for and take a server's time at a station
  test,          ///< the same at the laboratory, if the condition asks for it
  decide,        ///< treat, admit or refer up
  wait_for_bed,  ///< until a bed of the ward is free
  stay,          ///< a phase of a stay passes
  review,        ///< once the acute phase is over: stay, or be referred up or down
  discharge,     ///< the contact ends
  triage,        ///< how soon is he to be seen
  observe,       ///< watched for hours, if the condition asks for it
  day_treat,     ///< a place for hours instead of a bed, if it will do
};

/// How a step can end; which ones a kind has is declared in `outcomes_of`.
enum class StepOutcome : std::uint8_t {
  done,
  not_wanted,
  treated,
  admit,
  refer_up,
  stay,
  refer_down
};
inline constexpr std::size_t step_outcome_count = 7;

enum class StayPhase : std::uint8_t { acute, stable };

[[nodiscard]] const std::vector<StepOutcome>& outcomes_of(StepKind kind);

struct Step {
  std::string name;
  StepKind kind = StepKind::discharge;
  StationRole station = StationRole::consulting;
  StayPhase phase = StayPhase::acute;
  Probability mistriage{};  ///< taken for one class more or less urgent
  std::array<StepId, step_outcome_count> next{};

  [[nodiscard]] StepId after(StepOutcome outcome) const {
    return next[static_cast<std::size_t>(outcome)];
  }
};

/// The way through a facility: where an outpatient and where a referred inpatient begins.
struct Pathway {
  std::vector<Step> steps;
  StepId outpatient_start{};
  StepId inpatient_start{};
  StepId transfer_start{};  ///< of who comes up from a bed elsewhere: the first decision

  [[nodiscard]] const Step& operator[](StepId id) const { return steps[id.index()]; }
};

/// Why a patient could walk a pathway for ever, or through it in no time.
struct PathwayFlaw {
  StepId step{};
  std::string message;
};

/// The first flaw there is; none if the pathway is sound.
[[nodiscard]] std::optional<PathwayFlaw> flaw_of(const Pathway& pathway);

}  // namespace tiercare
