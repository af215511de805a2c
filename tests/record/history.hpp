// SPDX-License-Identifier: Apache-2.0
// A short history told by hand, small enough to compute every indicator of it on paper: eight
// contacts, five stays, ten referrals each way, in 1000 residents and two years.
#pragma once

#include "record/indicators.hpp"
#include "world/facts.hpp"

#include <array>
#include <vector>

namespace tiercare::history {

inline constexpr FacilityId clinic{0};
inline constexpr FacilityId centre{1};
inline constexpr FacilityId hospital{2};
inline constexpr FacilityId second_hospital{3};
inline constexpr FacilityId city_hospital{4};
inline constexpr std::size_t facility_count = 5;

inline constexpr Tier tier_of_place(FacilityId facility) {
  constexpr std::array<Tier, facility_count> tiers{Tier::village, Tier::township, Tier::county,
                                                   Tier::county, Tier::tertiary};
  return tiers[facility.index()];
}

/// Who pays what of a bill [yuan].
struct Paid {
  std::int64_t fund;
  std::int64_t patient;
};

inline ContactFact contact(std::uint8_t number, FacilityId facility, ContactReason reason,
                           ContactOutcome outcome, Duration waited, Paid paid) {
  return {.arrived = Instant{} + 100_day,
          .closed = Instant{} + 100_day + waited + 10_min,
          .person = PersonId{7},
          .episode = 3,
          .contact = number,
          .facility = facility,
          .tier = tier_of_place(facility),
          .in_area = facility != city_hospital,
          .reason = reason,
          .condition = ConditionId{0},
          .acuity = Acuity::moderate,
          .travel = 25_min,
          .waited = waited,
          .served = 10_min,
          .outcome = outcome,
          .charge = Money::yuan(paid.fund + paid.patient),
          .fund_paid = Money::yuan(paid.fund),
          .patient_paid = Money::yuan(paid.patient)};
}

inline std::array<ContactFact, 10> contacts() {
  using Why = ContactReason;
  using End = ContactOutcome;
  std::array<ContactFact, 10> all{
      contact(0, clinic, Why::own_choice, End::treated, 0_min, {20, 30}),
      contact(0, centre, Why::own_choice, End::treated_in_vain, 10_min, {60, 40}),
      contact(1, hospital, Why::came_back, End::referred_up, 30_min, {80, 120}),
      contact(2, city_hospital, Why::referred_up, End::admitted, 60_min, {100, 300}),
      contact(0, hospital, Why::own_choice, End::left_unseen, 120_min, {0, 0}),
      contact(0, centre, Why::own_choice, End::turned_away, 0_min, {0, 0}),
      contact(1, centre, Why::follow_up, End::treated, 20_min, {30, 20}),
      contact(0, second_hospital, Why::own_choice, End::admitted, 50_min, {50, 100}),
      contact(0, hospital, Why::own_choice, End::did_not_come, 0_min, {0, 0}),
      contact(1, centre, Why::follow_up, End::did_not_come, 0_min, {0, 0})};
  all[2].passed_over = PassedOver::capability;
  all[7].passed_over = PassedOver::trust;
  all[7].booked_ahead = 1_day;
  all[8].booked_ahead = 3_day;
  return all;
}

inline AdmissionFact stay(FacilityId facility, ContactReason reason, ContactOutcome outcome,
                          Duration waited, Duration in_bed, Paid paid) {
  const Instant decided = Instant{} + 200_day;
  return {.decided = decided,
          .bed = decided + waited,
          .acute_end = decided + waited + 1_day,
          .discharge = decided + waited + in_bed,
          .person = PersonId{8},
          .episode = 0,
          .contact = 1,
          .facility = facility,
          .tier = tier_of_place(facility),
          .in_area = facility != city_hospital,
          .reason = reason,
          .condition = ConditionId{1},
          .acuity = Acuity::severe,
          .outcome = outcome,
          .charge = Money::yuan(paid.fund + paid.patient),
          .fund_paid = Money::yuan(paid.fund),
          .patient_paid = Money::yuan(paid.patient)};
}

inline std::array<AdmissionFact, 6> stays() {
  using Why = ContactReason;
  using End = ContactOutcome;
  std::array<AdmissionFact, 6> all{
      stay(city_hospital, Why::own_choice, End::referred_down, 6_h, 6_day, {5000, 5000}),
      stay(hospital, Why::own_choice, End::treated, 2_h, 8_day, {4200, 1800}),
      stay(second_hospital, Why::own_choice, End::referred_down, 4_h, 4_day, {2400, 600}),
      stay(centre, Why::referred_down, End::treated_in_vain, 0_h, 5_day, {900, 100}),
      stay(hospital, Why::own_choice, End::left_unseen, 9_h, 0_h, {0, 0}),
      stay(hospital, Why::own_choice, End::treated, 0_h, 6_h, {0, 0})};
  all[1].blocked = 3_day;
  all[1].since_discharge = 20_day;
  all[3].transfer = 2_h;
  all[5].kind = StayKind::day_place;
  all[4].bed = Instant::never();
  all[4].acute_end = Instant::never();
  return all;
}

inline ReferralFact referral(Direction direction, std::array<bool, link_count> holds) {
  const bool up = direction == Direction::up;
  return {.at = Instant{} + 300_day,
          .person = PersonId{9},
          .episode = 1,
          .from = up ? hospital : city_hospital,
          .to = up ? city_hospital : hospital,
          .direction = direction,
          .condition = ConditionId{1},
          .acuity = Acuity::severe,
          .inpatient = !up,
          .holds = holds,
          .release_probability = 0.25,
          .willing_probability = 0.75,
          .green_channel = up,
          .refusal = holds[static_cast<std::size_t>(Link::receive)] ? Refusal::none
                     : up                                           ? Refusal::capability
                                                                    : Refusal::bed};
}

/// Of ten referrals each way, six are made. Up, release fails in 4, willing in 3, receive in 2,
/// policy in 1; down, policy fails in 4, receive in 3, release in 2, willing in 1.
inline std::vector<ReferralFact> referrals() {
  std::vector<ReferralFact> all;
  for (int i = 0; i < 6; ++i)
    for (const Direction direction : {Direction::up, Direction::down})
      all.push_back(referral(direction, {true, true, true, true}));
  all.push_back(referral(Direction::up, {false, true, true, true}));
  all.push_back(referral(Direction::up, {false, true, false, true}));
  all.push_back(referral(Direction::up, {false, false, false, true}));
  all.push_back(referral(Direction::up, {false, false, false, false}));
  all.push_back(referral(Direction::down, {true, true, true, false}));
  all.push_back(referral(Direction::down, {true, false, true, false}));
  all.push_back(referral(Direction::down, {false, false, true, false}));
  all.push_back(referral(Direction::down, {false, false, false, false}));
  return all;
}

/// What somebody who is away has elsewhere: a visit that no fund pays for, and a stay.
inline std::vector<AwayCareFact> away_care() {
  const AwayCareFact visit{.at = Instant{} + 92_day,
                           .person = PersonId{9},
                           .charge = Money::yuan(300),
                           .patient_paid = Money::yuan(300)};
  AwayCareFact stay = visit;
  stay.contact = 1;
  stay.service = Service::inpatient;
  stay.stay = 4_day;
  stay.charge = Money::yuan(4000);
  stay.fund_paid = Money::yuan(2160);
  stay.patient_paid = Money::yuan(1840);
  return {visit, stay};
}

inline Person newborn() {
  Person child;
  child.birth_year = 2018;
  child.income = 7000;
  return child;
}

/// A birth, two deaths, and four needs, of which one is let be and one is taken to a pharmacy.
inline void tell(FactSink& sink) {
  for (const Answer answer : {Answer::self_care, Answer::pharmacy, Answer::care, Answer::care})
    sink.on(NeedFact{.at = Instant{} + 90_day, .person = PersonId{7}, .answer = answer});
  sink.on(PurchaseFact{.at = Instant{} + 90_day, .person = PersonId{7}, .paid = Money::yuan(40)});
  sink.on(BirthFact{.at = Instant{} + 90_day,
                    .person = PersonId{1000},
                    .mother = PersonId{7},
                    .born = newborn()});
  for (const bool in_hospital : {false, true})
    sink.on(DeathFact{.at = Instant{} + 91_day,
                      .person = PersonId{8},
                      .in_hospital = in_hospital,
                      .place = in_hospital ? DeathPlace::in_bed : DeathPlace::at_home,
                      .untreated = in_hospital});
  for (const ContactFact& fact : contacts()) sink.on(fact);
  for (const AdmissionFact& fact : stays()) sink.on(fact);
  for (const ReferralFact& fact : referrals()) sink.on(fact);
  for (const AwayCareFact& fact : away_care()) sink.on(fact);
}

inline MeasuredEnd::FacilityUse use(FacilityId facility, Duration consulting, Duration on_duty) {
  MeasuredEnd::FacilityUse result{
      .facility = facility, .tier = tier_of_place(facility), .in_area = facility != city_hospital};
  result.consulting.busy = consulting;
  result.consulting.capacity = on_duty;
  result.consulting.completed = 730ULL * 20;
  result.open = Duration::days(730);
  if (facility == hospital) result.physicians = 10.0;
  return result;
}

inline MeasuredEnd::WardUse ward(FacilityId facility, Duration occupied, Duration open,
                                 std::uint64_t discharged) {
  MeasuredEnd::WardUse result{.facility = facility,
                              .tier = tier_of_place(facility),
                              .name = "general",
                              .name_zh = "普通病区",
                              .lines = "internal_medicine surgery",
                              .beds = 1,
                              .use = {}};
  result.use.busy = occupied;
  result.use.capacity = open;
  result.use.completed = discharged;
  return result;
}

inline MeasuredEnd end() {
  return {
      .measured = 730_day,
      .lived_ms = 1000ULL * 730 * 86'400'000,
      .lived_away_ms = 250ULL * 730 * 86'400'000,
      .households = 400,
      .in_households = 1000,
      .facilities = {use(clinic, 2_h, 8_h), use(centre, 4_h, 8_h), use(hospital, 6_h, 8_h),
                     use(second_hospital, 3_h, 4_h), use(city_hospital, 10_h, 8_h)},
      // Two wards of one hospital count together.
      .wards = {ward(centre, 50_day, 200_day, 10), ward(hospital, 200_day, 250_day, 30),
                ward(hospital, 100_day, 150_day, 10), ward(city_hospital, 90_day, 100_day, 20)}};
}

}  // namespace tiercare::history
