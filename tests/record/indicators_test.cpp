// SPDX-License-Identifier: Apache-2.0
// Indicators against a history whose every indicator was computed on paper.
#include "record/indicators.hpp"

#include "history.hpp"
#include "record/fan_out.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace tiercare {
namespace {

std::vector<IndicatorRow> measured() {
  IndicatorSink sink;
  sink.on_measurement_start(Instant{});
  history::tell(sink);
  return sink.finish(history::end());
}

/// What a histogram of these waits answers [min].
double quantile_of(std::initializer_list<Duration> waits, double p) {
  WaitHistogram histogram;
  for (const Duration wait : waits) histogram.add(wait);
  return histogram.quantile(p).in_minutes();
}

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::map<std::string, double> by_hand() {
  std::map<std::string, double> expected{
      {"needs_per_resident_year", 4.0 / 2000},
      {"care_sought_share", 50.0},
      {"pharmacy_share", 25.0},
      {"visits_per_resident_year", 6.0 / 2000},
      {"admissions_per_resident_year", 4.0 / 2000},
      {"in_county_visit_share", 500.0 / 6},
      {"in_county_admission_share", 75.0},
      {"primary_share_in_county", 60.0},
      {"primary_share_of_visits", 50.0},
      {"primary_first_contact_share", 200.0 / 3},
      {"visit_share_village", 100.0 / 6},
      {"visit_share_township", 200.0 / 6},
      {"visit_share_county", 200.0 / 6},
      {"visit_share_tertiary", 100.0 / 6},
      {"admission_share_township", 25.0},
      {"admission_share_county", 50.0},
      {"admission_share_tertiary", 25.0},
      {"came_back_share", 100.0 / 6},
      {"right_treatment_share", 50.0},  // visit and stay treated; visit and stay in vain
      {"wait_mean_village", 0.0},
      {"wait_mean_township", 15.0},
      {"wait_mean_county", 40.0},
      {"wait_mean_tertiary", 60.0},
      {"left_unseen_share_village", 0.0},
      {"left_unseen_share_township", 100.0 / 3},
      {"left_unseen_share_county", 100.0 / 3},
      {"left_unseen_share_tertiary", 0.0},
      {"visits_per_facility_day_village", 20.0},
      {"visits_per_facility_day_township", 20.0},
      {"visits_per_facility_day_county", 20.0},
      {"visits_per_facility_day_tertiary", 20.0},
      {"visits_per_physician_day_village", missing},
      {"visits_per_physician_day_township", missing},
      {"visits_per_physician_day_county", 730.0 * 20 / (10.0 * 2 * 251)},  // of one hospital alone
      {"visits_per_physician_day_tertiary", missing},
      {"consulting_use_village", 25.0},
      {"consulting_use_township", 50.0},
      {"consulting_use_county", 75.0},
      {"consulting_use_tertiary", 125.0},
      {"bed_occupancy_township", 25.0},
      {"bed_occupancy_county", 75.0},
      {"bed_occupancy_tertiary", 90.0},
      {"mean_stay_township", 5.0},
      {"mean_stay_county", 6.0},
      {"mean_stay_tertiary", 6.0},
      {"bed_turnover_township", 10.0 * 365 / 200},
      {"bed_turnover_county", 40.0 * 365 / 400},
      {"bed_turnover_tertiary", 20.0 * 365 / 100},
      {"bed_wait_mean_county", 3.0},
      {"bed_given_up_share_county", 100.0 / 3},
      {"blocked_bed_days_share", 300.0 / 18},
      {"referral_attempts_up_per_1000_visits", 10'000.0 / 6},
      {"referrals_up_per_1000_visits", 1000.0},
      {"referrals_down_per_year", 3.0},
      {"down_share_of_discharges", 50.0},
      {"referred_share_of_tertiary_visits", 100.0},
      {"accepted_share_up", 60.0},
      {"up_fails_release", 40.0},
      {"up_fails_receive", 20.0},
      {"up_fails_willing", 30.0},
      {"up_fails_policy", 10.0},
      {"accepted_share_down", 60.0},
      {"down_fails_release", 20.0},
      {"down_fails_receive", 30.0},
      {"down_fails_willing", 10.0},
      {"down_fails_policy", 40.0},
      {"charge_per_visit", 950.0 / 6},
      {"charge_per_admission", 5000.0},
      {"effective_reimbursement", 100.0 * 12'840 / 20'950},
      {"effective_reimbursement_outpatient", 100.0 * 340 / 950},
      {"effective_reimbursement_inpatient", 62.5},
      {"out_of_pocket_per_resident_year", 8110.0 / 2000},
      {"births_per_1000", 1000.0 / 2000},
      {"deaths_per_1000", 2000.0 / 2000},
      {"hospital_fatality", 0.0},
      {"medicine_per_resident_year", 40.0 / 2000},
      {"fund_per_resident_year", 12'840.0 / 2000},
      {"fund_share_in_county", 100.0 * 7740 / 12'840},
      {"primary_share_of_county_fund", 100.0 * 1010 / 7740},
      {"charge_share_outside_county", 100.0 * 10'400 / 20'950},
      {"household_size", 2.5},
      {"away_share", 20.0},
      {"away_admissions_per_1000", 1000.0 / 2500},
      {"in_county_admission_share_insured", 60.0},
      {"fund_per_insured_year", 15'000.0 / 2500},
      {"fund_share_away", 100.0 * 2160 / 15'000},
  };
  for (const auto& [id, value] :
       std::map<std::string, double>{{"self_referral_share", 200.0 / 3},
                                     {"left_for_a_bed_share", 0.0},
                                     {"booked_share", 100.0 / 6},
                                     {"no_show_share", 50.0},
                                     {"missed_review_share", 50.0},
                                     {"readmission_30_days", 50.0},
                                     {"transfer_time_mean", 2.0},
                                     {"day_treatment_share", 20.0},
                                     {"untreated_deaths_per_100000", 100'000.0 / 2000},
                                     {"death_share_at_home", 50.0},
                                     {"death_share_on_the_way", 0.0},
                                     {"death_share_in_a_queue", 0.0},
                                     {"death_share_with_staff", 0.0},
                                     {"death_share_waiting_for_a_bed", 0.0},
                                     {"death_share_in_bed", 50.0},
                                     {"up_fails_jointly", 30.0},
                                     {"up_fails_only_release", 10.0},
                                     {"up_fails_only_receive", 0.0},
                                     {"up_fails_only_willing", 0.0},
                                     {"up_fails_only_policy", 0.0},
                                     {"up_refused_capability", 20.0},
                                     {"up_refused_bed", 0.0},
                                     {"up_refused_slot", 0.0},
                                     {"up_refused_equipment", 0.0},
                                     {"up_refused_drugs", 0.0},
                                     {"down_refused_equipment", 0.0},
                                     {"down_refused_drugs", 0.0},
                                     {"down_fails_jointly", 30.0},
                                     {"down_fails_only_release", 0.0},
                                     {"down_fails_only_receive", 0.0},
                                     {"down_fails_only_willing", 0.0},
                                     {"down_fails_only_policy", 10.0},
                                     {"down_refused_capability", 0.0},
                                     {"down_refused_bed", 30.0},
                                     {"down_refused_slot", 0.0}})
    expected[id] = value;
  for (const auto* tier : {"", "_village", "_township", "_county", "_tertiary"})
    expected[std::string{"travel_mean"} + tier] = 25.0;
  for (const auto& [id, value] :
       std::map<std::string, double>{{"wait_unseen_mean_village", missing},
                                     {"wait_unseen_mean_township", 0.0},
                                     {"wait_unseen_mean_county", 120.0},
                                     {"wait_unseen_mean_tertiary", missing},
                                     {"passed_over_share", 200.0 / 6},
                                     {"passed_over_capability", 50.0},
                                     {"passed_over_wait", 0.0},
                                     {"passed_over_price", 0.0},
                                     {"passed_over_trust", 50.0},
                                     {"passed_over_closed", 0.0},
                                     {"passed_over_own_taste", 0.0},
                                     {"passed_over_equipment", 0.0},
                                     {"passed_over_drugs", 0.0},
                                     {"up_share_of_visits_village", 0.0},
                                     {"up_share_of_visits_township", 0.0},
                                     {"up_share_of_visits_county", 50.0},
                                     {"down_share_of_discharges_tertiary", 100.0},
                                     {"referred_up_seen_share", 100.0}})
    expected[id] = value;
  expected["bed_wait_median_county"] = quantile_of({2_h, 4_h}, 0.5) / 60.0;
  expected["bed_wait_p90_county"] = quantile_of({2_h, 4_h}, 0.9) / 60.0;
  expected["wait_median_township"] = quantile_of({10_min, 20_min}, 0.5);
  expected["wait_p90_township"] = quantile_of({10_min, 20_min}, 0.9);
  expected["wait_median_county"] = quantile_of({30_min, 50_min}, 0.5);
  expected["wait_p90_county"] = quantile_of({30_min, 50_min}, 0.9);
  expected["wait_median_tertiary"] = quantile_of({60_min}, 0.5);
  expected["wait_p90_tertiary"] = quantile_of({60_min}, 0.9);
  return expected;
}

TEST(Indicators, EachHaveTheValueComputedByHand) {
  const auto expected = by_hand();
  const auto rows = measured();
  EXPECT_EQ(rows.size(), expected.size());
  for (const IndicatorRow& row : rows) {
    ASSERT_TRUE(expected.contains(row.id)) << row.id << " was never computed by hand";
    if (std::isnan(expected.at(row.id)))
      EXPECT_TRUE(std::isnan(row.value)) << row.id;
    else
      EXPECT_NEAR(row.value, expected.at(row.id), 1e-9) << row.id;
  }
}

TEST(Indicators, CountWhoWasReferredUpAndNotSeen) {
  IndicatorSink sink;
  sink.on_measurement_start(Instant{});
  using End = ContactOutcome;
  for (const End end : {End::treated, End::did_not_come, End::left_unseen, End::turned_away})
    sink.on(ContactFact{.reason = ContactReason::referred_up, .outcome = end});
  sink.on(ContactFact{.outcome = End::left_unseen});
  const auto rows = sink.finish({});
  const auto found = std::ranges::find(rows, "referred_up_seen_share", &IndicatorRow::id);
  ASSERT_NE(found, rows.end());
  EXPECT_EQ(found->value, 25.0);
}

TEST(Indicators, CountNoBirthAndNoDeathElsewhereAsOneHere) {
  IndicatorSink sink;
  sink.on_measurement_start(Instant{});
  sink.on(BirthFact{.away = true});
  sink.on(DeathFact{.away = true});
  sink.on(DeathFact{.away = false});
  EXPECT_EQ(sink.counts().births(), 0U);
  EXPECT_EQ(sink.counts().deaths(), 1U);
}

TEST(Indicators, TellWhatTheyWereMadeOf) {
  const auto rows = measured();
  const auto row = [&rows](std::string_view id) {
    return *std::ranges::find(rows, id, &IndicatorRow::id);
  };
  EXPECT_EQ(row("in_county_visit_share").numerator, 5.0);
  EXPECT_EQ(row("in_county_visit_share").denominator, 6.0);
  EXPECT_EQ(row("effective_reimbursement").numerator, 12'840.0);
  EXPECT_EQ(row("effective_reimbursement").denominator, 20'950.0);
  EXPECT_EQ(row("visits_per_resident_year").denominator, 2000.0);
  EXPECT_EQ(row("wait_p90_county").denominator, 2.0);
}

TEST(Indicators, ComeInTheOrderOfTheCatalogue) {
  const auto catalogue = indicator_catalogue();
  const auto rows = measured();
  ASSERT_EQ(rows.size(), catalogue.size());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i].id, catalogue[i].id);
}

bool has_chinese(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
}

TEST(Indicators, AreDefinedInBothLanguagesUnderDifferentIdsAndNames) {
  std::set<std::string> ids;
  std::set<std::string> names;
  std::set<std::string> names_zh;
  for (const IndicatorInfo& info : indicator_catalogue()) {
    EXPECT_TRUE(ids.insert(info.id).second) << info.id;
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_TRUE(names_zh.insert(info.name_zh).second) << info.name_zh;
    EXPECT_FALSE(info.unit.empty()) << info.id;
    EXPECT_FALSE(info.definition.empty()) << info.id;
    EXPECT_TRUE(has_chinese(info.name_zh)) << info.id;
    EXPECT_TRUE(has_chinese(info.definition_zh)) << info.id;
    EXPECT_FALSE(has_chinese(info.name + info.definition + info.unit)) << info.id;
  }
}

TEST(Indicators, OfNothingAreUndefinedNotZero) {
  IndicatorSink sink;
  sink.on_measurement_start(Instant{});
  for (const IndicatorRow& row : sink.finish({})) {
    EXPECT_TRUE(std::isnan(row.value)) << row.id;
    EXPECT_EQ(row.denominator, 0.0) << row.id;
  }
}

TEST(Indicators, LeaveOutWhatHappenedBeforeTheMeasurementStarted) {
  IndicatorSink sink;
  history::tell(sink);
  EXPECT_EQ(sink.counts().needs(), 0U);
  sink.on_measurement_start(Instant{} + 400_day);
  history::tell(sink);
  EXPECT_EQ(sink.counts().needs(), 4U);
  EXPECT_EQ(sink.counts().visits(anywhere).visits, 6U);
}

TEST(Indicators, SharesByTierAddUpToTheWhole) {
  double visits = 0.0;
  double admissions = 0.0;
  for (const IndicatorRow& row : measured()) {
    if (row.id.starts_with("visit_share_")) visits += row.value;
    if (row.id.starts_with("admission_share_")) admissions += row.value;
  }
  EXPECT_NEAR(visits, 100.0, 1e-9);
  EXPECT_NEAR(admissions, 100.0, 1e-9);
}

/// Notes what it is told, and when among others.
class Listener final : public FactSink {
 public:
  explicit Listener(std::vector<std::string>& log, std::string name)
      : log_{log}, name_{std::move(name)} {}
  void on(const NeedFact&) override { log_.push_back(name_ + " need"); }
  void on(const ContactFact&) override { log_.push_back(name_ + " contact"); }
  void on(const AdmissionFact&) override { log_.push_back(name_ + " admission"); }
  void on(const ReferralFact&) override { log_.push_back(name_ + " referral"); }
  void on_day(Instant, std::span<const FacilityDay>) override { log_.push_back(name_ + " day"); }
  void on_measurement_start(Instant) override { log_.push_back(name_ + " start"); }

 private:
  std::vector<std::string>& log_;
  std::string name_;
};

TEST(FanOut, HandsEveryFactToEachSinkInTurn) {
  std::vector<std::string> log;
  Listener a{log, "a"};
  Listener b{log, "b"};
  FanOut both{{&a, &b}};
  both.on_measurement_start({});
  both.on(NeedFact{});
  both.on(ContactFact{});
  both.on(AdmissionFact{});
  both.on(ReferralFact{});
  both.on_day({}, {});
  const std::vector<std::string> expected{"a start",    "b start",    "a need",      "b need",
                                          "a contact",  "b contact",  "a admission", "b admission",
                                          "a referral", "b referral", "a day",       "b day"};
  EXPECT_EQ(log, expected);
}

}  // namespace
}  // namespace tiercare
