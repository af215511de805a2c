// SPDX-License-Identifier: Apache-2.0
// Tiered coinsurance (分级报销): deductible and fund share by tier of the facility.
//
// Outpatient pooling (门诊统筹) pays a share up to a yearly ceiling; a stay pays its tier's
// deductible, then its tier's share; outside the area the share is cut, less so with a referral.
#include "policies/by_tier.hpp"
#include "policies/catalogue.hpp"

#include <algorithm>
#include <array>

namespace tiercare {
namespace {

enum class SecondDeductible : std::uint8_t { charged, waived };

struct Parameters {
  Probability in_policy{};
  std::array<Probability, tier_count> outpatient_share{};
  Money outpatient_ceiling{};
  std::array<Money, tier_count> deductible{};
  std::array<Probability, tier_count> inpatient_share{};
  Money ceiling{};
  Probability factor_without_referral{};
  Probability factor_with_referral{};
  SecondDeductible second_deductible = SecondDeductible::charged;
};

Parameters read_parameters(config::Reader& r) {
  Parameters p;
  p.in_policy = r.required<Probability>("in_policy",
                                        {.says = "share of a charge that is inside the catalogue",
                                         .says_zh = "费用中属于医保目录内的比例",
                                         .source = "ins.inpolicy_share"});
  r.section("outpatient", config::Presence::required,
            {.says = "outpatient pooling: the fund's share by tier, and its yearly ceiling",
             .says_zh = "门诊统筹：按级别的基金支付比例与年度封顶"},
            [&](config::Reader& outpatient) {
              p.outpatient_share = read_by_tier<Probability>(
                  outpatient, {.says = "fund's share of in-policy outpatient charges",
                               .says_zh = "政策内门诊费用基金支付比例",
                               .source = "ins.op_rate"});
              p.outpatient_ceiling = outpatient.required<Money>(
                  "ceiling", {.says = "most that outpatient pooling pays a person in a year",
                              .says_zh = "门诊统筹年度支付限额",
                              .source = "ins.op_cap"});
            });
  r.section(
      "inpatient", config::Presence::required,
      {.says = "stays: deductible and the fund's share by tier",
       .says_zh = "住院：按级别的起付线与基金支付比例"},
      [&](config::Reader& inpatient) {
        inpatient.section(
            "deductible", config::Presence::required,
            {.says = "paid by the patient before the fund, per stay", .says_zh = "住院起付线"},
            [&](config::Reader& tiers) {
              p.deductible = read_by_tier<Money>(tiers, {.says = "deductible of a stay",
                                                         .says_zh = "起付线",
                                                         .source = "ins.ded_county"});
            });
        inpatient.section(
            "fund_share", config::Presence::required,
            {.says = "fund's share above the deductible", .says_zh = "起付线以上基金支付比例"},
            [&](config::Reader& tiers) {
              p.inpatient_share = read_by_tier<Probability>(
                  tiers,
                  {.says = "fund's share", .says_zh = "支付比例", .source = "ins.rate_county"});
            });
      });
  p.ceiling = r.required<Money>("ceiling", {.says = "most that the fund pays a person in a year",
                                            .says_zh = "基金年度封顶线",
                                            .source = "ins.cap_basic"});
  p.factor_without_referral = r.required<Probability>(
      "outside_without_referral",
      {.says = "factor on the fund's share of stays outside the area without a referral",
       .says_zh = "未经转诊的异地住院支付比例系数",
       .source = "ins.noreferral_mult"});
  p.factor_with_referral = r.required<Probability>(
      "outside_with_referral",
      {.says = "factor on the fund's share of stays outside the area with a referral",
       .says_zh = "经转诊的异地住院支付比例系数",
       .source = "ins.referral_mult"});
  static constexpr std::array names{
      config::Named<SecondDeductible>{SecondDeductible::charged, "charged"},
      config::Named<SecondDeductible>{SecondDeductible::waived, "waived"}};
  p.second_deductible = r.choice(
      "second_deductible_on_down_referral", names, SecondDeductible::charged,
      {.says = "whether a patient who moves down within an episode pays a second deductible",
       .says_zh = "下转住院是否再付起付线",
       .formerly = "second_deductible_on_transfer",
       .since = "0.1.0"});
  return p;
}

class TieredCoinsurance final : public BenefitScheme {
 public:
  explicit TieredCoinsurance(const Parameters& parameters) : p_{parameters} {}

  [[nodiscard]] Entitlement entitlement(const Claim& claim) const override {
    const Money in_policy = share_of(claim.charge, p_.in_policy);
    if (claim.service == Service::outpatient)
      return {.fund_pays = share_of(in_policy, p_.outpatient_share[index(claim.tier)])};
    const Money due = std::min(deductible_of(claim), in_policy);
    const Probability share{p_.inpatient_share[index(claim.tier)].value() * place_factor(claim)};
    return {.fund_pays = share_of(in_policy - due, share), .deductible = due};
  }

  [[nodiscard]] Money left(Service service, const BenefitAccount& account) const override {
    const Money of_all = p_.ceiling - account.fund_paid;
    const Money least = service == Service::outpatient
                            ? std::min(p_.outpatient_ceiling - account.outpatient_fund_paid, of_all)
                            : of_all;
    return std::max(least, Money{});
  }

 private:
  /// Up within an episode pays the difference; down pays again unless that is waived.
  [[nodiscard]] Money deductible_of(const Claim& claim) const {
    const Money of_tier = p_.deductible[index(claim.tier)];
    if (claim.moved_down && claim.continuous) return Money{};
    if (claim.moved_down)
      return p_.second_deductible == SecondDeductible::waived ? Money{} : of_tier;
    return std::max(of_tier - claim.deductible_paid, Money{});
  }

  [[nodiscard]] double place_factor(const Claim& claim) const {
    if (claim.in_area) return 1.0;
    return claim.referred ? p_.factor_with_referral.value() : p_.factor_without_referral.value();
  }

  Parameters p_;
};

}  // namespace

PolicyEntry<BenefitScheme> tiered_coinsurance() {
  return {"tiered_coinsurance", "deductible and fund share by tier of the facility",
          "按医疗机构级别设定起付线与报销比例",
          [](config::Reader& reader, const PolicyContext&) -> std::unique_ptr<const BenefitScheme> {
            return std::make_unique<TieredCoinsurance>(read_parameters(reader));
          }};
}

}  // namespace tiercare
