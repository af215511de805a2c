// SPDX-License-Identifier: Apache-2.0
#include "care/referral.hpp"

#include "care/billing.hpp"
#include "care/booking.hpp"
#include "care/treatment.hpp"
#include "money/price.hpp"

#include <algorithm>

namespace tiercare {
namespace {

/// Of the ward that a patient of the line lies in, or would.
double occupancy(const Care& care, FacilityId facility, ServiceLine line) {
  const StationId ward = care.plan.ward(facility, line);
  if (ward.is_none()) return 0.0;
  const auto beds = care.stations.servers(ward);
  return beds == 0 ? 0.0 : static_cast<double>(care.stations.busy(ward)) / beds;
}

/// For what is left to do: the stable phase of who would go down.
double capability_for(const Care& care, FacilityId facility, const Episode& episode,
                      const ReferralQuestion& q) {
  return q.direction == Direction::down ? care.stable_capability(facility, episode)
                                        : care.capability(facility, episode);
}

/// Release (医院舍得放): the sender's gain of keeping the patient against the risk of doing so.
double release_probability(const Care& care, const Episode& episode, const ReferralQuestion& q) {
  const ReleaseBehaviour& behaviour = care.plan.release;
  const FacilityGroup& sender = care.plan.group_of(episode.facility);
  const ServiceOffer kept{.tier = tier_of(sender.kind),
                          .service = q.inpatient ? Service::inpatient : Service::outpatient,
                          .charge = q.charge_if_kept};
  const InsuranceScheme scheme = care.persons[episode.person].scheme;
  const Money gain = care.plan.payment(scheme).marginal_revenue(kept) -
                     share_of(q.charge_if_kept, sender.price.variable_cost);
  const double beyond =
      std::max(0.0, q.required_capability - capability_for(care, episode.facility, episode, q));
  const double crowding =
      care.plan.has_beds(episode.facility, episode.line)
          ? 10.0 * (occupancy(care, episode.facility, episode.line) - behaviour.reference_occupancy)
          : 0.0;
  return logistic(behaviour.intercept + behaviour.per_100_yuan_gain * gain.in_yuan() / 100.0 +
                  behaviour.per_level_beyond_capability * beyond +
                  behaviour.per_10_points_of_occupancy * crowding);
}

/// What keeping the patient would be billed at: the rest of a stay, a stay, or a visit.
Money charge_if_kept(const CarePlan& plan, const Episode& episode, const Course& course,
                     bool inpatient) {
  const PriceList& price = plan.group_of(episode.facility).price;
  if (inpatient) return stay_charge(price, course, episode.stable_stay);
  if (plan.has_beds(episode.facility, episode.line) && course.admission.value() > 0.0)
    return stay_charge(price, course, mean_stay(course));
  return visit_charge(price, course, false);
}

bool is_capable(const Care& care, const Episode& episode, const ReferralQuestion& q) {
  return capability_for(care, q.to, episode, q) >= q.required_capability;
}

/// From bed to bed: a bed that this patient may have; reserved ones are for the green channel.
bool has_place(const Care& care, const Episode& episode, const ReferralQuestion& q,
               PriorityClass priority) {
  if (!q.inpatient) return true;
  const StationId ward = care.plan.ward(q.to, episode.line);
  return !ward.is_none() && care.stations.has_free_server(ward, priority);
}

/// A visit by letter without precedence needs a slot where slots are given.
bool has_slot(const Care& care, const ReferralQuestion& q, PriorityClass priority) {
  if (q.inpatient || priority == emergency_class) return true;
  return !care.plan.group_of(q.to).appointments || first_free_slot(care, q.to).has_value();
}

/// What the receiver has not: equipment or drugs for the phase that is left, or the skill.
Refusal shortfall_of(const Care& care, const Episode& episode, const ReferralQuestion& q) {
  const Course& course = care.course(episode);
  const bool down = q.direction == Direction::down;
  switch (care.plan.facilities[q.to].lacks(down ? course.stable_needs : course.needs)) {
    case Lack::equipment:
      return Refusal::equipment;
    case Lack::drugs:
      return Refusal::drugs;
    default:
      return Refusal::capability;
  }
}

/// Receive (基层接得住): capability for what is left to do, and a place. The first that is missing.
Refusal refusal_of(const Care& care, const Episode& episode, const ReferralQuestion& q,
                   PriorityClass priority) {
  if (!is_capable(care, episode, q)) return shortfall_of(care, episode, q);
  if (!has_place(care, episode, q, priority)) return Refusal::bed;
  return has_slot(care, q, priority) ? Refusal::none : Refusal::slot;
}

/// Upward what the sender lacks, downward what the receiver lacks.
Lack lacking(const Care& care, const Episode& episode, const ReferralQuestion& q,
             PriorityClass priority) {
  const Course& course = care.course(episode);
  const bool down = q.direction == Direction::down;
  const FacilityId id = down ? q.to : episode.facility;
  const Lack means = care.plan.facilities[id].lacks(down ? course.stable_needs : course.needs);
  if (means != Lack::nothing) return means;
  if (capability_for(care, id, episode, q) < q.required_capability) return Lack::capability;
  const bool wants_bed = course.admission.value() > 0.0;
  const bool no_bed = down ? !has_place(care, episode, q, priority)
                           : wants_bed && !care.plan.has_beds(id, episode.line);
  return no_bed ? Lack::bed : Lack::nothing;
}

/// The class under which the receiver's queues will know him.
PriorityClass class_there(const Care& care, const Episode& episode, bool green) {
  return green || care.course(episode).urgent ? emergency_class : ordinary_class;
}

/// Where a stable patient could go: the township centre nearest to his home, unless the rule looks
/// first where an edge or the consortium leads, or where a bed is free.
FacilityId place_below(const Care& care, const Episode& episode) {
  const CarePlan& plan = care.plan;
  const SettlementId home = care.persons[episode.person].settlement;
  const FacilityId nearest = plan.step_down_of[home];
  const Destination by = plan.referral->destination();
  if (by == Destination::choice) return nearest;
  FacilityId best;
  float least = 0.0F;
  for (std::size_t f = 0; f < plan.facilities.size(); ++f) {
    const FacilityId id = plan.facilities.id_of(f);
    const StationId ward = plan.ward(id, episode.line);
    if (!plan.has_beds(id, episode.line) ||
        plan.facilities[id].tier >= plan.facilities[episode.facility].tier)
      continue;
    const bool suits =
        by == Destination::edge
            ? plan.is_joined(episode.facility, id, Direction::down, episode.condition)
            : care.stations.has_free_server(ward, ordinary_class);
    const float minutes = plan.travel.minutes(home, plan.facilities[id].settlement);
    if (!suits || (!best.is_none() && minutes >= least)) continue;
    best = id;
    least = minutes;
  }
  return best.is_none() ? nearest : best;
}

/// The patient will go; along an edge with continuous benefits without a second deductible.
void agree(Care& care, EpisodeId id, const ReferralFact& fact) {
  Episode& episode = care.episodes[id];
  const bool up = fact.direction == Direction::up;
  episode.destination = fact.to;
  episode.leaves_as = up ? ContactReason::referred_up : ContactReason::referred_down;
  episode.priority = class_there(care, episode, fact.green_channel);
  const EdgeFound edge = care.plan.edge_between(fact.from, fact.to, fact.direction, fact.condition);
  episode.benefits_continue = edge.benefits_continuous ? 1 : 0;
  if (!up) episode.bed_passed_over = PassedOver::nothing;
}

}  // namespace

ReferralFact refer(Care& care, const ReferralQuestion& q) {
  const Episode& episode = care.episodes[q.episode];
  const Facility& sender = care.plan.facilities[episode.facility];
  const Facility& receiver = care.plan.facilities[q.to];
  const EdgeFound edge =
      care.plan.edge_between(episode.facility, q.to, q.direction, episode.condition);
  const bool red_line =
      q.direction == Direction::up &&
      care.plan.referral->red_line(sender.tier, episode.condition, episode.acuity);
  const Channel channel = care.plan.referral->channel(
      {.direction = q.direction,
       .from = sender.tier,
       .to = receiver.tier,
       .same_consortium = care.plan.in_one_consortium(episode.facility, q.to),
       .condition = episode.condition,
       .inpatient = q.inpatient,
       .edge = edge});
  ReferralFact fact{
      .at = care.now(),
      .person = episode.person,
      .episode = episode.number,
      .from = episode.facility,
      .to = q.to,
      .direction = q.direction,
      .condition = episode.condition,
      .acuity = episode.acuity,
      .inpatient = q.inpatient,
      .holds = {},
      .release_probability = red_line ? 1.0 : release_probability(care, episode, q),
      .willing_probability = logistic(q.utility_there - q.utility_otherwise),
      .green_channel = channel.green,
      .refusal = refusal_of(care, episode, q, class_there(care, episode, channel.green)),
      .red_line = red_line,
      .along_edge = edge.exists,
      .lacking = lacking(care, episode, q, class_there(care, episode, channel.green))};
  // Asked at the desk and again from the bed: two questions, two sets of draws.
  const int question = static_cast<int>(q.direction) + (q.inpatient ? 2 : 0);
  Stream draws = care.stream(episode, Purpose::referral, static_cast<std::uint16_t>(question));
  fact.holds = {draws.uniform() < fact.release_probability, fact.refusal == Refusal::none,
                draws.uniform() < fact.willing_probability, channel.exists};
  care.facts.on(fact);
  return fact;
}

bool refer_up(Care& care, EpisodeId id) {
  const Episode& episode = care.episodes[id];
  const CarePlan& plan = care.plan;
  const Course& course = care.course(episode);
  const Choice choice = care.choice();
  const bool inpatient = episode.stage == Stage::in_bed;
  // The patient is told, or has seen, that what can be done here is not enough.
  Wish wish = care.wish(episode);
  wish.failed_capability =
      std::max(wish.failed_capability, care.capability(episode.facility, episode));
  const Chosen there =
      choice.best_above(wish, plan.facilities[episode.facility].tier, episode.facility);
  if (there.facility.is_none()) return false;
  // Here the way is behind; home is always open.
  const Preferences preferences = choice.preferences(wish);
  const double stay_here = preferences.of_visit(episode.facility, 0.0, episode.referred != 0);
  const ReferralFact fact = refer(
      care, {.episode = id,
             .to = there.facility,
             .direction = Direction::up,
             .inpatient = inpatient,
             .required_capability = course.required_capability,
             .charge_if_kept = charge_if_kept(plan, episode, course, inpatient),
             .utility_there = preferences.of_visit(there.facility, there.travel_minutes, true),
             .utility_otherwise = std::max(stay_here, preferences.of_self_care())});
  if (!fact.accepted()) return false;
  agree(care, id, fact);
  return true;
}

bool refer_down(Care& care, EpisodeId id) {
  Episode& episode = care.episodes[id];
  const CarePlan& plan = care.plan;
  const Course& course = care.course(episode);
  const SettlementId home = care.persons[episode.person].settlement;
  const FacilityId below = place_below(care, episode);
  if (below.is_none() || plan.facilities[below].tier >= plan.facilities[episode.facility].tier)
    return false;
  const double minutes_there = plan.travel.minutes(home, plan.facilities[below].settlement);
  const double minutes_here =
      plan.travel.minutes(home, plan.facilities[episode.facility].settlement);
  const Duration so_far = care.now() - episode.bed_from;
  const Duration in_all = so_far + episode.stable_stay;
  Episode claimant = episode;
  claimant.benefits_continue =
      plan.edge_between(episode.facility, below, Direction::down, episode.condition)
              .benefits_continuous
          ? 1
          : 0;
  const auto own = [&](FacilityId facility, Duration in_bed, bool moved_down) {
    return stay_decision(plan, care.persons, facility == below ? claimant : episode, facility,
                         course, in_bed, moved_down)
        .patient_pays;
  };
  // Leaving means a second bill with its own deductible; staying makes the first bill longer.
  const Money pays_there = own(below, episode.stable_stay, true);
  const bool came_down = episode.reason == ContactReason::referred_down;
  const Money pays_here =
      own(episode.facility, in_all, came_down) - own(episode.facility, so_far, came_down);
  const Wish wish = care.wish(episode);
  const Preferences preferences = care.choice().preferences(wish);
  const auto stay_at = [&](FacilityId facility, double minutes, Money pays) {
    const double effect = chance_of_right_treatment(
        plan.treatment, care.stable_capability(facility, episode), course.stable_capability);
    return preferences.of_stay(facility, minutes, pays, effect);
  };
  const ReferralQuestion question{
      .episode = id,
      .to = below,
      .direction = Direction::down,
      .inpatient = true,
      .required_capability = course.stable_capability,
      .charge_if_kept = charge_if_kept(plan, episode, course, true),
      .utility_there = stay_at(below, minutes_there, pays_there),
      .utility_otherwise = stay_at(episode.facility, minutes_here, pays_here)};
  const ReferralFact fact = refer(care, question);
  if (!fact.accepted()) {
    const auto holds = [&](Link link) { return fact.holds[static_cast<std::size_t>(link)]; };
    const bool only_a_place_is_missing = holds(Link::release) && holds(Link::willing) &&
                                         holds(Link::policy) && is_capable(care, episode, question);
    episode.blocked = only_a_place_is_missing ? 1 : 0;
    return false;
  }
  agree(care, id, fact);
  return true;
}

}  // namespace tiercare
