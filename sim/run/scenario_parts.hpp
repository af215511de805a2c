// SPDX-License-Identifier: Apache-2.0
// Everything a scenario file says, read but not yet built into a plan.
#pragma once

#include "care/behaviour.hpp"
#include "care/pathway.hpp"
#include "policies/catalogue.hpp"
#include "run/scenario.hpp"
#include "world/facility.hpp"
#include "world/read_world.hpp"
#include "world/referral_network.hpp"

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tiercare {

/// One date of the timeline: what goes and what is laid over the scenario as it stands then.
struct TimelineEntry {
  std::string path;  ///< "timeline[1]"
  config::Located<config::Date> on;
  std::string name;
  const config::Node* change = nullptr;  ///< in the document that is being read
  std::vector<config::Located<std::string>> removed;
};

struct ScenarioParts {
  std::string title;
  std::string title_zh;
  CivilDay start = 0;
  CivilDay today = 0;  ///< the day from which on this holds: the start, or a later date
  Horizon horizon;
  Wishes wishes;
  Conditions conditions;
  ChronicStates chronic;
  GeographySpec geography;
  PopulationSpec population;
  CalendarSpec calendar;
  OpeningHoursTable hours;
  FacilityGroups facilities;
  std::vector<ConsortiumSpec> consortia;
  std::vector<ReferralEdgeSpec> referral_edges;
  ChoiceBehaviour choice;
  TreatmentBehaviour treatment;
  PatienceBehaviour patience;
  CareElsewhere elsewhere;
  ReleaseBehaviour release;
  Trends trends;
  Pathway pathway;
  std::unique_ptr<const ReferralRule> referral;
  std::array<std::unique_ptr<const BenefitScheme>, insurance_scheme_count> benefits;
  std::array<std::unique_ptr<const PaymentScheme>, insurance_scheme_count> payments;
  std::vector<TimelineEntry> timeline;
};

/// Finds what a scenario refers to by name.
struct References {
  std::function<Catalogue(config::Reader&, const config::Located<std::string>&)> conditions;
  std::function<Pathway(config::Reader&, const config::Located<std::string>&)> pathway;
};

/// Reads a whole scenario; in describe mode, documents it.
[[nodiscard]] ScenarioParts read_scenario(config::Reader& reader, const References& references);

/// A scenario and the files that it names, read and found right.
struct ReadScenario {
  config::Document document;
  config::Outcome<std::vector<ScenarioParts>> read;  ///< of the first day and each later date
  std::string named_texts;                     ///< resolved, as documents after the scenario's own
  std::map<std::string, std::string> sources;  ///< texts of all files, as written
};

/// Reads a scenario and the files it names; every value that is asked for is added to `values`.
/// \throws ScenarioError with every error found; OutputError if a file cannot be read
[[nodiscard]] ReadScenario read_scenario_document(config::Document document,
                                                  const std::filesystem::path& library,
                                                  config::ReadRecord* values = nullptr);

/// Finds and loads it first.
/// \throws ScenarioError with every error found; OutputError if a file cannot be read
[[nodiscard]] ReadScenario read_scenario_files(const std::string& name_or_path,
                                               const std::filesystem::path& library,
                                               config::ReadRecord* values = nullptr);

}  // namespace tiercare
