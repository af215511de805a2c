// SPDX-License-Identifier: Apache-2.0
#include "care/away_care.hpp"

#include "care/billing.hpp"
#include "care/need.hpp"
#include "care/vital_events.hpp"
#include "money/price.hpp"

namespace tiercare {
namespace {

const Course& course_of(const Care& care, const SpellElsewhere& spell) {
  return care.plan.conditions[spell.condition].course(spell.acuity);
}

void tell(Care& care, const SpellElsewhere& spell, Service service, Duration stay,
          ContactOutcome outcome, const SettledBill& bill) {
  care.facts.on(AwayCareFact{.at = care.now(),
                             .person = spell.person,
                             .episode = spell.number,
                             .contact = spell.contact,
                             .condition = spell.condition,
                             .acuity = spell.acuity,
                             .service = service,
                             .stay = stay,
                             .outcome = outcome,
                             .charge = bill.charge,
                             .fund_paid = bill.fund_paid,
                             .patient_paid = bill.patient_paid});
}

void visit(Care& care, SpellElsewhere& spell, ContactOutcome outcome, Stream& draws) {
  const Course& course = course_of(care, spell);
  const bool tested = draws.happens(course.tested);
  const Money charge = visit_charge(care.plan.elsewhere.price, course, tested);
  const SettledBill bill =
      settle_elsewhere(care, spell.person, Service::outpatient, charge, spell.deductible_paid);
  tell(care, spell, Service::outpatient, {}, outcome, bill);
  ++spell.contact;
}

/// \return whether the patient lives
bool stay(Care& care, SpellElsewhere& spell, bool right, Stream& draws) {
  const Course& course = course_of(care, spell);
  Duration in_bed = course.acute_stay->sample(draws);
  const Probability fatality = right ? course.fatality : course.fatality_in_vain;
  const bool dead = draws.happens(fatality);
  if (!dead && course.stable_stay) in_bed += course.stable_stay->sample(draws);
  const Money charge = stay_charge(care.plan.elsewhere.price, course, in_bed);
  const SettledBill bill =
      settle_elsewhere(care, spell.person, Service::inpatient, charge, spell.deductible_paid);
  const ContactOutcome lived = right ? ContactOutcome::treated : ContactOutcome::treated_in_vain;
  tell(care, spell, Service::inpatient, in_bed, dead ? ContactOutcome::died : lived, bill);
  ++spell.contact;
  if (dead) mark_dead(care, spell.person, DeathPlace::in_bed, false);
  return !dead;
}

enum class Treated : std::uint8_t { rightly, in_vain_and_back, over };

/// Sees a doctor there, who is up to every need, and lies in a bed if one is needed.
Treated treat(Care& care, SpellElsewhere& spell, Stream& draws) {
  const Course& course = course_of(care, spell);
  const TreatmentBehaviour& treatment = care.plan.treatment;
  const bool right = draws.happens(treatment.right_at_par);
  const bool admitted = draws.happens(course.admission);
  const ContactOutcome ends = right ? ContactOutcome::treated : ContactOutcome::treated_in_vain;
  visit(care, spell, admitted ? ContactOutcome::admitted : ends, draws);
  if (admitted && !stay(care, spell, right, draws)) return Treated::over;
  if (right) return Treated::rightly;
  const bool back = !admitted || draws.happens(treatment.relapse_after_stay);
  return back ? Treated::in_vain_and_back : Treated::over;
}

/// Once through the illness. \return whether it comes up again
bool comes_up_again(Care& care, SpellElsewhere& spell, Stream& draws) {
  const bool sought = draws.happens(care.plan.elsewhere.sought[index(spell.acuity)]);
  if (sought) {
    const Treated treated = treat(care, spell, draws);
    if (treated == Treated::over) return false;
    if (treated == Treated::rightly) {
      if (draws.happens(course_of(care, spell).followed_up))
        visit(care, spell, ContactOutcome::treated, draws);
      return false;
    }
  }
  const bool worse = draws.happens(course_of(care, spell).worsens);
  if (worse) spell.acuity = worse_than(care.plan.conditions[spell.condition], spell.acuity);
  if (!sought) ++spell.contact;
  return sought || worse;
}

}  // namespace

void treated_elsewhere(Care& care, SpellElsewhere spell) {
  Stream draws =
      care.random.stream(care.persons[spell.person].identity, Purpose::away_care, spell.number);
  while (spell.contact < most_contacts && comes_up_again(care, spell, draws)) continue;
}

}  // namespace tiercare
