// SPDX-License-Identifier: Apache-2.0
// Indicators of a run: what each means, and the sink that measures them.
//
// Facts are counted into a small table of integers (indicator_counts.hpp) as they come; only at the
// end is that table turned into values, by formulas that stand beside their definitions in English
// and Chinese (indicator_flow, _waiting, _work, _beds, _referral, _money). What cannot be divided
// is NaN.
#pragma once

#include "base/time.hpp"
#include "kernel/station_statistics.hpp"
#include "record/indicator_counts.hpp"
#include "world/facts.hpp"
#include "world/terms.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tiercare {

/// What an indicator means and how it is printed.
struct IndicatorInfo {
  std::string id;  ///< "in_county_visit_share"
  std::string name;
  std::string name_zh;
  std::string unit;  ///< "%", "min", "yuan", "1" (a number of things)
  std::string definition;
  std::string definition_zh;
  int decimals = 1;  ///< to print
};

/// The value of an indicator in one run. Where the unit is %, the value is 100 times the quotient.
struct IndicatorRow {
  std::string id;
  double value = 0.0;  ///< NaN if the denominator is zero
  double numerator = 0.0;
  double denominator = 0.0;
};

/// What the run knows at its end and no fact tells.
struct MeasuredEnd {
  /// Stations of one facility over the measured period; other places' patients are in them.
  struct FacilityUse {
    FacilityId facility{};
    Tier tier = Tier::village;
    bool in_area = true;
    StationStatistics consulting{};
    Duration open{};          ///< how long it was there, nights and holidays counted
    double physicians = 0.0;  ///< employed; 0: not told
  };
  /// One ward over the measured period.
  struct WardUse {
    FacilityId facility{};
    Tier tier = Tier::village;
    std::string name;
    std::string name_zh;
    std::string lines;        ///< names of its lines, with a blank between
    std::uint32_t beds = 0;   ///< at the end
    StationStatistics use{};  ///< other places' patients are in it
  };
  Duration measured{};
  std::uint64_t lived_ms = 0;       ///< here, by all residents in the measured period
  std::uint64_t lived_away_ms = 0;  ///< elsewhere, by all registered
  std::uint64_t households = 0;     ///< with a resident at the end
  std::uint64_t in_households = 0;  ///< residents at the end, each once
  std::vector<FacilityUse> facilities;
  std::vector<WardUse> wards;
};

/// All indicators, in the order in which they are reported.
[[nodiscard]] std::vector<IndicatorInfo> indicator_catalogue();

/// Counts facts from the start of the measurement on.
class IndicatorSink final : public FactSink {
 public:
  void on(const NeedFact& need) override {
    if (measuring_) counts_.add(need);
  }
  void on(const PurchaseFact& purchase) override {
    if (measuring_) counts_.add(purchase);
  }
  void on(const BirthFact& birth) override {
    if (measuring_) counts_.add(birth);
  }
  void on(const DeathFact& death) override {
    if (measuring_) counts_.add(death);
  }
  void on(const ContactFact& contact) override {
    if (measuring_) counts_.add(contact);
  }
  void on(const AdmissionFact& admission) override {
    if (measuring_) counts_.add(admission);
  }
  void on(const ReferralFact& referral) override {
    if (measuring_) counts_.add(referral);
  }
  void on(const AwayCareFact& care) override {
    if (measuring_) counts_.add(care);
  }
  void on_measurement_start(Instant /*at*/) override {
    counts_ = {};
    measuring_ = true;
  }

  [[nodiscard]] const IndicatorCounts& counts() const { return counts_; }
  /// One row per entry of the catalogue, in its order.
  [[nodiscard]] std::vector<IndicatorRow> finish(const MeasuredEnd& end) const;

 private:
  bool measuring_ = false;
  IndicatorCounts counts_;
};

}  // namespace tiercare
