// SPDX-License-Identifier: Apache-2.0
#include "care/tiny_county.hpp"

#include "care/background.hpp"
#include "care/course_of_illness.hpp"
#include "care/journey.hpp"
#include "care/shifts.hpp"
#include "care/untreated.hpp"
#include "care/vital_events.hpp"

namespace tiercare::tiny {
namespace {

class PlainBenefit final : public BenefitScheme {
 public:
  explicit PlainBenefit(const BenefitTerms& terms) : terms_{terms} {}
  [[nodiscard]] Entitlement entitlement(const Claim& claim) const override {
    const Money due = claim.moved_down ? std::min(terms_.second_deductible, claim.charge) : Money{};
    const Probability full =
        claim.service == Service::outpatient ? terms_.outpatient : terms_.inpatient;
    const bool no_letter = claim.tier >= Tier::county && !claim.referred;
    const Probability share{full.value() * (no_letter ? terms_.without_letter.value() : 1.0)};
    return {.fund_pays = share_of(claim.charge - due, share), .deductible = due};
  }
  [[nodiscard]] Money left(Service /*service*/, const BenefitAccount& /*account*/) const override {
    return Money::yuan(1'000'000);
  }

 private:
  BenefitTerms terms_;
};

class PlainPayment final : public PaymentScheme {
 public:
  explicit PlainPayment(Money gain_of_keeping) : gain_{gain_of_keeping} {}
  [[nodiscard]] PaymentList pay(const Bill& bill) const override {
    PaymentList payments;
    payments.add({Payer::fund, bill.fund_share});
    payments.add({Payer::patient, bill.patient_share});
    return payments;
  }
  [[nodiscard]] Money marginal_revenue(const ServiceOffer& offer) const override {
    return offer.charge + gain_;
  }

 private:
  Money gain_;
};

class PlainRule final : public ReferralRule {
 public:
  explicit PlainRule(const RuleTerms& terms) : terms_{terms} {}
  [[nodiscard]] Channel channel(const ReferralCase& referral) const override {
    return {.exists = referral.direction == Direction::up ? terms_.up : terms_.down,
            .green = terms_.green};
  }
  [[nodiscard]] ReservedPlaces reserved_at(Tier /*tier*/) const override { return {}; }

 private:
  RuleTerms terms_;
};

/// What run/dispatcher does, less the turn of days and years.
class Dispatcher {
 public:
  explicit Dispatcher(County& county) : care_{county.care()} {}

  void on(NeedArises event) { need_arises(care_, event.person); }
  void on(Dies event) { dies(care_, event.person); }
  void on(IsBorn event) { is_born(care_, event.mother); }
  void on(SeasonTurns /*event*/) { season_turns(care_); }
  void on(DiesUntreated event) { dies_untreated(care_, event.episode, event.person); }
  void on(Arrives event) {
    if (holds(event.episode, event.revision)) arrive(care_, event.episode);
  }
  void on(StepEnds event) {
    if (holds(event.episode, event.revision)) resume(care_, event.episode);
  }
  void on(GivesUp event) {
    if (holds(event.episode, event.revision)) give_up(care_, event.episode);
  }
  void on(LooksAgain event) {
    if (holds(event.episode, event.revision)) look_again(care_, event.episode);
  }
  void on(BackgroundVisit event) { background_visit(care_, event); }
  void on(BackgroundAdmission event) { background_admission(care_, event); }
  void on(BackgroundEnds event) { end_background_service(care_, event.station); }
  void on(ShiftChanges event) { change_shift(care_, event.hours); }
  void on(DayEnds /*event*/) {}
  void on(BenefitYearStarts /*event*/) {}
  void on(MeasurementStarts /*event*/) {}

