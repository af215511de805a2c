// SPDX-License-Identifier: Apache-2.0
// What people are told and what they pay: the same rules, the same fen.
#include "care/billing.hpp"

#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

Money expected(const County& county, FacilityId facility, bool referred = false) {
  const Course& course = county.plan.conditions[tiny::illness].course(Acuity::moderate);
  const Expectations expectations{county.plan.facilities, county.plan.groups,
                                  county.plan.conditions, county.plan.treatment,
                                  county.plan.benefits};
  const auto row =
      expectations.row(tiny::illness, Acuity::moderate, false, county.persons[PersonId{0}].scheme);
  return expected_out_of_pocket(row.of(facility), row.entitled(facility, referred),
                                funds_left(county.plan, county.persons, PersonId{0}),
                                course.admission);
}

Money settled(County& county, FacilityId facility, bool tested, bool referred = false) {
  const EpisodeId id = county.outpatient_at(facility, PersonId{0});
  county.episodes[id].tested = tested ? 1 : 0;
  county.episodes[id].referred = referred ? 1 : 0;
  Care care = county.care();
  return settle_visit(care, county.episodes[id]).patient_paid;
}

TEST(Billing, TellsBeforehandWhatAVisitWillCost) {
  for (const FacilityId facility : {tiny::clinic, tiny::centre, tiny::hospital, tiny::tertiary})
    for (const bool tested : {false, true})
      for (const bool referred : {false, true}) {
        County county;
        county.insure({.outpatient = Probability{0.37}, .without_letter = Probability{0.61}});
        county.course().charge_factor = 1.13;
        county.course().tested = Probability{tested ? 1.0 : 0.0};
        const Money told = expected(county, facility, referred);
        EXPECT_EQ(told, settled(county, facility, tested, referred));
      }
}

TEST(Billing, CountsALikelyTestByItsChance) {
  County county;
  county.course().tested = Probability{0.4};
  // hospital: 100 yuan a visit and 40 % of a test of 50, half of it paid by the patient
  EXPECT_EQ(expected(county, tiny::hospital), Money::yuan(60));
}

TEST(Billing, CountsALikelyStayByItsChanceAndItsMeanLength) {
  County county;
  county.course().admission = Probability{0.25};
  // hospital: half of 100 yuan, and a quarter of 20 % of 5 days at 300
  EXPECT_EQ(expected(county, tiny::hospital), Money::yuan(50 + 75));
  EXPECT_EQ(expected(county, tiny::clinic), Money::yuan(10)) << "a clinic has no beds";
}

TEST(Billing, BooksAVisitWithPersonFundAndFacility) {
  County county;
  settled(county, tiny::hospital, true);
  EXPECT_EQ(county.persons[PersonId{0}].out_of_pocket, Money::yuan(75));
  EXPECT_EQ(county.persons[PersonId{0}].fund_paid, Money::yuan(75));
  EXPECT_EQ(county.persons[PersonId{0}].outpatient_fund_paid, Money::yuan(75));
  EXPECT_EQ(county.ledger.balance(Ledger::facility(tiny::hospital)), Money::yuan(150));
  EXPECT_EQ(county.ledger.balance(Ledger::households()), -Money::yuan(75));
  EXPECT_EQ(county.ledger.balance(Ledger::fund(InsuranceScheme::resident)), -Money::yuan(75));
  county.ledger.check_balanced();
}

TEST(Billing, BooksAStayByItsLengthAndNotAsOutpatientBenefit) {
  County county;
  const EpisodeId id = county.inpatient_at(tiny::hospital, PersonId{0}, {});
  Care care = county.care();
  const SettledBill bill = settle_stay(care, county.episodes[id], Duration::days(4));
  EXPECT_EQ(bill.charge, Money::yuan(1200));
  EXPECT_EQ(bill.fund_paid, Money::yuan(960));
  EXPECT_EQ(bill.patient_paid, Money::yuan(240));
  EXPECT_EQ(county.persons[PersonId{0}].fund_paid, Money::yuan(960));
  EXPECT_EQ(county.persons[PersonId{0}].outpatient_fund_paid, Money{});
}

TEST(Billing, ChargesASecondDeductibleToWhoCameDownAndToNobodyElse) {
  for (const auto reason : {ContactReason::own_choice, ContactReason::came_back,
                            ContactReason::referred_up, ContactReason::referred_down}) {
    County county;
    county.insure({.second_deductible = Money::yuan(100)});
    const EpisodeId id = county.inpatient_at(tiny::centre, PersonId{0}, {});
    county.episodes[id].reason = reason;
    county.episodes[id].continues = 1;
    Care care = county.care();
    settle_stay(care, county.episodes[id], Duration::days(4));
    const bool came_down = reason == ContactReason::referred_down;
    EXPECT_EQ(county.episodes[id].deductible_paid, came_down ? Money::yuan(100) : Money{});
  }
}

TEST(Billing, RemembersDeductiblesOfTheWholeEpisode) {
  County county;
  county.insure({.second_deductible = Money::yuan(100)});
  const EpisodeId id = county.inpatient_at(tiny::centre, PersonId{0}, {});
  county.episodes[id].reason = ContactReason::referred_down;
  county.episodes[id].deductible_paid = Money::yuan(600);
  Care care = county.care();
  settle_stay(care, county.episodes[id], Duration::days(4));
  EXPECT_EQ(county.episodes[id].deductible_paid, Money::yuan(700));
}

TEST(Billing, TellsBeforehandWhatAStayWillCost) {
  County county;
  county.insure({.inpatient = Probability{0.77}, .second_deductible = Money::yuan(100)});
  const EpisodeId id = county.inpatient_at(tiny::centre, PersonId{0}, {});
  county.episodes[id].reason = ContactReason::referred_down;
  const BenefitDecision told =
      stay_decision(county.plan, county.persons, county.episodes[id], tiny::centre, county.course(),
                    Duration::hours(77), true);
  Care care = county.care();
  const SettledBill bill = settle_stay(care, county.episodes[id], Duration::hours(77));
  EXPECT_EQ(bill.patient_paid, told.patient_pays);
  EXPECT_EQ(bill.fund_paid, told.fund_pays);
}

TEST(Billing, FollowsThePersonsOwnScheme) {
  County county;
  county.persons[PersonId{0}].scheme = InsuranceScheme::employee;
  settled(county, tiny::clinic, false);
  EXPECT_EQ(county.ledger.balance(Ledger::fund(InsuranceScheme::employee)), -Money::yuan(10));
  EXPECT_EQ(county.ledger.balance(Ledger::fund(InsuranceScheme::resident)), Money{});
}

TEST(Designation, IsWhatTheFundPaysFor) {
  County county;
  EXPECT_EQ(expected(county, tiny::clinic), Money::yuan(10));
  county.group(tiny::clinic).designated = false;
  EXPECT_EQ(expected(county, tiny::clinic), Money::yuan(20)) << "the whole charge";
}

}  // namespace
}  // namespace tiercare
