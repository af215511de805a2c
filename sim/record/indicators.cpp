// SPDX-License-Identifier: Apache-2.0
// The list of all indicators, and what their formulas share.
#include "record/indicators.hpp"

#include "record/indicator_formula.hpp"

namespace tiercare {
namespace detail {

Quotient quotient(double numerator, double denominator, double scale) {
  Quotient result{.numerator = numerator, .denominator = denominator};
  if (denominator != 0.0) result.value = scale * numerator / denominator;
  return result;
}

Quotient quotient(std::uint64_t numerator, std::uint64_t denominator, double scale) {
  return quotient(static_cast<double>(numerator), static_cast<double>(denominator), scale);
}

Quotient share(std::uint64_t part, std::uint64_t whole) {
  return quotient(part, whole, 100.0);
}

Quotient share(Money part, Money whole) {
  return quotient(part.in_yuan(), whole.in_yuan(), 100.0);
}

std::vector<TierName> names_of_all_tiers() {
  return {{Tier::village, "village", "village clinics", "村卫生站"},
          {Tier::township, "township", "township health centres", "乡镇卫生院"},
          {Tier::county, "county", "county hospitals", "县级医院"},
          {Tier::tertiary, "tertiary", "tertiary hospitals", "三级医院"}};
}

std::vector<TierName> names_of_tiers_with_beds() {
  auto names = names_of_all_tiers();
  names.erase(names.begin());
  return names;
}

namespace {

Indicators all_indicators() {
  Indicators all;
  for (auto group :
       {flow_indicators, waiting_indicators, work_indicators, bed_indicators, referral_indicators,
        money_indicators, journey_indicators, people_indicators, access_indicators})
    for (Indicator& indicator : group()) all.push_back(std::move(indicator));
  return all;
}

}  // namespace
}  // namespace detail

std::vector<IndicatorInfo> indicator_catalogue() {
  std::vector<IndicatorInfo> catalogue;
  for (detail::Indicator& indicator : detail::all_indicators())
    catalogue.push_back(std::move(indicator.info));
  return catalogue;
}

std::vector<IndicatorRow> IndicatorSink::finish(const MeasuredEnd& end) const {
  const detail::Measured measured{counts_, end};
  std::vector<IndicatorRow> rows;
  for (const detail::Indicator& indicator : detail::all_indicators()) {
    const detail::Quotient result = indicator.formula(measured);
    rows.push_back({indicator.info.id, result.value, result.numerator, result.denominator});
  }
  return rows;
}

}  // namespace tiercare
