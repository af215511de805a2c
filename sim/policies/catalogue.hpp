// SPDX-License-Identifier: Apache-2.0
// The list of policies: what a scenario can name, and how each is made.
//
// An entry is a value: a name, a sentence in English and Chinese, and one function that reads its
// parameters and makes it. Run on a describing reader the same function documents the parameters.
#pragma once

#include "care/referral_rule.hpp"
#include "config/reader.hpp"
#include "money/benefit.hpp"
#include "money/payment.hpp"
#include "world/condition.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tiercare {

/// What a policy's parameters may refer to by name.
struct PolicyContext {
  const Conditions& conditions;
};

/// One policy of a kind.
template <class Policy>
struct PolicyEntry {
  std::string name;
  std::string says;
  std::string says_zh;
  std::function<std::unique_ptr<const Policy>(config::Reader&, const PolicyContext&)> make;
};

struct PolicyCatalogue {
  std::vector<PolicyEntry<BenefitScheme>> benefits;
  std::vector<PolicyEntry<PaymentScheme>> payments;
  std::vector<PolicyEntry<ReferralRule>> referrals;
};

/// Every policy there is; adding one is one line here.
[[nodiscard]] PolicyCatalogue policy_catalogue();

/// Reads which policy of a kind a mapping names, under `key`, and makes it.
/// \return nothing if the reader only describes or the name is unknown (the reader has said so)
template <class Policy>
std::unique_ptr<const Policy> make_policy(config::Reader& reader, std::string_view key,
                                          const std::vector<PolicyEntry<Policy>>& entries,
                                          const PolicyContext& context,
                                          const config::Field& field) {
  std::unique_ptr<const Policy> made;
  std::vector<config::Alternative> kinds;
  for (const auto& entry : entries)
    kinds.push_back({entry.name, entry.says, entry.says_zh,
                     [&](config::Reader& parameters) { made = entry.make(parameters, context); }});
  reader.alternatives(key, kinds, field);
  return made;
}

// The entries, one per file.
[[nodiscard]] PolicyEntry<BenefitScheme> tiered_coinsurance();
[[nodiscard]] PolicyEntry<PaymentScheme> fee_for_service();
[[nodiscard]] PolicyEntry<ReferralRule> customary_referral();
[[nodiscard]] PolicyEntry<ReferralRule> agreed_lists();
[[nodiscard]] PolicyEntry<ReferralRule> referral_by_network();

}  // namespace tiercare
