// SPDX-License-Identifier: Apache-2.0
// Lists of conditions and red lines, as the rules of referral read them.
#pragma once

#include "care/referral_rule.hpp"
#include "config/reader.hpp"
#include "world/condition.hpp"

#include <string_view>
#include <vector>

namespace tiercare {

/// Conditions by name, as one flag for each of the catalogue; absent is empty.
[[nodiscard]] std::vector<bool> read_condition_list(config::Reader& reader, std::string_view key,
                                                    const Conditions& conditions,
                                                    config::Presence presence,
                                                    const config::Field& field);

/// Red lines (转诊红线): what the record system does not let primary care keep.
struct RedLines {
  std::vector<bool> conditions;
  Acuity from = Acuity::severe;

  [[nodiscard]] bool are_crossed(Tier at, ConditionId condition, Acuity acuity) const {
    return is_primary(at) && !conditions.empty() && conditions[condition.index()] && acuity >= from;
  }
};

[[nodiscard]] RedLines read_red_lines(config::Reader& reader, const Conditions& conditions);

/// How the place to refer to is found.
[[nodiscard]] Destination read_destination(config::Reader& reader, Destination by_default);

}  // namespace tiercare
