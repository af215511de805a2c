// SPDX-License-Identifier: Apache-2.0
#include "care/need.hpp"

#include "random/distribution.hpp"

#include <cmath>
#include <numbers>

namespace tiercare {
namespace {

constexpr int months = 12;

/// A cosine around the year's mean that is `winter_peak` at the peak month.
double season(const Condition& condition, int month) {
  const double phase = 2.0 * std::numbers::pi * (month + 1 - condition.peak_month) / months;
  return 1.0 + (condition.winter_peak - 1.0) * std::cos(phase);
}

/// Incidence of one sex such that the sexes together have the sourced incidence.
double of_sex(const Condition& condition, Sex sex) {
  const double of_women = 2.0 / (1.0 + condition.male_ratio);
  return sex == Sex::female ? of_women : of_women * condition.male_ratio;
}

}  // namespace

NeedTable::NeedTable(const Conditions& conditions) : conditions_{conditions.size()} {
  cumulative_.reserve(static_cast<std::size_t>(months) * age_band_count * 2 * conditions_);
  for (int month = 0; month < months; ++month)
    for (std::size_t band = 0; band < age_band_count; ++band)
      for (const Sex sex : {Sex::female, Sex::male}) {
        double sum = 0.0;
        for (const Condition& condition : conditions) {
          sum += condition.incidence[band] * season(condition, month) * of_sex(condition, sex);
          cumulative_.push_back(sum);
        }
      }
}

ConditionId NeedTable::draw(int month, AgeBand band, Sex sex, double u) const {
  const auto rates = cell(month, band, sex);
  return ConditionId{static_cast<std::uint32_t>(draw_index(rates, u))};
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

Instant next_need(const NeedTable& table, const Calendar& calendar, int birth_year, Sex sex,
                  Instant from, Stream stream) {
  return next_need(std::span{&table, 1}, calendar, birth_year, sex, from, stream);
}

Instant next_need(std::span<const NeedTable> years, const Calendar& calendar, int birth_year,
                  Sex sex, Instant from, Stream stream) {
  constexpr double ms_per_year = 365.0 * 86'400'000.0;
  double left = -std::log1p(-stream.uniform());  // cumulative hazard still to be lived through
  for (Instant t = from;;) {
    const AgeBand band = age_band(calendar.year_of(t) - birth_year);
    const NeedTable& table = table_of(years, calendar, t);
    const double per_ms = table.rate(calendar.month_of(t), band, sex) / ms_per_year;
    const Instant next = calendar.next_month(t);
    const double here = per_ms * static_cast<double>((next - t).ms);
    if (left < here) return t + Duration::rounded_ms(left / per_ms);
    left -= here;
    t = next;
    if (t - from > Duration::days(36'500)) return Instant::never();
  }
}

}  // namespace tiercare
