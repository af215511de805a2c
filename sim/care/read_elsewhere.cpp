// SPDX-License-Identifier: Apache-2.0
// Reads what the registered who are away find where they are.
#include "care/read_care.hpp"
#include "world/read_world.hpp"

namespace tiercare {

using config::Presence;
using config::Reader;

namespace {

constexpr double dearest = 1e6;  // [yuan]; charges are added up and must not overflow

/// Prices of a large city's hospital, 2019.
PriceList read_price(Reader& r) {
  PriceList price;
  price.visit = r.optional<Money>("visit", Money::yuan(298),
                                  {.says = "mean charge of a visit without its tests",
                                   .says_zh = "次均门诊费用（不含检查）",
                                   .source = "price.op_tertiary_2021",
                                   .at_least = 0.0,
                                   .at_most = dearest});
  price.test = r.optional<Money>("test", Money::yuan(216),
                                 {.says = "mean charge of the tests of a visit",
                                  .says_zh = "次均检查费用",
                                  .source = "price.op_tertiary_2021",
                                  .at_least = 0.0,
                                  .at_most = dearest});
  price.bed_day = r.optional<Money>("bed_day", Money::yuan(1243),
                                    {.says = "mean charge of a day in bed, all included",
                                     .says_zh = "床日费用",
                                     .source = "price.ip_tertiary_2021",
                                     .at_least = 0.0,
                                     .at_most = dearest});
  return price;
}

struct SoughtTerm {
  Acuity acuity;
  double share;
  std::string_view source;
};
constexpr std::array<SoughtTerm, acuity_count> sought_terms{{
    {Acuity::mild, 0.65, "by.sought_mild"},
    {Acuity::moderate, 0.85, "by.sought_moderate"},
    {Acuity::severe, 0.95, "by.sought_severe"},
    {Acuity::critical, 0.99, "by.sought_critical"},
}};

}  // namespace

CareElsewhere read_care_elsewhere(Reader& r) {
  CareElsewhere elsewhere;
  elsewhere.tier = r.choice("tier", named(tier_terms()), Tier::tertiary,
                            {.says = "tier whose benefit rules hold there, out of the area and "
                                     "without a referral",
                             .says_zh = "按何级机构的异地（未转诊）待遇结算"});
  r.section("price", Presence::defaulted,
            {.says = "what is charged there", .says_zh = "外地价格水平"},
            [&](Reader& price) { elsewhere.price = read_price(price); });
  r.section(
      "sought", Presence::defaulted,
      {.says = "needs for which care is sought there, by acuity",
       .says_zh = "在外地就医的需求比例（按病情）"},
      [&](Reader& sought) {
        for (const auto& [acuity, share, source] : sought_terms)
          elsewhere.sought[index(acuity)] = sought.optional<Probability>(
              acuity_terms()[index(acuity)].name, Probability{share},
              {.says = "share of such needs", .says_zh = "该程度需求就医比例", .source = source});
      });
  return elsewhere;
}

}  // namespace tiercare
