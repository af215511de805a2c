// SPDX-License-Identifier: Apache-2.0
// The ledger: every fen that changes hands, as debit and credit of the same amount.
//
// Accounts: households together, one fund per insurance scheme, retail pharmacies together, the
// facilities elsewhere together, one per facility here. A balance is what an account has received
// less what it has paid; the balances sum to nothing at every instant.
#pragma once

#include "base/id.hpp"
#include "base/money.hpp"
#include "world/terms.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace tiercare {

using AccountId = Id<struct AccountTag>;

class Ledger {
 public:
  explicit Ledger(std::size_t facilities = 0) : balance_(first_facility + facilities) {}

  [[nodiscard]] static AccountId households() { return AccountId{0}; }
  [[nodiscard]] static AccountId fund(InsuranceScheme scheme) {
    return AccountId{1 + static_cast<std::uint32_t>(scheme)};
  }
  [[nodiscard]] static AccountId pharmacies() {
    return AccountId{1 + static_cast<std::uint32_t>(insurance_scheme_count)};
  }
  /// Those that treat people registered here who are away.
  [[nodiscard]] static AccountId elsewhere() { return AccountId{first_facility - 1}; }
  [[nodiscard]] static AccountId facility(FacilityId facility) {
    return AccountId{first_facility + facility.value};
  }

  /// Moves `amount` from one account to another.
  void transfer(AccountId from, AccountId to, Money amount);

  [[nodiscard]] Money balance(AccountId account) const { return balance_[account.index()]; }
  [[nodiscard]] std::uint64_t postings() const { return postings_; }
  /// All that has ever been moved.
  [[nodiscard]] Money turnover() const { return turnover_; }
  /// \throws InternalError if the balances do not sum to nothing
  void check_balanced() const;

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("balance", self.balance_);
    visit("turnover", self.turnover_);
    visit("postings", self.postings_);
  }

 private:
  static constexpr std::uint32_t first_facility = 3 + insurance_scheme_count;

  std::vector<Money> balance_;
  Money turnover_{};
  std::uint64_t postings_ = 0;
};

}  // namespace tiercare
