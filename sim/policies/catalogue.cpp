// SPDX-License-Identifier: Apache-2.0
#include "policies/catalogue.hpp"

namespace tiercare {

PolicyCatalogue policy_catalogue() {
  return {
      .benefits = {tiered_coinsurance()},
      .payments = {fee_for_service()},
      .referrals = {customary_referral(), agreed_lists(), referral_by_network()},
  };
}

}  // namespace tiercare
