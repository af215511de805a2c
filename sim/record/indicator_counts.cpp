// SPDX-License-Identifier: Apache-2.0
#include "record/indicator_counts.hpp"

namespace tiercare {
namespace {

constexpr std::uint64_t one_if(bool condition) {
  return condition ? 1 : 0;
}

}  // namespace

Payments& Payments::operator+=(const Payments& other) {
  charge += other.charge;
  fund += other.fund;
  patient += other.patient;
  return *this;
}

VisitCounts& VisitCounts::operator+=(const VisitCounts& other) {
  visits += other.visits;
  unseen += other.unseen;
  first += other.first;
  by_referral += other.by_referral;
  came_back += other.came_back;
  by_own_choice += other.by_own_choice;
  booked += other.booked;
  booked_absent += other.booked_absent;
  reviews += other.reviews;
  reviews_missed += other.reviews_missed;
  beds_called_for += other.beds_called_for;
  left_for_a_bed += other.left_for_a_bed;
  treated += other.treated;
  treated_in_vain += other.treated_in_vain;
  referred_up += other.referred_up;
  referred_unseen += other.referred_unseen;
  for (std::size_t why = 0; why < passed_over.size(); ++why)
    passed_over[why] += other.passed_over[why];
  waited += other.waited;
  waited_unseen += other.waited_unseen;
  travel += other.travel;
  paid += other.paid;
  return *this;
}

StayCounts& StayCounts::operator+=(const StayCounts& other) {
  admissions += other.admissions;
  given_up += other.given_up;
  referred_down += other.referred_down;
  treated += other.treated;
  treated_in_vain += other.treated_in_vain;
  died += other.died;
  went_home += other.went_home;
  readmitted += other.readmitted;
  transferred += other.transferred;
  by_day += other.by_day;
  transfer += other.transfer;
  waited += other.waited;
  in_bed += other.in_bed;
  blocked += other.blocked;
  paid += other.paid;
  return *this;
}

void IndicatorCounts::add(const NeedFact& need) {
  ++needs_;
  ++needs_answered_[static_cast<std::size_t>(need.answer)];
}

void IndicatorCounts::add(const PurchaseFact& purchase) {
  medicine_ += purchase.paid;
}

void IndicatorCounts::add(const DeathFact& death) {
  if (death.away) return;  // of those who are here alone
  ++deaths_;
  ++deaths_at_[static_cast<std::size_t>(death.place)];
  untreated_deaths_ += one_if(death.untreated);
}

void IndicatorCounts::add(const ContactFact& contact) {
  VisitCounts& here = visits_[index(contact.tier)][contact.in_area ? 1 : 0];
  const bool booked = contact.booked_ahead > Duration{};
  const bool review = contact.reason == ContactReason::follow_up;
  if (!is_seen(contact.outcome))
    here.referred_unseen += one_if(contact.reason == ContactReason::referred_up);
  if (contact.outcome == ContactOutcome::did_not_come) {
    here.booked_absent += one_if(booked);
    here.reviews_missed += one_if(review);
    return;
  }
  if (!is_seen(contact.outcome)) {
    ++here.unseen;
    here.waited_unseen += contact.waited;
    return;
  }
  here.booked += one_if(booked);
  here.reviews += one_if(review);
  here.by_own_choice += one_if(!review && contact.reason != ContactReason::referred_up &&
                               contact.reason != ContactReason::referred_down);
  here.left_for_a_bed += one_if(contact.outcome == ContactOutcome::left_for_a_bed);
  here.beds_called_for += one_if(contact.outcome == ContactOutcome::left_for_a_bed ||
                                 contact.outcome == ContactOutcome::admitted);
  // Follow-ups are routine: counted as treatment they would hide what goes wrong.
  const bool decides = contact.reason != ContactReason::follow_up;
  ++here.visits;
  here.first += one_if(contact.contact == 0);
  here.by_referral += one_if(contact.reason == ContactReason::referred_up);
  here.referred_up += one_if(contact.outcome == ContactOutcome::referred_up);
  ++here.passed_over[static_cast<std::size_t>(contact.passed_over)];
  here.travel += contact.travel;
  here.came_back += one_if(contact.reason == ContactReason::came_back);
  here.treated += one_if(decides && contact.outcome == ContactOutcome::treated);
  here.treated_in_vain += one_if(decides && contact.outcome == ContactOutcome::treated_in_vain);
  here.waited += contact.waited;
  here.paid += {contact.charge, contact.fund_paid, contact.patient_paid};
  waits_[index(contact.tier)].add(contact.waited);
}

void IndicatorCounts::add(const AdmissionFact& admission) {
  StayCounts& here = stays_[index(admission.tier)][admission.in_area ? 1 : 0];
  if (admission.bed == Instant::never()) {
    ++here.given_up;
    return;
  }
  if (admission.kind == StayKind::day_place) {
    ++here.by_day;
    here.paid += {admission.charge, admission.fund_paid, admission.patient_paid};
    return;
  }
  constexpr Duration soon = Duration::days(30);
  ++here.admissions;
  here.went_home += one_if(admission.outcome == ContactOutcome::treated ||
                           admission.outcome == ContactOutcome::treated_in_vain);
  here.readmitted +=
      one_if(admission.since_discharge != no_discharge && admission.since_discharge <= soon);
  here.transferred += one_if(admission.transfer > Duration{});
  here.transfer += admission.transfer;
  here.referred_down += one_if(admission.outcome == ContactOutcome::referred_down);
  here.treated += one_if(admission.outcome == ContactOutcome::treated);
  here.treated_in_vain += one_if(admission.outcome == ContactOutcome::treated_in_vain);
  here.died += one_if(admission.outcome == ContactOutcome::died);
  here.waited += admission.bed - admission.decided;
  bed_waits_[index(admission.tier)].add(admission.bed - admission.decided);
  here.in_bed += admission.discharge - admission.bed;
  here.blocked += admission.blocked;
  here.paid += {admission.charge, admission.fund_paid, admission.patient_paid};
}

void IndicatorCounts::add(const AwayCareFact& care) {
  ++(care.service == Service::outpatient ? away_.visits : away_.admissions);
  away_.paid += {care.charge, care.fund_paid, care.patient_paid};
}

void IndicatorCounts::add(const ReferralFact& referral) {
  ReferralCounts& counts = referrals_[static_cast<std::size_t>(referral.direction)];
  ++counts.considered;
  counts.accepted += one_if(referral.accepted());
  ++counts.refused[static_cast<std::size_t>(referral.refusal)];
  std::uint64_t broken = 0;
  for (const bool holds : referral.holds) broken += one_if(!holds);
  counts.fails_jointly += one_if(broken >= 2);
  for (std::size_t link = 0; link < link_count; ++link) {
    counts.fails[link] += one_if(!referral.holds[link]);
    counts.fails_alone[link] += one_if(!referral.holds[link] && broken == 1);
  }
}

}  // namespace tiercare
