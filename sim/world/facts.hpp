// SPDX-License-Identifier: Apache-2.0
// What has happened, told once: handlers emit facts, sinks make tables and indicators of them.
//
// A fact is complete in itself, so a sink needs no state of the simulation. Facts before the end of
// warm-up are emitted too; a sink that measures waits for
// on_measurement_start.
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/stations.hpp"
#include "world/facility.hpp"
#include "world/persons.hpp"
#include "world/terms.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace tiercare {

/// Why a patient came to a facility.
enum class ContactReason : std::uint8_t {
  own_choice,
  follow_up,
  came_back,
  referred_up,
  referred_down,
  for_a_bed,  ///< left for a bed elsewhere, without a letter
  relapsed    ///< the illness came up again after a stay that had treated it
};

/// What spoke most for the facility a patient chose, against the nearest one he knows.
enum class PassedOver : std::uint8_t {
  nothing,     ///< went to the nearest, or did not choose: followed up, or referred
  capability,  ///< the nearest is thought less able to treat this
  wait,
  price,
  trust,
  closed,     ///< nobody is on duty there at this hour
  own_taste,  ///< his lasting taste for a tier, or what the model does not see
  full,       ///< it had no free bed
  equipment,  ///< the nearest has not what this needs
  drugs       ///< the nearest does not keep them
};

/// How a contact ended.
enum class ContactOutcome : std::uint8_t {
  treated,          ///< rightly treated, goes home
  treated_in_vain,  ///< goes home, not rightly treated
  admitted,         ///< to a bed of the same facility
  referred_up,      ///< accepted by another facility
  referred_down,
  left_unseen,     ///< patience ended in a queue
  turned_away,     ///< no room to wait, or a queue too long to join
  died,            ///< in a bed
  left_for_a_bed,  ///< called for a bed; he goes to one elsewhere, without a letter
  did_not_come,    ///< to an appointment or a review
};

/// Whether a visit that ended so was one: nobody sees who leaves a queue.
[[nodiscard]] constexpr bool is_seen(ContactOutcome outcome) {
  return outcome != ContactOutcome::left_unseen && outcome != ContactOutcome::turned_away &&
         outcome != ContactOutcome::did_not_come;
}

/// What people do about an illness.
enum class Answer : std::uint8_t { self_care, pharmacy, care };

/// A felt need and what its person did about it first.
struct NeedFact {
  Instant at{};
  PersonId person{};
  ConditionId condition{};
  Acuity acuity = Acuity::mild;
  Answer answer = Answer::self_care;
};

/// Medicine bought over the counter.
struct PurchaseFact {
  Instant at{};
  PersonId person{};
  ConditionId condition{};
  Acuity acuity = Acuity::mild;
  Money paid{};
};

/// A resident born in the run; the person's number follows those there were.
struct BirthFact {
  Instant at{};
  PersonId person{};
  PersonId mother{};
  Person born{};
  bool away = false;  ///< elsewhere
};

/// Where a resident was when he died.
enum class DeathPlace : std::uint8_t {
  at_home,
  on_the_way,
  in_a_queue,
  with_staff,
  waiting_for_a_bed,
  in_bed
};

struct DeathFact {
  Instant at{};
  PersonId person{};
  bool in_hospital = false;
  bool away = false;  ///< elsewhere
  DeathPlace place = DeathPlace::at_home;
  bool untreated = false;  ///< of an illness that nobody treated rightly in time
};

/// One visit or stay of somebody registered here while he is away.
struct AwayCareFact {
  Instant at{};  ///< when the need was felt
  PersonId person{};
  std::uint32_t episode = 0;  ///< number within the person
  std::uint8_t contact = 0;   ///< number within the episode
  ConditionId condition{};
  Acuity acuity = Acuity::mild;
  Service service = Service::outpatient;
  Duration stay{};  ///< in bed
  ContactOutcome outcome = ContactOutcome::treated;
  Money charge{};
  Money fund_paid{};
  Money patient_paid{};
};

/// One outpatient contact, closed.
struct ContactFact {
  Instant arrived{};
  Instant closed{};
  PersonId person{};
  std::uint32_t episode = 0;  ///< number within the person
  std::uint8_t contact = 0;   ///< number within the episode; 0 is the first contact
  FacilityId facility{};
  Tier tier = Tier::village;
  bool in_area = true;
  ContactReason reason = ContactReason::own_choice;
  PassedOver passed_over = PassedOver::nothing;
  ConditionId condition{};
  Acuity acuity = Acuity::mild;
  Duration travel{};
  Duration booked_ahead{};  ///< from booking to appointment; 0 for walk-ins
  Duration waited{};        ///< in all queues of the contact
  Duration served{};        ///< time with staff
  ContactOutcome outcome = ContactOutcome::treated;
  Money charge{};
  Money fund_paid{};
  Money patient_paid{};
};

