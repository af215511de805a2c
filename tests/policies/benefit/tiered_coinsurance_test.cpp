// SPDX-License-Identifier: Apache-2.0
// Tiered coinsurance to the fen, worked out by hand; the scheme is that of policies/make.hpp.
#include "policies/make.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using sample::made;

std::unique_ptr<const BenefitScheme> scheme(const std::string& more = {}) {
  return made(tiered_coinsurance(), sample::tiered_coinsurance_text + more);
}

Claim visit(Tier tier, Money charge) {
  return {.service = Service::outpatient, .tier = tier, .charge = charge};
}

Claim stay(Tier tier, Money charge) {
  return {.service = Service::inpatient, .tier = tier, .charge = charge};
}

Claim outside(Claim claim) {
  claim.in_area = false;
  return claim;
}

void expect_shares(const BenefitDecision& decision, Money fund, Money patient, Money deductible) {
  EXPECT_EQ(decision.fund_pays.fen, fund.fen);
  EXPECT_EQ(decision.patient_pays.fen, patient.fen);
  EXPECT_EQ(decision.deductible.fen, deductible.fen);
}

TEST(TieredCoinsurance, PaysItsTiersShareOfWhatIsInPolicyForAVisit) {
  // 40.01 yuan: 36.01 in policy (36.009 rounded); of that 50 %, 40 %, 20 % and nothing.
  expect_shares(scheme()->settle(visit(Tier::village, {4001}), {}), {1801}, {2200}, {});
  expect_shares(scheme()->settle(visit(Tier::township, {4001}), {}), {1440}, {2561}, {});
  expect_shares(scheme()->settle(visit(Tier::county, {4001}), {}), {720}, {3281}, {});
  expect_shares(scheme()->settle(visit(Tier::tertiary, {4001}), {}), {}, {4001}, {});
}

