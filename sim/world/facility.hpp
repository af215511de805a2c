// SPDX-License-Identifier: Apache-2.0
// Facilities: groups as a scenario describes them, and the single places a plan makes of them.
#pragma once

#include "base/error.hpp"
#include "base/money.hpp"
#include "base/probability.hpp"
#include "random/distribution.hpp"
#include "world/calendar.hpp"
#include "world/means.hpp"
#include "world/terms.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiercare {

using FacilityGroupId = Id<struct FacilityGroupTag>;
using OpeningHoursId = Id<struct OpeningHoursTag>;

/// The queues a facility can have.
enum class StationRole : std::uint8_t {
  registration,
  consulting,
  laboratory,
  ward,
  observation,   ///< places to be watched for hours
  day_treatment  ///< places for a treatment of hours
};
inline constexpr std::size_t station_role_count = 6;
inline constexpr std::array<StationRole, station_role_count> all_station_roles{
    StationRole::registration, StationRole::consulting,  StationRole::laboratory,
    StationRole::ward,         StationRole::observation, StationRole::day_treatment};
[[nodiscard]] constexpr std::size_t index(StationRole role) {
  return static_cast<std::size_t>(role);
}

/// Servers of one queue, by the clock.
struct StationSpec {
  std::uint32_t servers = 0;  ///< during opening hours, those on duty included
  std::uint32_t on_duty = 0;  ///< at every hour; reserved for urgent patients
  OpeningHoursId hours{};
  TimeDistribution service_time{};
  std::optional<std::uint32_t> waiting_room{};  ///< places to wait; none: as many as come
};

/// Visits agreed beforehand (预约挂号).
struct AppointmentSpec {
  Probability share{};    ///< of the consulting rooms' time
  int days_ahead = 7;     ///< how far ahead slots are given
  Probability no_show{};  ///< of the booked who do not come
  Duration deviation{};   ///< the booked come so much early or late at most
};

/// How other places' patients answer to a facility that is fuller or emptier than they are used to.
struct Backfill {
  Probability share{};      ///< of room that others give up: filled again
  Duration wait{};          ///< for a consultation, at which the usual visits come
  Probability occupancy{};  ///< of beds, those who wait for one counted, for the usual admissions
  double latent = 2.0;      ///< who would come if there were room without end, relative to usual
};

/// Other places' patients at a facility outside the area.
struct BackgroundDemand {
  double visits_per_day = 0.0;
  double admissions_per_day = 0.0;
  TimeDistribution stay{};
  std::optional<Backfill> backfill{};  ///< none: they come whatever the queue
};

/// What the facility asks for, before anyone decides who pays.
struct PriceList {
  Money visit{};
  Money test{};
  Money bed_day{};
  Money observation_hour{};
  Money day_treatment{};  ///< all included
  /// Share of a charge that the service itself consumes (drugs, materials): marginal cost.
  Probability variable_cost{};
};

/// A part of the wards with beds and a queue of its own (病区); each line that is offered is in
/// one.
struct Ward {
  std::string name;
  std::string name_zh;
  std::uint32_t beds = 0;
  std::array<bool, service_line_count> takes{};  ///< by service line
};
using Wards = std::vector<Ward>;

/// One ward for everybody; none without beds.
[[nodiscard]] Wards general_ward(std::uint32_t beds);
[[nodiscard]] std::uint32_t beds_of(const Wards& wards);
/// The same wards with `beds` in all, in the proportions they have; a ward may be left with none.
[[nodiscard]] Wards with_beds(Wards wards, std::uint32_t beds);

enum class Placement : std::uint8_t {
  every_village,
  every_township_seat,
  county_seat,
  named,
  listed  ///< in a table
};

/// One facility of a table; what is not given there is as its group says.
struct ListedFacility {
  std::string name;
  std::string name_zh;
  std::string settlement;
  Span row;
  std::optional<std::uint32_t> beds;
  std::optional<std::uint32_t> doctors;  ///< servers of consulting
  std::optional<double> capability;      ///< of its best line; the others keep their distance
};

