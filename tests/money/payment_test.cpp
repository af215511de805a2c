// SPDX-License-Identifier: Apache-2.0
// The list of payments of one bill: in order, in place, and no longer than it may be.
#include "money/payment.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace tiercare {
namespace {

std::vector<std::int64_t> amounts(const PaymentList& payments) {
  std::vector<std::int64_t> fen;
  for (const Payment& payment : payments) fen.push_back(payment.amount.fen);
  return fen;
}

TEST(PaymentList, IsEmptyAtFirst) {
  EXPECT_TRUE(amounts(PaymentList{}).empty());
}

TEST(PaymentList, KeepsPaymentsInOrder) {
  PaymentList payments;
  payments.add({Payer::fund, Money{70}});
  payments.add({Payer::patient, Money{30}});
  EXPECT_EQ(amounts(payments), (std::vector<std::int64_t>{70, 30}));
  EXPECT_EQ(payments.begin()->payer, Payer::fund);
}

#ifdef TIERCARE_CONTRACTS
TEST(PaymentList, RefusesMoreThanItCanHold) {
  PaymentList payments;
  for (std::size_t i = 0; i < PaymentList::capacity; ++i) payments.add({Payer::fund, Money{1}});
  EXPECT_THROW(payments.add({Payer::fund, Money{1}}), InternalError);
}
#endif

}  // namespace
}  // namespace tiercare
