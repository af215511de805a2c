// SPDX-License-Identifier: Apache-2.0
#include "run/doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tiercare {
namespace {

using config::Reader;

constexpr double days_per_week = 7.0;
constexpr double days_per_year = 365.0;

double percent(double share) {
  return 100.0 * share;
}

/// Other places' admissions alone need more bed-days than there are.
void doubt_beds(Reader& r, const FacilityGroup& group) {
  const BackgroundDemand& demand = *group.background;
  if (group.beds == 0) return;
  const double stay = demand.stay.mean().in_days();
  const double use = demand.admissions_per_day * stay / group.beds;
  if (use <= 1.0) return;
  r.warning(r.span_at({"facilities", group.name, "background", "admissions"}),
            fmt::format("expected utilisation of the beds of {} is {:.0f} % by other places' "
                        "patients alone ({:.3g} admissions a day x {:.3g} day, {} beds)",
                        group.name, percent(use), demand.admissions_per_day, stay, group.beds),
            "the wait for a bed grows as long as the simulation lasts",
            {{r.span_at({"facilities", group.name, "beds"}), "the beds"}});
}

double open_hours_a_week(const OpeningHours& hours) {
  double minutes = 0.0;
  for (const auto& day : hours.days)
    for (const auto interval : day) minutes += interval.to - interval.from;
  return minutes / 60.0;
}

/// Other places' visits alone need more of the doctors' time than opening hours hold.
void doubt_rooms(Reader& r, const FacilityGroup& group, const ScenarioParts& parts) {
  const StationSpec& rooms = *group.stations[index(StationRole::consulting)];
  const std::uint32_t kept = rooms.on_duty + parts.referral->reserved_at(tier_of(group.kind)).rooms;
  if (kept >= rooms.servers) return;
  const double each = rooms.service_time.mean().in_minutes();
  const double hours = open_hours_a_week(parts.hours[rooms.hours]) * (rooms.servers - kept);
  const double use = group.background->visits_per_day * days_per_week * each / 60.0 / hours;
  if (use <= 1.0) return;
  r.warning(r.span_at({"facilities", group.name, "background", "visits"}),
            fmt::format("expected utilisation of the consulting rooms of {} is {:.0f} % by other "
                        "places' patients alone ({:.3g} visits a day x {:.3g} min, {:.4g} "
                        "room-hours a week for ordinary patients)",
                        group.name, percent(use), group.background->visits_per_day, each, hours),
            "most of them will give up waiting",
            {{r.span_at({"facilities", group.name, "consulting", "servers"}), "the rooms"}});
}

/// Doctors who see outpatients at the same time, of a table on average.
double doctors_at_once(const FacilityGroup& group, const StationSpec& rooms) {
  if (group.listed.empty()) return rooms.servers;
  double sum = 0.0;
  for (const ListedFacility& row : group.listed) sum += row.doctors.value_or(rooms.servers);
  return sum / static_cast<double>(group.listed.size());
}

/// More doctors see outpatients at the same time than there are.
void doubt_doctors(Reader& r, const FacilityGroup& group) {
  const auto& rooms = group.stations[index(StationRole::consulting)];
  if (!rooms || group.physicians == 0.0) return;
  const double at_once = doctors_at_once(group, *rooms);
  if (at_once <= std::ceil(group.physicians)) return;
  r.warning(r.span_at({"facilities", group.name, "physicians"}),
            fmt::format("{:.4g} physicians at {} are fewer than the {:.4g} doctors who see "
                        "outpatients there at the same time",
                        group.physicians, group.name, at_once),
            "physicians are all doctors of the place, those in the consulting rooms among them");
}

/// Shares of residents by the age bands of incidence.
std::array<double, age_band_count> shares_by_band(const PopulationSpec& population) {
  std::array<double, age_band_count> shares{};
  for (std::size_t i = 0; i < population.age_shares.size(); ++i)
    shares[std::min(i, age_band_count - 1)] += population.age_shares[i];
  return shares;
}

/// Days in bed that one episode of the condition needs on average.
double bed_days_of(const Condition& condition) {
  double days = 0.0;
  for (const Course& course : condition.courses) {
    const double acute = course.acute_stay ? course.acute_stay->mean().in_days() : 0.0;
    const double stable = course.stable_stay ? course.stable_stay->mean().in_days() : 0.0;
    days += course.share.value() * course.admission.value() * (acute + stable);
  }
  return days;
}

/// Days in bed that the residents' illnesses need in a year, whoever admits them.
double bed_days_needed(const ScenarioParts& parts) {
  const auto shares = shares_by_band(parts.population);
  double per_resident = 0.0;
  for (const Condition& condition : parts.conditions)
    per_resident += bed_days_of(condition) * std::inner_product(shares.begin(), shares.end(),
                                                                condition.incidence.begin(), 0.0);
  return per_resident * parts.population.residents;
}

std::size_t villages_of(const GeographySpec& geography) {
  if (geography.given)
    return static_cast<std::size_t>(
        std::ranges::count(geography.given->settlements, SettlementKind::village,
                           [](const Settlement& settlement) { return settlement.kind; }));
  return std::transform_reduce(geography.townships.begin(), geography.townships.end(),
                               std::size_t{0}, std::plus{},
                               [](const TownshipSpec& township) { return township.villages; });
}

std::size_t places_of(const FacilityGroup& group, const GeographySpec& geography) {
  switch (group.placement) {
    case Placement::every_village:
      return villages_of(geography);
    case Placement::every_township_seat:
      return geography.townships.size();
    case Placement::county_seat:
    case Placement::named:
      return 1;
    case Placement::listed:
      return group.listed.size();
  }
  return 0;
}

double beds_of_all(const FacilityGroup& group, const GeographySpec& geography) {
  if (group.placement != Placement::listed)
    return static_cast<double>(group.beds) * static_cast<double>(places_of(group, geography));
  double beds = 0.0;
  for (const ListedFacility& row : group.listed) beds += row.beds.value_or(group.beds);
  return beds;
}

/// The illnesses of residents need more bed-days than all facilities together have left.
void doubt_all_beds(Reader& r, const ScenarioParts& parts) {
  double beds = 0.0;
  double taken = 0.0;
  for (const FacilityGroup& group : parts.facilities) {
    if (!group.is_open_on(parts.start)) continue;
    beds += beds_of_all(group, parts.geography);
    if (group.background)
      taken += group.background->admissions_per_day * group.background->stay.mean().in_days();
  }
  const double needed = bed_days_needed(parts) / days_per_year;
  if (needed + taken <= beds) return;
  r.warning(r.span_at({"facilities"}),
            fmt::format("expected utilisation of all beds is {:.0f} % (residents' illnesses need "
                        "{:.4g} beds, other places' patients {:.4g}; there are {:.4g})",
                        percent((needed + taken) / beds), needed, taken, beds),
            "the wait for a bed grows as long as the simulation lasts");
}

void doubt_unused_hours(Reader& r, const ScenarioParts& parts) {
  for (std::size_t h = 0; h < parts.hours.size(); ++h) {
    const OpeningHoursId id = parts.hours.id_of(h);
    const auto keeps = [id](const auto& station) { return station && station->hours == id; };
    const bool kept = std::ranges::any_of(parts.facilities, [&](const FacilityGroup& group) {
      return std::ranges::any_of(group.stations, keeps);
    });
    if (!kept)
      r.warning(r.span_at({"hours", parts.hours[id].name}),
                fmt::format("no facility keeps the opening hours '{}'", parts.hours[id].name));
  }
}

void doubt_empty_cities(Reader& r, const ScenarioParts& parts) {
  if (parts.geography.given) return;  // a map may show more than the scenario uses
  for (const CitySpec& city : parts.geography.cities)
    if (std::ranges::none_of(parts.facilities, [&](const FacilityGroup& group) {
          const auto stands_there = [&](const ListedFacility& row) {
            return row.settlement == city.name;
          };
          return group.settlement == city.name || std::ranges::any_of(group.listed, stands_there);
        }))
      r.warning(r.span_at({"geography", "cities", city.name}),
                fmt::format("no facility stands in the city '{}': nobody goes there", city.name));
}

/// A run begins with empty beds: they fill as long as patients stay, and queues with them.
void doubt_warm_up(Reader& r, const ScenarioParts& parts) {
  const FacilityGroup* longest = nullptr;
  for (const FacilityGroup& group : parts.facilities)
    if (group.background && group.beds > 0 &&
        (longest == nullptr || longest->background->stay.mean() < group.background->stay.mean()))
      longest = &group;
  constexpr Duration shortest = Duration::days(14);
  constexpr double stays = 2.0;  // after two mean stays, six beds of seven are as full as they get
  const double stay = longest == nullptr ? 0.0 : longest->background->stay.mean().in_days();
  const double warm_up = parts.horizon.warm_up.in_days();
  const double needed = std::max(shortest.in_days(), stays * stay);
  if (warm_up >= needed) return;
  std::vector<RelatedPlace> related;
  if (stays * stay > shortest.in_days())
    related.push_back({r.span_at({"facilities", longest->name, "background", "stay"}),
                       fmt::format("patients stay {:.3g} day on average", stay)});
  r.warning(
      r.span_at({"horizon", "warm_up"}),
      fmt::format("a warm-up of {:.3g} day is shorter than the {:.3g} day that empty beds and "
                  "queues take to fill: what is counted begins too low",
                  warm_up, needed),
      "14 day at least, and twice the longest mean stay", std::move(related));
}

/// A facility that opens after the last day is never there; trends may be known for years ahead.
void doubt_late_openings(Reader& r, const ScenarioParts& parts) {
  const double days = (parts.horizon.warm_up + parts.horizon.run).in_days();
  const CivilDay end = parts.start + static_cast<CivilDay>(std::ceil(days));
  for (const FacilityGroup& group : parts.facilities)
    if (group.opens && *group.opens >= end)
      r.warning(r.span_at({"facilities", group.name, "opens"}),
                fmt::format("{} opens on {}, after the last simulated day, {}", group.name,
                            config::Date{*group.opens}.text(), config::Date{end - 1}.text()));
}

}  // namespace

void raise_doubts(Reader& root, const ScenarioParts& parts) {
  if (root.describing() || root.has_errors()) return;
  for (const FacilityGroup& group : parts.facilities) {
    doubt_doctors(root, group);
    if (!group.background) continue;
    doubt_beds(root, group);
    doubt_rooms(root, group, parts);
  }
  doubt_warm_up(root, parts);
  doubt_all_beds(root, parts);
  doubt_unused_hours(root, parts);
  doubt_empty_cities(root, parts);
  if (parts.today == parts.start) doubt_late_openings(root, parts);
}

}  // namespace tiercare