 private:
  [[nodiscard]] bool holds(EpisodeId episode, std::uint32_t revision) {
    if (care_.episodes.holds(episode, revision)) return true;
    care_.agenda.count_stale();
    return false;
  }
  Care care_;
};

TimeDistribution exactly(Duration length) {
  return TimeDistribution{Distribution::constant(length.in_minutes())};
}

std::string place(FacilityId facility) {
  static const std::array<std::string, facility_count> names{"clinic", "centre", "hospital",
                                                             "tertiary hospital"};
  return facility.index() < names.size() ? names[facility.index()] : "added facility";
}

std::string ending(ContactOutcome outcome) {
  switch (outcome) {
    case ContactOutcome::treated:
      return "treated";
    case ContactOutcome::treated_in_vain:
      return "treated in vain";
    case ContactOutcome::admitted:
      return "admitted";
    case ContactOutcome::referred_up:
      return "referred up";
    case ContactOutcome::referred_down:
      return "referred down";
    case ContactOutcome::left_unseen:
      return "left unseen";
    case ContactOutcome::turned_away:
      return "turned away";
    case ContactOutcome::died:
      return "died";
    case ContactOutcome::did_not_come:
      return "did not come";
    case ContactOutcome::left_for_a_bed:
      return "left for a bed elsewhere";
  }
  return {};
}

}  // namespace

void Recorder::on(const NeedFact& need) {
  needs.push_back(need);
  order.push_back(need.answer == Answer::care ? "feels ill and seeks care"
                                              : "feels ill and stays at home");
}

void Recorder::on(const ContactFact& contact) {
  contacts.push_back(contact);
  order.push_back("visit to the " + place(contact.facility) + ": " + ending(contact.outcome));
}

void Recorder::on(const AdmissionFact& admission) {
  admissions.push_back(admission);
  order.push_back("stay at the " + place(admission.facility) + ": " + ending(admission.outcome));
}

void Recorder::on(const ReferralFact& referral) {
  referrals.push_back(referral);
  order.push_back("the " + place(referral.from) + " refers " +
                  (referral.direction == Direction::up ? "up" : "down") + " to the " +
                  place(referral.to) + ": " + (referral.accepted() ? "agreed" : "refused"));
}

County::County(std::uint32_t people, std::uint64_t seed) : random{seed, 1}, persons{people} {
  population = Headcount{people};
  for (std::uint32_t p = 0; p < people; ++p) persons[PersonId{p}].identity = p;
  for (Person& person : persons) {
    person.settlement = village;
    person.income = 20'000;
    person.birth_year = 1978;
  }
  build_land();
  build_facilities();
  build_condition();
  build_behaviour();
  build_stations();
  insure({});
  pay_facilities();
  allow({});
}

void County::build_land() {
  plan.calendar = Calendar{civil_day(2018, 1, 1), {}};  // a Monday
  std::array<double, 24> by_hour{};
  std::fill(by_hour.begin() + 8, by_hour.begin() + 17, 1.0);
  plan.visit_times = {by_hour, {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0}};
  OpeningHours all_day{.name = "always", .days = {}};
  for (auto& day : all_day.days) day = {{0, 24 * 60}};
  plan.hours.add(all_day);
  const auto settle_at = [&](SettlementKind kind, SettlementId township) {
    Settlement settlement;
    settlement.kind = kind;
    settlement.township = township;
    plan.settlements.add(settlement);
  };
  settle_at(SettlementKind::village, seat);
  settle_at(SettlementKind::township_seat, seat);
  settle_at(SettlementKind::county_seat, county_town);
  settle_at(SettlementKind::city, city);
  plan.travel = TravelTable{4,
                            {5, 20, 60, 180,  //
                             20, 5, 40, 160,  //
                             60, 40, 5, 120,  //
                             180, 160, 120, 5}};
}

void County::build_facilities() {
  struct Sketch {
    const char* name;
    FacilityKind kind;
    SettlementId place;
    std::uint32_t beds;
    std::int64_t visit, test, bed_day;  // [yuan]
  };
  const std::array sketches{
      Sketch{"clinic", FacilityKind::village_clinic, village, 0, 20, 0, 0},
      Sketch{"centre", FacilityKind::township_health_centre, seat, 4, 50, 20, 100},
      Sketch{"hospital", FacilityKind::county_general_hospital, county_town, 6, 100, 50, 300},
      Sketch{"tertiary", FacilityKind::tertiary_hospital, city, 10, 200, 80, 800}};
  for (const Sketch& sketch : sketches) {
    FacilityGroup group;
    group.name = sketch.name;
    group.kind = sketch.kind;
    group.beds = sketch.beds;
    group.price = {.visit = Money::yuan(sketch.visit),
                   .test = Money::yuan(sketch.test),
                   .bed_day = Money::yuan(sketch.bed_day)};
    const auto station = [](std::uint32_t servers, Duration service) {
      return StationSpec{.servers = servers, .hours = always, .service_time = exactly(service)};
    };
    group.stations[index(StationRole::consulting)] = station(2, 10_min);
    if (sketch.beds > 0) {
      group.stations[index(StationRole::registration)] = station(2, 5_min);
      group.stations[index(StationRole::laboratory)] = station(2, 30_min);
    }
    const FacilityGroupId id = plan.groups.add(group);
    Facility facility;
    facility.name = sketch.name;
    facility.group = id;
    facility.kind = sketch.kind;
    facility.tier = tier_of(sketch.kind);
    facility.settlement = sketch.place;
    facility.in_area = sketch.place != city;
    facility.beds = sketch.beds;
    facility.wards = general_ward(sketch.beds);
    const FacilityId added = plan.facilities.add(facility);
    set_capability(added, 1.0 + static_cast<double>(added.index()));
  }
  prepare_choice_sets();
  for (std::size_t i = 0; i < plan.settlements.size(); ++i) plan.step_down_of.add(centre);
}

void County::build_condition() {
  Condition condition;
  condition.name = "illness";
  condition.incidence.fill(1e-9);
  Course& course = condition.courses[index(Acuity::moderate)];
  course.share = Probability{1.0};
  course.worsens_after = Duration::days(2);
  course.follow_up_after = Duration::days(7);
  course.acute_stay = exactly(Duration::days(2));
  course.stable_stay = exactly(Duration::days(3));
  plan.conditions.add(condition);
  plan.needs = {NeedTable{plan.conditions}};
  plan.pathway = standard_pathway();
}

void County::build_behaviour() {
  // One level of capability more or less decides; at par treatment is all but certain.
  plan.treatment = {.right_at_par = Probability{0.999},
                    .per_level = 20.0,
                    .recognises_limits = Probability{1.0},
                    .return_after = Duration::days(3),
                    .relapse_after_stay = Probability{1.0},
                    .trust_gain = 4,
                    .trust_loss = 12};
  plan.patience = {.outpatient = exactly(3_h), .bed = exactly(Duration::days(2))};
  plan.release = {.intercept = 7.0, .per_100_yuan_gain = -0.1};
  plan.mean_income = 20'000.0;
  plan.choice.change_of_facility = -1000.0;
}

void County::build_stations() {
  for (std::size_t f = 0; f < plan.facilities.size(); ++f) {
    const FacilityId facility = plan.facilities.id_of(f);
    plan.add_stations_of(facility);
  }
  for (std::size_t s = 0; s < plan.place_of.size(); ++s)
    stations.add({}, servers_at(plan, plan.place_of.id_of(s), Instant{}));
  background = BackgroundCounts{facility_count, plan.place_of.size()};
}

Care County::care() {
  // What a test has changed is known from here on.
  plan.open_ways = plan.travel;
  plan.expectations =
      Expectations{plan.facilities, plan.groups, plan.conditions, plan.treatment, plan.benefits};
  return {plan,  random, agenda,     persons,      population, episodes,    stations,
          waits, ledger, background, visits_today, told,       appointments};
}

void County::insure(const BenefitTerms& terms) {
  for (auto& scheme : plan.benefits) scheme = std::make_unique<PlainBenefit>(terms);
}

void County::pay_facilities(Money gain_of_keeping) {
  for (auto& scheme : plan.payments) scheme = std::make_unique<PlainPayment>(gain_of_keeping);
}

void County::allow(const RuleTerms& terms) {
  plan.referral = std::make_unique<PlainRule>(terms);
}

void County::prepare_choice_sets() {
  plan.choice_sets =
      ChoiceSets{plan.facilities, plan.settlements, plan.travel, plan.choice, plan.treatment};
}

void County::set_travel(SettlementId from, SettlementId to, float minutes) {
  const std::size_t n = plan.travel.settlements();
  std::vector<float> table(n * n);
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b)
      table[a * n + b] = plan.travel.minutes(plan.settlements.id_of(a), plan.settlements.id_of(b));
  table[from.index() * n + to.index()] = minutes;
  table[to.index() * n + from.index()] = minutes;
  plan.travel = TravelTable{n, table};
  prepare_choice_sets();
}

