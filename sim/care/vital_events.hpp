// SPDX-License-Identifier: Apache-2.0
// Births and deaths: who of the residents comes and goes within a calendar year.
//
// Rates are constant within a calendar year of age, so the year's births and deaths are drawn each
// first of January (and at the start, and at birth) and nobody carries an event for a death that
// is decades away. Nothing of it happens where a scenario gives no vital rates.
#pragma once

#include "care/care.hpp"

namespace tiercare {

/// Draws who dies and who gives birth between now and the end of the calendar year.
void foresee_the_year(Care& care);
/// A resident is born: of the mother's home, means and scheme; the random identity follows from
/// hers and the order of births.
void is_born(Care& care, PersonId mother);
/// Incomes grow by what the time since the last January, or since the first day, has brought.
void grow_incomes(Care& care);
/// A resident dies at home or on the way; whoever lies in a bed is in the hands of the ward.
void dies(Care& care, PersonId person);
/// A month begins, with which the seasonal may leave or come home.
void season_turns(Care& care);
/// How many who live are elsewhere now.
[[nodiscard]] std::uint64_t count_away(const Care& care);
/// Marks a resident as dead and tells where; `untreated`: of an illness nobody treated in time.
void mark_dead(Care& care, PersonId person, DeathPlace place, bool untreated);

}  // namespace tiercare
