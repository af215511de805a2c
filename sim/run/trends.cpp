// SPDX-License-Identifier: Apache-2.0
#include "run/trends.hpp"

#include <algorithm>
#include <cmath>

namespace tiercare {
namespace {

CivilDay end_of(const ScenarioParts& parts) {
  const double days = (parts.horizon.warm_up + parts.horizon.run).in_days();
  return parts.start + static_cast<CivilDay>(std::ceil(days));
}

int year_of(const ScenarioParts& parts, CivilDay day) {
  const Calendar calendar{parts.start, {}};
  return calendar.year_of(calendar.midnight_of(day));
}

/// Days from the first to the last January before `day`; 0 in the first year.
int days_to_january(const ScenarioParts& parts, CivilDay day) {
  return std::max(0, civil_day(year_of(parts, day), 1, 1) - parts.start);
}

Money grown(Money price, double per_year, int days) {
  return scaled(price, tiercare::grown(per_year, days));
}

void raise_prices(ScenarioParts& parts) {
  if (!parts.trends.moves_prices()) return;
  const int days = days_to_january(parts, parts.today);
  if (days == 0) return;
  const auto raise = [&](PriceList& price, Tier tier) {
    const PriceGrowth& growth = parts.trends.prices[index(tier)];
    price.visit = grown(price.visit, growth.visit, days);
    price.test = grown(price.test, growth.test, days);
    price.bed_day = grown(price.bed_day, growth.bed_day, days);
    price.observation_hour = grown(price.observation_hour, growth.bed_day, days);
    price.day_treatment = grown(price.day_treatment, growth.bed_day, days);
  };
  for (FacilityGroup& group : parts.facilities) raise(group.price, tier_of(group.kind));
  raise(parts.elsewhere.price, parts.elsewhere.tier);
  if (parts.choice.pharmacy)
    parts.choice.pharmacy->price =
        grown(parts.choice.pharmacy->price, parts.trends.pharmacy_price, days);
}

}  // namespace

std::vector<CivilDay> turns_of(const ScenarioParts& first) {
  std::vector<CivilDay> turns;
  const CivilDay end = end_of(first);
  const auto add = [&](CivilDay day) {
    if (day > first.start && day < end) turns.push_back(day);
  };
  for (const FacilityGroup& group : first.facilities) {
    if (group.opens) add(*group.opens);
    if (group.closes) add(*group.closes);
  }
  if (first.trends.moves_prices())
    for (int year = year_of(first, first.start) + 1; civil_day(year, 1, 1) < end; ++year)
      add(civil_day(year, 1, 1));
  for (const TravelRestriction& restriction : first.trends.restrictions) {
    add(restriction.from);
    add(restriction.to + 1);
  }
  std::ranges::sort(turns);
  turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
  return turns;
}

void follow_trends(ScenarioParts& parts) {
  raise_prices(parts);
  for (const TravelRestriction& restriction : parts.trends.restrictions)
    if (restriction.holds_on(parts.today))
      for (std::size_t acuity = 0; acuity < acuity_count; ++acuity)
        parts.choice.self_care[acuity] += restriction.stay_home[acuity];
}

TravelTable ways_on(CivilDay day, const Trends& trends, const TravelTable& ways,
                    const Settlements& settlements) {
  double every_way = 1.0;
  double out_of_county = 1.0;
  for (const TravelRestriction& restriction : trends.restrictions)
    if (restriction.holds_on(day)) {
      every_way *= restriction.travel_time;
      out_of_county *= restriction.leaving_county;
    }
  if (every_way == 1.0 && out_of_county == 1.0) return ways;
  std::vector<float> minutes;
  minutes.reserve(settlements.size() * settlements.size());
  const auto is_city = [&](SettlementId place) {
    return settlements[place].kind == SettlementKind::city;
  };
  for (std::size_t a = 0; a < settlements.size(); ++a)
    for (std::size_t b = 0; b < settlements.size(); ++b) {
      const SettlementId from = settlements.id_of(a);
      const SettlementId to = settlements.id_of(b);
      const double factor =
          a == b ? 1.0 : every_way * (is_city(from) || is_city(to) ? out_of_county : 1.0);
      minutes.push_back(static_cast<float>(factor * ways.minutes(from, to)));
    }
  return {settlements.size(), std::move(minutes)};
}

std::vector<NeedTable> needs_by_year(const ScenarioParts& parts, const Calendar& calendar) {
  std::vector<NeedTable> tables;
  const auto changes = [](const IncidenceGrowth& growth) { return growth.per_year != 0.0; };
  const ChronicShares shares{parts.chronic};
  if (std::ranges::none_of(parts.trends.incidence, changes)) {
    tables.emplace_back(parts.conditions, shares);
    return tables;
  }
  const int first = calendar.year_of(Instant{});
  for (int year = first; year <= year_of(parts, end_of(parts)); ++year) {
    Conditions conditions = parts.conditions;
    const int days = std::max(0, civil_day(year, 1, 1) - parts.start);
    for (const IncidenceGrowth& growth : parts.trends.incidence)
      for (double& incidence : conditions[growth.condition].incidence)
        incidence *= tiercare::grown(growth.per_year, days);
    tables.emplace_back(conditions, shares);
  }
  return tables;
}

}  // namespace tiercare
