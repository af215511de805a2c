// SPDX-License-Identifier: Apache-2.0
// The residents: exact counts and poor, shares and means within five standard errors.
#include "world/population.hpp"

#include "world/geography.hpp"
#include "world/sample_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tiercare {
namespace {

constexpr int start_year = 2017;

Settlements county_map(std::uint32_t residents = sample::county_residents) {
  return generate_settlements(sample::county(), residents, Randomness{1, 0});
}

Persons county_people(std::uint64_t seed = 1) {
  return make_persons(sample::people(), county_map(), start_year, Randomness{seed, 0});
}

bool lives_in_county_seat(const Persons& persons, const Settlements& map, std::size_t i) {
  return map[persons.values()[i].settlement].kind == SettlementKind::county_seat;
}

/// Five standard errors of a share estimated from `n` persons.
double five_errors(double share, double n) {
  return 5.0 * std::sqrt(share * (1.0 - share) / n);
}

TEST(Population, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const Persons one = county_people(1);
  const Persons again = county_people(1);
  const Persons other = county_people(2);
  EXPECT_TRUE(one.values() == again.values());
  EXPECT_FALSE(one.values() == other.values());
}

TEST(Population, HasEveryResidentOfEverySettlementInOrder) {
  const Settlements map = county_map();
  const Persons persons = county_people();
  ASSERT_EQ(persons.size(), sample::county_residents);
  EXPECT_TRUE(std::is_sorted(persons.begin(), persons.end(), [](const Person& a, const Person& b) {
    return a.settlement < b.settlement;
  }));
  std::vector<std::uint32_t> residents(map.size(), 0);
  for (const Person& person : persons) ++residents[person.settlement.index()];
  for (std::size_t s = 0; s < map.size(); ++s) EXPECT_EQ(residents[s], map[map.id_of(s)].residents);
}

TEST(Population, MeetsTheSharesOfAges) {
  const Persons persons = county_people();
  constexpr std::array<int, 8> starts{0, 5, 15, 45, 60, 65, 80, 95};
  std::array<double, 7> found{};
  for (const Person& person : persons) {
    const int age = start_year - person.birth_year;
    ASSERT_GE(age, 0);
    ASSERT_LT(age, 95);
    const auto band = std::upper_bound(starts.begin(), starts.end(), age) - starts.begin() - 1;
    found[static_cast<std::size_t>(band)] += 1.0;
  }
  const auto n = static_cast<double>(persons.size());
  const auto wanted = sample::people().age_shares;
  for (std::size_t band = 0; band < found.size(); ++band)
    EXPECT_NEAR(found[band] / n, wanted[band], five_errors(wanted[band], n)) << "band " << band;
}

TEST(Population, ThinsOutAboveEighty) {
  const Persons persons = county_people();
  int from_80_to_84 = 0;
  int from_90 = 0;
  for (const Person& person : persons) {
    const int age = start_year - person.birth_year;
    if (age >= 80 && age < 85) ++from_80_to_84;
    if (age >= 90) ++from_90;
  }
  // Weights fall linearly from 15 to 1: 65 parts against 15.
  EXPECT_NEAR(from_80_to_84 / static_cast<double>(from_90), 65.0 / 15.0, 0.8);
}

TEST(Population, MeetsTheSexRatio) {
  const Persons persons = county_people();
  const auto n = static_cast<double>(persons.size());
  const auto men =
      static_cast<double>(std::count_if(persons.begin(), persons.end(), [](const Person& person) {
        return person.sex == Sex::male;
      }));
  EXPECT_NEAR(men / n, 106.0 / 206.0, five_errors(0.5, n));
}

TEST(Population, MeetsTheMeanIncomeOfTownAndCountry) {
  const Settlements map = county_map();
  const Persons persons = county_people();
  std::array<double, 2> sum{};
  std::array<double, 2> count{};
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const std::size_t urban = lives_in_county_seat(persons, map, i) ? 1 : 0;
    sum[urban] += persons.values()[i].income;
    count[urban] += 1.0;
  }
  const double cv = std::sqrt(std::exp(0.6 * 0.6) - 1.0);
  for (const auto& [urban, mean] : {std::pair{0U, 13'000.0}, std::pair{1U, 24'000.0}})
    EXPECT_NEAR(sum[urban] / count[urban], mean, 5.0 * mean * cv / std::sqrt(count[urban]));
}

