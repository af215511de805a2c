// SPDX-License-Identifier: Apache-2.0
#include "care/expectations.hpp"

#include "care/treatment.hpp"
#include "money/price.hpp"

#include <algorithm>

namespace tiercare {
namespace {

bool are_alike(const Facility& a, const Facility& b) {
  return a.group == b.group && a.in_area == b.in_area && a.capability == b.capability &&
         a.equipment == b.equipment && a.drug_list == b.drug_list && (a.beds > 0) == (b.beds > 0);
}

Expectation expect(const Facility& facility, const PriceList& price, const Course& course,
                   ServiceLine line, const TreatmentBehaviour& treatment) {
  const double required = course.required_capability;
  const double capability = facility.capability_for(line, required, course.needs);
  const bool may_stay = course.admission.value() > 0.0 && facility.beds > 0;
  return {.capability = capability,
          .effect = chance_of_right_treatment(treatment, capability, required),
          .visit = visit_charge(price, course, false) + share_of(price.test, course.tested),
          .stay = may_stay ? stay_charge(price, course, mean_stay(course)) : Money{}};
}

}  // namespace

Expectations::Expectations(const Facilities& facilities, const FacilityGroups& groups,
                           const Conditions& conditions, const TreatmentBehaviour& treatment,
                           const BenefitSchemes& benefits) {
  std::vector<const Facility*> profiles;
  for (const Facility& facility : facilities) {
    const auto known = std::ranges::find_if(
        profiles, [&](const Facility* other) { return are_alike(facility, *other); });
    profile_of_.add(static_cast<std::uint32_t>(known - profiles.begin()));
    if (known == profiles.end()) profiles.push_back(&facility);
  }
  profiles_in_all_ = profiles.size();
  for (const Condition& condition : conditions)
    for (const Course& course : condition.courses)
      for (const ServiceLine line : {condition.line, condition.line_of_children})
        for (const Facility* facility : profiles) {
          const FacilityGroup& group = groups[facility->group];
          expected_.push_back(expect(*facility, group.price, course, line, treatment));
          entitle(*facility, group, expected_.back(), benefits);
        }
}

Expectations::Row Expectations::row(ConditionId condition, Acuity acuity, bool of_children,
                                    InsuranceScheme scheme) const {
  const std::size_t first = first_of(condition, acuity, of_children);
  const auto part = [&](const auto& table) {
    return std::span{table}.subspan(first, profiles_in_all_);
  };
  Row row;
  row.profile_of_ = profile_of_.values();
  row.expected_ = part(expected_);
  for (const bool referred : {false, true})
    row.entitled_[referred] = part(entitled_[table_of(scheme, referred)]);
  return row;
}

void Expectations::entitle(const Facility& facility, const FacilityGroup& group,
                           const Expectation& there, const BenefitSchemes& benefits) {
  for (const auto scheme : {InsuranceScheme::resident, InsuranceScheme::employee})
    for (const bool referred : {false, true}) {
      const auto fund_pays = [&](Service service, Money charge) {
        if (!group.designated) return Money{};
        return benefits[static_cast<std::size_t>(scheme)]
            ->entitlement({.service = service,
                           .tier = facility.tier,
                           .in_area = facility.in_area,
                           .referred = referred,
                           .charge = charge})
            .fund_pays;
      };
      entitled_[table_of(scheme, referred)].push_back(
          {.visit = fund_pays(Service::outpatient, there.visit),
           .stay = fund_pays(Service::inpatient, there.stay)});
    }
}

}  // namespace tiercare
