// SPDX-License-Identifier: Apache-2.0
// How soon a patient is seen is found at the door, and not always rightly.
#include "care/steps/steps.hpp"
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

constexpr std::uint32_t people = 400;

/// Class given to each of many patients of that acuity; the condition has the same course at all.
std::array<int, 4> classes_of(County& county, Acuity acuity, double mistriage) {
  county.plan.conditions[tiny::illness].courses[index(acuity)] = county.course();
  Care care = county.care();
  Step step;
  step.kind = StepKind::triage;
  step.mistriage = Probability{mistriage};
  std::array<int, 4> classes{};
  for (std::uint32_t p = 0; p < people; ++p) {
    const EpisodeId id = county.outpatient_at(tiny::hospital, PersonId{p});
    county.episodes[id].acuity = acuity;
    steps::begin_triage(care, id, step);
    ++classes.at(county.episodes[id].priority.value);
  }
  return classes;
}

TEST(Triage, PutsTheCriticalBeforeTheSevereBeforeTheRest) {
  County county{people};
  EXPECT_EQ(classes_of(county, Acuity::critical, 0.0)[emergency_class.value], 400);
  EXPECT_EQ(classes_of(county, Acuity::severe, 0.0)[urgent_class.value], 400);
  EXPECT_EQ(classes_of(county, Acuity::moderate, 0.0)[ordinary_class.value], 400);
}

TEST(Triage, TakesAsManyForMoreUrgentAsForLess) {
  County county{people};
  const auto classes = classes_of(county, Acuity::severe, 0.4);
  EXPECT_NEAR(classes[emergency_class.value], 80, 30);
  EXPECT_NEAR(classes[ordinary_class.value], 80, 30);
}

TEST(Triage, TakesNobodyForLessUrgentAtNight) {
  County county{people};
  for (auto& day : county.plan.hours[tiny::always].days) day.clear();
  EXPECT_EQ(classes_of(county, Acuity::severe, 0.4)[ordinary_class.value], 0)
      << "whoever is on duty sees everyone";
}

TEST(Triage, LeavesTheGreenChannelGreen) {
  County county{people};
  Care care = county.care();
  const EpisodeId id = county.outpatient_at(tiny::hospital, PersonId{0});
  county.episodes[id].priority = emergency_class;
  county.episodes[id].reason = ContactReason::referred_up;
  steps::begin_triage(care, id, Step{});
  EXPECT_EQ(county.episodes[id].priority, emergency_class);
}

}  // namespace
}  // namespace tiercare
