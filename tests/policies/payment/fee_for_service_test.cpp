// SPDX-License-Identifier: Apache-2.0
// Fee for service: each side pays its share as billed, and one more service brings its full price.
#include "policies/make.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace tiercare {
namespace {

std::vector<Payment> paid(const Bill& bill) {
  const PaymentList list = sample::made(fee_for_service(), "")->pay(bill);
  return {list.begin(), list.end()};
}

TEST(FeeForService, LetsFundAndPatientPayTheirSharesToTheFen) {
  const auto payments =
      paid({.charge = Money{4001}, .fund_share = Money{1801}, .patient_share = Money{2200}});
  ASSERT_EQ(payments.size(), 2U);
  EXPECT_EQ(payments[0].payer, Payer::fund);
  EXPECT_EQ(payments[0].amount, Money{1801});
  EXPECT_EQ(payments[1].payer, Payer::patient);
  EXPECT_EQ(payments[1].amount, Money{2200});
}

TEST(FeeForService, MakesNoPaymentOfNothing) {
  const auto own = paid({.charge = Money{500}, .fund_share = {}, .patient_share = Money{500}});
  ASSERT_EQ(own.size(), 1U);
  EXPECT_EQ(own[0].payer, Payer::patient);
  const auto free = paid({.charge = Money{500}, .fund_share = Money{500}, .patient_share = {}});
  ASSERT_EQ(free.size(), 1U);
  EXPECT_EQ(free[0].payer, Payer::fund);
  EXPECT_TRUE(paid({}).empty());
}

TEST(FeeForService, BringsTheFullPriceOfOneMoreService) {
  const auto scheme = sample::made(fee_for_service(), "");
  const ServiceOffer offer{
      .tier = Tier::county, .service = Service::inpatient, .charge = Money{123'457}};
  EXPECT_EQ(scheme->marginal_revenue(offer), Money{123'457});
}

}  // namespace
}  // namespace tiercare
