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
[[nodiscard]] Catalogue read_conditions(config::Reader& reader);

/// Age bands of incidence and prevalence, by their names in scenarios.
struct AgeBandTerm {
  AgeBand band;
  std::string_view name;
};
inline constexpr std::array<AgeBandTerm, age_band_count> age_bands{{
    {AgeBand::under_5, "under_5"},
    {AgeBand::from_5_to_14, "from_5_to_14"},
    {AgeBand::from_15_to_44, "from_15_to_44"},
    {AgeBand::from_45_to_59, "from_45_to_59"},
    {AgeBand::from_60, "from_60"},
}};
/// The states that people live with; needs may then name them.
[[nodiscard]] ChronicStates read_chronic_states(config::Reader& reader);
/// Whose needs a condition's are: by the chronic states of people.
void read_chronic_hazard(config::Reader& reader, const ChronicStates& states, Condition& condition);
/// Who of the registered lives elsewhere, for good or for a season. \pre residents and ages are
/// read
void read_whereabouts(config::Reader& reader, PopulationSpec& population);
/// Households by their number of members.
void read_households(config::Reader& reader, PopulationSpec& population);
/// Shares by the age bands of a population; they sum to 100 %.
[[nodiscard]] std::array<double, 7> read_age_shares(config::Reader& reader);

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

/// A list of equipment; absent is none.
[[nodiscard]] EquipmentSet read_equipment(config::Reader& reader, const config::Field& field);

/// Enumerators with their scenario names, for `Reader::choice`.
template <class Enum, std::size_t n>
[[nodiscard]] std::array<config::Named<Enum>, n> named(const std::array<Term<Enum>, n>& terms) {
  std::array<config::Named<Enum>, n> names{};
  for (std::size_t i = 0; i < n; ++i)
    names[i] = {terms[i].value, terms[i].name, {}, terms[i].name_zh};
  return names;
}

}  // namespace tiercare
