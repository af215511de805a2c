// SPDX-License-Identifier: Apache-2.0
// When people feel ill, and with what: incidence by age, sex, month and chronic states.
//
// How often a person feels ill is one number of a small table, the only one that the search for the
// next need looks at; with what is worked out at the need itself. Whatever chronic states people
// have, those of an age and sex have the catalogue's incidence together, as they are at the start.
#pragma once

#include "random/stream.hpp"
#include "world/calendar.hpp"
#include "world/condition.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace tiercare {

/// What hazards depend on besides the month.
struct Risk {
  AgeBand band = AgeBand::from_15_to_44;
  Sex sex = Sex::female;
  ChronicSet chronic = 0;
};

/// Hazards of all conditions together, and the share of each.
class NeedTable {
 public:
  NeedTable() = default;
  explicit NeedTable(const Conditions& conditions, const ChronicShares& chronic = {});

  /// New needs [per year] at this month (0 January).
  [[nodiscard]] double rate(int month, const Risk& risk) const {
    return rates_[risk_row(risk) * months + static_cast<std::size_t>(month)];
  }
  /// The same of all months.
  [[nodiscard]] std::span<const double, 12> rates(const Risk& risk) const {
    return std::span{rates_}.subspan(risk_row(risk) * months).first<months>();
  }
  /// New needs of one condition [per year].
  [[nodiscard]] double rate_of(ConditionId condition, int month, const Risk& risk) const {
    const double base =
        base_[(static_cast<std::size_t>(month) * age_and_sex + row(risk)) * conditions_ +
              condition.index()];
    const std::size_t related = related_[condition.index()];
    return related == unrelated ? base : base * factors_[related * risks() + risk_row(risk)];
  }
  [[nodiscard]] ConditionId draw(int month, const Risk& risk, double u) const;

 private:
  static constexpr std::size_t months = 12;
  static constexpr std::size_t age_and_sex = age_band_count * 2;
  static constexpr std::size_t unrelated = ~std::size_t{0};

  [[nodiscard]] std::span<const double> sums(int month, const Risk& risk) const {
    const std::size_t each = without_states_.size();
    return std::span{sums_}.subspan(
        (static_cast<std::size_t>(month) * age_and_sex + row(risk)) * each, each);
  }
  [[nodiscard]] static std::size_t row(const Risk& risk) {
    return static_cast<std::size_t>(risk.band) * 2 + static_cast<std::size_t>(risk.sex);
  }
  [[nodiscard]] std::size_t risk_row(const Risk& risk) const {
    return row(risk) * sets_ + risk.chronic;
  }
  [[nodiscard]] std::size_t risks() const { return age_and_sex * sets_; }
  void add_factors(const Condition& condition, const ChronicShares& chronic);
  void sum_rates();
  void sum_without_states();

  std::size_t conditions_ = 0;
  std::size_t sets_ = 1;
  std::vector<double> rates_;         // [band][sex][set][month], all conditions together
  std::vector<double> base_;          // [month][band][sex][condition], whatever the states
  std::vector<std::size_t> related_;  // [condition]: its place in factors, if states matter to it
  std::vector<double> factors_;       // [related][band][sex][set]
  std::vector<ConditionId> with_states_;     // conditions to which states matter
  std::vector<ConditionId> without_states_;  // the others, most of them
  std::vector<double> sums_;                 // [month][band][sex][without states], cumulative
};

/// The acuity of a new episode.
[[nodiscard]] Acuity draw_acuity(const Condition& condition, double u);
/// The next acuity this condition knows; the same if there is none.
[[nodiscard]] Acuity worse_than(const Condition& condition, Acuity acuity);

/// Whose next need is looked for.
struct Feeling {
  int birth_year = 0;
  Sex sex = Sex::female;
  ChronicSet chronic = 0;
};

/// Of the tables of calendar years from that of the first day on, the one that holds in a year; the
/// last for all years that follow.
[[nodiscard]] inline const NeedTable& table_of(std::span<const NeedTable> years,
                                               const Calendar& calendar, int year) {
  if (years.size() == 1) return years.front();
  const auto since = static_cast<std::size_t>(year - calendar.year_of(Instant{}));
  return years[std::min(since, years.size() - 1)];
}

/// The next need after `from`: exact for hazards that are constant within a month.
/// \param years  tables of the calendar years from that of the first day on
[[nodiscard]] Instant next_need(std::span<const NeedTable> years, const Calendar& calendar,
                                const Feeling& person, Instant from, Stream stream);

}  // namespace tiercare