/// What a stay was spent in.
enum class StayKind : std::uint8_t { bed, day_place };

/// No earlier stay of the same illness has ended at home.
inline constexpr Duration no_discharge{-1};

/// One stay in a bed (or a wait for one that was given up), ended.
struct AdmissionFact {
  Instant decided{};
  Instant bed{};        ///< `Instant::never()` if none was got
  Instant acute_end{};  ///< `Instant::never()` if not reached
  Instant discharge{};
  PersonId person{};
  std::uint32_t episode = 0;
  std::uint8_t contact = 0;
  FacilityId facility{};
  Tier tier = Tier::village;
  bool in_area = true;
  ContactReason reason = ContactReason::own_choice;
  PassedOver passed_over = PassedOver::nothing;  ///< why not the nearest with beds
  ConditionId condition{};
  Acuity acuity = Acuity::mild;
  StayKind kind = StayKind::bed;
  Duration since_discharge = no_discharge;  ///< from the last stay of the same illness
  Duration transfer{};  ///< from the bed left elsewhere to this one; 0 if he came otherwise
  Duration blocked{};   ///< in bed though fit, agreed and willing to go down: nowhere to go
  ContactOutcome outcome = ContactOutcome::treated;
  Money charge{};
  Money fund_paid{};
  Money patient_paid{};
};

enum class Direction : std::uint8_t { up, down };

/// The four links of a referral; each is evaluated, none hides another.
enum class Link : std::uint8_t { release, receive, willing, policy };
inline constexpr std::size_t link_count = 4;

/// Why the receiver cannot take over.
enum class Refusal : std::uint8_t {
  none,
  capability,
  bed,        ///< no free one that the patient may have
  slot,       ///< every appointment of the days ahead is taken
  equipment,  ///< what the phase that is left needs
  drugs
};
inline constexpr std::size_t refusal_count = 6;

/// A referral that was thought of: up or down, made or not, and why not.
struct ReferralFact {
  Instant at{};
  PersonId person{};
  std::uint32_t episode = 0;
  FacilityId from{};
  FacilityId to{};
  Direction direction = Direction::up;
  ConditionId condition{};
  Acuity acuity = Acuity::mild;
  bool inpatient = false;
  std::array<bool, link_count> holds{};  ///< by Link
  double release_probability = 0.0;
  double willing_probability = 0.0;
  bool green_channel = false;
  Refusal refusal = Refusal::none;
  bool red_line = false;         ///< a rule of the record system demands it
  bool along_edge = false;       ///< of the referral network
  Lack lacking = Lack::nothing;  ///< of the sender upward, of the receiver downward

  [[nodiscard]] bool accepted() const { return holds[0] && holds[1] && holds[2] && holds[3]; }
};

/// One facility at the end of one day.
struct FacilityDay {
  FacilityId facility{};
  std::uint32_t visits = 0;   ///< contacts begun that day, background included
  std::uint32_t waiting = 0;  ///< in its outpatient queues at midnight
  std::uint32_t occupied_beds = 0;
  std::uint32_t waiting_for_bed = 0;
  std::uint32_t beds = 0;  ///< there are, occupied or not
};

/// Receives facts. Never copied with a state; a fork gets its own.
class FactSink {
 public:
  virtual ~FactSink() = default;
  virtual void on(const NeedFact& /*need*/) {}
  virtual void on(const PurchaseFact& /*purchase*/) {}
  virtual void on(const BirthFact& /*birth*/) {}
  virtual void on(const DeathFact& /*death*/) {}
  virtual void on(const ContactFact& /*contact*/) {}
  virtual void on(const AdmissionFact& /*admission*/) {}
  virtual void on(const ReferralFact& /*referral*/) {}
  virtual void on(const AwayCareFact& /*care*/) {}
  virtual void on_day(Instant /*midnight*/, std::span<const FacilityDay> /*facilities*/) {}
  /// Warm-up is over; indicators count from here.
  virtual void on_measurement_start(Instant /*at*/) {}
};

}  // namespace tiercare
