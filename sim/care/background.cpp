// SPDX-License-Identifier: Apache-2.0
#include "care/background.hpp"

#include "care/journey.hpp"
#include "care/shifts.hpp"

#include <algorithm>

namespace tiercare {
namespace {

/// None where no patients of other places come now.
const BackgroundDemand* demand_of(const CarePlan& plan, FacilityId facility) {
  const auto& background = plan.group_of(facility).background;
  return background && plan.facilities[facility].open ? &*background : nullptr;
}

/// How many of this willingness there are, relative to the usual ones.
double number_of(const BackgroundDemand& demand, Willingness who) {
  if (who == Willingness::usual) return 1.0;
  return demand.backfill && demand.backfill->share.value() > 0.0 ? demand.backfill->latent - 1.0
                                                                 : 0.0;
}

double visits_per_day(const CarePlan& plan, FacilityId facility, Willingness who) {
  const BackgroundDemand* demand = demand_of(plan, facility);
  return demand == nullptr ? 0.0 : demand->visits_per_day * number_of(*demand, who);
}

double admissions_per_day(const CarePlan& plan, FacilityId facility, Willingness who) {
  const BackgroundDemand* demand = demand_of(plan, facility);
  if (demand == nullptr || !plan.has_beds(facility)) return 0.0;
  return demand->admissions_per_day * number_of(*demand, who);
}

/// Other places' patients have no line: they spread over the wards as the beds do.
StationId ward_asked_for(const Care& care, BackgroundAdmission event) {
  const auto [facility, who, occurrence] = event;
  const Facility& there = care.plan.facilities[facility];
  std::size_t ward = 0;
  if (there.wards.size() > 1) {
    Stream stream = care.random.stream(facility.value, Purpose::background_ward, occurrence,
                                       static_cast<std::uint16_t>(who));
    double bed = stream.uniform() * there.beds;
    while (ward + 1 < there.wards.size() && bed >= there.wards[ward].beds)
      bed -= there.wards[ward++].beds;
  }
  return care.plan.ward_number(facility, ward);
}

/// Two numbers: when he comes, and whether he does.
Stream visit_draws(const Care& care, FacilityId facility, Willingness who,
                   std::uint32_t occurrence) {
  return care.random.stream(facility.value, Purpose::background_visit, occurrence,
                            static_cast<std::uint16_t>(who));
}

Stream admission_draws(const Care& care, FacilityId facility, Willingness who,
                       std::uint32_t occurrence) {
  const auto step = static_cast<std::uint16_t>(1U + static_cast<std::uint32_t>(who));
  return care.random.stream(facility.value, Purpose::background_stay, occurrence, step);
}

double second_of(Stream draws) {
  static_cast<void>(draws.uniform());
  return draws.uniform();
}

/// How many stay away for each one too many there: of the room others give up, `share` is filled
/// again. Above 95 % it is a little less, since an answer without bounds would have no rest.
double answer_of(const Backfill& backfill) {
  constexpr double least_left = 0.05;
  return backfill.share.value() / std::max(least_left, 1.0 - backfill.share.value());
}

/// Whether one of this willingness comes, where `relative` times the usual number do.
bool comes(const Backfill& backfill, double relative, Willingness who, double u) {
  if (who == Willingness::usual) return u < relative;
  return u * (backfill.latent - 1.0) < relative - 1.0;
}

/// Rooms that serve ordinary patients in opening hours.
double ordinary_rooms(const CarePlan& plan, FacilityId facility) {
  const double rooms = plan.servers(facility, StationRole::consulting);
  const StationRules rules = rules_of(plan, plan.station(facility, StationRole::consulting));
  return std::max(1.0, rooms - rules.reserved_for_class_0);
}

/// Visits relative to the usual. What a wait beyond the usual means is a line of patients too many
/// in each of the two halves of a day, long at its end and gone at its beginning: twice its mean.
double relative_visits(const Care& care, FacilityId facility, const BackgroundDemand& demand) {
  const double half_a_day = demand.visits_per_day / 2.0;
  const double too_many = 2.0 * care.background.line_beyond_usual[facility.index()];
  return 1.0 - answer_of(*demand.backfill) * too_many / half_a_day;
}

/// What people know of the line: a mean of about the last week as each usual patient finds it while
/// the doctors are there; who stands before closed doors tells nothing of their queue.
void learn_line(Care& care, FacilityId facility, const BackgroundDemand& demand) {
  const StationSpec& spec = *care.plan.group_of(facility).stations[index(StationRole::consulting)];
  const StationId rooms = care.plan.station(facility, StationRole::consulting);
  if (care.stations.servers(rooms) <= spec.on_duty) return;
  const double usual = demand.backfill->wait.in_minutes() * ordinary_rooms(care.plan, facility) /
                       spec.service_time.mean().in_minutes();
  double& known = care.background.line_beyond_usual[facility.index()];
  known +=
      (care.stations.waiting(rooms) - usual - known) / std::max(1.0, 7.0 * demand.visits_per_day);
}

/// Admissions relative to the usual: patients in bed or waiting for one beyond the usual occupancy.
double relative_admissions(const Care& care, FacilityId facility, const BackgroundDemand& demand) {
  const Facility& there = care.plan.facilities[facility];
  double too_many = -demand.backfill->occupancy.value() * there.beds;
  for (std::size_t w = 0; w < there.wards.size(); ++w) {
    const StationId ward = care.plan.ward_number(facility, w);
    too_many += care.stations.busy(ward) + care.stations.waiting(ward);
  }
  return 1.0 - answer_of(*demand.backfill) * too_many /
                   (demand.admissions_per_day * demand.stay.mean().in_days());
}

void join(Care& care, StationId station) {
  const Arrival arrival =
      care.stations.arrive(station, background_customer, ordinary_class, care.now());
  if (arrival.entry == Entry::served) begin_background_service(care, station);
}

/// What would fall later than this is left out.
constexpr Duration a_century = Duration::days(36'500);

/// When the next visit falls, `left` being the cumulative hazard until then; never if that is
/// beyond a century.
Instant next_visit(const Care& care, double per_day, double left) {
  constexpr Duration an_hour = Duration::hours(1);
  const Instant last = care.now() + a_century;
  const Calendar& calendar = care.plan.calendar;
  // Hour by hour at that hour's rate: exact for a rate that is constant within the hour.
  for (Instant t = care.now(); t <= last;) {
    const int weekday = calendar.roster_day(calendar.day_of(t));
    const double per_ms = per_day * care.plan.visit_times.share(calendar.hour_of(t), weekday) /
                          static_cast<double>(an_hour.ms);
    const Instant next{(t.ms / an_hour.ms + 1) * an_hour.ms};
    const double here = per_ms * static_cast<double>((next - t).ms);
    if (left < here) return t + Duration::rounded_ms(left / per_ms);
    left -= here;
    t = next;
  }
  return Instant::never();
}

void schedule_visit(Care& care, FacilityId facility, Willingness who) {
  BackgroundStream& stream = care.background.visits[BackgroundCounts::at(facility, who)];
  stream.per_day = visits_per_day(care.plan, facility, who);
  const std::uint32_t occurrence = stream.drawn++;
  if (stream.per_day <= 0.0) return;
  Stream draws = visit_draws(care, facility, who, occurrence);
  const Instant next = next_visit(care, stream.per_day, draws.exponential());
  if (next != Instant::never()) care.agenda.at(next, BackgroundVisit{facility, who, occurrence});
}

void schedule_admission(Care& care, FacilityId facility, Willingness who) {
  BackgroundStream& stream = care.background.admissions[BackgroundCounts::at(facility, who)];
  stream.per_day = admissions_per_day(care.plan, facility, who);
  const std::uint32_t occurrence = stream.drawn++;
  if (stream.per_day <= 0.0) return;
  Stream draws = admission_draws(care, facility, who, occurrence);
  const double days = draws.exponential() / stream.per_day;
  if (days < a_century.in_days())
    care.agenda.after(Duration::rounded_days(days), BackgroundAdmission{facility, who, occurrence});
}

/// Whether the event is still the pending one of its stream.
bool holds(Care& care, const BackgroundStream& stream, std::uint32_t occurrence) {
  if (stream.drawn == occurrence + 1) return true;
  care.agenda.count_stale();
  return false;
}

}  // namespace

void follow_background(Care& care) {
  for (std::size_t f = 0; f < care.plan.facilities.size(); ++f) {
    const FacilityId facility = care.plan.facilities.id_of(f);
    for (const Willingness who : {Willingness::usual, Willingness::if_there_is_room}) {
      const std::size_t at = BackgroundCounts::at(facility, who);
      if (care.background.visits[at].per_day != visits_per_day(care.plan, facility, who))
        schedule_visit(care, facility, who);
      if (care.background.admissions[at].per_day != admissions_per_day(care.plan, facility, who))
        schedule_admission(care, facility, who);
    }
  }
}

void background_visit(Care& care, BackgroundVisit event) {
  const auto [facility, who, occurrence] = event;
  if (!holds(care, care.background.visits[BackgroundCounts::at(facility, who)], occurrence)) return;
  const BackgroundDemand& demand = *demand_of(care.plan, facility);
  bool is_coming = true;
  if (demand.backfill) {
    if (who == Willingness::usual) learn_line(care, facility, demand);
    is_coming = comes(*demand.backfill, relative_visits(care, facility, demand), who,
                      second_of(visit_draws(care, facility, who, occurrence)));
  }
  if (is_coming) {
    ++care.visits_today[facility.index()];
    join(care, care.plan.station(facility, StationRole::consulting));
  }
  schedule_visit(care, facility, who);
}

void background_admission(Care& care, BackgroundAdmission event) {
  const auto [facility, who, occurrence] = event;
  if (!holds(care, care.background.admissions[BackgroundCounts::at(facility, who)], occurrence))
    return;
  const BackgroundDemand& demand = *demand_of(care.plan, facility);
  if (!demand.backfill || comes(*demand.backfill, relative_admissions(care, facility, demand), who,
                                second_of(admission_draws(care, facility, who, occurrence))))
    join(care, ward_asked_for(care, event));
  schedule_admission(care, facility, who);
}

void begin_background_service(Care& care, StationId station) {
  const auto [facility, role, ward] = care.plan.place_of[station];
  const FacilityGroup& group = care.plan.group_of(facility);
  const std::uint32_t occurrence = care.background.services[station.index()]++;
  Stream stream = care.random.stream(station.value, Purpose::background_stay, occurrence);
  const auto length_of_stay = [&] {  // none in a variant forked off to have no background
    return group.background ? group.background->stay.sample(stream) : Duration{};
  };
  const Duration length = role == StationRole::ward
                              ? length_of_stay()
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
