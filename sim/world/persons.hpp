// SPDX-License-Identifier: Apache-2.0
// People as columns: one row per resident, indexed by PersonId, nothing allocated per person.
//
// The columns a handler touches together stand together; a person costs about 50 bytes here and 24
// for the pending need in the agenda.
#pragma once

#include <cstdint>
#include <vector>

#include "base/money.hpp"
#include "world/terms.hpp"

namespace tiercare {

/// Residents of the area: who they are and what the benefit year has cost them so far.
struct Persons {
  std::vector<std::int16_t> birth_year;          ///< calendar year
  std::vector<Sex> sex;
  std::vector<SettlementId> settlement;
  std::vector<std::int32_t> income;              ///< disposable income per head [yuan/year]
  std::vector<InsuranceScheme> scheme;
  std::vector<std::uint8_t> poor;                ///< 1: registered for medical assistance
  std::vector<std::uint32_t> episodes;           ///< needs so far: the occurrence of random draws
  std::vector<std::int8_t> trust;                ///< four per person, by tier; -100..100
  std::vector<std::uint8_t> in_hospital;         ///< 1 while occupying or waiting for a bed
  std::vector<Money> outpatient_fund_paid;       ///< by outpatient pooling this benefit year
  std::vector<Money> fund_paid;                  ///< by the fund in all this benefit year
  std::vector<Money> out_of_pocket;              ///< this benefit year

  [[nodiscard]] std::size_t size() const { return birth_year.size(); }
  void resize(std::size_t persons);

  [[nodiscard]] std::int8_t trust_in(PersonId person, Tier tier) const {
    return trust[person.index() * tier_count + index(tier)];
  }
  std::int8_t& trust_in(PersonId person, Tier tier) {
    return trust[person.index() * tier_count + index(tier)];
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("birth_year", self.birth_year);
    visit("sex", self.sex);
    visit("settlement", self.settlement);
    visit("income", self.income);
    visit("scheme", self.scheme);
    visit("poor", self.poor);
    visit("episodes", self.episodes);
    visit("trust", self.trust);
    visit("in_hospital", self.in_hospital);
    visit("outpatient_fund_paid", self.outpatient_fund_paid);
    visit("fund_paid", self.fund_paid);
    visit("out_of_pocket", self.out_of_pocket);
  }
};

}  // namespace tiercare
