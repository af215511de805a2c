// SPDX-License-Identifier: Apache-2.0
// The behavioural parts of a scenario and the pathway, each read by one function that documents it.
#pragma once

#include "care/behaviour.hpp"
#include "care/pathway.hpp"
#include "config/reader.hpp"

namespace tiercare {

[[nodiscard]] ChoiceBehaviour read_choice(config::Reader& reader);
[[nodiscard]] TreatmentBehaviour read_treatment(config::Reader& reader);
[[nodiscard]] PatienceBehaviour read_patience(config::Reader& reader);
[[nodiscard]] ReleaseBehaviour read_release(config::Reader& reader);
[[nodiscard]] CareElsewhere read_care_elsewhere(config::Reader& reader);
/// Reads `start`, `bed_start` and `steps`; says where the pathway is unsound.
[[nodiscard]] Pathway read_pathway(config::Reader& reader);

}  // namespace tiercare