TEST(TieredCoinsurance, ChargesNoDeductibleForAVisit) {
  Claim claim = visit(Tier::village, {10'000});
  claim.deductible_paid = {};
  expect_shares(scheme()->settle(claim, {}), {4500}, {5500}, {});
}

TEST(TieredCoinsurance, StopsOutpatientPoolingAtItsYearlyCeiling) {
  const BenefitAccount nearly_used{.outpatient_fund_paid = Money::yuan(70),
                                   .fund_paid = Money::yuan(70)};
  expect_shares(scheme()->settle(visit(Tier::village, {10'000}), nearly_used), {1000}, {9000}, {});
  const BenefitAccount used{.outpatient_fund_paid = Money::yuan(80), .fund_paid = Money::yuan(80)};
  expect_shares(scheme()->settle(visit(Tier::village, {10'000}), used), {}, {10'000}, {});
}

TEST(TieredCoinsurance, StopsOutpatientPoolingAlsoAtTheCeilingOfAll) {
  const BenefitAccount nearly_used{.outpatient_fund_paid = {},
                                   .fund_paid = Money::yuan(150'000) - Money{5}};
  expect_shares(scheme()->settle(visit(Tier::village, {10'000}), nearly_used), {5}, {9995}, {});
}

TEST(TieredCoinsurance, LeavesTheOutpatientCeilingAloneForAStay) {
  const BenefitAccount used{.outpatient_fund_paid = Money::yuan(80), .fund_paid = Money::yuan(80)};
  // 2000 yuan at the township: 1800 in policy, 200 deductible, 85 % of 1600.
  expect_shares(scheme()->settle(stay(Tier::township, Money::yuan(2000)), used), Money::yuan(1360),
                Money::yuan(640), Money::yuan(200));
}

TEST(TieredCoinsurance, PaysAStayAboveItsTiersDeductible) {
  // 5000.01 yuan: 4500.01 in policy (4500.009). The deductible comes off, the rest is shared.
  const Money charge{500'001};
  // village: 4400.01 x 90 % = 3960.009
  expect_shares(scheme()->settle(stay(Tier::village, charge), {}), {396'001}, {104'000},
                Money::yuan(100));
  // township: 4300.01 x 85 % = 3655.0085
  expect_shares(scheme()->settle(stay(Tier::township, charge), {}), {365'501}, {134'500},
                Money::yuan(200));
  // county: 3900.01 x 75 % = 2925.0075
  expect_shares(scheme()->settle(stay(Tier::county, charge), {}), {292'501}, {207'500},
                Money::yuan(600));
  // tertiary: 3300.01 x 60 % = 1980.006
  expect_shares(scheme()->settle(stay(Tier::tertiary, charge), {}), {198'001}, {302'000},
                Money::yuan(1200));
}

TEST(TieredCoinsurance, PaysNothingForAStayBelowTheDeductible) {
  // 500 yuan: 450 in policy, all of it deductible; what is out of policy is not.
  expect_shares(scheme()->settle(stay(Tier::county, Money::yuan(500)), {}), {}, Money::yuan(500),
                Money::yuan(450));
}

TEST(TieredCoinsurance, CutsTheFundsShareOutsideTheAreaAndLessSoWithAReferral) {
  // 10000 yuan: 9000 in policy, 7800 above the deductible. 60 % x 65 % = 39 %, 60 % x 85 % = 51 %.
  Claim claim = outside(stay(Tier::tertiary, Money::yuan(10'000)));
  expect_shares(scheme()->settle(claim, {}), Money::yuan(3042), Money::yuan(6958),
                Money::yuan(1200));
  claim.referred = true;
  expect_shares(scheme()->settle(claim, {}), Money::yuan(3978), Money::yuan(6022),
                Money::yuan(1200));
}

TEST(TieredCoinsurance, DoesNotAskForAReferralInsideTheArea) {
  Claim claim = stay(Tier::county, Money::yuan(5000));
  const BenefitDecision without = scheme()->settle(claim, {});
  claim.referred = true;
  const BenefitDecision with = scheme()->settle(claim, {});
  EXPECT_EQ(without.fund_pays, with.fund_pays);
}

TEST(TieredCoinsurance, ChargesTheDifferenceWhenATransferGoesUp) {
  // 200 yuan were paid at the township; the county's 600 are reached with 400 more.
  Claim claim = stay(Tier::county, Money::yuan(5000));
  claim.deductible_paid = Money::yuan(200);
  // 4500 in policy - 400 = 4100 x 75 % = 3075
  expect_shares(scheme()->settle(claim, {}), Money::yuan(3075), Money::yuan(1925),
                Money::yuan(400));
}

TEST(TieredCoinsurance, ChargesASecondDeductibleOnAMoveDownUnlessItIsWaived) {
  Claim claim = stay(Tier::township, Money::yuan(2000));
  claim.moved_down = true;
  claim.deductible_paid = Money::yuan(600);
  // charged, which is the default: 1800 in policy - 200 = 1600 x 85 %
  expect_shares(scheme()->settle(claim, {}), Money::yuan(1360), Money::yuan(640), Money::yuan(200));
  expect_shares(scheme("second_deductible_on_down_referral: charged\n")->settle(claim, {}),
                Money::yuan(1360), Money::yuan(640), Money::yuan(200));
  // waived: 1800 x 85 %
  expect_shares(scheme("second_deductible_on_down_referral: waived\n")->settle(claim, {}),
                Money::yuan(1530), Money::yuan(470), {});
}

TEST(TieredCoinsurance, WaivesNothingWhenATransferGoesUp) {
  Claim claim = stay(Tier::county, Money::yuan(5000));
  claim.deductible_paid = Money::yuan(200);
  const auto waived = scheme("second_deductible_on_down_referral: waived\n");
  EXPECT_EQ(waived->settle(claim, {}).deductible, Money::yuan(400));
}

TEST(TieredCoinsurance, StopsAtTheYearlyCeilingOfTheFund) {
  const BenefitAccount nearly_used{.outpatient_fund_paid = {}, .fund_paid = Money::yuan(149'900)};
  // 75 % of 3900 would be 2925; 100 yuan are left.
  expect_shares(scheme()->settle(stay(Tier::county, Money::yuan(5000)), nearly_used),
                Money::yuan(100), Money::yuan(4900), Money::yuan(600));
  const BenefitAccount used{.outpatient_fund_paid = {}, .fund_paid = Money::yuan(150'000)};
  expect_shares(scheme()->settle(stay(Tier::county, Money::yuan(5000)), used), {},
                Money::yuan(5000), Money::yuan(600));
}

TEST(TieredCoinsurance, PaysNothingForNothing) {
  expect_shares(scheme()->settle(visit(Tier::village, {}), {}), {}, {}, {});
  expect_shares(scheme()->settle(stay(Tier::county, {}), {}), {}, {}, {});
}

}  // namespace
}  // namespace tiercare
