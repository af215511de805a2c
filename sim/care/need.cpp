// SPDX-License-Identifier: Apache-2.0
#include "care/need.hpp"

#include "base/contract.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace tiercare {
namespace {

/// A cosine around the year's mean that is `winter_peak` at the peak month.
double season(const Condition& condition, int month) {
  const double phase = 2.0 * std::numbers::pi * (month + 1 - condition.peak_month) / 12.0;
  return 1.0 + (condition.winter_peak - 1.0) * std::cos(phase);
}

/// Incidence of one sex such that the sexes together have the sourced incidence.
double of_sex(const Condition& condition, Sex sex) {
  const double of_women = 2.0 / (1.0 + condition.male_ratio);
  return sex == Sex::female ? of_women : of_women * condition.male_ratio;
}

/// How frequent the condition is in people with these states, relative to any yardstick.
double hazard_ratio(const Condition& condition, ChronicSet set) {
  if (!condition.chronic.is_none() && !has(set, condition.chronic)) return 0.0;
  double product = 1.0;
  for (const auto [state, ratio] : condition.hazard_ratios)
    if (has(set, state)) product *= ratio;
  return product;
}

}  // namespace

NeedTable::NeedTable(const Conditions& conditions, const ChronicShares& chronic)
    : conditions_{conditions.size()}, sets_{chronic.sets()} {
  base_.reserve(months * age_and_sex * conditions_);
  for (int month = 0; month < static_cast<int>(months); ++month)
    for (std::size_t band = 0; band < age_band_count; ++band)
      for (const Sex sex : {Sex::female, Sex::male})
        for (const Condition& condition : conditions)
          base_.push_back(condition.incidence[band] * season(condition, month) *
                          of_sex(condition, sex));
  for (const Condition& condition : conditions) add_factors(condition, chronic);
  sum_rates();
  sum_without_states();
}

void NeedTable::add_factors(const Condition& condition, const ChronicShares& chronic) {
  const ConditionId id{static_cast<std::uint32_t>(related_.size())};
  if (condition.chronic.is_none() && condition.hazard_ratios.empty()) {
    related_.push_back(unrelated);
    return without_states_.push_back(id);
  }
  related_.push_back(factors_.size() / risks());
  with_states_.push_back(id);
  for (std::size_t band = 0; band < age_band_count; ++band)
    for (const Sex sex : {Sex::female, Sex::male}) {
      const auto shares = chronic.of(static_cast<AgeBand>(band), sex);
      double mean = 0.0;
      for (std::size_t set = 0; set < sets_; ++set)
        mean += shares[set] * hazard_ratio(condition, static_cast<ChronicSet>(set));
      for (std::size_t set = 0; set < sets_; ++set) {
        const double ratio = hazard_ratio(condition, static_cast<ChronicSet>(set));
        factors_.push_back(mean > 0.0 ? ratio / mean : 0.0);
      }
    }
}

void NeedTable::sum_rates() {
  rates_.assign(risks() * months, 0.0);
  for (std::size_t band = 0; band < age_band_count; ++band)
    for (const Sex sex : {Sex::female, Sex::male})
      for (std::size_t set = 0; set < sets_; ++set)
        for (std::size_t month = 0; month < months; ++month) {
          const Risk risk{static_cast<AgeBand>(band), sex, static_cast<ChronicSet>(set)};
          double& sum = rates_[risk_row(risk) * months + month];
          for (std::uint32_t c = 0; c < conditions_; ++c)
            sum += rate_of(ConditionId{c}, static_cast<int>(month), risk);
        }
}

void NeedTable::sum_without_states() {
  for (std::size_t of_row = 0; of_row < months * age_and_sex; ++of_row) {
    double sum = 0.0;
    for (const ConditionId condition : without_states_)
      sums_.push_back(sum += base_[of_row * conditions_ + condition.index()]);
  }
}

ConditionId NeedTable::draw(int month, const Risk& risk, double u) const {
  EXPECT(rate(month, risk) > 0.0);
  double left = u * rate(month, risk);
  const auto below = sums(month, risk);
  // Counting all of them is cheaper than stopping where no processor foresees it.
  const auto place = static_cast<std::size_t>(
      std::count_if(below.begin(), below.end(), [left](double sum) { return sum <= left; }));
  if (place < below.size()) return without_states_[place];
  if (!below.empty()) left -= below.back();
  ConditionId last{};
  for (const ConditionId condition : with_states_) {
    const double here = rate_of(condition, month, risk);
    if (here <= 0.0) continue;
    last = condition;
    left -= here;
    if (left < 0.0) break;
  }
  // Beyond the last by rounding, where no condition with states occurs.
  if (!last.is_none()) return last;
  return without_states_[static_cast<std::size_t>(
      std::lower_bound(below.begin(), below.end(), below.back()) - below.begin())];
}

Acuity draw_acuity(const Condition& condition, double u) {
  std::size_t last = 0;
  double sum = 0.0;
  for (std::size_t acuity = 0; acuity < acuity_count; ++acuity) {
    const double share = condition.courses[acuity].share.value();
    if (share <= 0.0) continue;
    last = acuity;
    sum += share;
    if (u < sum) break;
  }
  return static_cast<Acuity>(last);
}

Acuity worse_than(const Condition& condition, Acuity acuity) {
  for (std::size_t next = index(acuity) + 1; next < acuity_count; ++next)
    if (condition.courses[next].share.value() > 0.0) return static_cast<Acuity>(next);
  return acuity;
}

Instant next_need(std::span<const NeedTable> years, const Calendar& calendar, const Feeling& person,
                  Instant from, Stream stream) {
  constexpr double years_per_ms = 1.0 / (365.0 * 86'400'000.0);
  double left = stream.exponential();  // cumulative hazard still to be lived through
  const Instant last = from + Duration::days(36'500);
  std::span<const double> rates;  // of the year and age that t is in
  int year_of_rates = std::numeric_limits<int>::min();
  for (Instant t = from; t <= last;) {
    const auto [year, month, ends] = calendar.month_at(t);
    if (year != year_of_rates) {
      rates = table_of(years, calendar, year)
                  .rates({age_band(year - person.birth_year), person.sex, person.chronic});
      year_of_rates = year;
    }
    const double per_ms = rates[static_cast<std::size_t>(month)] * years_per_ms;
    const double here = per_ms * static_cast<double>((ends - t).ms);
    // Rounded up to the next month it could fall where nobody of that age falls ill.
    if (left < here) return std::min(t + Duration::rounded_ms(left / per_ms), ends - Duration{1});
    left -= here;
    t = ends;
  }
  return Instant::never();
}

}  // namespace tiercare
