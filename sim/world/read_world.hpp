// SPDX-License-Identifier: Apache-2.0
// The world's parts of a scenario, each read by one function that is also its documentation.
#pragma once

#include "config/reader.hpp"
#include "world/calendar.hpp"
#include "world/condition.hpp"
#include "world/facility.hpp"
#include "world/population_spec.hpp"
#include "world/trends.hpp"

namespace tiercare {

[[nodiscard]] GeographySpec read_geography(config::Reader& reader);
[[nodiscard]] PopulationSpec read_population(config::Reader& reader);
[[nodiscard]] Conditions read_conditions(config::Reader& reader);

/// \param conditions  whose incidence may grow
[[nodiscard]] Trends read_trends(config::Reader& reader, const Conditions& conditions);

/// Holidays, workdays at weekends, and the hours at which patients come.
struct CalendarSpec {
  SpecialDays special;
  VisitTimes visit_times;
};
[[nodiscard]] CalendarSpec read_calendar(config::Reader& reader);

using OpeningHoursTable = IdVector<OpeningHoursId, OpeningHours>;
[[nodiscard]] OpeningHoursTable read_opening_hours(config::Reader& reader);

/// \param hours  names of opening hours that stations may keep
[[nodiscard]] FacilityGroups read_facilities(config::Reader& reader, const OpeningHoursTable& hours,
                                             const GeographySpec& geography);

/// Enumerators with their scenario names, for `Reader::choice`.
template <class Enum, std::size_t n>
[[nodiscard]] std::array<config::Named<Enum>, n> named(const std::array<Term<Enum>, n>& terms) {
  std::array<config::Named<Enum>, n> names{};
  for (std::size_t i = 0; i < n; ++i)
    names[i] = {terms[i].value, terms[i].name, {}, terms[i].name_zh};
  return names;
}

}  // namespace tiercare
