// SPDX-License-Identifier: Apache-2.0
// Draws the residents one by one, each from one stream and always in the same order of draws.
//
// What depends on all (who is among the poorest) is decided after all are drawn, without a draw.
#include "world/population.hpp"

#include "base/contract.hpp"
#include "random/distribution.hpp"
#include "world/households.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace tiercare {
namespace {

constexpr std::size_t ages = 95;
constexpr std::array<std::size_t, 8> band_starts{0, 5, 15, 45, 60, 65, 80, ages};

// Members of the employees' scheme work or have worked; children are in the residents' scheme.
constexpr std::size_t working_age = 20;

using AgeTable = std::array<double, ages>;

/// Shares by year of age: even within a band, falling linearly to nothing in the last.
AgeTable shares_by_age(const std::array<double, 7>& band_shares) {
  AgeTable shares{};
  for (std::size_t band = 0; band < band_shares.size(); ++band) {
    const std::size_t start = band_starts[band];
    const std::size_t end = band_starts[band + 1];
    const auto years = static_cast<double>(end - start);
    const bool last = band + 1 == band_shares.size();
    for (std::size_t age = start; age < end; ++age) {
      const double weight =
          last ? static_cast<double>(end - age) / (years * (years + 1.0) / 2.0) : 1.0 / years;
      shares[age] = band_shares[band] * weight;
    }
  }
  return shares;
}

AgeTable cumulative(const AgeTable& shares) {
  AgeTable sums{};
  double sum = 0.0;
  for (std::size_t age = 0; age < ages; ++age) sums[age] = sum += shares[age];
  return sums;
}

/// Probability that an adult is in the employees' scheme, in the county seat and elsewhere.
struct EmployeeShare {
  double in_seat = 0.0;
  double elsewhere = 0.0;
};

/// Solves for the two probabilities that give the total share and the ratio between them; where
/// the seat cannot hold so many, all its adults are members and the rest live elsewhere.
EmployeeShare employee_share(const PopulationSpec& spec, double adult_share, double seat_residents,
                             double other_residents) {
  const double seat_adults = seat_residents * adult_share;
  const double other_adults = other_residents * adult_share;
  const double members = spec.employee_scheme_share.value() * (seat_residents + other_residents);
  const double weighted = spec.employee_seat_ratio * seat_adults + other_adults;
  if (weighted <= 0.0) return {};
  EmployeeShare share{.in_seat = spec.employee_seat_ratio * members / weighted,
                      .elsewhere = members / weighted};
  if (share.in_seat > 1.0) {
    share.in_seat = 1.0;
    share.elsewhere = other_adults > 0.0 ? (members - seat_adults) / other_adults : 0.0;
  }
  share.elsewhere = std::min(share.elsewhere, 1.0);
  return share;
}

/// Lognormal of the given mean; its log standard deviation is the scenario's.
Distribution income_of(double mean, double log_sd) {
  if (mean <= 0.0 || log_sd <= 0.0) return Distribution::constant(std::max(mean, 0.0));
  return Distribution::lognormal(mean, std::sqrt(std::expm1(log_sd * log_sd)));
}

/// Marks the households of the lowest incomes until so many of the residents' scheme are poor; the
/// last household whole, the lower number first among equals.
void mark_the_poor(std::span<Person> residents, Probability share) {
  // Income above household in one integer: one comparison orders by both.
  const auto rank = [](const Person& person) {
    return static_cast<std::uint64_t>(person.income) << 32U | person.household.value;
  };
  std::vector<std::uint64_t> ranked;
  ranked.reserve(residents.size());
  for (const Person& person : residents)
    if (person.scheme == InsuranceScheme::resident) ranked.push_back(rank(person));
  const auto wanted =
      static_cast<std::size_t>(std::llround(share.value() * static_cast<double>(residents.size())));
  const std::size_t poor = std::min(wanted, ranked.size());
  if (poor == 0) return;
  const auto last = ranked.begin() + static_cast<std::ptrdiff_t>(poor - 1);
  std::nth_element(ranked.begin(), last, ranked.end());
  for (Person& person : residents)
    person.poor = person.scheme == InsuranceScheme::resident && rank(person) <= *last ? 1 : 0;
}

struct SeatCount {
  std::size_t in_seat = 0;
  std::size_t elsewhere = 0;
};

SeatCount count_residents(const Settlements& settlements) {
  SeatCount count;
  for (const Settlement& place : settlements)
    (place.kind == SettlementKind::county_seat ? count.in_seat : count.elsewhere) +=
        place.residents;
  return count;
}

/// What the residents of one settlement are drawn from.
struct Attributes {
  AgeTable cumulative_ages;
  double male = 0.5;
  double employee = 0.0;
  Distribution income;
  double seasonal = 0.0;  ///< of those in the age of work
};

/// Who leaves for work: neither children nor the old.
constexpr bool may_work_elsewhere(std::size_t age) {
  return age >= 16 && age < 60;
}

/// Shares of the absent by place: of the country's residents, for it is from there that people
/// leave; of all residents where there is no country.
std::vector<std::uint32_t> absent_by_place(const Settlements& settlements, std::uint32_t absent,
                                           const SeatCount& count) {
  const bool anywhere = count.elsewhere == 0;
  const std::uint64_t whole = anywhere ? count.in_seat : count.elsewhere;
  std::vector<std::uint32_t> shares;
  std::uint64_t residents = 0;
  std::uint64_t placed = 0;
  for (const Settlement& place : settlements) {
    if (anywhere || place.kind != SettlementKind::county_seat) residents += place.residents;
    const std::uint64_t so_far = whole == 0 ? 0 : absent * residents / whole;
    shares.push_back(static_cast<std::uint32_t>(so_far - placed));
    placed = so_far;
  }
  return shares;
}

void draw_person(Person& person, const Attributes& from, int start_year,
                 const ChronicShares& chronic, const Randomness& randomness) {
  constexpr double highest_income = 100e6;  // keeps the tail of the lognormal inside the column
  Stream stream = randomness.stream(person.identity, Purpose::person_attributes);
  const std::size_t age = draw_index(from.cumulative_ages, stream.uniform());
  const bool male = stream.uniform() < from.male;
  const bool employee = stream.uniform() < from.employee && age >= working_age;
  const double income = std::min(from.income.sample(stream), highest_income);
  person.birth_year = static_cast<std::int16_t>(start_year - static_cast<int>(age));
  person.sex = male ? Sex::male : Sex::female;
  person.scheme = employee ? InsuranceScheme::employee : InsuranceScheme::resident;
  person.income = static_cast<std::int32_t>(std::lround(income));
  Stream of_chronic = randomness.stream(person.identity, Purpose::chronic_states);
  person.chronic = chronic.draw(age_band(static_cast<int>(age)), person.sex, of_chronic.uniform());
  const auto leaves = [&] {
    return randomness.stream(person.identity, Purpose::whereabouts).uniform() < from.seasonal;
  };
  if (may_work_elsewhere(age) && from.seasonal > 0.0 && leaves())
    person.whereabouts = Whereabouts::seasonal;
  draw_taste(person, randomness.stream(person.identity, Purpose::taste));
}

/// Adds the people of one place after another, gathered into households.
class Settling {
 public:
  Settling(const PopulationSpec& spec, int start_year, const ChronicShares& chronic,
           const Randomness& randomness)
      : spec_{spec}, start_year_{start_year}, chronic_{chronic}, randomness_{randomness} {}

