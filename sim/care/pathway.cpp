// SPDX-License-Identifier: Apache-2.0
#include "care/pathway.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tiercare {
namespace {

/// What a patient has behind him on some way to a step.
struct Passed {
  bool time = false;
  bool bed = false;

  [[nodiscard]] std::size_t index() const { return (time ? 1U : 0U) + (bed ? 2U : 0U); }
};
constexpr std::size_t passed_count = 4;

enum class Mark : std::uint8_t { unseen, on_path, sound };
using Marks = std::vector<std::array<Mark, passed_count>>;

/// What is wrong with coming to this step so; none if nothing.
std::optional<std::string> flaw_on_arrival(const Step& step, Passed passed) {
  const bool in_bed = step.kind == StepKind::stay || step.kind == StepKind::review;
  const bool at_a_desk = step.kind == StepKind::serve || step.kind == StepKind::test ||
                         step.kind == StepKind::decide || step.kind == StepKind::triage ||
                         step.kind == StepKind::observe || step.kind == StepKind::day_treat;
  if (in_bed && !passed.bed)
    return fmt::format("a patient can reach '{}' without a bed", step.name);
  if (at_a_desk && passed.bed)
    return fmt::format("a patient can reach '{}' while he holds a bed", step.name);
  if (step.kind == StepKind::wait_for_bed && passed.bed)
    return fmt::format("a patient can wait for a second bed in '{}'", step.name);
  if (step.kind == StepKind::discharge && !passed.time)
    return fmt::format("a patient can reach '{}' without any time passing", step.name);
  return std::nullopt;
}

/// Only what every facility has takes time for sure: a consultation, a stay.
Passed after(const Step& step, Passed passed) {
  const bool consulted = step.kind == StepKind::serve && step.station == StationRole::consulting;
  return {.time = passed.time || consulted || step.kind == StepKind::stay,
          .bed = passed.bed || step.kind == StepKind::wait_for_bed};
}

/// Walks every way from `id`, each once; what it finds wrong is returned.
std::optional<PathwayFlaw> walk(const Pathway& pathway, StepId id, Passed passed, Marks& marks) {
  const Step& step = pathway[id];
  auto& marks_here = marks[id.index()];
  Mark& mark = marks_here[passed.index()];
  if (mark == Mark::sound) return std::nullopt;
  if (std::ranges::find(marks_here, Mark::on_path) != marks_here.end())
    return PathwayFlaw{
        id, fmt::format("step '{}' can be reached again from itself: a patient may never leave",
                        step.name)};
  if (auto flaw = flaw_on_arrival(step, passed)) return PathwayFlaw{id, std::move(*flaw)};
  mark = Mark::on_path;
  for (const StepOutcome outcome : outcomes_of(step.kind))
    if (auto flaw = walk(pathway, step.after(outcome), after(step, passed), marks)) return flaw;
  mark = Mark::sound;
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
  static const std::vector<StepOutcome> observe{done, not_wanted, admit};
  static const std::vector<StepOutcome> none;
  switch (kind) {
    case StepKind::serve:
    case StepKind::wait_for_bed:
    case StepKind::stay:
    case StepKind::triage:
      return done_only;
    case StepKind::test:
    case StepKind::day_treat:
      return test;
    case StepKind::observe:
      return observe;
    case StepKind::decide:
      return decide;
    case StepKind::review:
      return review;
    case StepKind::discharge:
      return none;
  }
  return none;
}

std::optional<PathwayFlaw> flaw_of(const Pathway& pathway) {
  for (const StepId start : {pathway.outpatient_start, pathway.inpatient_start}) {
    Marks marks(pathway.steps.size());
    if (auto flaw = walk(pathway, start, {}, marks)) return flaw;
  }
  return std::nullopt;
}

}  // namespace tiercare
