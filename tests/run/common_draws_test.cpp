// SPDX-License-Identifier: Apache-2.0
// Variants are compared on the same people with the same luck: what a policy does not touch is
// equal to the last bit, and a policy that could do nothing does nothing.
#include "kernel/columns.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <vector>

namespace tiercare::testing {
namespace {

constexpr std::string_view empty_lists = R"(
referral:
  rule: agreed_lists
  up: []
  down: []
  green_channel: {reserved_rooms: 0, reserved_beds: 0 %}
)";

constexpr std::string_view full_lists = R"(
referral:
  rule: agreed_lists
  up: [stroke, cancer, injury, pneumonia, hypertension, ischaemic_heart_disease, copd]
  down: [stroke, cancer, injury, pneumonia, hypertension, ischaemic_heart_disease, copd]
  green_channel: {reserved_rooms: 0, reserved_beds: 20 %}
)";

constexpr std::string_view no_insurance_at_all = R"(
benefits:
  resident: {in_policy: 0 %}
  employee: {in_policy: 0 %}
)";

/// The needs that people felt, in order, whatever they did about them.
class FirstNeeds final : public FactSink {
 public:
  using FactSink::on;
  void on(const NeedFact& need) override {
    needs.emplace_back(need.at.ms, need.person.value, need.condition.value);
  }
  std::vector<std::tuple<std::int64_t, std::uint32_t, std::uint32_t>> needs;
};

TEST(Variant, ThatDiffersInNothingButItsNameHasTheIdenticalHistory) {
  const auto renamed = variant("name: The same under another name\n");
  EXPECT_NE(renamed.hash(), small_county().hash());
  const auto a = run_once(small_county());
  const auto b = run_once(renamed);
  EXPECT_EQ(a.state_digest, b.state_digest);
  EXPECT_EQ(a.events, b.events);
}

TEST(Variant, ThatSaysWhatItsBaseSaysIsTheSameScenario) {
  EXPECT_EQ(variant("population: {residents: 3000}\n").hash(), small_county().hash());
}

TEST(Variant, SharesItsPeopleAndTheirFirstNeedsExactly) {
  for (const auto changes : {full_lists, no_insurance_at_all}) {
    const Scenario reform = variant(changes);
    const Replication a{small_county(), 5, 2};
    const Replication b{reform, 5, 2};
    EXPECT_TRUE(a.state().persons.values() == b.state().persons.values());
    EXPECT_TRUE(a.state().agenda == b.state().agenda);
  }
}

TEST(Variant, LeavesItsPeopleTheNeedsTheyWouldHaveHad) {
  const Scenario reform = variant(no_insurance_at_all);
  Replication a{small_county(), 5, 2};
  Replication b{reform, 5, 2};
  FirstNeeds in_a;
  FirstNeeds in_b;
  a.run_until(Instant{} + 80_day, in_a);
  b.run_until(Instant{} + 80_day, in_b);
  EXPECT_NE(columns_digest(a.state()), columns_digest(b.state())) << "the policy did nothing";
  // Someone who is in hospital feels no new need, so a few of thousands may go or come.
  std::ranges::sort(in_a.needs);
  std::ranges::sort(in_b.needs);
  std::vector<std::tuple<std::int64_t, std::uint32_t, std::uint32_t>> shared;
  std::ranges::set_intersection(in_a.needs, in_b.needs, std::back_inserter(shared));
  EXPECT_GT(in_a.needs.size(), 3000U);
  EXPECT_GT(shared.size() * 100, in_a.needs.size() * 97);
  EXPECT_GT(shared.size() * 100, in_b.needs.size() * 97);
}

TEST(Placebo, ListsWithNothingOnThemAndNothingReservedAreTheOldCustom) {
  const auto custom = run_once(small_county());
  const auto placebo = run_once(variant(empty_lists));
  EXPECT_EQ(placebo.state_digest, custom.state_digest);
  EXPECT_EQ(placebo.events, custom.events);
  ASSERT_EQ(placebo.indicators.size(), custom.indicators.size());
  for (std::size_t i = 0; i < custom.indicators.size(); ++i) {
    EXPECT_EQ(placebo.indicators[i].numerator, custom.indicators[i].numerator)
        << custom.indicators[i].id;
    EXPECT_EQ(placebo.indicators[i].denominator, custom.indicators[i].denominator)
        << custom.indicators[i].id;
  }
}

TEST(Placebo, ListsThatNameSomethingAreNone) {
  EXPECT_NE(run_once(variant(full_lists)).state_digest, run_once(small_county()).state_digest);
}

}  // namespace
}  // namespace tiercare::testing