  void add(SettlementId home, std::uint32_t people, Whereabouts whereabouts,
           const Attributes& from) {
    const std::size_t first = persons_.size();
    persons_.resize(first + people);
    const std::span added = std::span{persons_.values()}.last(people);
    for (std::size_t i = 0; i < people; ++i) {
      added[i].settlement = home;
      added[i].identity = static_cast<std::uint32_t>(first + i);
      added[i].whereabouts = whereabouts;
      draw_person(added[i], from, start_year_, chronic_, randomness_);
    }
    households_ = form_households(added, spec_.household_sizes, start_year_, households_,
                                  randomness_.stream(home.value, Purpose::households,
                                                     static_cast<std::uint32_t>(whereabouts)));
  }
  [[nodiscard]] Persons& persons() { return persons_; }

 private:
  const PopulationSpec& spec_;
  int start_year_;
  const ChronicShares& chronic_;
  const Randomness& randomness_;
  Persons persons_;
  std::uint32_t households_ = 0;
};

/// Probability of being seasonal in the age of work, such that the share of all residents holds.
double seasonal_of_age(const PopulationSpec& spec, const AgeTable& shares) {
  double of_age = 0.0;
  for (std::size_t age = 0; age < ages; ++age)
    if (may_work_elsewhere(age)) of_age += shares[age];
  return of_age > 0.0 ? spec.seasonal.value() / of_age : 0.0;
}

}  // namespace

void draw_taste(Person& person, Stream stream) {
  constexpr double steps_per_sd = 40.0;
  for (std::int8_t& taste : person.taste)
    taste = static_cast<std::int8_t>(
        std::lround(std::clamp(standard_normal(stream) * steps_per_sd, -127.0, 127.0)));
}

Persons make_persons(const PopulationSpec& spec, const Settlements& settlements, int start_year,
                     const Randomness& randomness, const ChronicShares& chronic) {
  const AgeTable shares = shares_by_age(spec.age_shares);
  double adult_share = 0.0;
  for (std::size_t age = working_age; age < ages; ++age) adult_share += shares[age];
  const SeatCount count = count_residents(settlements);
  const EmployeeShare employees = employee_share(
      spec, adult_share, static_cast<double>(count.in_seat), static_cast<double>(count.elsewhere));

  const Attributes elsewhere{.cumulative_ages = cumulative(shares),
                             .male = spec.men_per_100_women / (spec.men_per_100_women + 100.0),
                             .employee = employees.elsewhere,
                             .income = income_of(spec.rural_mean_income, spec.income_log_sd),
                             .seasonal = seasonal_of_age(spec, shares)};
  Attributes in_seat = elsewhere;
  in_seat.employee = employees.in_seat;
  in_seat.income = income_of(spec.urban_mean_income, spec.income_log_sd);
  // Whoever is insured by an employer elsewhere is insured there.
  Attributes absent = elsewhere;
  absent.cumulative_ages = cumulative(shares_by_age(spec.absent_age_shares));
  absent.employee = absent.seasonal = 0.0;

  Settling settling{spec, start_year, chronic, randomness};
  Persons& persons = settling.persons();
  const std::size_t people = count.in_seat + count.elsewhere + spec.absent;
  persons.reserve(people +
                  people / 8);  // with room for a decade's births: memory unused costs none
  for (std::size_t s = 0; s < settlements.size(); ++s) {
    const SettlementId home = settlements.id_of(s);
    const Settlement& place = settlements[home];
    settling.add(home, place.residents, Whereabouts::resident,
                 place.kind == SettlementKind::county_seat ? in_seat : elsewhere);
  }
  CONSERVES(persons.size() == count.in_seat + count.elsewhere,
            "residents made differ from residents counted");
  mark_the_poor(persons.values(), spec.poor_share);
  const auto absent_of = absent_by_place(settlements, spec.absent, count);
  for (std::size_t s = 0; s < settlements.size(); ++s)
    settling.add(settlements.id_of(s), absent_of[s], Whereabouts::absent, absent);
  return std::move(persons);
}

}  // namespace tiercare
