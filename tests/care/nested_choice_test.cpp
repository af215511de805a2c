// SPDX-License-Identifier: Apache-2.0
// Nests: what is alike competes more closely; and why people pass over the nearest facility.
#include "care/choice.hpp"
#include "care/choosing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <vector>

namespace tiercare {
namespace {

/// Shares by the textbook's formula for two levels of nests, in the order of `among`.
std::vector<double> nested_logit_shares(const CarePlan& plan, const Preferences& preferences,
                                        std::span<const Alternative> among) {
  const auto [formal_care, within] = plan.choice.dissimilarity;
  std::map<Tier, double> sums;
  for (const auto& [facility, minutes, stands_for] : among)
    sums[plan.facilities[facility].tier] +=
        std::exp(preferences.of_visit(facility, minutes, false) / within);
  double tiers = 0.0;
  for (const auto& [tier, sum] : sums) tiers += std::exp(within * std::log(sum) / formal_care);
  const double formal_utility = formal_care * std::log(tiers);
  const double seeks = 1.0 / (1.0 + std::exp(preferences.of_self_care() - formal_utility));
  std::vector<double> shares;
  for (const auto& [facility, minutes, stands_for] : among) {
    const double sum = sums[plan.facilities[facility].tier];
    const double of_tier = std::exp(within * std::log(sum) / formal_care) / tiers;
    const double in_tier = std::exp(preferences.of_visit(facility, minutes, false) / within) / sum;
    shares.push_back(seeks * of_tier * in_tier);
  }
  return shares;
}

/// Shares that a choice gives the alternatives it weighs.
std::vector<double> weighed_shares(const CarePlan& plan, const Choice& choice, const Wish& wish,
                                   std::span<const Alternative> among) {
  std::vector<double> cumulative(among.size() + Choice::before_facilities);
  choice.weigh(wish, {among, tier_ends(plan.facilities, among)}, cumulative);
  std::vector<double> shares;
  for (std::size_t i = Choice::before_facilities; i < cumulative.size(); ++i)
    shares.push_back((cumulative[i] - cumulative[i - 1]) / cumulative.back());
  return shares;
}

/// A second hospital of the county's tier beside the first, equal in all.
void add_a_twin_of_the_hospital(County& county) {
  county.plan.facilities.add(county.plan.facilities[tiny::hospital]);
  county.waits = PublicWaits{county.plan.facilities.size()};
}

TEST(NestedChoice, GivesTheTextbooksSharesAtAnyDissimilarity) {
  for (const Dissimilarity nests : {Dissimilarity{1.0, 1.0}, {0.8, 0.8}, {0.9, 0.5}}) {
    const auto county = mattering_county();
    add_a_twin_of_the_hospital(*county);
    county->plan.choice.dissimilarity = nests;
    const auto all = all_alternatives(county->plan.facilities, county->plan.travel, tiny::village,
                                      ServiceLine::internal_medicine);
    ASSERT_EQ(all.size(), tiny::facility_count + 1);
    const Care care = county->care();
    const Choice choice = care.choice();
    const auto shares = weighed_shares(county->plan, choice, wish_of(0, 0), all);
    const auto by_the_book =
        nested_logit_shares(county->plan, choice.preferences(wish_of(0, 0)), all);
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_NEAR(shares[i], by_the_book[i], 1e-6);
  }
}

TEST(NestedChoice, KnowsOnlyDifferencesOfUtilitiesHoweverLarge) {
  const auto shares_at = [](double level) {
    const auto county = mattering_county();
    for (double& constant : county->plan.choice.tier_constant) constant += level;
    for (double& constant : county->plan.choice.self_care) constant += level;
    const auto all = all_alternatives(county->plan.facilities, county->plan.travel, tiny::village,
                                      ServiceLine::internal_medicine);
    const Care care = county->care();
    return weighed_shares(county->plan, care.choice(), wish_of(0, 0), all);
  };
  const auto usual = shares_at(0.0);
  for (const double level : {-5000.0, 5000.0}) {
    const auto shares = shares_at(level);
    for (std::size_t i = 0; i < usual.size(); ++i) EXPECT_NEAR(shares[i], usual[i], 1e-9);
  }
}

TEST(NestedChoice, LetsATwinTakeMoreFromItsOwnTierThanFromOthers) {
  const auto shares_of = [](bool with_twin, Dissimilarity nests) {
    const auto county = mattering_county();
    if (with_twin) add_a_twin_of_the_hospital(*county);
    county->plan.choice.dissimilarity = nests;
    std::map<Tier, double> of_tier;
    const auto all = all_alternatives(county->plan.facilities, county->plan.travel, tiny::village,
                                      ServiceLine::internal_medicine);
    const Care care = county->care();
    const auto shares = weighed_shares(county->plan, care.choice(), wish_of(0, 0), all);
    for (std::size_t i = 0; i < all.size(); ++i)
      of_tier[county->plan.facilities[all[i].facility].tier] += shares[i];
    return of_tier;
  };
  const auto gain = [&](Dissimilarity nests) {
    return shares_of(true, nests)[Tier::county] - shares_of(false, nests)[Tier::county];
  };
  EXPECT_GT(gain({1.0, 1.0}), 0.05) << "a plain logit counts the twin as a new kind of thing";
  EXPECT_LT(gain({1.0, 0.1}), 0.2 * gain({1.0, 1.0})) << "red bus, blue bus";
}

TEST(PassingOver, HasTheReasonThatSpeaksMostAgainstTheNearest) {
  const auto reason = [](const std::function<void(County&)>& change) {
    const auto county = std::make_unique<County>(people);
    county->plan.choice = {.travel_per_min = -0.02,
                           .wait_per_min = -0.01,
                           .cost_per_100_yuan = -0.8,
                           .effect_of_treatment = 2.0,
                           .trust = 1.5,
                           .taste_sd = 0.5};
    for (const FacilityId facility : {tiny::clinic, tiny::hospital}) {
      county->set_capability(facility, 2.0);
      county->group(facility).price = county->group(tiny::clinic).price;
    }
    county->plan.treatment.per_level = 1.5;
    change(*county);
    const Care care = county->care();
    return care.choice().preferences(wish_of(0, 0)).reason_against(tiny::clinic, tiny::hospital);
  };
  EXPECT_EQ(reason([](County&) {}), PassedOver::own_taste) << "nothing the model sees";
  EXPECT_EQ(reason([](County& county) { county.set_capability(tiny::hospital, 3.0); }),
            PassedOver::capability);
  EXPECT_EQ(reason([](County& county) { county.waits.learn(tiny::clinic, 100_h); }),
            PassedOver::wait);
  EXPECT_EQ(
      reason([](County& county) { county.group(tiny::clinic).price.visit = Money::yuan(900); }),
      PassedOver::price);
  EXPECT_EQ(
      reason([](County& county) { county.persons[PersonId{0}].trust[index(Tier::village)] = -90; }),
      PassedOver::trust);
  EXPECT_EQ(
      reason([](County& county) { county.persons[PersonId{0}].taste[index(Tier::county)] = 100; }),
      PassedOver::own_taste);
}

TEST(PassingOver, IsNothingAtTheNearestAndClosedWhereNobodyIsOnDuty) {
  const auto county = mattering_county();
  for (std::uint32_t p = 0; p < people; ++p) {
    Wish wish = wish_of(p, 0);
    const Chosen by_day = county->care().choice().choose(wish);
    EXPECT_EQ(by_day.passed_over == PassedOver::nothing,
              by_day.facility.is_none() || by_day.facility == tiny::clinic);
    wish.any_hour = true;
    const Chosen at_night = county->care().choice().choose(wish);
    EXPECT_EQ(at_night.passed_over,
              at_night.facility.is_none() ? PassedOver::nothing : PassedOver::closed);
  }
}

}  // namespace
}  // namespace tiercare
