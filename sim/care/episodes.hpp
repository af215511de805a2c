// SPDX-License-Identifier: Apache-2.0
// Running spells of illness: one slot per episode that is anywhere between onset and end.
//
// An episode has at most one contact at a time, so the contact lives inside it. Slots are recycled;
// `revision` grows with every step and never goes back, so an event for an earlier occupant of a
// slot, or an earlier step, is recognised as stale.
#pragma once

#include "base/large_pages.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "kernel/stations.hpp"
#include "world/facts.hpp"
#include "world/terms.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tiercare {

using StepId = Id<struct StepTag>;

/// Where an episode is; each but `free` has exactly one live event or queue position.
enum class Stage : std::uint8_t { free, at_home, travelling, queueing, in_service, in_bed };

/// Whether the visit ahead was booked, and whether the patient will come to it.
enum class Booked : std::uint8_t { no, comes, stays_away };

/// Three cache lines: what most events look at, what visits are told with, what stays are told
/// with.
struct alignas(64) Episode {
  PersonId person{};
  std::uint32_t number = 0;  ///< within the person: the occurrence of random draws
  std::uint32_t revision = 0;
  ConditionId condition{};
  FacilityId facility{};     ///< of the running or last contact
  FacilityId destination{};  ///< where he goes on to, not yet reached
  StepId step{};
  QueuePlace place{};
  Acuity acuity = Acuity::mild;
  ServiceLine line = ServiceLine::internal_medicine;  ///< that treats the condition at this age
  Stage stage = Stage::free;
  ContactReason reason = ContactReason::own_choice;
  PassedOver passed_over = PassedOver::nothing;         ///< by the running contact
  PassedOver bed_passed_over = PassedOver::nothing;     ///< by the running stay
  ContactReason leaves_as = ContactReason::own_choice;  ///< how he will come to his destination
  PriorityClass priority{};                             ///< in queues of the running contact
  PriorityClass bed_priority{};                         ///< under which the bed was taken
  std::uint8_t seen = 0;     ///< a clinician has seen him in the running contact
  std::uint8_t visits = 0;   ///< contacts that were begun at a door
  std::uint8_t contact = 0;  ///< decisions so far, of care or self-care: the occurrence of draws
  std::uint8_t tested = 0;
  std::uint8_t right = 0;       ///< the running contact treats rightly
  std::uint8_t referred = 0;    ///< holds an agreed referral
  std::uint8_t claims_bed = 0;  ///< waits for, holds or moves between beds
  std::uint8_t continues = 0;   ///< came from a bed elsewhere
  std::uint8_t blocked = 0;     ///< stable phase in the acute bed for want of a place below
  Booked booked = Booked::no;
  std::uint8_t holds_bed = 0;          ///< on his way to a bed that is kept for him
  std::uint8_t in_day_place = 0;       ///< the running stay is a day treatment
  std::uint8_t benefits_continue = 0;  ///< no second deductible where he goes or is
  float failed_capability = 0.0F;      ///< highest capability that treated in vain
  float travel_minutes = 0.0F;         ///< to the facility of the running contact
  Instant arrived{};                   ///< at the facility; for a bed: when admission was decided
  Instant step_began{};
  Duration waited{};
  Duration served{};
  Duration booked_ahead{};
  Duration observed{};
  Instant left_home{};                  ///< or the facility, for the one he is bound for
  Instant deadline = Instant::never();  ///< dies then if not rightly treated
  Duration stable_stay{};               ///< drawn when the acute phase ends
  Instant bed_from{};
  Instant acute_end{};
  Instant discharged = Instant::never();  ///< end of the last stay that led home
  Instant left_bed = Instant::never();    ///< for another bed
  Money deductible_paid{};                ///< inpatient, in this episode

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("person", self.person);
    visit("number", self.number);
    visit("revision", self.revision);
    visit("condition", self.condition);
    visit("facility", self.facility);
    visit("destination", self.destination);
    visit("step", self.step);
    visit("place", self.place);
    visit("acuity", self.acuity);
    visit("line", self.line);
    visit("stage", self.stage);
    visit("reason", self.reason);
    visit("passed_over", self.passed_over);
    visit("bed_passed_over", self.bed_passed_over);
    visit("leaves_as", self.leaves_as);
    visit("priority", self.priority.value);
    visit("bed_priority", self.bed_priority.value);
    visit("seen", self.seen);
    visit("visits", self.visits);
    visit("contact", self.contact);
    visit("tested", self.tested);
    visit("right", self.right);
    visit("referred", self.referred);
    visit("claims_bed", self.claims_bed);
    visit("continues", self.continues);
    visit("blocked", self.blocked);
    visit("booked", self.booked);
    visit("holds_bed", self.holds_bed);
    visit("in_day_place", self.in_day_place);
    visit("benefits_continue", self.benefits_continue);
    visit("failed_capability", self.failed_capability);
    visit("travel_minutes", self.travel_minutes);
    visit("stable_stay", self.stable_stay);
    visit("arrived", self.arrived);
    visit("step_began", self.step_began);
    visit("waited", self.waited);
    visit("served", self.served);
    visit("bed_from", self.bed_from);
    visit("acute_end", self.acute_end);
    visit("deadline", self.deadline);
    visit("left_home", self.left_home);
    visit("discharged", self.discharged);
    visit("left_bed", self.left_bed);
    visit("booked_ahead", self.booked_ahead);
    visit("observed", self.observed);
    visit("deductible_paid", self.deductible_paid);
  }
  friend bool operator==(const Episode& a, const Episode& b);
};

static_assert(sizeof(Episode) == 192 && alignof(Episode) == 64, "three cache lines are fetched");

/// The pool of running episodes.
class Episodes {
 public:
  /// A slot for a new episode; its revision continues the slot's.
  EpisodeId begin(PersonId person, std::uint32_t number, ConditionId condition, Acuity acuity);
  void end(EpisodeId id);

  [[nodiscard]] Episode& operator[](EpisodeId id) { return slots_[id.index()]; }
  [[nodiscard]] const Episode& operator[](EpisodeId id) const { return slots_[id.index()]; }
  /// Whether an event scheduled at `revision` still holds.
  [[nodiscard]] bool holds(EpisodeId id, std::uint32_t revision) const {
    return slots_[id.index()].revision == revision;
  }
  [[nodiscard]] std::uint64_t begun() const { return begun_; }
  [[nodiscard]] std::uint64_t ended() const { return ended_; }
  [[nodiscard]] std::span<const Episode> slots() const { return slots_; }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("slots", self.slots_);
    visit("free", self.free_);
    visit("begun", self.begun_);
    visit("ended", self.ended_);
  }

 private:
  std::vector<Episode, LargePages<Episode>> slots_;
  std::vector<EpisodeId> free_;
  std::uint64_t begun_ = 0;
  std::uint64_t ended_ = 0;
};

}  // namespace tiercare
