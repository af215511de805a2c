// SPDX-License-Identifier: Apache-2.0
#include "care/booking.hpp"

#include "care/treatment.hpp"

#include <algorithm>

namespace tiercare {
namespace {

const std::optional<AppointmentSpec>& offer_of(const Care& care, FacilityId facility) {
  return care.plan.group_of(facility).appointments;
}

const OpeningHours& hours_of(const Care& care, const StationSpec& rooms) {
  return care.plan.hours[rooms.hours];
}

/// Time that one room is open on that day.
Duration open_time(const Care& care, const OpeningHours& hours, CivilDay day) {
  Duration open{};
  for (const auto interval :
       hours.days[static_cast<std::size_t>(care.plan.calendar.roster_day(day))])
    open += Duration::minutes(interval.to - interval.from);
  return open;
}

std::uint32_t slots_on(const Care& care, FacilityId facility, const AppointmentSpec& offer,
                       const StationSpec& rooms, CivilDay day) {
  const std::uint32_t servers = care.plan.servers(facility, StationRole::consulting);
  const double minutes = open_time(care, hours_of(care, rooms), day).in_minutes() *
                         (servers - rooms.on_duty) * offer.share.value();
  return static_cast<std::uint32_t>(minutes / rooms.service_time.mean().in_minutes());
}

/// The moment at which a share of the day's open time has passed.
Instant at_share(const Care& care, const OpeningHours& hours, CivilDay day, double share) {
  Duration left = Duration::rounded_ms(share * static_cast<double>(open_time(care, hours, day).ms));
  for (const auto interval :
       hours.days[static_cast<std::size_t>(care.plan.calendar.roster_day(day))]) {
    const Duration length = Duration::minutes(interval.to - interval.from);
    if (left < length)
      return care.plan.calendar.midnight_of(day) + Duration::minutes(interval.from) + left;
    left = left - length;
  }
  return care.plan.calendar.midnight_of(day + 1);
}

/// Emergencies and letters do not book.
bool may_book(const Care& care, const Episode& episode) {
  switch (episode.reason) {
    case ContactReason::own_choice:
    case ContactReason::came_back:
    case ContactReason::follow_up:
    case ContactReason::relapsed:
      return !care.course(episode).urgent && offer_of(care, episode.facility).has_value();
    case ContactReason::referred_up:
    case ContactReason::referred_down:
    case ContactReason::for_a_bed:
      return false;
  }
  return false;
}

}  // namespace

std::optional<FreeSlot> first_free_slot(const Care& care, FacilityId facility) {
  const auto& offer = offer_of(care, facility);
  if (!offer) return std::nullopt;
  const StationSpec& rooms = *care.plan.group_of(facility).stations[index(StationRole::consulting)];
  const CivilDay today = care.plan.calendar.day_of(care.now());
  for (CivilDay day = today + 1; day <= today + offer->days_ahead; ++day) {
    if (!care.plan.group_of(facility).is_open_on(day)) break;
    const std::uint32_t slots = slots_on(care, facility, *offer, rooms, day);
    const std::uint32_t taken = care.appointments.taken(facility, day);
    if (taken < slots)
      return FreeSlot{day, at_share(care, hours_of(care, rooms), day, (taken + 0.5) / slots)};
  }
  return std::nullopt;
}

std::optional<Instant> book(Care& care, Episode& episode, Instant earliest) {
  if (!may_book(care, episode)) return std::nullopt;
  const auto slot = first_free_slot(care, episode.facility);
  if (!slot) return std::nullopt;
  const ChoiceBehaviour& choice = care.plan.choice;
  const double of_slot = choice.delay_per_day * (slot->at - care.now()).in_days();
  const double of_queue = choice.wait_per_min * care.waits.minutes(episode.facility);
  Stream draws = care.stream(episode, Purpose::appointment);
  const bool prefers_slot = draws.uniform_32() < logistic(of_slot - of_queue);
  const AppointmentSpec& offer = *offer_of(care, episode.facility);
  const bool comes = !draws.happens(offer.no_show);
  const double late = 2.0 * draws.uniform() - 1.0;
  if (!prefers_slot) return std::nullopt;
  care.appointments.take(episode.facility, slot->day);
  episode.booked = comes ? Booked::comes : Booked::stays_away;
  episode.booked_ahead = slot->at - care.now();
  episode.priority = booked_class;
  const Duration off = Duration::rounded_ms(late * static_cast<double>(offer.deviation.ms));
  return std::max(earliest, slot->at + off);
}

}  // namespace tiercare
