// SPDX-License-Identifier: Apache-2.0
// Equipment and drugs: what a facility lacks of them puts a patient beyond it, as missing skill
// does, and the record says what it was.
#include "care/preferences.hpp"
#include "care/referral.hpp"
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

constexpr std::uint32_t people = 100;

EquipmentSet only(Equipment one) {
  EquipmentSet set;
  set.add(one);
  return set;
}

/// A county whose people go up gladly, and whose centre is up to the illness by skill.
std::unique_ptr<County> county_of_the_able() {
  auto county = std::make_unique<County>(people);
  county->plan.choice.self_care.fill(-5.0);
  county->plan.choice.tier_constant[index(Tier::county)] = 9.0;
  county->course().required_capability = 2.0;
  county->course().stable_capability = 2.0;
  return county;
}

/// The share of those who are seen at the centre that is sent up from there.
double sent_up(County& county) {
  for (std::uint32_t p = 0; p < people; ++p) county.sent_to(tiny::centre, PersonId{p});
  county.pass(1_day);
  double seen = 0.0;
  double up = 0.0;
  for (const ContactFact& contact : county.told.contacts) {
    if (contact.facility != tiny::centre || !is_seen(contact.outcome)) continue;
    seen += 1.0;
    up += contact.outcome == ContactOutcome::referred_up ? 1.0 : 0.0;
  }
  EXPECT_GT(seen, 10.0);
  return up / seen;
}

/// Whether every referral from the centre says that this was lacking.
bool all_tell(const County& county, Lack lack) {
  int from_centre = 0;
  int told = 0;
  for (const ReferralFact& referral : county.told.referrals) {
    if (referral.from != tiny::centre) continue;
    ++from_centre;
    told += referral.lacking == lack ? 1 : 0;
  }
  return from_centre > 0 && told == from_centre;
}

TEST(Equipment, TakenAwaySendsUpWhoCannotDoWithoutIt) {
  const auto with_ct = county_of_the_able();
  with_ct->course().needs.equipment = only(Equipment::ct);
  EXPECT_EQ(sent_up(*with_ct), 0.0);
  const auto without = county_of_the_able();
  without->course().needs.equipment = only(Equipment::ct);
  without->plan.facilities[tiny::centre].equipment = only(Equipment::ecg);
  EXPECT_GT(sent_up(*without), 0.9);
  EXPECT_TRUE(all_tell(*without, Lack::equipment));
}

TEST(DrugList, ThatIsExtendedLetsPatientsStay) {
  const auto short_list = county_of_the_able();
  short_list->course().needs.drugs = 2.4;
  short_list->plan.facilities[tiny::centre].drug_list = 2.0;
  EXPECT_GT(sent_up(*short_list), 0.9);
  EXPECT_TRUE(all_tell(*short_list, Lack::drugs));
  const auto extended = county_of_the_able();
  extended->course().needs.drugs = 2.4;
  extended->plan.facilities[tiny::centre].drug_list = 2.5;
  EXPECT_EQ(sent_up(*extended), 0.0);
}

TEST(DrugList, DecidesWhetherTheStablePhaseCanGoOnBelow) {
  const auto county = county_of_the_able();
  county->course().needs.equipment = only(Equipment::ct);  // which the stable phase does without
  county->plan.facilities[tiny::centre].equipment = EquipmentSet{};
  Care care = county->care();
  const auto received = [&](PersonId person) {
    refer_down(care, county->inpatient_at(tiny::hospital, person, 3_day));
    return county->told.referrals.back().holds[static_cast<std::size_t>(Link::receive)];
  };
  EXPECT_TRUE(received(PersonId{0}));
  EXPECT_EQ(county->told.referrals.back().lacking, Lack::nothing);
  county->course().stable_needs.drugs = 2.4;
  county->plan.facilities[tiny::centre].drug_list = 2.0;
  EXPECT_FALSE(received(PersonId{1}));
  EXPECT_EQ(county->told.referrals.back().lacking, Lack::drugs);
}

TEST(PassedOver, NamesTheEquipmentOrTheDrugsThatTheNearestLacks) {
  const auto county = county_of_the_able();
  county->plan.choice.tier_constant.fill(0.0);
  county->plan.choice.effect_of_treatment = 3.0;
  county->course().needs = {.equipment = only(Equipment::ct), .drugs = 2.0};
  const Wish wish{.person = PersonId{0}, .condition = tiny::illness, .acuity = Acuity::moderate};
  const auto reason = [&] {
    return county->care().choice().preferences(wish).reason_against(tiny::centre, tiny::hospital);
  };
  county->plan.facilities[tiny::centre].equipment = EquipmentSet{};
  EXPECT_EQ(reason(), PassedOver::equipment);
  county->plan.facilities[tiny::centre].equipment = EquipmentSet::all();
  county->plan.facilities[tiny::centre].drug_list = 1.0;
  EXPECT_EQ(reason(), PassedOver::drugs);
}

}  // namespace
}  // namespace tiercare
