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
  referred_down
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
  left_unseen,  ///< patience ended in a queue
  turned_away,  ///< no room to wait, or a queue too long to join
  died,         ///< in a bed
};

/// Whether a visit that ended so was one: nobody sees who leaves a queue.
[[nodiscard]] constexpr bool is_seen(ContactOutcome outcome) {
  return outcome != ContactOutcome::left_unseen && outcome != ContactOutcome::turned_away;
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
};

struct DeathFact {
  Instant at{};
  PersonId person{};
  bool in_hospital = false;
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
  Duration waited{};  ///< in all queues of the contact
  Duration served{};  ///< time with staff
  ContactOutcome outcome = ContactOutcome::treated;
  Money charge{};
  Money fund_paid{};
  Money patient_paid{};
};

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
  ConditionId condition{};
  Acuity acuity = Acuity::mild;
  Duration blocked{};  ///< in bed though fit, agreed and willing to go down: nowhere to go
  ContactOutcome outcome = ContactOutcome::treated;
  Money charge{};
  Money fund_paid{};
  Money patient_paid{};
};

enum class Direction : std::uint8_t { up, down };

/// The four links of a referral; each is evaluated, none hides another.
enum class Link : std::uint8_t { release, receive, willing, policy };
inline constexpr std::size_t link_count = 4;

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
  virtual void on_day(Instant /*midnight*/, std::span<const FacilityDay> /*facilities*/) {}
  /// Warm-up is over; indicators count from here.
  virtual void on_measurement_start(Instant /*at*/) {}
};

}  // namespace tiercare
