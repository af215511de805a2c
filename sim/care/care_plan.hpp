// SPDX-License-Identifier: Apache-2.0
// Everything care reads and never changes: the county, its conditions, behaviour and rules.
//
// Built once from a scenario and shared by all replications; what changes is in the state.
#pragma once

#include "care/behaviour.hpp"
#include "care/choice.hpp"
#include "care/expectations.hpp"
#include "care/need.hpp"
#include "care/pathway.hpp"
#include "care/referral_rule.hpp"
#include "money/benefit.hpp"
#include "money/payment.hpp"
#include "world/calendar.hpp"
#include "world/condition.hpp"
#include "world/facility.hpp"
#include "world/population_spec.hpp"
#include "world/settlement.hpp"
#include "world/vital_rates.hpp"

#include <array>
#include <memory>
#include <optional>

namespace tiercare {

/// Which queue of which facility a station is.
struct StationPlace {
  FacilityId facility{};
  StationRole role = StationRole::consulting;
  std::uint8_t ward = 0;  ///< which of the facility's, if it is one
};

/// Of several wards, the first.
using StationsOfFacility = std::array<StationId, station_role_count>;

/// The ward that takes a line's patients; none where the line has no beds.
using WardOfLine = std::array<StationId, service_line_count>;

struct CarePlan {
  Calendar calendar;
  VisitTimes visit_times;
  IdVector<OpeningHoursId, OpeningHours> hours;
  Settlements settlements;
  TravelTable travel;     ///< as it is now
  TravelTable open_ways;  ///< where no restriction holds
  FacilityGroups groups;
  Facilities facilities;
  IdVector<FacilityId, StationsOfFacility> stations_of;  ///< none where a facility lacks the queue
  IdVector<StationId, StationPlace> place_of;
  IdVector<FacilityId, WardOfLine> ward_of;
  /// The township facility with beds nearest to each settlement: where a stable patient can go.
  IdVector<SettlementId, FacilityId> step_down_of;
  Conditions conditions;
  ChronicStates chronic;
  std::vector<NeedTable> needs;  ///< by calendar year from the first, the last for all that follow
  ChoiceSets choice_sets;
  Expectations expectations;
  IdVector<SettlementId, float> minutes_to_pharmacy;  ///< the nearest; empty where there is none
  Pathway pathway;
  ChoiceBehaviour choice;
  TreatmentBehaviour treatment;
  PatienceBehaviour patience;
  ReleaseBehaviour release;
  double mean_income = 1.0;  ///< [yuan/year]
  std::optional<VitalRates> vital_rates;
  Months home_months{};  ///< of the seasonal
  CareElsewhere elsewhere;
  double rural_income_growth = 0.0;  ///< [per year]
  double urban_income_growth = 0.0;
  BenefitSchemes benefits;
  std::array<std::unique_ptr<const PaymentScheme>, insurance_scheme_count> payments;
  std::unique_ptr<const ReferralRule> referral;
  ReferralNetwork network;

  [[nodiscard]] const FacilityGroup& group_of(FacilityId facility) const {
    return groups[facilities[facility].group];
  }
  [[nodiscard]] bool in_one_consortium(FacilityId a, FacilityId b) const {
    return !facilities[a].consortium.is_none() &&
           facilities[a].consortium == facilities[b].consortium;
  }
  [[nodiscard]] EdgeFound edge_between(FacilityId from, FacilityId to, Direction direction,
                                       ConditionId condition) const {
    return network.find(from, facilities[to].group, direction, condition);
  }
  /// Whether an edge of the network or a consortium leads from one to the other.
  [[nodiscard]] bool is_joined(FacilityId from, FacilityId to, Direction direction,
                               ConditionId condition) const {
    return in_one_consortium(from, to) || edge_between(from, to, direction, condition).exists;
  }
  [[nodiscard]] StationId station(FacilityId facility, StationRole role) const {
    return stations_of[facility][index(role)];
  }
  /// Whether the seasonal are at home.
  [[nodiscard]] bool is_home_season(Instant t) const {
    return home_months[static_cast<std::size_t>(calendar.month_of(t))];
  }
  /// The needs of a calendar year.
  [[nodiscard]] const NeedTable& needs_of(int year) const {
    return table_of(needs, calendar, year);
  }
  [[nodiscard]] bool has_beds(FacilityId facility) const { return facilities[facility].beds > 0; }
  [[nodiscard]] StationId ward(FacilityId facility, ServiceLine line) const {
    return ward_of[facility][index(line)];
  }
  [[nodiscard]] bool has_beds(FacilityId facility, ServiceLine line) const {
    return facilities[facility].open && !ward(facility, line).is_none();
  }
  /// Who serve there in opening hours. \pre the facility has the queue
  [[nodiscard]] std::uint32_t servers(FacilityId facility, StationRole role) const {
    const std::uint32_t of_group = group_of(facility).stations[index(role)]->servers;
    return role == StationRole::consulting ? facilities[facility].doctors.value_or(of_group)
                                           : of_group;
  }
  /// The wards of a facility are numbered one after the other.
  [[nodiscard]] StationId ward_number(FacilityId facility, std::size_t number) const {
    const auto first = station(facility, StationRole::ward).value;
    return StationId{first + static_cast<std::uint32_t>(number)};
  }
  /// Numbers the queues of one more facility.
  void add_stations_of(FacilityId facility);
  [[nodiscard]] const BenefitScheme& benefit(InsuranceScheme scheme) const {
    return *benefits[static_cast<std::size_t>(scheme)];
  }
  [[nodiscard]] const PaymentScheme& payment(InsuranceScheme scheme) const {
    return *payments[static_cast<std::size_t>(scheme)];
  }
};

}  // namespace tiercare
