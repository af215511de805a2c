// SPDX-License-Identifier: Apache-2.0
// Pathways: every patient leaves, and not in no time; the standard one is what its file says.
#include "care/pathway.hpp"

#include "base/error.hpp"
#include "care/read_care.hpp"
#include "care/tiny_county.hpp"
#include "config/document.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace tiercare {
namespace {

Pathway read(const std::string& text) {
  return config::parse(config::load_text(text, "way.yaml"), read_pathway).value;
}

/// What is wrong with a pathway, as its reader says it.
std::string flaw(const std::string& text) {
  try {
    static_cast<void>(read(text));
    return {};
  } catch (const ScenarioError& error) {
    return error.diagnostics().at(0).message;
  }
}

std::size_t step_named(const Pathway& way, const std::string& name) {
  const auto found = std::find_if(way.steps.begin(), way.steps.end(),
                                  [&](const Step& step) { return step.name == name; });
  EXPECT_NE(found, way.steps.end()) << name;
  return static_cast<std::size_t>(found - way.steps.begin());
}

TEST(Pathway, IsSoundWhereEveryWayTakesTimeAndEnds) {
  EXPECT_FALSE(flaw_of(tiny::standard_pathway()).has_value());
}

TEST(Pathway, IsUnsoundWhereAStepLeadsBackToItself) {
  Pathway way = tiny::standard_pathway();
  const auto tests = step_named(way, "tests");
  way.steps[tests].next[static_cast<std::size_t>(StepOutcome::done)] = way.outpatient_start;
  EXPECT_EQ(flaw_of(way).value().message,
            "step 'triage' can be reached again from itself: a patient may never leave");
}

TEST(Pathway, IsUnsoundWhereAPatientCouldLeaveInNoTime) {
  Pathway way = tiny::standard_pathway();
  way.inpatient_start = StepId{static_cast<std::uint32_t>(step_named(way, "decision"))};
  EXPECT_EQ(flaw_of(way).value().message, "a patient can reach 'leave' without any time passing");
}

TEST(Pathway, IsUnsoundAlsoWhereOnlyTheWayOfInpatientsIs) {
  Pathway way = tiny::standard_pathway();
  const auto bed_below = step_named(way, "bed_below");
  way.steps[bed_below].next[static_cast<std::size_t>(StepOutcome::done)] = way.inpatient_start;
  EXPECT_TRUE(flaw_of(way).has_value());
}

TEST(Pathway, MayReachOneStepByTwoWays) {
  const Pathway way = tiny::standard_pathway();
  const Step& tests = way.steps[step_named(way, "tests")];
  EXPECT_EQ(tests.after(StepOutcome::done), tests.after(StepOutcome::not_wanted));
  EXPECT_FALSE(flaw_of(way).has_value());
}

TEST(PathwayFile, IsReadAsItIsWritten) {
  const Pathway way = read(R"(
start: doctor
bed_start: bed
steps:
  doctor: {kind: serve, station: consulting, done: end}
  bed: {kind: wait_for_bed, done: rest}
  rest: {kind: stay, phase: stable, done: end}
  end: {kind: discharge}
)");
  ASSERT_EQ(way.steps.size(), 4U);
  EXPECT_EQ(way[way.outpatient_start].name, "doctor");
  EXPECT_EQ(way[way.outpatient_start].station, StationRole::consulting);
  EXPECT_EQ(way[way.inpatient_start].kind, StepKind::wait_for_bed);
  const Step& rest = way[way[way.inpatient_start].after(StepOutcome::done)];
  EXPECT_EQ(rest.phase, StayPhase::stable);
  EXPECT_EQ(way[rest.after(StepOutcome::done)].kind, StepKind::discharge);
}

TEST(PathwayFile, IsRefusedWhereItGoesRound) {
  EXPECT_EQ(flaw("start: a\nbed_start: a\nsteps:\n"
                 "  a: {kind: serve, station: consulting, done: b}\n"
                 "  b: {kind: serve, station: laboratory, done: a}\n"),
            "step 'a' can be reached again from itself: a patient may never leave");
}

TEST(PathwayFile, IsRefusedWhereAnOutcomeLeadsNowhere) {
  EXPECT_EQ(flaw("start: a\nbed_start: a\nsteps:\n"
                 "  a: {kind: serve, station: consulting, done: leev}\n"
                 "  leave: {kind: discharge}\n"),
            "unknown step 'leev'");
  EXPECT_NE(flaw("start: a\nbed_start: a\nsteps:\n"
                 "  a: {kind: serve, station: consulting}\n"
                 "  leave: {kind: discharge}\n")
                .find("'done'"),
            std::string::npos);
}

TEST(StandardPathway, IsTheOneInTheFile) {
  const auto path =
      std::filesystem::path{TIERCARE_SOURCE_DIR} / "scenarios" / "pathways" / "standard.yaml";
  const Pathway file = config::parse(config::load(path), read_pathway).value;
  const Pathway code = tiny::standard_pathway();
  EXPECT_FALSE(flaw_of(file).has_value());
  ASSERT_EQ(file.steps.size(), code.steps.size());
  EXPECT_EQ(file[file.outpatient_start].name, code[code.outpatient_start].name);
  EXPECT_EQ(file[file.inpatient_start].name, code[code.inpatient_start].name);
  for (const Step& step : code.steps) {
    const Step& same = file.steps[step_named(file, step.name)];
    EXPECT_EQ(same.kind, step.kind) << step.name;
    for (const StepOutcome outcome : outcomes_of(step.kind))
      EXPECT_EQ(file[same.after(outcome)].name, code[step.after(outcome)].name) << step.name;
    const bool queues = step.kind == StepKind::serve || step.kind == StepKind::test;
    EXPECT_TRUE(!queues || same.station == step.station) << step.name;
    EXPECT_TRUE(step.kind != StepKind::stay || same.phase == step.phase) << step.name;
  }
}

}  // namespace
}  // namespace tiercare