void County::set_capability(FacilityId facility, double level) {
  group(facility).capability.fill(level);
  plan.facilities[facility].capability.fill(level);
}

void County::fill_beds(FacilityId facility) {
  const StationId ward = plan.station(facility, StationRole::ward);
  while (stations.busy(ward) < stations.servers(ward))
    stations.arrive(ward, background_customer, ordinary_class, agenda.now());
}

EpisodeId County::outpatient_at(FacilityId facility, PersonId person) {
  const EpisodeId id =
      episodes.begin(person, persons[person].episodes++, illness, Acuity::moderate);
  Episode& episode = episodes[id];
  episode.facility = facility;
  episode.stage = Stage::in_service;
  episode.priority = ordinary_class;
  return id;
}

EpisodeId County::inpatient_at(FacilityId facility, PersonId person, Duration stable_stay) {
  const EpisodeId id = outpatient_at(facility, person);
  Episode& episode = episodes[id];
  episode.stage = Stage::in_bed;
  episode.stable_stay = stable_stay;
  episode.bed_from = agenda.now();
  episode.acute_end = agenda.now();
  return id;
}

EpisodeId County::sent_to(FacilityId facility, PersonId person) {
  const EpisodeId id =
      episodes.begin(person, persons[person].episodes++, illness, Acuity::moderate);
  Care acting = care();
  set_out(acting, id, facility,
          plan.travel.minutes(persons[person].settlement, plan.facilities[facility].settlement),
          ContactReason::own_choice);
  return id;
}

void County::pass(Duration time) {
  Dispatcher dispatcher{*this};
  agenda.run_until(agenda.now() + time, dispatcher);
}

}  // namespace tiercare::tiny
