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

  /// Fetches ahead what the event will touch: its person, or its episode and then the person of
  /// that. Changes nothing; memory is what a run of a county waits for most.
  void soon(NeedArises event, Nearness how) const;
  void soon(Arrives event, Nearness how) const { fetch(event.episode, event.person, how); }
  void soon(StepEnds event, Nearness how) const { fetch(event.episode, event.person, how); }
  void soon(LooksAgain event, Nearness how) const { fetch(event.episode, event.person, how); }
  void soon(GivesUp event, Nearness how) const;

 private:
  void fetch(EpisodeId episode, PersonId person, Nearness how) const;
  /// Whether the subject is still where it was when the event was scheduled.
  [[nodiscard]] bool holds(EpisodeId episode, std::uint32_t revision);

  Care care_;
  State& state_;
  std::vector<FacilityDay> day_;
};

}  // namespace tiercare
