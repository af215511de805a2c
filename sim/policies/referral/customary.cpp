// SPDX-License-Identifier: Apache-2.0
// Customary referral (习惯性转诊): a doctor may write a letter upward, and hospitals send stable
// patients down only where someone below is used to taking them. No lists, no reserved places.
#include "policies/catalogue.hpp"

namespace tiercare {
namespace {

class Customary final : public ReferralRule {
 public:
  [[nodiscard]] Channel channel(const ReferralCase& referral) const override {
    // A letter upward needs no agreement; a bed-to-bed move down needs one, and there is none
    // beyond the county's own border.
    const bool exists = referral.direction == Direction::up || referral.from == Tier::county;
    return {.exists = exists, .green = false};
  }
  [[nodiscard]] ReservedPlaces reserved_at(Tier /*tier*/) const override { return {}; }
};

}  // namespace

PolicyEntry<ReferralRule> customary_referral() {
  return {"customary", "letters upward, moves down by custom inside the county; nothing reserved",
          "无协议的习惯性转诊",
          [](config::Reader&, const PolicyContext&) -> std::unique_ptr<const ReferralRule> {
            return std::make_unique<Customary>();
          }};
}

}  // namespace tiercare
