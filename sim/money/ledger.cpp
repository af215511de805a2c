// SPDX-License-Identifier: Apache-2.0
#include "money/ledger.hpp"

#include "base/contract.hpp"

#include <numeric>
#include <string>

namespace tiercare {

void Ledger::transfer(AccountId from, AccountId to, Money amount) {
  EXPECT(from != to);
  balance_[from.index()] -= amount;
  balance_[to.index()] += amount;
  turnover_ += amount;
  ++postings_;
}

void Ledger::check_balanced() const {
  const Money sum = std::accumulate(balance_.begin(), balance_.end(), Money{});
  CONSERVES(sum == Money{}, "the ledger is off by " + std::to_string(sum.fen) + " fen");
}

}  // namespace tiercare