TEST(Population, MeetsTheEmployeeShareAndItsRatioAmongAdultsOnly) {
  const Settlements map = county_map();
  const Persons persons = county_people();
  std::array<double, 2> members{};
  std::array<double, 2> adults{};
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const std::size_t urban = lives_in_county_seat(persons, map, i) ? 1 : 0;
    const bool member = persons.values()[i].scheme == InsuranceScheme::employee;
    const bool adult = start_year - persons.values()[i].birth_year >= 20;
    EXPECT_TRUE(adult || !member);
    adults[urban] += adult ? 1.0 : 0.0;
    members[urban] += member ? 1.0 : 0.0;
  }
  const auto n = static_cast<double>(persons.size());
  EXPECT_NEAR((members[0] + members[1]) / n, 0.12, five_errors(0.12, n));
  EXPECT_NEAR((members[1] / adults[1]) / (members[0] / adults[0]), 3.0, 0.1);
}

TEST(Population, FillsTheSeatFirstWhenTheRatioAsksForMoreThanAll) {
  PopulationSpec spec = sample::people();
  spec.employee_scheme_share = Probability{0.4};
  spec.employee_seat_ratio = 50.0;
  const Settlements map = county_map();
  const Persons persons = make_persons(spec, map, start_year, Randomness{1, 0});
  double members = 0.0;
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const bool member = persons.values()[i].scheme == InsuranceScheme::employee;
    members += member ? 1.0 : 0.0;
    if (lives_in_county_seat(persons, map, i)) {
      EXPECT_EQ(member, start_year - persons.values()[i].birth_year >= 20);
    }
  }
  const auto n = static_cast<double>(persons.size());
  EXPECT_NEAR(members / n, 0.4, five_errors(0.4, n));
}

TEST(Population, RegistersTheHouseholdsOfTheLowestIncomesInTheResidentsSchemeAsPoor) {
  const Persons persons = county_people();
  std::size_t poor = 0;
  std::int32_t highest_poor = 0;
  std::int32_t lowest_other = 1'000'000'000;
  for (std::size_t i = 0; i < persons.size(); ++i) {
    if (persons.values()[i].poor == 1) {
      ++poor;
      EXPECT_EQ(persons.values()[i].scheme, InsuranceScheme::resident);
      highest_poor = std::max(highest_poor, persons.values()[i].income);
    } else if (persons.values()[i].scheme == InsuranceScheme::resident) {
      lowest_other = std::min(lowest_other, persons.values()[i].income);
    }
  }
  const auto wanted = static_cast<std::size_t>(std::llround(0.05 * sample::county_residents));
  EXPECT_GE(poor, wanted);
  EXPECT_LE(poor, wanted + 6) << "the last household whole";
  EXPECT_LE(highest_poor, lowest_other);
}

TEST(Population, BreaksTiesAmongThePoorByHousehold) {
  PopulationSpec spec = sample::people();
  spec.income_log_sd = 0.0;
  spec.urban_mean_income = spec.rural_mean_income;
  spec.employee_scheme_share = Probability{0.0};
  spec.poor_share = Probability{0.25};
  const Persons persons = make_persons(spec, county_map(1000), start_year, Randomness{1, 0});
  std::uint32_t last = 0;
  std::size_t poor = 0;
  for (const Person& person : persons) {
    if (person.poor == 0) continue;
    last = std::max(last, person.household.value);
    ++poor;
  }
  EXPECT_GE(poor, 250U);
  EXPECT_LE(poor, 256U);
  for (const Person& person : persons) EXPECT_EQ(person.poor, person.household.value <= last);
}

TEST(Population, StartsWithoutHistory) {
  const Persons persons =
      make_persons(sample::people(), county_map(1000), start_year, Randomness{1, 0});
  for (const Person& person : persons) {
    Person newcomer = person;
    newcomer.outpatient_fund_paid = newcomer.fund_paid = newcomer.out_of_pocket = Money{};
    newcomer.episodes = 0;
    newcomer.trust = {};
    newcomer.in_hospital = 0;
    EXPECT_TRUE(person == newcomer);
  }
}

TEST(Population, DrawsAPersonTheSameWhateverFollows) {
  Settlements few;
  Settlement home;
  home.residents = 50;
  few.add(home);
  Settlements more = few;
  home.residents = 70;
  more.add(home);
  const PopulationSpec spec = sample::people();
  const Persons first = make_persons(spec, few, start_year, Randomness{9, 0});
  const Persons both = make_persons(spec, more, start_year, Randomness{9, 0});
  ASSERT_EQ(both.size(), 120U);
  for (std::uint32_t i = 0; i < 50; ++i) {
    // Who is poor is told by the incomes of all.
    EXPECT_EQ(first[PersonId{i}].birth_year, both[PersonId{i}].birth_year);
    EXPECT_EQ(first[PersonId{i}].income, both[PersonId{i}].income);
  }
}

}  // namespace
}  // namespace tiercare
