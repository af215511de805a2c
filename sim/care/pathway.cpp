// SPDX-License-Identifier: Apache-2.0
#include "care/pathway.hpp"

#include <fmt/format.h>

namespace tiercare {
namespace {

bool takes_time(StepKind kind) {
  return kind == StepKind::serve || kind == StepKind::stay;
}

enum class Mark : std::uint8_t { unseen, on_path, sound };

/// Walks every way from `id`; what it finds wrong is returned.
std::optional<std::string> walk(const Pathway& pathway, StepId id, bool time_passed,
                                std::vector<Mark>& marks) {
  const Step& step = pathway[id];
  if (marks[id.index()] == Mark::on_path)
    return fmt::format("step '{}' can be reached again from itself: a patient may never leave",
                       step.name);
  time_passed = time_passed || takes_time(step.kind);
  if (step.kind == StepKind::discharge) {
    if (time_passed) return std::nullopt;
    return fmt::format("a patient can reach '{}' without any time passing", step.name);
  }
  marks[id.index()] = Mark::on_path;
  for (const StepOutcome outcome : outcomes_of(step.kind))
    if (auto flaw = walk(pathway, step.after(outcome), time_passed, marks)) return flaw;
  marks[id.index()] = Mark::sound;
  return std::nullopt;
}

}  // namespace

const std::vector<StepOutcome>& outcomes_of(StepKind kind) {
  using enum StepOutcome;
  static const std::vector<StepOutcome> done_only{done};
  static const std::vector<StepOutcome> test{done, not_wanted};
  static const std::vector<StepOutcome> decide{treated, admit, StepOutcome::refer_up};
  static const std::vector<StepOutcome> review{StepOutcome::stay, StepOutcome::refer_up,
                                               StepOutcome::refer_down};
  static const std::vector<StepOutcome> none;
  switch (kind) {
    case StepKind::serve:
    case StepKind::wait_for_bed:
    case StepKind::stay:
      return done_only;
    case StepKind::test:
      return test;
    case StepKind::decide:
      return decide;
    case StepKind::review:
      return review;
    case StepKind::discharge:
      return none;
  }
  return none;
}

std::optional<std::string> flaw_of(const Pathway& pathway) {
  for (const StepId start : {pathway.outpatient_start, pathway.inpatient_start}) {
    std::vector<Mark> marks(pathway.steps.size(), Mark::unseen);
    if (auto flaw = walk(pathway, start, false, marks)) return flaw;
  }
  return std::nullopt;
}

}  // namespace tiercare
