// SPDX-License-Identifier: Apache-2.0
// A pathway file: steps by name; every outcome of a step's kind names the step that follows.
#include "care/read_care.hpp"

#include <array>
#include <optional>

namespace tiercare {
namespace {

using config::Located;
using config::Named;
using config::Presence;
using config::Reader;

constexpr std::array kinds{
    Named<StepKind>{StepKind::serve, "serve", "wait for a server and take his time",
                    "排队接受服务"},
    Named<StepKind>{StepKind::test, "test", "the same, if the condition asks for tests",
                    "检查检验"},
    Named<StepKind>{StepKind::decide, "decide", "treat, admit or refer up", "处置决定"},
    Named<StepKind>{StepKind::wait_for_bed, "wait_for_bed", "until a bed is free", "等床"},
    Named<StepKind>{StepKind::stay, "stay", "a phase of a stay", "住院阶段"},
    Named<StepKind>{StepKind::review, "review", "stay, or be referred up or down", "转诊评估"},
    Named<StepKind>{StepKind::discharge, "discharge", "the contact ends", "离院"},
    Named<StepKind>{StepKind::triage, "triage", "how soon the patient is to be seen", "预检分诊"},
    Named<StepKind>{StepKind::observe, "observe", "watched for hours, then home or a bed", "留观"},
    Named<StepKind>{StepKind::day_treat, "day_treat", "a place for hours instead of a bed",
                    "日间治疗"},
};
constexpr std::array stations{
    Named<StationRole>{StationRole::registration, "registration", "desk", "挂号"},
    Named<StationRole>{StationRole::consulting, "consulting", "consulting rooms", "诊室"},
    Named<StationRole>{StationRole::laboratory, "laboratory", "tests", "检查检验"},
};
constexpr std::array phases{
    Named<StayPhase>{StayPhase::acute, "acute", "needs this level", "急性期"},
    Named<StayPhase>{StayPhase::stable, "stable", "could be elsewhere", "稳定期"},
};
constexpr std::array<std::string_view, step_outcome_count> outcome_names{
    "done", "not_wanted", "treated", "admit", "refer_up", "stay", "refer_down"};

/// A step and the names of what follows, before names are steps.
struct NamedStep {
  Step step;
  std::array<Located<std::string>, step_outcome_count> next;
};

NamedStep read_step(const std::string& name, Reader& r) {
  NamedStep read;
  read.step.name = name;
  read.step.kind =
      r.choice("kind", kinds, std::nullopt, {.says = "what the step does", .says_zh = "步骤类型"});
  const auto wanted = [&](StepKind kind) { return r.describing() || read.step.kind == kind; };
  if (wanted(StepKind::serve) || wanted(StepKind::test))
    read.step.station = r.choice("station", stations, StationRole::consulting,
                                 {.says = "where it queues", .says_zh = "排队点"});
  if (wanted(StepKind::stay))
    read.step.phase = r.choice("phase", phases, StayPhase::acute,
                               {.says = "which phase of the stay", .says_zh = "住院阶段"});
  if (wanted(StepKind::triage))
    read.step.mistriage =
        r.optional<Probability>("mistriage", Probability{},
                                {.says = "taken for one class more urgent or less, either as often",
                                 .says_zh = "分诊误差"});
  if (read.step.kind == StepKind::observe) read.step.station = StationRole::observation;
  if (read.step.kind == StepKind::day_treat) read.step.station = StationRole::day_treatment;
  for (std::size_t i = 0; i < step_outcome_count; ++i) {
    const auto& mine = outcomes_of(read.step.kind);
    const bool has = std::find(mine.begin(), mine.end(), static_cast<StepOutcome>(i)) != mine.end();
    if (r.describing() || has)
      read.next[i] = r.name_reference(
          outcome_names[i], "step", r.describing() ? Presence::optional : Presence::required,
          {.says = "step that follows this outcome", .says_zh = "该结果之后的步骤"});
  }
  return read;
}

StepId find(Reader& r, const Located<std::string>& name, const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name.value) return StepId{static_cast<std::uint32_t>(i)};
  if (!name.value.empty()) r.unknown_name(name, "step", names);
  return StepId{0};
}

/// Where nothing is decided, a transferred patient begins as everyone does.
StepId first_decision(const Pathway& pathway) {
  for (std::size_t i = 0; i < pathway.steps.size(); ++i)
    if (pathway.steps[i].kind == StepKind::decide) return StepId{static_cast<std::uint32_t>(i)};
  return pathway.outpatient_start;
}

}  // namespace

Pathway read_pathway(Reader& r) {
  Pathway pathway;
  const auto outpatient =
      r.name_reference("start", "step", Presence::required,
                       {.says = "where an outpatient begins", .says_zh = "门诊起点"});
  const auto inpatient = r.name_reference(
      "bed_start", "step", Presence::required,
      {.says = "where a patient sent down to a bed begins", .says_zh = "下转住院起点"});
  std::vector<NamedStep> steps;
  std::vector<std::string> names;
  r.entries("steps", Presence::required, {.says = "the steps by name", .says_zh = "步骤"},
            [&](const Located<std::string>& name, Reader& step) {
              names.push_back(name.value);
              steps.push_back(read_step(name.value, step));
            });
  if (r.describing()) return pathway;
  for (NamedStep& named : steps) {
    for (std::size_t i = 0; i < step_outcome_count; ++i)
      if (!named.next[i].value.empty()) named.step.next[i] = find(r, named.next[i], names);
    pathway.steps.push_back(named.step);
  }
  pathway.outpatient_start = find(r, outpatient, names);
  pathway.transfer_start = first_decision(pathway);
  pathway.inpatient_start = find(r, inpatient, names);
  if (!r.has_errors() && !steps.empty())
    if (const auto flaw = flaw_of(pathway))
      r.error(r.span_at({"steps", pathway[flaw->step].name}), flaw->message);
  return pathway;
}

}  // namespace tiercare
