// SPDX-License-Identifier: Apache-2.0
// A facility that opens or closes on a date is there between its days and only there.
#include "kernel/columns.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

namespace tiercare::testing {
namespace {

constexpr int opens = 30;   // 2017-12-01
constexpr int closes = 61;  // 2018-01-01

constexpr std::string_view between = R"(
facilities:
  county_hospital: {opens: 2017-12-01, closes: 2018-01-01}
)";

/// Contacts and stays that began at county hospitals, and letters to them, by day.
class AtTheHospital final : public FactSink {
 public:
  using FactSink::on;
  void on(const ContactFact& contact) override {
    if (contact.tier == Tier::county && contact.outcome != ContactOutcome::turned_away)
      came.push_back(contact.arrived);
  }
  void on(const AdmissionFact& admission) override {
    if (admission.tier == Tier::county && admission.bed != Instant::never())
      lay.push_back(admission.bed);
  }
  std::vector<Instant> came;
  std::vector<Instant> lay;
};

Instant day(int n) {
  return Instant{} + Duration::days(n);
}

TEST(AFacility, IsOnlyThereFromTheDayItOpensToTheDayItCloses) {
  const Scenario scenario = variant(between);
  ASSERT_EQ(scenario.periods().size(), 3U);
  Replication replication{scenario, 7, 1};
  AtTheHospital seen;
  for (const int until : {opens, closes, 80}) {
    replication.run_until(day(until), seen);
    EXPECT_NO_THROW(replication.check_conservation());
  }
  ASSERT_GT(seen.came.size(), 50U);
  ASSERT_GT(seen.lay.size(), 5U);
  for (const auto* days : {&seen.came, &seen.lay})
    for (const Instant at : *days) {
      EXPECT_GE(at, day(opens));
      EXPECT_LT(at, day(closes));
    }
}

TEST(AFacility, ThatOpensLaterChangesNothingBeforeExceptThatItIsNotThere) {
  const Scenario later = variant("facilities: {county_hospital: {opens: 2017-12-01}}\n");
  const Scenario never = variant("facilities: {county_hospital: {opens: 2027-12-01}}\n");
  Replication a{later, 7, 1};
  Replication b{never, 7, 1};
  run_quietly(a, day(opens) - Duration{1});
  run_quietly(b, day(opens) - Duration{1});
  EXPECT_TRUE(columns_equal(a.state(), b.state()));
}

TEST(AFacility, WithoutDatesIsAlwaysThere) {
  EXPECT_EQ(variant("facilities: {county_hospital: {opens: 2017-11-01}}\n").periods().size(), 1U);
  const auto same = run_once(variant("facilities: {county_hospital: {opens: 2017-01-01}}\n"));
  EXPECT_EQ(same.state_digest, run_once(small_county()).state_digest);
}

}  // namespace
}  // namespace tiercare::testing
