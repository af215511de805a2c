// SPDX-License-Identifier: Apache-2.0
// Agreed lists and a green channel (转诊病种目录与绿色通道): conditions with criteria for going up
// and for coming down, someone who answers for each, and places reserved for those sent up.
#include "policies/catalogue.hpp"
#include "policies/referral/lists.hpp"

#include <vector>

namespace tiercare {
namespace {

struct Parameters {
  std::vector<bool> up;    // by condition
  std::vector<bool> down;  // by condition
  ReservedPlaces reserved;
  RedLines red_lines;
  Destination destination = Destination::choice;
};

Parameters read_parameters(config::Reader& r, const Conditions& conditions) {
  Parameters p;
  p.up = read_condition_list(
      r, "up", conditions, config::Presence::required,
      {.says = "conditions with agreed criteria for going up", .says_zh = "上转病种目录"});
  p.down =
      read_condition_list(r, "down", conditions, config::Presence::required,
                          {.says = "conditions with agreed criteria for coming down once stable",
                           .says_zh = "下转病种目录"});
  r.section("green_channel", config::Presence::required,
            {.says = "places kept for patients referred up", .says_zh = "绿色通道预留资源"},
            [&](config::Reader& green) {
              p.reserved.rooms = static_cast<std::uint32_t>(green.required<int>(
                  "reserved_rooms", {.says = "consulting rooms at each receiving hospital",
                                     .says_zh = "每院预留诊室数",
                                     .at_least = 0.0,
                                     .at_most = 20.0}));
              p.reserved.beds_share =
                  green
                      .required<Probability>(
                          "reserved_beds",
                          {.says = "share of its beds", .says_zh = "预留床位比例", .at_most = 50.0})
                      .value();
            });
  p.red_lines = read_red_lines(r, conditions);
  p.destination = read_destination(r, Destination::choice);
  return p;
}

class AgreedLists final : public ReferralRule {
 public:
  explicit AgreedLists(Parameters parameters) : p_{std::move(parameters)} {}

  [[nodiscard]] Channel channel(const ReferralCase& referral) const override {
    const bool up = referral.direction == Direction::up;
    const bool listed = (up ? p_.up : p_.down)[referral.condition.index()];
    // Off the lists the old custom goes on: a letter upward, a call inside the consortium.
    return {.exists = listed || up || referral.same_consortium || referral.edge.exists,
            .green = listed || referral.edge.green_channel};
  }
  [[nodiscard]] ReservedPlaces reserved_at(Tier tier) const override {
    return tier >= Tier::county ? p_.reserved : ReservedPlaces{};
  }
  [[nodiscard]] Destination destination() const override { return p_.destination; }
  [[nodiscard]] bool red_line(Tier at, ConditionId condition, Acuity acuity) const override {
    return p_.red_lines.are_crossed(at, condition, acuity);
  }

 private:
  Parameters p_;
};

}  // namespace

PolicyEntry<ReferralRule> agreed_lists() {
  return {"agreed_lists", "conditions agreed for going up and down, with a green channel",
          "转诊病种目录与绿色通道",
          [](config::Reader& reader,
             const PolicyContext& context) -> std::unique_ptr<const ReferralRule> {
            return std::make_unique<AgreedLists>(read_parameters(reader, context.conditions));
          }};
}

}  // namespace tiercare
