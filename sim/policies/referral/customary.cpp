// SPDX-License-Identifier: Apache-2.0
// Customary referral (习惯性转诊): a doctor may write a letter upward to anyone; a stable patient
// can go down only inside his hospital's own consortium, where someone knows whom to call. No
// lists, no reserved places.
#include "policies/catalogue.hpp"

namespace tiercare {
namespace {

class Customary final : public ReferralRule {
 public:
  [[nodiscard]] Channel channel(const ReferralCase& referral) const override {
    return {.exists = referral.direction == Direction::up || referral.same_consortium ||
                      referral.edge.exists,
            .green = referral.edge.green_channel};
  }
  [[nodiscard]] ReservedPlaces reserved_at(Tier /*tier*/) const override { return {}; }
};

}  // namespace

PolicyEntry<ReferralRule> customary_referral() {
  return {"customary", "letters upward, moves down only inside a consortium; nothing reserved",
          "无协议的习惯性转诊",
          [](config::Reader&, const PolicyContext&) -> std::unique_ptr<const ReferralRule> {
            return std::make_unique<Customary>();
          }};
}

}  // namespace tiercare
