// SPDX-License-Identifier: Apache-2.0
#include "care/vital_events.hpp"

#include "care/course_of_illness.hpp"
#include "world/population.hpp"
#include "world/trends.hpp"

#include <algorithm>
#include <cmath>

namespace tiercare {
namespace {

/// When an event of that hazard falls, if it does so before the calendar year is over.
std::optional<Instant> within_the_year(const Care& care, double per_year, Instant end,
                                       Stream stream) {
  constexpr double ms_per_year = 365.0 * 86'400'000.0;
  const double left = per_year * static_cast<double>((end - care.now()).ms) / ms_per_year;
  const double u = stream.uniform();
  if (u >= left) return std::nullopt;  // as most: the hazard lived through is never less than u
  const double lived = -std::log(1.0 - u);
  if (lived >= left) return std::nullopt;
  return care.now() + Duration::rounded_ms(lived / per_year * ms_per_year);
}

/// \param end  of the calendar year
void foresee(Care& care, PersonId id, const VitalRates& rates, int year, Instant end) {
  const Person& person = care.persons[id];
  if (person.dead != 0) return;
  const int age = year - person.birth_year;
  const auto foreseen = [&](double per_year, Purpose purpose) -> std::optional<Instant> {
    if (per_year <= 0.0) return std::nullopt;
    return within_the_year(
        care, per_year, end,
        care.random.stream(person.identity, purpose, static_cast<std::uint32_t>(year)));
  };
  if (const auto death = foreseen(rates.mortality_of(age, person.sex), Purpose::death))
    care.agenda.at(*death, Dies{id});
  if (const auto birth = foreseen(rates.fertility_of(age, person.sex), Purpose::birth))
    care.agenda.at(*birth, IsBorn{id});
}

/// Of the second half of identities, which no resident of the start has; the order of other
/// families' births does not matter to it.
std::uint32_t identity_of_child(std::uint32_t mother, std::uint32_t order) {
  std::uint64_t mixed = (static_cast<std::uint64_t>(mother) << 8U | order) + 0x9E37'79B9'7F4A'7C15U;
  mixed = (mixed ^ mixed >> 30U) * 0xBF58'476D'1CE4'E5B9U;
  mixed = (mixed ^ mixed >> 27U) * 0x94D0'49BB'1331'11EBU;
  return 0x8000'0000U | static_cast<std::uint32_t>(mixed >> 32U);
}

}  // namespace

void foresee_the_year(Care& care) {
  if (!care.plan.vital_rates) return;
  const Calendar& calendar = care.plan.calendar;
  const int year = calendar.year_of(care.now());
  const Instant end = calendar.next_year(care.now());
  for (std::uint32_t p = 0; p < care.persons.size(); ++p)
    foresee(care, PersonId{p}, *care.plan.vital_rates, year, end);
}

void grow_incomes(Care& care) {
  const CarePlan& plan = care.plan;
  if (plan.rural_income_growth == 0.0 && plan.urban_income_growth == 0.0) return;
  constexpr double highest_income = 100e6;
  const CivilDay today = plan.calendar.day_of(care.now());
  const CivilDay last = civil_day(plan.calendar.year_of(care.now()) - 1, 1, 1);
  const int days = today - std::max(last, plan.calendar.start());
  const double rural = grown(plan.rural_income_growth, days);
  const double urban = grown(plan.urban_income_growth, days);
  for (Person& person : care.persons) {
    const bool in_seat = plan.settlements[person.settlement].kind == SettlementKind::county_seat;
    person.income = static_cast<std::int32_t>(
        std::lround(std::min(highest_income, person.income * (in_seat ? urban : rural))));
  }
}

void is_born(Care& care, PersonId mother_id) {
  Person& mother = care.persons[mother_id];
  if (mother.dead != 0) return;
  const VitalRates& rates = *care.plan.vital_rates;
  Person child;
  child.identity = identity_of_child(mother.identity, mother.births++);
  child.settlement = mother.settlement;
  child.household = mother.household;
  child.whereabouts = mother.whereabouts;
  child.income = mother.income;
  child.poor = mother.poor;
  child.birth_year = static_cast<std::int16_t>(care.plan.calendar.year_of(care.now()));
  Stream attributes = care.random.stream(child.identity, Purpose::person_attributes);
  child.sex = attributes.uniform() < rates.boys.value() ? Sex::male : Sex::female;
  draw_taste(child, care.random.stream(child.identity, Purpose::taste));
  const PersonId id = care.persons.add(child);
  const bool away = care.is_away(id);
  care.population.is_born(care.now(), away);
  care.facts.on(BirthFact{care.now(), id, mother_id, child, away});
  schedule_next_need(care, id);
  foresee(care, id, rates, child.birth_year, care.plan.calendar.next_year(care.now()));
}

void dies(Care& care, PersonId person) {
  const Person& row = care.persons[person];
  if (row.dead == 0 && row.in_hospital == 0) mark_dead(care, person, DeathPlace::at_home, false);
}

void mark_dead(Care& care, PersonId person, DeathPlace place, bool untreated) {
  care.persons[person].dead = 1;
  const bool away = care.is_away(person);
  care.population.dies(care.now(), away);
  care.facts.on(DeathFact{care.now(), person, place == DeathPlace::in_bed, away, place, untreated});
}

std::uint64_t count_away(const Care& care) {
  std::uint64_t away = 0;
  for (std::uint32_t p = 0; p < care.persons.size(); ++p)
    if (care.persons[PersonId{p}].dead == 0 && care.is_away(PersonId{p})) ++away;
  return away;
}

void season_turns(Care& care) {
  const bool were_at_home = care.plan.is_home_season(care.now() - Duration{1});
  if (care.plan.is_home_season(care.now()) != were_at_home)
    care.population.set_away(care.now(), count_away(care));
  care.agenda.at(care.plan.calendar.next_month(care.now()), SeasonTurns{});
}

}  // namespace tiercare
