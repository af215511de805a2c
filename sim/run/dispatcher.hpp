// SPDX-License-Identifier: Apache-2.0
// The dispatcher: each event meets its handler by overload; nothing else happens here.
#pragma once

#include "care/care.hpp"
#include "care/shifts.hpp"
#include "run/state.hpp"

namespace tiercare {

class Dispatcher {
 public:
  Dispatcher(const CarePlan& plan, State& state, FactSink& facts);

  /// The plan is new to the state: staff and beds follow it.
  void adopt() { adopt_plan(care_); }

  void on(NeedArises event);
  void on(Arrives event);
  void on(StepEnds event);
  void on(GivesUp event);
  void on(LooksAgain event);
  void on(BackgroundVisit event);
  void on(BackgroundAdmission event);
  void on(BackgroundEnds event);
  void on(ShiftChanges event);
  void on(Dies event);
  void on(IsBorn event);
  void on(SeasonTurns event);
  void on(DayEnds event);
  void on(BenefitYearStarts event);
  void on(MeasurementStarts event);
  void on(DiesUntreated event);

  /// Fetches ahead what the event will touch: its person, and its episode if it has one. Changes
  /// nothing; memory is what a run of a county waits for most.
  void soon(NeedArises event) const;
  void soon(Arrives event) const { fetch(event.episode, event.person); }
  void soon(StepEnds event) const { fetch(event.episode, event.person); }
  void soon(LooksAgain event) const { fetch(event.episode, event.person); }
  void soon(GivesUp event) const;

 private:
  void fetch(EpisodeId episode, PersonId person) const;
  /// Whether the subject is still where it was when the event was scheduled.
  [[nodiscard]] bool holds(EpisodeId episode, std::uint32_t revision);

  Care care_;
  State& state_;
  std::vector<FacilityDay> day_;
};

}  // namespace tiercare
