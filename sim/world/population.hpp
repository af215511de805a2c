// SPDX-License-Identifier: Apache-2.0
// Makes the residents: one row per person, each drawn from the person's own stream.
//
// Shares of ages, sexes and schemes hold in expectation, means of income hold in expectation, and
// the registered poor are the households of the lowest incomes, as far as they are in the
// residents' scheme.
#pragma once

#include "random/stream.hpp"
#include "world/persons.hpp"
#include "world/population_spec.hpp"
#include "world/settlement.hpp"

namespace tiercare {

/// A person's own lasting taste for each tier.
void draw_taste(Person& person, Stream stream);

/// The residents of `settlements`, ordered by settlement, then those who are absent, likewise; ages
/// are those of `start_year`. Whoever lives together is a household; the absent, who live
/// elsewhere, are in households of their own.
/// \param spec its age shares sum to 1
/// \param chronic who lives with what at the start
[[nodiscard]] Persons make_persons(const PopulationSpec& spec, const Settlements& settlements,
                                   int start_year, const Randomness& randomness,
                                   const ChronicShares& chronic = {});

}  // namespace tiercare
