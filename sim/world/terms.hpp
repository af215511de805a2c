// SPDX-License-Identifier: Apache-2.0
// The vocabulary of the world: who and what there is, as ids and closed lists.
//
// Every list here is closed on purpose: code that decides by tier or service line must say what it
// does for each. Names in scenarios and tables are the enumerators' names; Chinese terms stand in
// `terms.cpp` beside the English ones.
#pragma once

#include "base/id.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tiercare {

using SettlementId = Id<struct SettlementTag>;
using FacilityId = Id<struct FacilityTag>;
using PersonId = Id<struct PersonTag>;
using ConditionId = Id<struct ConditionTag>;
using EpisodeId = Id<struct EpisodeTag>;
using HouseholdId = Id<struct HouseholdTag>;
using ConsortiumId = Id<struct ConsortiumTag>;

/// Level of the delivery system a facility stands on.
enum class Tier : std::uint8_t { village, township, county, tertiary };
inline constexpr std::size_t tier_count = 4;
inline constexpr std::array<Tier, tier_count> all_tiers{Tier::village, Tier::township, Tier::county,
                                                        Tier::tertiary};
[[nodiscard]] constexpr std::size_t index(Tier tier) {
  return static_cast<std::size_t>(tier);
}

/// Primary care is the village and the township.
[[nodiscard]] constexpr bool is_primary(Tier tier) {
  return tier <= Tier::township;
}

enum class FacilityKind : std::uint8_t {
  village_clinic,
  township_health_centre,
  county_general_hospital,
  county_tcm_hospital,
  county_maternal_and_child_hospital,
  tertiary_hospital,
  private_clinic,
  private_hospital,
};
inline constexpr std::size_t facility_kind_count = 8;
/// Private facilities are in no consortium.
[[nodiscard]] constexpr bool is_private(FacilityKind kind) {
  return kind == FacilityKind::private_clinic || kind == FacilityKind::private_hospital;
}

/// What a facility can be good at; capability is held by line.
enum class ServiceLine : std::uint8_t {
  internal_medicine,
  surgery,
  cardiology,
  neurology,
  oncology,
  obstetrics_gynaecology,
  paediatrics
};
inline constexpr std::size_t service_line_count = 7;
[[nodiscard]] constexpr std::size_t index(ServiceLine line) {
  return static_cast<std::size_t>(line);
}
inline constexpr std::array<ServiceLine, service_line_count> all_service_lines{
    ServiceLine::internal_medicine, ServiceLine::surgery,  ServiceLine::cardiology,
    ServiceLine::neurology,         ServiceLine::oncology, ServiceLine::obstetrics_gynaecology,
    ServiceLine::paediatrics};

/// What a facility can have beside its people.
enum class Equipment : std::uint8_t {
  ecg,
  x_ray,
  ultrasound,
  ct,
  mri,
  endoscopy,
  cath_lab,
  dialysis,
  ventilator,
  radiotherapy
};
inline constexpr std::size_t equipment_count = 10;

enum class Acuity : std::uint8_t { mild, moderate, severe, critical };
inline constexpr std::size_t acuity_count = 4;
[[nodiscard]] constexpr std::size_t index(Acuity acuity) {
  return static_cast<std::size_t>(acuity);
}

enum class Sex : std::uint8_t { female, male };

/// Where somebody registered here lives: here, here for a part of the year, or elsewhere.
enum class Whereabouts : std::uint8_t { resident, seasonal, absent };

/// Basic medical insurance: residents' scheme (城乡居民医保) or employees' scheme (职工医保).
enum class InsuranceScheme : std::uint8_t { resident, employee };
inline constexpr std::size_t insurance_scheme_count = 2;

/// Age bands of the sourced visit and admission ratios [years]: 0-4, 5-14, 15-44, 45-59, 60+.
enum class AgeBand : std::uint8_t { under_5, from_5_to_14, from_15_to_44, from_45_to_59, from_60 };
inline constexpr std::size_t age_band_count = 5;
[[nodiscard]] constexpr AgeBand age_band(int years) {
  // Counted: nobody's age is foreseen by a processor.
  return static_cast<AgeBand>((years >= 5) + (years >= 15) + (years >= 45) + (years >= 60));
}

/// What care is billed as.
enum class Service : std::uint8_t { outpatient, inpatient, day_treatment };

/// What random draws are for; a new purpose is appended, never inserted, so that old draws stay.
enum class Purpose : std::uint16_t {
  settlement_place,
  settlement_population,
  person_attributes,
  next_need,
  condition_drawn,
  choice,
  taste,
  visit_time,
  service_time,
  treatment,
  referral,
  stay,
  background_visit,
  background_stay,
  patience,
  balking,
  death,
  birth,
  fatality,
  households,
  whereabouts,
  chronic_states,
  away_care,
  bed_site,
  triage,
  appointment,
  observation,
  untreated,
  background_ward,
  recorded_sample,
};

template <class Enum>
struct Term {
  Enum value;
  std::string_view name;     ///< as written in scenarios
  std::string_view name_zh;  ///< the field's Chinese term
};

[[nodiscard]] const std::array<Term<Tier>, tier_count>& tier_terms();
[[nodiscard]] const std::array<Term<FacilityKind>, facility_kind_count>& facility_kind_terms();
[[nodiscard]] const std::array<Term<ServiceLine>, service_line_count>& service_line_terms();
[[nodiscard]] const std::array<Term<Acuity>, acuity_count>& acuity_terms();
[[nodiscard]] const std::array<Term<Equipment>, equipment_count>& equipment_terms();

}  // namespace tiercare
