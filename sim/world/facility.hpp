// SPDX-License-Identifier: Apache-2.0
// Facilities: groups as a scenario describes them, and the single places a plan makes of them.
#pragma once

#include "base/error.hpp"
#include "base/money.hpp"
#include "base/probability.hpp"
#include "random/distribution.hpp"
#include "world/calendar.hpp"
#include "world/terms.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiercare {

using FacilityGroupId = Id<struct FacilityGroupTag>;
using OpeningHoursId = Id<struct OpeningHoursTag>;

/// The queues a facility can have.
enum class StationRole : std::uint8_t { registration, consulting, laboratory, ward };
inline constexpr std::size_t station_role_count = 4;
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
  /// Share of a charge that the service itself consumes (drugs, materials): marginal cost.
  Probability variable_cost{};
};

enum class Placement : std::uint8_t { every_village, every_township_seat, county_seat, named };

/// Facilities of one kind that share their description.
struct FacilityGroup {
  std::string name;
  std::string name_zh;
  FacilityKind kind = FacilityKind::village_clinic;
  Placement placement = Placement::every_village;
  std::string settlement;                               ///< where placement is named
  Span placed_at;                                       ///< where the scenario says it
  std::array<double, service_line_count> capability{};  ///< tier scale 1..4
  std::array<std::optional<StationSpec>, station_role_count> stations{};  ///< ward absent here
  std::uint32_t beds = 0;
  PriceList price{};
  std::optional<BackgroundDemand> background;
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
  std::uint32_t beds = 0;
  std::array<double, service_line_count> capability{};

  [[nodiscard]] double capability_in(ServiceLine line) const { return capability[index(line)]; }
};

using Facilities = IdVector<FacilityId, Facility>;
using FacilityGroups = IdVector<FacilityGroupId, FacilityGroup>;

}  // namespace tiercare