/// Facilities of one kind that share their description.
struct FacilityGroup {
  std::string name;
  std::string name_zh;
  FacilityKind kind = FacilityKind::village_clinic;
  Placement placement = Placement::every_village;
  std::string settlement;                               ///< where placement is named
  std::vector<ListedFacility> listed;                   ///< where placement is listed
  Span placed_at;                                       ///< where the scenario says it
  std::array<double, service_line_count> capability{};  ///< tier scale 1..4; 0: line not offered
  EquipmentSet equipment = EquipmentSet::all();
  double drug_list = 4.0;                                                 ///< [tier scale]
  std::array<std::optional<StationSpec>, station_role_count> stations{};  ///< ward absent here
  std::uint32_t beds = 0;                                                 ///< of all wards
  Wards wards{};
  double physicians = 0.0;  ///< employed at each place; 0: not told
  PriceList price{};
  bool designated = true;  ///< the insurance funds pay there (医保定点)
  std::optional<BackgroundDemand> background;
  std::optional<AppointmentSpec> appointments{};
  std::optional<CivilDay> opens{};   ///< first day; none: it was always there
  std::optional<CivilDay> closes{};  ///< first day on which it is there no more

  [[nodiscard]] bool is_open_on(CivilDay day) const {
    return (!opens || *opens <= day) && (!closes || day < *closes);
  }
};

[[nodiscard]] constexpr Tier tier_of(FacilityKind kind) {
  switch (kind) {
    case FacilityKind::village_clinic:
      return Tier::village;
    case FacilityKind::township_health_centre:
      return Tier::township;
    case FacilityKind::county_general_hospital:
    case FacilityKind::county_tcm_hospital:
    case FacilityKind::county_maternal_and_child_hospital:
      return Tier::county;
    case FacilityKind::tertiary_hospital:
      return Tier::tertiary;
    case FacilityKind::private_clinic:
      return Tier::village;
    case FacilityKind::private_hospital:
      return Tier::county;
  }
  return Tier::village;
}

/// Facilities bound together (医共体): a lead hospital and the townships with their villages.
struct ConsortiumSpec {
  std::string name;
  std::string name_zh;
  std::string lead;  ///< a facility group
  std::vector<std::string> townships;
};

/// One facility in its place.
struct Facility {
  std::string name;
  std::string name_zh;
  FacilityGroupId group{};
  FacilityKind kind = FacilityKind::village_clinic;
  Tier tier = Tier::village;
  SettlementId settlement{};
  bool in_area = true;        ///< inside the county
  bool open = true;           ///< not before its first day, nor after its last
  ConsortiumId consortium{};  ///< none if it belongs to none
  std::uint32_t beds = 0;     ///< of all wards
  Wards wards{};
  std::optional<std::uint32_t> doctors{};  ///< servers of consulting, if not those of its group
  std::array<double, service_line_count> capability{};
  EquipmentSet equipment = EquipmentSet::all();
  double drug_list = 4.0;  ///< [tier scale]

  [[nodiscard]] double capability_in(ServiceLine line) const { return capability[index(line)]; }
  /// What is missing beside skill; equipment goes before drugs.
  [[nodiscard]] Lack lacks(const Needs& needs) const {
    if (!equipment.holds(needs.equipment)) return Lack::equipment;
    return drug_list < needs.drugs ? Lack::drugs : Lack::nothing;
  }
  /// Capability for a task of level `required`: missing means make it lie beyond, equipment by a
  /// level, drugs by as much as the list falls short.
  [[nodiscard]] double capability_for(ServiceLine line, double required, const Needs& needs) const {
    double level = capability_in(line);
    if (!equipment.holds(needs.equipment)) level = std::min(level, required - 1.0);
    if (drug_list < needs.drugs) level = std::min(level, required - (needs.drugs - drug_list));
    return level;
  }
  [[nodiscard]] bool offers(ServiceLine line) const { return capability_in(line) > 0.0; }
};

using Facilities = IdVector<FacilityId, Facility>;
/// A facility of the group as a row of its table says.
[[nodiscard]] Facility listed_facility(const FacilityGroup& group, const ListedFacility& row);

using FacilityGroups = IdVector<FacilityGroupId, FacilityGroup>;

}  // namespace tiercare
