// SPDX-License-Identifier: Apache-2.0
// Gathers the residents of one place into households: adults of an age live together, and children
// and their grandparents with them.
//
// The residents are there already, drawn one by one, so shares of ages and sexes stay what they
// are; only who lives with whom is decided here. The head's income becomes that of all members.
#pragma once

#include "random/stream.hpp"
#include "world/persons.hpp"
#include "world/population_spec.hpp"

#include <span>

namespace tiercare {

/// Every household has an adult, if the place has one; where it has fewer adults than households
/// were drawn, there are fewer and larger ones.
/// \param year  in which the residents have their ages
/// \param first  number of the first household of this place
/// \return the number after the last
[[nodiscard]] std::uint32_t form_households(std::span<Person> residents,
                                            const HouseholdSizes& sizes, int year,
                                            std::uint32_t first, Stream stream);

}  // namespace tiercare
