// SPDX-License-Identifier: Apache-2.0
// The referral network as the rule (按转诊网络): a patient moves along the edges of
// `referral_network` and inside a consortium, and nowhere else with a letter.
#include "policies/catalogue.hpp"
#include "policies/referral/lists.hpp"

namespace tiercare {
namespace {

struct Parameters {
  Destination destination = Destination::edge;
  RedLines red_lines;
};

class Network final : public ReferralRule {
 public:
  explicit Network(Parameters parameters) : p_{std::move(parameters)} {}

  [[nodiscard]] Channel channel(const ReferralCase& referral) const override {
    return {.exists = referral.edge.exists || referral.same_consortium,
            .green = referral.edge.green_channel};
  }
  /// Places are reserved by the terms of the edges.
  [[nodiscard]] ReservedPlaces reserved_at(Tier /*tier*/) const override { return {}; }
  [[nodiscard]] Destination destination() const override { return p_.destination; }
  [[nodiscard]] bool red_line(Tier at, ConditionId condition, Acuity acuity) const override {
    return p_.red_lines.are_crossed(at, condition, acuity);
  }

 private:
  Parameters p_;
};

}  // namespace

PolicyEntry<ReferralRule> referral_by_network() {
  return {"network", "along the edges of the referral network and inside a consortium only",
          "仅沿转诊网络连线与医共体内部转诊",
          [](config::Reader& reader,
             const PolicyContext& context) -> std::unique_ptr<const ReferralRule> {
            Parameters parameters;
            parameters.destination = read_destination(reader, Destination::edge);
            parameters.red_lines = read_red_lines(reader, context.conditions);
            return std::make_unique<Network>(std::move(parameters));
          }};
}

}  // namespace tiercare
