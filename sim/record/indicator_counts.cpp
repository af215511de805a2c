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
  treated += other.treated;
  treated_in_vain += other.treated_in_vain;
  waited += other.waited;
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

void IndicatorCounts::add(const ContactFact& contact) {
  VisitCounts& here = visits_[index(contact.tier)][contact.in_area ? 1 : 0];
  if (!is_seen(contact.outcome)) {
    ++here.unseen;
    return;
  }
  // Follow-ups are routine: counted as treatment they would hide what goes wrong.
  const bool decides = contact.reason != ContactReason::follow_up;
  ++here.visits;
  here.first += one_if(contact.contact == 0);
  here.by_referral += one_if(contact.reason == ContactReason::referred_up);
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
  ++here.admissions;
  here.referred_down += one_if(admission.outcome == ContactOutcome::referred_down);
  here.treated += one_if(admission.outcome == ContactOutcome::treated);
  here.treated_in_vain += one_if(admission.outcome == ContactOutcome::treated_in_vain);
  here.died += one_if(admission.outcome == ContactOutcome::died);
  here.waited += admission.bed - admission.decided;
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
  for (std::size_t link = 0; link < link_count; ++link)
    counts.fails[link] += one_if(!referral.holds[link]);
}

}  // namespace tiercare
