// SPDX-License-Identifier: Apache-2.0
// Retail pharmacies: the way between doing nothing and going to a clinician.
#include "care/choosing.hpp"
#include "care/course_of_illness.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

constexpr Money price = Money::yuan(30);

/// The mattering county with a pharmacy in the township, `minutes` from the village.
std::unique_ptr<County> with_pharmacy(float minutes, double relief) {
  auto county = mattering_county();
  county->plan.choice.pharmacy = PharmacyBehaviour{.price = price};
  county->plan.choice.pharmacy->relief.fill(relief);
  for (std::size_t s = 0; s < county->plan.settlements.size(); ++s)
    county->plan.minutes_to_pharmacy.add(minutes);
  return county;
}

/// How many of the people go to the pharmacy.
int buyers(County& county) {
  int count = 0;
  for (std::uint32_t p = 0; p < people; ++p)
    count += county.care().choice().choose(wish_of(p, 0)).answer == Answer::pharmacy ? 1 : 0;
  return count;
}

TEST(Pharmacy, IsNobodysAnswerWhereThereIsNone) {
  EXPECT_EQ(buyers(*mattering_county()), 0);
}

TEST(Pharmacy, HasTheUtilityOfReliefWayAndPrice) {
  const auto county = with_pharmacy(25.0F, 1.5);
  const Care care = county->care();
  const double by_hand = 1.5 - 0.02 * 25.0 - 0.8 * 0.3;  // at mean income
  EXPECT_NEAR(care.choice().preferences(wish_of(0, 0)).of_pharmacy(), by_hand, 1e-9);
}

TEST(Pharmacy, DrawsFewerTheFartherAndTheDearerItIs) {
  const int near = buyers(*with_pharmacy(5.0F, 1.5));
  EXPECT_LT(buyers(*with_pharmacy(150.0F, 1.5)), near / 2);
  const auto dear = with_pharmacy(5.0F, 1.5);
  dear->plan.choice.pharmacy->price = Money::yuan(400);
  EXPECT_LT(buyers(*dear), near / 2);
}

TEST(Pharmacy, IsPaidByTheHouseholdAndNoFund) {
  const auto county = with_pharmacy(5.0F, 60.0);  // nobody resists
  Care care = county->care();
  need_arises(care, PersonId{3});
  EXPECT_EQ(county->persons[PersonId{3}].out_of_pocket, price);
  EXPECT_EQ(county->ledger.balance(Ledger::households()), -price);
  EXPECT_EQ(county->ledger.balance(Ledger::pharmacies()), price);
  county->ledger.check_balanced();
  ASSERT_EQ(county->told.needs.size(), 1U);
  EXPECT_EQ(county->told.needs.front().answer, Answer::pharmacy);
}

TEST(Pharmacy, LeavesTheCourseOfTheIllnessAsItIs) {
  const auto county = with_pharmacy(5.0F, 60.0);
  county->course().worsens = Probability{1.0};
  county->course().worsens_after = 2_day;
  Care care = county->care();
  need_arises(care, PersonId{3});
  county->pass(5_day);
  EXPECT_GT(county->persons[PersonId{3}].out_of_pocket, price) << "it came up again: more medicine";
}

}  // namespace
}  // namespace tiercare
