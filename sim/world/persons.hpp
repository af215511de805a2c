// SPDX-License-Identifier: Apache-2.0
// People: one small row per resident, indexed by PersonId, nothing allocated per person.
//
// A row, not a column per attribute, because an event touches nearly all of one person and nothing
// of his neighbours: with columns every need cost ten cache misses, with a row of one cache line
// one.
#pragma once

#include "base/large_pages.hpp"
#include "base/money.hpp"
#include "world/chronic.hpp"
#include "world/terms.hpp"

#include <array>
#include <cstdint>
#include <type_traits>

namespace tiercare {

/// Somebody registered in the area: who he is and what the benefit year has cost so far.
struct alignas(64) Person {
  Money outpatient_fund_paid{};                 ///< by outpatient pooling this benefit year
  Money fund_paid{};                            ///< by the fund in all this benefit year
  Money out_of_pocket{};                        ///< this benefit year
  SettlementId settlement{};                    ///< home
  HouseholdId household{};                      ///< who shares home and income with him
  std::int32_t income = 0;                      ///< disposable income per head [yuan/year]
  std::uint32_t identity = 0;                   ///< to whom random draws belong
  std::uint32_t episodes = 0;                   ///< needs so far: the occurrence of random draws
  std::array<std::int8_t, tier_count> trust{};  ///< by tier; -100..100
  std::array<std::int8_t, tier_count> taste{};  ///< lasting, by tier [1/40 standard deviation]
  std::int16_t birth_year = 0;                  ///< calendar year
  Sex sex = Sex::female;
  InsuranceScheme scheme = InsuranceScheme::resident;
  std::uint8_t poor = 0;         ///< 1: registered for medical assistance
  std::uint8_t in_hospital = 0;  ///< 1 while occupying or waiting for a bed
  std::uint8_t dead = 0;         ///< 1: the row stays, nothing happens to it any more
  std::uint8_t births = 0;       ///< children born in the run
  ChronicSet chronic = 0;        ///< what he lives with
  Whereabouts whereabouts = Whereabouts::resident;
  std::uint8_t to_spare = 0;  ///< up to the end of the cache line

  friend bool operator==(const Person&, const Person&) = default;
};
static_assert(sizeof(Person) == 64 && std::has_unique_object_representations_v<Person>);

using Persons = IdVector<PersonId, Person, LargePages<Person>>;

}  // namespace tiercare
