// SPDX-License-Identifier: Apache-2.0
// Edges of the referral network, red lines, the ways to find a destination, and why a receiver
// refuses.
#include "care/booking.hpp"
#include "care/referral.hpp"
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

/// A rule that is as it is told to be; a channel is an edge.
class TestRule final : public ReferralRule {
 public:
  TestRule(Destination destination, bool red) : destination_{destination}, red_{red} {}
  [[nodiscard]] Channel channel(const ReferralCase& referral) const override {
    return {.exists = referral.edge.exists, .green = referral.edge.green_channel};
  }
  [[nodiscard]] ReservedPlaces reserved_at(Tier /*tier*/) const override { return {}; }
  [[nodiscard]] Destination destination() const override { return destination_; }
  [[nodiscard]] bool red_line(Tier /*at*/, ConditionId /*condition*/,
                              Acuity /*acuity*/) const override {
    return red_;
  }

 private:
  Destination destination_;
  bool red_;
};

ReferralEdge edge(FacilityId from, FacilityId to, EdgeKind kind, EdgeTerms terms = {}) {
  std::vector<bool> senders(tiny::facility_count, false);
  senders[from.index()] = true;
  return {kind, senders, FacilityGroupId{to.value}, std::move(terms)};
}

std::unique_ptr<County> joined_county(std::vector<ReferralEdge> edges,
                                      Destination destination = Destination::edge,
                                      bool red = false) {
  auto county = std::make_unique<County>();
  county->plan.choice.self_care.fill(-50.0);
  county->plan.choice.travel_per_min = -0.02;
  county->plan.choice.effect_of_treatment = 50.0;
  county->course().required_capability = 3.0;
  county->course().stable_capability = 2.0;
  county->plan.network = ReferralNetwork{std::move(edges)};
  county->plan.referral = std::make_unique<TestRule>(destination, red);
  return county;
}

const ReferralFact& referred_up_from_the_centre(County& county) {
  Care care = county.care();
  refer_up(care, county.outpatient_at(tiny::centre, PersonId{0}));
  return county.told.referrals.back();
}

TEST(ReferralNetwork, OpensAChannelWhereAnEdgeLeads) {
  const auto joined = joined_county({edge(tiny::centre, tiny::hospital, EdgeKind::up)});
  EXPECT_TRUE(referred_up_from_the_centre(*joined).accepted());
  EXPECT_TRUE(joined->told.referrals.back().along_edge);
  const auto apart = joined_county({edge(tiny::clinic, tiny::hospital, EdgeKind::up)});
  EXPECT_FALSE(referred_up_from_the_centre(*apart).holds[static_cast<int>(Link::policy)]);
}

TEST(ReferralNetwork, LeadsOneWayAndForItsConditionsOnly) {
  const auto down = joined_county({edge(tiny::centre, tiny::hospital, EdgeKind::down)});
  EXPECT_FALSE(referred_up_from_the_centre(*down).along_edge);
  EdgeTerms only_others;
  only_others.conditions = {false};
  const auto others =
      joined_county({edge(tiny::centre, tiny::hospital, EdgeKind::up, only_others)});
  EXPECT_FALSE(referred_up_from_the_centre(*others).along_edge);
}

TEST(ReferralNetwork, LeadsNobodyDownToAFacilityThatHasClosed) {
  const auto county = joined_county({edge(tiny::hospital, tiny::centre, EdgeKind::down)});
  Facility other = county->plan.facilities[tiny::centre];
  other.open = true;
  county->plan.facilities[tiny::centre].open = false;
  county->plan.facilities[tiny::centre].beds = 0;
  const FacilityId successor = county->plan.facilities.add(other);
  county->plan.add_stations_of(successor);
  for (std::size_t s = county->plan.place_of.size() - 4; s < county->plan.place_of.size(); ++s)
    county->stations.add({}, 4);
  county->waits = PublicWaits{county->plan.facilities.size()};
  Care care = county->care();
  refer_down(care, county->inpatient_at(tiny::hospital, PersonId{0}, 3_day));
  EXPECT_EQ(county->told.referrals.back().to, successor);
}

TEST(ReferralNetwork, NamesTheDestinationWhereTheRuleLooksAtEdgesFirst) {
  const std::vector edges{edge(tiny::centre, tiny::tertiary, EdgeKind::up)};
  EXPECT_EQ(referred_up_from_the_centre(*joined_county(edges)).to, tiny::tertiary);
  EXPECT_EQ(referred_up_from_the_centre(*joined_county(edges, Destination::choice)).to,
            tiny::hospital)
      << "it is nearer";
}

TEST(ReferralNetwork, LetsOpennessDecideWhereTheRuleSaysSo) {
  const auto county = joined_county({}, Destination::openness);
  for (int i = 0; i < 200; ++i) county->waits.learn_bed(tiny::hospital, Duration::days(2));
  EXPECT_EQ(referred_up_from_the_centre(*county).to, tiny::tertiary);
}

TEST(ReferralNetwork, GivesPrecedenceAndContinuousBenefitsByItsTerms) {
  const auto county =
      joined_county({edge(tiny::hospital, tiny::centre, EdgeKind::down,
                          {.green_channel = true, .benefits_continuous = true, .conditions = {}})});
  Care care = county->care();
  const EpisodeId id = county->inpatient_at(tiny::hospital, PersonId{0}, Duration::days(3));
  county->plan.choice.tier_constant[index(Tier::township)] = 50.0;
  ASSERT_TRUE(refer_down(care, id));
  EXPECT_EQ(county->episodes[id].priority, emergency_class);
  EXPECT_EQ(county->episodes[id].benefits_continue, 1);
}

TEST(RedLine, MakesTheSenderLetGo) {
  const auto keeps = joined_county({edge(tiny::centre, tiny::hospital, EdgeKind::up)});
  keeps->pay_facilities(Money::yuan(20'000));
  EXPECT_FALSE(referred_up_from_the_centre(*keeps).accepted());
  const auto must =
      joined_county({edge(tiny::centre, tiny::hospital, EdgeKind::up)}, Destination::edge, true);
  must->pay_facilities(Money::yuan(20'000));
  EXPECT_TRUE(referred_up_from_the_centre(*must).accepted());
  EXPECT_TRUE(must->told.referrals.back().red_line);
}

TEST(Refusal, SaysWhatTheReceiverLacks) {
  const std::vector edges{edge(tiny::centre, tiny::hospital, EdgeKind::up)};
  const auto skill = joined_county(edges);
  skill->set_capability(tiny::hospital, 2.9);
  skill->set_capability(tiny::tertiary, 2.9);
  EXPECT_EQ(referred_up_from_the_centre(*skill).refusal, Refusal::capability);

  const auto bed = joined_county(edges);
  bed->fill_beds(tiny::hospital);
  Care care = bed->care();
  refer_up(care, bed->inpatient_at(tiny::centre, PersonId{0}, Duration::days(3)));
  EXPECT_EQ(bed->told.referrals.back().refusal, Refusal::bed);

  const auto slot = joined_county(edges);
  slot->group(tiny::hospital).appointments =
      AppointmentSpec{.share = Probability{0.5}, .days_ahead = 1};
  while (first_free_slot(slot->care(), tiny::hospital))
    slot->appointments.take(tiny::hospital, slot->plan.calendar.day_of(Instant{}) + 1);
  EXPECT_EQ(referred_up_from_the_centre(*slot).refusal, Refusal::slot);

  const auto open = joined_county(edges);
  EXPECT_EQ(referred_up_from_the_centre(*open).refusal, Refusal::none);
}

}  // namespace
}  // namespace tiercare
