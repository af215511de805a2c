// SPDX-License-Identifier: Apache-2.0
// When people feel ill, and with what: incidence by age, sex and month as one table.
#pragma once

#include "random/stream.hpp"
#include "world/calendar.hpp"
#include "world/condition.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace tiercare {

/// Hazards of all conditions together, and the share of each.
class NeedTable {
 public:
  NeedTable() = default;
  explicit NeedTable(const Conditions& conditions);

  /// New needs [per year] at this month (0 January), age and sex.
  [[nodiscard]] double rate(int month, AgeBand band, Sex sex) const {
    return cell(month, band, sex).back();
  }
  [[nodiscard]] ConditionId draw(int month, AgeBand band, Sex sex, double u) const;

 private:
  [[nodiscard]] std::span<const double> cell(int month, AgeBand band, Sex sex) const {
    const auto row =
        (static_cast<std::size_t>(month) * age_band_count + static_cast<std::size_t>(band)) * 2 +
        static_cast<std::size_t>(sex);
    return std::span{cumulative_}.subspan(row * conditions_, conditions_);
  }
  std::size_t conditions_ = 0;
  std::vector<double> cumulative_;  // [month][band][sex][condition], rates summed over conditions
};

/// The acuity of a new episode.
[[nodiscard]] Acuity draw_acuity(const Condition& condition, double u);

/// Of the tables of calendar years from that of the first day on, the one that holds at an instant;
/// the last for all years that follow.
[[nodiscard]] inline const NeedTable& table_of(std::span<const NeedTable> years,
                                               const Calendar& calendar, Instant t) {
  if (years.size() == 1) return years.front();
  const auto year = static_cast<std::size_t>(calendar.year_of(t) - calendar.year_of(Instant{}));
  return years[std::min(year, years.size() - 1)];
}

/// The next need after `from` of a person born in `birth_year`: exact for hazards that are constant
/// within a month.
/// \param years  tables of the calendar years from that of the first day on
[[nodiscard]] Instant next_need(std::span<const NeedTable> years, const Calendar& calendar,
                                int birth_year, Sex sex, Instant from, Stream stream);
[[nodiscard]] Instant next_need(const NeedTable& table, const Calendar& calendar, int birth_year,
                                Sex sex, Instant from, Stream stream);

}  // namespace tiercare
