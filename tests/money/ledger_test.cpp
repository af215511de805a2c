// SPDX-License-Identifier: Apache-2.0
// The ledger: what one account pays another receives, whoever they are.
#include "money/ledger.hpp"

#include "base/contract.hpp"

#include <gtest/gtest.h>

#include <random>

namespace tiercare {
namespace {

constexpr FacilityId clinic{0};
constexpr FacilityId hospital{1};

TEST(Ledger, BeginsWithNothing) {
  const Ledger ledger{2};
  EXPECT_EQ(ledger.balance(Ledger::households()), Money{});
  EXPECT_EQ(ledger.balance(Ledger::facility(hospital)), Money{});
  EXPECT_EQ(ledger.postings(), 0U);
  ledger.check_balanced();
}

TEST(Ledger, MovesMoneyFromWhoPaysToWhoReceives) {
  Ledger ledger{2};
  ledger.transfer(Ledger::households(), Ledger::facility(clinic), Money{1250});
  ledger.transfer(Ledger::fund(InsuranceScheme::resident), Ledger::facility(clinic), Money{750});
  ledger.transfer(Ledger::fund(InsuranceScheme::employee), Ledger::facility(hospital), Money{90});
  EXPECT_EQ(ledger.balance(Ledger::households()), Money{-1250});
  EXPECT_EQ(ledger.balance(Ledger::fund(InsuranceScheme::resident)), Money{-750});
  EXPECT_EQ(ledger.balance(Ledger::fund(InsuranceScheme::employee)), Money{-90});
  EXPECT_EQ(ledger.balance(Ledger::facility(clinic)), Money{2000});
  EXPECT_EQ(ledger.balance(Ledger::facility(hospital)), Money{90});
}

TEST(Ledger, CountsPostingsAndAllThatWasMoved) {
  Ledger ledger{1};
  ledger.transfer(Ledger::households(), Ledger::facility(clinic), Money{100});
  ledger.transfer(Ledger::facility(clinic), Ledger::households(), Money{40});
  EXPECT_EQ(ledger.postings(), 2U);
  EXPECT_EQ(ledger.turnover(), Money{140});
  EXPECT_EQ(ledger.balance(Ledger::facility(clinic)), Money{60});
}

TEST(Ledger, GivesEachAccountAnIdOfItsOwn) {
  EXPECT_NE(Ledger::households(), Ledger::fund(InsuranceScheme::resident));
  EXPECT_NE(Ledger::fund(InsuranceScheme::resident), Ledger::fund(InsuranceScheme::employee));
  EXPECT_NE(Ledger::fund(InsuranceScheme::employee), Ledger::facility(clinic));
  EXPECT_NE(Ledger::facility(clinic), Ledger::facility(hospital));
}

TEST(Ledger, StaysBalancedThroughAThousandTransfers) {
  Ledger ledger{5};
  std::mt19937 any{7};
  for (int i = 0; i < 1000; ++i) {
    const AccountId payer =
        any() % 2 == 0 ? Ledger::households() : Ledger::fund(InsuranceScheme::employee);
    const FacilityId payee{static_cast<std::uint32_t>(any() % 5)};
    ledger.transfer(payer, Ledger::facility(payee),
                    Money{static_cast<std::int64_t>(any() % 100'000)});
  }
  EXPECT_NO_THROW(ledger.check_balanced());
}

/// Puts money into the ledger that nobody has paid.
struct Forger {
  void operator()(std::string_view name, std::vector<Money>& balance) const {
    if (name == "balance") balance.front() += Money{1};
  }
  template <class Column>
  void operator()(std::string_view /*name*/, Column& /*column*/) const {}
};

TEST(Ledger, NoticesASingleFenTooMuch) {
  Ledger ledger{1};
  ledger.transfer(Ledger::households(), Ledger::facility(clinic), Money{100});
  Ledger::for_each_column(ledger, Forger{});
  EXPECT_THROW(ledger.check_balanced(), InternalError);
}

#ifdef TIERCARE_CONTRACTS
TEST(Ledger, RefusesATransferToTheSameAccount) {
  Ledger ledger{1};
  EXPECT_THROW(ledger.transfer(Ledger::households(), Ledger::households(), Money{1}),
               InternalError);
}
#endif

}  // namespace
}  // namespace tiercare
