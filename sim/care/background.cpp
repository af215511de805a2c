// SPDX-License-Identifier: Apache-2.0
#include "care/background.hpp"

#include "care/journey.hpp"

#include <cmath>
#include <numeric>

namespace tiercare {
namespace {

const BackgroundDemand& demand_of(const Care& care, FacilityId facility) {
  return *care.plan.group_of(facility).background;
}

double uniform_gap(Stream stream) {
  return -std::log1p(-stream.uniform());
}

/// Other places' patients have no line: they spread over the wards as the beds do.
StationId ward_asked_for(const Care& care, FacilityId facility) {
  const Facility& there = care.plan.facilities[facility];
  std::size_t ward = 0;
  if (there.wards.size() > 1) {
    const std::uint32_t occurrence = care.background.admissions[facility.index()];
    Stream stream = care.random.stream(facility.value, Purpose::background_ward, occurrence);
    double bed = stream.uniform() * there.beds;
    while (ward + 1 < there.wards.size() && bed >= there.wards[ward].beds)
      bed -= there.wards[ward++].beds;
  }
  return care.plan.ward_number(facility, ward);
}

void join(Care& care, StationId station) {
  const Arrival arrival =
      care.stations.arrive(station, background_customer, ordinary_class, care.now());
  if (arrival.entry == Entry::served) begin_background_service(care, station);
}

}  // namespace

void schedule_background_visit(Care& care, FacilityId facility) {
  const VisitTimes& times = care.plan.visit_times;
  const Calendar& calendar = care.plan.calendar;
  if (demand_of(care, facility).visits_per_day <= 0.0) return;
  const double daily_weight = std::accumulate(times.by_hour.begin(), times.by_hour.end(), 0.0);
  const double weekly_mean =
      std::accumulate(times.by_weekday.begin(), times.by_weekday.end(), 0.0) / 7.0;
  const std::uint32_t occurrence = care.background.visits[facility.index()]++;
  double left =
      uniform_gap(care.random.stream(facility.value, Purpose::background_visit, occurrence));
  // Hour by hour at that hour's rate: exact for a rate that is constant within the hour.
  for (Instant t = care.now();;) {
    const auto hour = static_cast<std::size_t>(calendar.hour_of(t));
    const auto weekday = static_cast<std::size_t>(calendar.roster_day(calendar.day_of(t)));
    const double per_ms = demand_of(care, facility).visits_per_day * times.by_hour[hour] /
                          daily_weight * times.by_weekday[weekday] / weekly_mean / 3'600'000.0;
    const Instant next{(t.ms / 3'600'000 + 1) * 3'600'000};
    const double here = per_ms * static_cast<double>((next - t).ms);
    if (left < here)
      return care.agenda.at(t + Duration::rounded_ms(left / per_ms), BackgroundVisit{facility});
    left -= here;
    t = next;
  }
}

void schedule_background_admission(Care& care, FacilityId facility) {
  const double per_day = demand_of(care, facility).admissions_per_day;
  if (per_day <= 0.0) return;
  const std::uint32_t occurrence = care.background.admissions[facility.index()]++;
  const Stream stream =
      care.random.stream(facility.value, Purpose::background_stay, occurrence, /*step=*/1);
  care.agenda.after(Duration::rounded_days(uniform_gap(stream) / per_day),
                    BackgroundAdmission{facility});
}

void background_visit(Care& care, FacilityId facility) {
  ++care.visits_today[facility.index()];
  join(care, care.plan.station(facility, StationRole::consulting));
  schedule_background_visit(care, facility);
}

void background_admission(Care& care, FacilityId facility) {
  join(care, ward_asked_for(care, facility));
  schedule_background_admission(care, facility);
}

void begin_background_service(Care& care, StationId station) {
  const auto [facility, role, ward] = care.plan.place_of[station];
  const FacilityGroup& group = care.plan.group_of(facility);
  const std::uint32_t occurrence = care.background.services[station.index()]++;
  Stream stream = care.random.stream(station.value, Purpose::background_stay, occurrence);
  const Duration length = role == StationRole::ward
                              ? group.background->stay.sample(stream)
                              : group.stations[index(role)]->service_time.sample(stream);
  ++care.background.in_service[station.index()];
  care.agenda.after(length, BackgroundEnds{station});
}

void end_background_service(Care& care, StationId station) {
  --care.background.in_service[station.index()];
  if (const auto next = care.stations.complete(station, ordinary_class, care.now()))
    begin_service(care, station, *next);
}

}  // namespace tiercare
