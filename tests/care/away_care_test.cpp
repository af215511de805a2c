// SPDX-License-Identifier: Apache-2.0
// Illness away from home: the same needs, no place of ours, a bill by the rules of home.
#include "care/away_care.hpp"

#include "care/course_of_illness.hpp"
#include "care/tiny_county.hpp"
#include "care/vital_events.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace tiercare {
namespace {

using tiny::County;

constexpr PersonId migrant{3};

/// A county whose people, all but one, are at home; who is ill elsewhere is treated and admitted.
std::unique_ptr<County> county_with_a_migrant(Whereabouts whereabouts) {
  auto county = std::make_unique<County>();
  county->persons[migrant].whereabouts = whereabouts;
  county->plan.elsewhere.price = {.visit = Money::yuan(300),
                                  .test = Money::yuan(200),
                                  .bed_day = Money::yuan(1000),
                                  .variable_cost = {}};
  county->plan.elsewhere.sought.fill(Probability{1.0});
  county->plan.home_months[0] = true;  // January, in which time begins
  county->plan.treatment.right_at_par = Probability{1.0};
  county->course().admission = Probability{1.0};
  county->course().tested = Probability{1.0};
  county->course().acute_stay = TimeDistribution{Distribution::constant(4.0 * 1440.0)};
  county->course().stable_stay.reset();
  return county;
}

TEST(AwayCare, UsesNoPlaceOfOursAndIsToldAsCareElsewhere) {
  const auto county = county_with_a_migrant(Whereabouts::absent);
  Care care = county->care();
  need_arises(care, migrant);
  county->pass(100_day);
  EXPECT_TRUE(county->told.contacts.empty());
  EXPECT_TRUE(county->told.admissions.empty());
  EXPECT_TRUE(county->told.needs.empty());
  ASSERT_EQ(county->told.away.size(), 2U);
  EXPECT_EQ(county->told.away[0].service, Service::outpatient);
  EXPECT_EQ(county->told.away[0].outcome, ContactOutcome::admitted);
  EXPECT_EQ(county->told.away[0].charge, Money::yuan(500));
  EXPECT_EQ(county->told.away[1].service, Service::inpatient);
  EXPECT_EQ(county->told.away[1].stay, 4_day);
  EXPECT_EQ(county->told.away[1].charge, Money::yuan(4000));
  EXPECT_EQ(county->told.away[1].contact, 1U);
}

TEST(AwayCare, IsPaidByTheRulesOfHomeToFacilitiesElsewhere) {
  const auto county = county_with_a_migrant(Whereabouts::absent);
  county->insure({.outpatient = Probability{0.5},
                  .inpatient = Probability{0.8},
                  .without_letter = Probability{0.5}});
  Care care = county->care();
  need_arises(care, migrant);
  const Money fund = Money::yuan(125) + Money::yuan(1600);  // half of it for want of a letter
  EXPECT_EQ(county->ledger.balance(Ledger::elsewhere()), Money::yuan(4500));
  EXPECT_EQ(county->ledger.balance(Ledger::fund(InsuranceScheme::resident)), -fund);
  EXPECT_EQ(county->ledger.balance(Ledger::households()), fund - Money::yuan(4500));
  EXPECT_EQ(county->persons[migrant].fund_paid, fund);
  EXPECT_EQ(county->persons[migrant].out_of_pocket, Money::yuan(4500) - fund);
  EXPECT_NO_THROW(county->ledger.check_balanced());
}

TEST(AwayCare, IsForTheSeasonalOutsideTheMonthsAtHomeOnly) {
  const auto county = county_with_a_migrant(Whereabouts::seasonal);
  Care care = county->care();
  EXPECT_FALSE(care.is_away(migrant));
  need_arises(care, migrant);
  EXPECT_TRUE(county->told.away.empty());
  EXPECT_EQ(county->told.needs.size(), 1U) << "he is a patient here like anybody";
  county->pass(40_day);  // February
  EXPECT_TRUE(care.is_away(migrant));
  const std::size_t contacts = county->told.contacts.size();
  need_arises(care, migrant);
  EXPECT_FALSE(county->told.away.empty());
  EXPECT_EQ(county->told.needs.size(), 1U);
  EXPECT_EQ(county->told.contacts.size(), contacts);
}

TEST(AwayCare, TakesAlongAnIllnessThatComesUpAgainAfterTheSeason) {
  const auto county = county_with_a_migrant(Whereabouts::seasonal);
  Care care = county->care();
  county->pass(40_day);
  const EpisodeId id = county->episodes.begin(migrant, 0, tiny::illness, Acuity::moderate);
  county->persons[migrant].episodes = 1;
  look_again(care, id);
  EXPECT_EQ(county->episodes.begun(), county->episodes.ended());
  EXPECT_EQ(county->told.away.size(), 2U);
}

TEST(AwayCare, IsNotSoughtByWhoCaresForHimself) {
  const auto county = county_with_a_migrant(Whereabouts::absent);
  county->plan.elsewhere.sought.fill(Probability{0.0});
  county->course().worsens = Probability{0.0};
  Care care = county->care();
  need_arises(care, migrant);
  EXPECT_TRUE(county->told.away.empty());
  EXPECT_EQ(county->ledger.turnover(), Money{});
}

TEST(AwayCare, CanEndInDeathElsewhere) {
  const auto county = county_with_a_migrant(Whereabouts::absent);
  county->course().fatality = Probability{1.0};
  county->population = Headcount{county->persons.size(), 1};
  Care care = county->care();
  need_arises(care, migrant);
  ASSERT_EQ(county->told.deaths.size(), 1U);
  EXPECT_TRUE(county->told.deaths.front().away);
  EXPECT_EQ(county->told.away.back().outcome, ContactOutcome::died);
  EXPECT_EQ(county->population.away(), 0U);
}

TEST(AwayCare, ComesToAnEndHoweverOftenItIsInVain) {
  const auto county = county_with_a_migrant(Whereabouts::absent);
  county->plan.treatment.right_at_par = Probability{0.0};
  county->plan.treatment.relapse_after_stay = Probability{1.0};
  county->course().admission = Probability{0.0};
  Care care = county->care();
  need_arises(care, migrant);
  EXPECT_EQ(county->told.away.size(), most_contacts);
}

TEST(Season, MovesTheSeasonalBetweenHereAndElsewhere) {
  const auto county = county_with_a_migrant(Whereabouts::seasonal);
  county->population = Headcount{county->persons.size()};
  county->agenda.at(county->plan.calendar.next_month(Instant{}), SeasonTurns{});
  county->pass(30_day);
  EXPECT_EQ(county->population.away(), 0U);
  county->pass(10_day);  // 9 February, since whose first day he is away
  EXPECT_EQ(county->population.away(), 1U);
  const auto nine_days = static_cast<std::uint64_t>((9_day).ms);
  EXPECT_EQ(county->population.lived_away_ms(county->agenda.now()), nine_days);
  EXPECT_EQ(county->population.lived_ms(county->agenda.now()) + nine_days,
            county->persons.size() * static_cast<std::uint64_t>((40_day).ms));
}

TEST(Newborns, JoinTheHouseholdOfTheMotherWhereverSheIs) {
  const auto county = county_with_a_migrant(Whereabouts::absent);
  county->plan.vital_rates = VitalRates{};
  county->persons[migrant].household = HouseholdId{17};
  county->persons[migrant].chronic = 1;
  county->population = Headcount{county->persons.size(), 1};
  Care care = county->care();
  is_born(care, migrant);
  const Person& child = county->persons.values().back();
  EXPECT_EQ(child.household, HouseholdId{17});
  EXPECT_EQ(child.whereabouts, Whereabouts::absent);
  EXPECT_EQ(child.chronic, 0U) << "newborns live with nothing yet";
  EXPECT_TRUE(county->told.births.front().away);
  EXPECT_EQ(county->population.away(), 2U);
}

}  // namespace
}  // namespace tiercare
