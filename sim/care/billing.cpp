// SPDX-License-Identifier: Apache-2.0
#include "care/billing.hpp"

#include "money/price.hpp"

namespace tiercare {
namespace {

Claim claim_at(const CarePlan& plan, FacilityId facility, Service service, bool referred,
               Money charge) {
  const Facility& place = plan.facilities[facility];
  return {.service = service,
          .tier = place.tier,
          .in_area = place.in_area,
          .referred = referred,
          .charge = charge};
}

BenefitAccount account_of(const Persons& persons, PersonId person) {
  return {.outpatient_fund_paid = persons[person].outpatient_fund_paid,
          .fund_paid = persons[person].fund_paid};
}

InsuranceScheme scheme_of(const Persons& persons, PersonId person) {
  return persons[person].scheme;
}

Claim stay_claim(const CarePlan& plan, const Episode& episode, FacilityId facility, Money charge,
                 bool moved_down) {
  Claim claim = claim_at(plan, facility, Service::inpatient, episode.referred != 0, charge);
  claim.moved_down = moved_down;
  claim.continuous = episode.benefits_continue != 0;
  claim.deductible_paid = episode.deductible_paid;
  return claim;
}

/// \param facility  none if it is elsewhere
SettledBill settle(Care& care, PersonId person, FacilityId facility, const Claim& claim,
                   const BenefitDecision& decision) {
  const InsuranceScheme scheme = scheme_of(care.persons, person);
  Persons& persons = care.persons;
  persons[person].fund_paid += decision.fund_pays;
  persons[person].out_of_pocket += decision.patient_pays;
  if (claim.service == Service::outpatient)
    persons[person].outpatient_fund_paid += decision.fund_pays;
  const Bill bill{.facility = facility,
                  .tier = claim.tier,
                  .service = claim.service,
                  .scheme = scheme,
                  .charge = claim.charge,
                  .fund_share = decision.fund_pays,
                  .patient_share = decision.patient_pays};
  const AccountId payee = facility.is_none() ? Ledger::elsewhere() : Ledger::facility(facility);
  for (const Payment payment : care.plan.payment(scheme).pay(bill))
    care.ledger.transfer(
        payment.payer == Payer::patient ? Ledger::households() : Ledger::fund(scheme), payee,
        payment.amount);
  return {claim.charge, decision.fund_pays, decision.patient_pays};
}

/// By the rules of the person's scheme; where the funds do not pay at all, he pays alone.
BenefitDecision decide(const CarePlan& plan, const Persons& persons, PersonId person,
                       FacilityId facility, const Claim& claim) {
  if (!plan.group_of(facility).designated) return {.patient_pays = claim.charge};
  return plan.benefit(scheme_of(persons, person)).settle(claim, account_of(persons, person));
}

}  // namespace

FundShares funds_left(const CarePlan& plan, const Persons& persons, PersonId person) {
  const BenefitScheme& scheme = plan.benefit(scheme_of(persons, person));
  const BenefitAccount account = account_of(persons, person);
  return {.visit = scheme.left(Service::outpatient, account),
          .stay = scheme.left(Service::inpatient, account)};
}

BenefitDecision stay_decision(const CarePlan& plan, const Persons& persons, const Episode& episode,
                              FacilityId facility, const Course& course, Duration in_bed,
                              bool moved_down) {
  const Money charge = stay_charge(plan.group_of(facility).price, course, in_bed);
  return decide(plan, persons, episode.person, facility,
                stay_claim(plan, episode, facility, charge, moved_down));
}

SettledBill settle_visit(Care& care, const Episode& episode) {
  const PriceList& price = care.plan.group_of(episode.facility).price;
  const Money charge = visit_charge(price, care.course(episode), episode.tested != 0) +
                       scaled(price.observation_hour, episode.observed.in_hours());
  const Claim claim =
      claim_at(care.plan, episode.facility, Service::outpatient, episode.referred != 0, charge);
  const BenefitDecision decision =
      decide(care.plan, care.persons, episode.person, episode.facility, claim);
  return settle(care, episode.person, episode.facility, claim, decision);
}

SettledBill settle_stay(Care& care, Episode& episode, Duration in_bed) {
  const PriceList& price = care.plan.group_of(episode.facility).price;
  const bool by_day = episode.in_day_place != 0;
  const Money charge = by_day ? scaled(price.day_treatment, care.course(episode).charge_factor)
                              : stay_charge(price, care.course(episode), in_bed);
  Claim claim = stay_claim(care.plan, episode, episode.facility, charge,
                           episode.reason == ContactReason::referred_down);
  if (by_day) claim.service = Service::day_treatment;
  const BenefitDecision decision =
      decide(care.plan, care.persons, episode.person, episode.facility, claim);
  episode.deductible_paid += decision.deductible;
  return settle(care, episode.person, episode.facility, claim, decision);
}

SettledBill settle_elsewhere(Care& care, PersonId person, Service service, Money charge,
                             Money& deductible_paid) {
  const Claim claim{.service = service,
                    .tier = care.plan.elsewhere.tier,
                    .in_area = false,
                    .deductible_paid = deductible_paid,
                    .charge = charge};
  const BenefitDecision decision = care.plan.benefit(scheme_of(care.persons, person))
                                       .settle(claim, account_of(care.persons, person));
  if (service == Service::inpatient) deductible_paid += decision.deductible;
  return settle(care, person, FacilityId{}, claim, decision);
}

void buy_medicine(Care& care, const Episode& episode) {
  const Money price = care.plan.choice.pharmacy->price;
  care.ledger.transfer(Ledger::households(), Ledger::pharmacies(), price);
  care.persons[episode.person].out_of_pocket += price;
  care.facts.on(PurchaseFact{care.now(), episode.person, episode.condition, episode.acuity, price});
}

}  // namespace tiercare
