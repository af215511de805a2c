// SPDX-License-Identifier: Apache-2.0
// Makes a policy from the lines a scenario would write, and the smallest lines each entry accepts.
#pragma once

#include "config/document.hpp"
#include "policies/catalogue.hpp"

#include <map>
#include <memory>
#include <string>

namespace tiercare::sample {

/// Two conditions that lists may name.
inline Conditions two_conditions() {
  Conditions conditions;
  for (const char* name : {"stroke", "common_cold"}) {
    Condition condition;
    condition.name = name;
    conditions.add(condition);
  }
  return conditions;
}
inline constexpr ConditionId stroke{0};
inline constexpr ConditionId common_cold{1};

/// \throws ScenarioError if the text is not what the entry reads
template <class Policy>
std::unique_ptr<const Policy> made(const PolicyEntry<Policy>& entry, const std::string& text) {
  const Conditions conditions = two_conditions();
  const auto document = config::load_text(text.empty() ? "{}" : text, entry.name + ".yaml");
  return config::parse(
             document,
             [&](config::Reader& reader) { return entry.make(reader, PolicyContext{conditions}); })
      .value;
}

/// The residents' scheme of a county, in numbers that are easy to reckon with.
inline const std::string tiered_coinsurance_text = R"(
in_policy: 90 %
outpatient: {village: 50 %, township: 40 %, county: 20 %, tertiary: 0 %, ceiling: 80 yuan}
inpatient:
  deductible: {village: 100 yuan, township: 200 yuan, county: 600 yuan, tertiary: 1200 yuan}
  fund_share: {village: 90 %, township: 85 %, county: 75 %, tertiary: 60 %}
ceiling: 150000 yuan
outside_without_referral: 65 %
outside_with_referral: 85 %
)";

inline const std::string agreed_lists_text = R"(
up: [stroke]
down: [stroke]
green_channel: {reserved_rooms: 2, reserved_beds: 5 %}
)";

/// The smallest lines that each policy can be made from; an entry without any needs none.
inline std::string least_text(const std::string& name) {
  static const std::map<std::string, std::string> texts{
      {"tiered_coinsurance", tiered_coinsurance_text},
      {"fee_for_service", ""},
      {"customary", ""},
      {"network", ""},
      {"agreed_lists", agreed_lists_text}};
  return texts.at(name);
}

}  // namespace tiercare::sample
