// SPDX-License-Identifier: Apache-2.0
// What a handler of care may touch: the plan to read, the state to change, the sink to tell.
//
// References only; it is made for the length of a run and owns nothing.
#pragma once

#include "care/appointments.hpp"
#include "care/care_plan.hpp"
#include "care/episodes.hpp"
#include "care/public_waits.hpp"
#include "kernel/agenda.hpp"
#include "kernel/stations.hpp"
#include "money/ledger.hpp"
#include "random/stream.hpp"
#include "world/events.hpp"
#include "world/facts.hpp"
#include "world/headcount.hpp"
#include "world/persons.hpp"

namespace tiercare {

/// One stream of other places' patients to a facility; its next one is pending, unless that is
/// beyond a century.
struct BackgroundStream {
  std::uint32_t drawn = 0;  ///< so far, the pending one included: the occurrences of their draws
  double per_day = 0.0;     ///< at which the pending one was drawn; 0: none is

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("drawn", self.drawn);
    visit("per_day", self.per_day);
  }
  friend bool operator==(const BackgroundStream&, const BackgroundStream&) = default;
};

/// Other places' patients.
struct BackgroundCounts {
  explicit BackgroundCounts(std::size_t facilities = 0, std::size_t stations = 0)
      : visits(facilities * willingness_count),
        admissions(facilities * willingness_count),
        line_beyond_usual(facilities),
        services(stations),
        in_service(stations) {}

  std::vector<BackgroundStream> visits;      ///< by facility and willingness
  std::vector<BackgroundStream> admissions;  ///< the same
  /// By facility: the line before the doctors as people know it, beyond the usual one [patients].
  std::vector<double> line_beyond_usual;
  std::vector<std::uint32_t> services;    ///< by station
  std::vector<std::uint32_t> in_service;  ///< by station, now

  [[nodiscard]] static std::size_t at(FacilityId facility, Willingness who) {
    return facility.index() * willingness_count + static_cast<std::size_t>(who);
  }
  /// Whether other places' patients have ever come there.
  [[nodiscard]] bool ever_at(FacilityId facility) const {
    return visits[at(facility, Willingness::usual)].drawn > 0 ||
           admissions[at(facility, Willingness::usual)].drawn > 0;
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("visits", self.visits);
    visit("admissions", self.admissions);
    visit("line_beyond_usual", self.line_beyond_usual);
    visit("services", self.services);
    visit("in_service", self.in_service);
  }
};

struct Care {
  const CarePlan& plan;
  const Randomness& random;
  Agenda<Events>& agenda;
  Persons& persons;
  Headcount& population;
  Episodes& episodes;
  Stations& stations;
  PublicWaits& waits;
  Ledger& ledger;
  BackgroundCounts& background;
  std::vector<std::uint32_t>& visits_today;  ///< by facility
  FactSink& facts;
  Appointments& appointments;

  [[nodiscard]] Instant now() const { return agenda.now(); }
  [[nodiscard]] const Course& course(const Episode& episode) const {
    return plan.conditions[episode.condition].course(episode.acuity);
  }
  [[nodiscard]] ServiceLine line(const Episode& episode) const { return episode.line; }
  /// What a facility is able to do for the episode's course.
  [[nodiscard]] const Expectation& expected(FacilityId facility, const Episode& episode) const {
    const bool of_children = episode.line != plan.conditions[episode.condition].line;
    return plan.expectations.of(facility, episode.condition, episode.acuity, of_children);
  }
  /// For what the episode's course needs, the means of the facility counted in.
  [[nodiscard]] double capability(FacilityId facility, const Episode& episode) const {
    return expected(facility, episode).capability;
  }
  /// The same for its stable phase.
  [[nodiscard]] double stable_capability(FacilityId facility, const Episode& episode) const {
    const Course& needed = course(episode);
    return plan.facilities[facility].capability_for(line(episode), needed.stable_capability,
                                                    needed.stable_needs);
  }
  /// Whether the person is elsewhere now: an absent migrant, or seasonal and not at home.
  [[nodiscard]] bool is_away(PersonId person) const {
    const Whereabouts whereabouts = persons[person].whereabouts;
    if (whereabouts == Whereabouts::resident) return false;
    return whereabouts == Whereabouts::absent || !plan.is_home_season(now());
  }
  [[nodiscard]] Choice choice() const { return {plan, persons, waits, random}; }

  /// The draws of one purpose at one place of an episode: contact in the high bits, `detail` below.
  [[nodiscard]] Stream stream(const Episode& episode, Purpose purpose,
                              std::uint16_t detail = 0) const {
    const std::uint32_t contact = episode.contact;
    const auto step = static_cast<std::uint16_t>(contact << 8U | (detail & 0xFFU));
    return random.stream(persons[episode.person].identity, purpose, episode.number, step);
  }

  [[nodiscard]] Wish wish(const Episode& episode) const {
    return {.person = episode.person,
            .episode = episode.number,
            .contact = episode.contact,
            .condition = episode.condition,
            .acuity = episode.acuity,
            .line = episode.line,
            .failed_capability = episode.failed_capability,
            .any_hour = course(episode).urgent};
  }
};

/// After so many contacts an episode is taken to have burnt out; keeps counters in eight bits.
inline constexpr std::uint8_t most_contacts = 30;

/// Priority classes of every queue: emergencies and the green channel, then what triage finds
/// urgent, then those who come by appointment, then everyone else.
inline constexpr PriorityClass emergency_class{0};
inline constexpr PriorityClass urgent_class{1};
inline constexpr PriorityClass booked_class{2};
inline constexpr PriorityClass ordinary_class{3};

/// Other places' patients have no episode; their customer id only says so.
inline constexpr CustomerId background_customer{0x8000'0000U};

}  // namespace tiercare
