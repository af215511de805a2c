// SPDX-License-Identifier: Apache-2.0
// Everything that can happen, as facts in the present tense: small structs of ids.
//
// An event that may be overtaken carries the revision its subject had when it was scheduled; the
// handler drops it if the subject has moved on.
#pragma once

#include "kernel/event.hpp"
#include "kernel/stations.hpp"
#include "world/facility.hpp"
#include "world/terms.hpp"

#include <cstdint>
#include <string_view>

namespace tiercare {

/// A person feels ill (and the next such moment is drawn).
struct NeedArises {
  static constexpr std::string_view name = "NeedArises";
  PersonId person;
};
/// A patient reaches the facility he set out for.
struct Arrives {
  static constexpr std::string_view name = "Arrives";
  EpisodeId episode;
  std::uint32_t revision = 0;
  PersonId person;  ///< of the episode, that both can be fetched at once
};
/// The running step of a contact is over (a service, a phase of a stay).
struct StepEnds {
  static constexpr std::string_view name = "StepEnds";
  EpisodeId episode;
  std::uint32_t revision = 0;
  PersonId person;  ///< of the episode, that both can be fetched at once
};
/// A waiting patient's patience ends.
struct GivesUp {
  static constexpr std::string_view name = "GivesUp";
  EpisodeId episode;
  std::uint32_t revision = 0;
};
/// An illness at home comes up again: a review is due, it has not gone away, or it has worsened.
struct LooksAgain {
  static constexpr std::string_view name = "LooksAgain";
  EpisodeId episode;
  std::uint32_t revision = 0;
  PersonId person;  ///< of the episode, that both can be fetched at once
};
/// Whether another place's patient is one of those who usually come, or of those beyond them.
enum class Willingness : std::uint32_t { usual, if_there_is_room };
inline constexpr std::size_t willingness_count = 2;

/// Another place's outpatient comes, unless the scenario has meanwhile drawn the next one anew.
struct BackgroundVisit {
  static constexpr std::string_view name = "BackgroundVisit";
  FacilityId facility;
  Willingness who = Willingness::usual;
  std::uint32_t occurrence = 0;
};
/// Another place's inpatient comes, unless the scenario has meanwhile drawn the next one anew.
struct BackgroundAdmission {
  static constexpr std::string_view name = "BackgroundAdmission";
  FacilityId facility;
  Willingness who = Willingness::usual;
  std::uint32_t occurrence = 0;
};
/// The service or stay of another place's patient is over.
struct BackgroundEnds {
  static constexpr std::string_view name = "BackgroundEnds";
  StationId station;
};
/// Opening hours turn a page: servers come or go.
struct ShiftChanges {
  static constexpr std::string_view name = "ShiftChanges";
  OpeningHoursId hours;
};
/// Midnight: the day's series are written.
struct DayEnds {
  static constexpr std::string_view name = "DayEnds";
};
/// First of January: ceilings start anew, and the year's births and deaths are drawn.
struct BenefitYearStarts {
  static constexpr std::string_view name = "BenefitYearStarts";
};
/// Warm-up is over: statistics start anew, patients stay where they are.
struct MeasurementStarts {
  static constexpr std::string_view name = "MeasurementStarts";
};

/// A resident dies outside hospital.
struct Dies {
  static constexpr std::string_view name = "Dies";
  PersonId person;
};
/// A resident gives birth.
struct IsBorn {
  static constexpr std::string_view name = "IsBorn";
  PersonId mother;
};

/// A month begins in which the seasonal may leave or come home.
struct SeasonTurns {
  static constexpr std::string_view name = "SeasonTurns";
};
/// An illness that nobody has treated rightly in the time that it allows.
struct DiesUntreated {
  static constexpr std::string_view name = "DiesUntreated";
  EpisodeId episode;
  PersonId person;
};

using Events =
    EventList<NeedArises, Arrives, StepEnds, GivesUp, LooksAgain, BackgroundVisit,
              BackgroundAdmission, BackgroundEnds, ShiftChanges, DayEnds, BenefitYearStarts,
              MeasurementStarts, Dies, IsBorn, SeasonTurns, DiesUntreated>;

}  // namespace tiercare
