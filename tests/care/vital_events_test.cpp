// SPDX-License-Identifier: Apache-2.0
// Births and deaths of residents: how many, who, and what becomes of their illnesses.
#include "care/vital_events.hpp"

#include "care/course_of_illness.hpp"
#include "care/journey.hpp"
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

#include <set>

namespace tiercare {
namespace {

using tiny::County;

constexpr std::uint32_t many = 20'000;

/// A county of women of 30 years with these rates, at all ages.
std::unique_ptr<County> county_of_women(double mortality, double fertility) {
  auto county = std::make_unique<County>(many);
  VitalRates rates{.fertility = fertility, .boys = Probability{0.5}};
  rates.mortality.fill(mortality);
  county->plan.vital_rates = rates;
  const int year = county->plan.calendar.year_of(Instant{});
  for (Person& person : county->persons) {
    person.sex = Sex::female;
    person.birth_year = static_cast<std::int16_t>(year - 30);
  }
  return county;
}

TEST(VitalEvents, AreNoneWithoutRates) {
  County county{400};
  Care care = county.care();
  foresee_the_year(care);
  county.pass(360_day);
  EXPECT_TRUE(county.told.births.empty());
  EXPECT_TRUE(county.told.deaths.empty());
}

TEST(VitalEvents, FollowTheRatesOfTheYear) {
  const auto county = county_of_women(0.05, 0.10);
  county->plan.conditions[tiny::illness].incidence.fill(0.0);
  county->plan.needs = {NeedTable{county->plan.conditions}};
  Care care = county->care();
  foresee_the_year(care);
  county->pass(365_day);
  const double dead = many * -std::expm1(-0.05);
  EXPECT_NEAR(static_cast<double>(county->told.deaths.size()), dead, 4.5 * std::sqrt(dead));
  // One birth a year at most; mothers who die before do not give birth.
  const double born = many * 0.10 / 0.15 * -std::expm1(-0.15);
  EXPECT_NEAR(static_cast<double>(county->told.births.size()), born, 4.5 * std::sqrt(born));
  EXPECT_EQ(county->population.alive() + county->population.dead(), county->persons.size());
  EXPECT_EQ(county->persons.size(), many + county->told.births.size());
}

TEST(VitalEvents, LetMenDieMoreOftenThanWomenByTheirRatio) {
  VitalRates rates{.male_mortality_ratio = 1.5};
  rates.mortality.fill(0.02);
  const double men = rates.mortality_of(50, Sex::male);
  const double women = rates.mortality_of(50, Sex::female);
  EXPECT_NEAR(men / women, 1.5, 1e-12);
  EXPECT_NEAR((men + women) / 2.0, 0.02, 1e-12);
}

TEST(VitalEvents, GiveANewbornTheHomeMeansAndSchemeOfAResident) {
  const auto county = county_of_women(0.0, 0.0);
  Care care = county->care();
  county->persons[PersonId{7}].poor = 1;
  county->persons[PersonId{7}].income = 4321;
  is_born(care, PersonId{7});
  const Person& child = county->persons[PersonId{many}];
  EXPECT_EQ(child.settlement, county->persons[PersonId{7}].settlement);
  EXPECT_EQ(child.income, 4321);
  EXPECT_EQ(child.poor, 1);
  EXPECT_EQ(child.birth_year, county->plan.calendar.year_of(Instant{}));
  ASSERT_EQ(county->told.births.size(), 1U);
  EXPECT_EQ(county->told.births.front().mother, PersonId{7});
  EXPECT_EQ(county->told.births.front().person, PersonId{many});
}

TEST(VitalEvents, MakeANewbornOfTheMotherAndTheOrderOfBirthsAlone) {
  const auto one = county_of_women(0.0, 0.0);
  const auto other = county_of_women(0.0, 0.0);
  Care here = one->care();
  Care there = other->care();
  is_born(here, PersonId{7});
  is_born(there, PersonId{3});  // another family's child comes first
  is_born(there, PersonId{7});
  EXPECT_EQ(one->persons[PersonId{many}], other->persons[PersonId{many + 1}]);
  is_born(here, PersonId{7});
  EXPECT_NE(one->persons[PersonId{many}].identity, one->persons[PersonId{many + 1}].identity);
}

TEST(VitalEvents, NeverShareAnIdentityWithAResidentOfTheStart) {
  const auto county = county_of_women(0.0, 0.0);
  Care care = county->care();
  std::set<std::uint32_t> identities;
  for (std::uint32_t p = 0; p < 2'000; ++p) is_born(care, PersonId{p});
  for (std::uint32_t c = many; c < county->persons.size(); ++c) {
    const std::uint32_t identity = county->persons[PersonId{c}].identity;
    EXPECT_GE(identity, 0x8000'0000U);
    identities.insert(identity);
  }
  EXPECT_EQ(identities.size(), 2'000U);
}

TEST(VitalEvents, LetNothingMoreHappenToTheDead) {
  const auto county = county_of_women(0.0, 0.0);
  Care care = county->care();
  const EpisodeId id = county->sent_to(tiny::hospital, PersonId{5});
  dies(care, PersonId{5});
  const std::uint32_t episodes = county->persons[PersonId{5}].episodes;
  need_arises(care, PersonId{5});
  is_born(care, PersonId{5});
  dies(care, PersonId{5});
  arrive(care, id);
  EXPECT_EQ(county->persons[PersonId{5}].episodes, episodes);
  EXPECT_EQ(county->told.deaths.size(), 1U);
  EXPECT_TRUE(county->told.births.empty());
  EXPECT_EQ(county->episodes[id].stage, Stage::free) << "nobody arrives";
}

TEST(VitalEvents, LeaveWhoLiesInABedToTheWard) {
  const auto county = county_of_women(0.0, 0.0);
  Care care = county->care();
  county->inpatient_at(tiny::hospital, PersonId{5}, 3_day);
  county->persons[PersonId{5}].in_hospital = 1;
  dies(care, PersonId{5});
  EXPECT_TRUE(county->told.deaths.empty());
}

/// Stays of people in bed at the hospital that end in death, of `stays` whose acute phase ends.
std::size_t deaths_in_bed(double fatality, double fatality_in_vain, bool right) {
  constexpr std::uint32_t stays = 100;
  const auto county = county_of_women(0.0, 0.0);
  county->course().acute_stay =
      TimeDistribution{Distribution::constant(Duration::days(1).in_minutes())};
  county->course().fatality = Probability{fatality};
  county->course().fatality_in_vain = Probability{fatality_in_vain};
  county->plan.treatment.right_at_par = Probability{right ? 0.999 : 0.001};
  county->course().admission = Probability{1.0};
  county->course().required_capability = 3.0;  // the hospital's own
  for (std::uint32_t p = 0; p < stays; ++p) {
    county->sent_to(tiny::hospital, PersonId{p});
    county->pass(2_day);
  }
  for (const DeathFact& death : county->told.deaths) {
    EXPECT_TRUE(death.in_hospital);
    EXPECT_EQ(county->persons[death.person].in_hospital, 0) << "the bed is free again";
  }
  return county->told.deaths.size();
}

TEST(Fatality, IsDrawnOnceAStayByWhetherTheTreatmentIsRight) {
  EXPECT_EQ(deaths_in_bed(0.0, 0.0, true), 0U);
  const std::size_t right = deaths_in_bed(0.05, 0.6, true);
  const std::size_t in_vain = deaths_in_bed(0.05, 0.6, false);
  EXPECT_GT(right, 0U);
  EXPECT_GT(in_vain, 2 * right);
}

}  // namespace
}  // namespace tiercare
