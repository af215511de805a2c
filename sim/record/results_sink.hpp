// SPDX-License-Identifier: Apache-2.0
// Facts into a results file: tables of trajectories, daily series, indicators (format 1).
//
// The constructor writes what there is at the start (persons, places, conditions), facts add rows
// as they come, finish() adds series, wards and indicators and gives the file its name. Without
// finish() the partial file stays, with the rows and days so far.
#pragma once

#include "random/stream.hpp"
#include "record/detail.hpp"
#include "record/indicators.hpp"
#include "record/results_file.hpp"
#include "world/condition.hpp"
#include "world/facility.hpp"
#include "world/facts.hpp"
#include "world/persons.hpp"
#include "world/settlement.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tiercare {

struct PersonRow;

/// Writes one run; rows from the start of the run on, `measured_from` tells where warm-up ends.
class ResultsSink final : public FactSink {
 public:
  /// \throws OutputError if the file is there and may not be replaced, or cannot be written
  ResultsSink(const std::filesystem::path& file, const RunIdentity& identity, Overwrite overwrite,
              const Facilities& facilities, const Settlements& settlements,
              const Conditions& conditions, const Persons& persons, const Recording& recording,
              const ChronicStates& chronic = {});
  ResultsSink(const ResultsSink&) = delete;
  ResultsSink& operator=(const ResultsSink&) = delete;
  ~ResultsSink() override;

  void on(const NeedFact& need) override;
  void on(const PurchaseFact& purchase) override;
  void on(const BirthFact& birth) override;
  void on(const DeathFact& death) override;
  void on(const ContactFact& contact) override;
  void on(const AdmissionFact& admission) override;
  void on(const ReferralFact& referral) override;
  void on(const AwayCareFact& care) override;
  void on_day(Instant midnight, std::span<const FacilityDay> facilities) override;
  void on_measurement_start(Instant at) override;

  /// Has had what `leader` has had, and is told the same until part(): rows are kept there, and
  /// written to both files. Does nothing if the two keep different things.
  void follow(ResultsSink& leader);
  /// Goes on by itself. \throws OutputError if something could not be written
  void part();

  /// Writes series, wards and indicators, verifies and names the file.
  /// \returns the content digest (16 hexadecimal digits)
  /// \throws OutputError if it cannot be written or does not read back; the partial file stays
  std::string finish(const std::vector<IndicatorRow>& indicators,
                     const std::vector<MeasuredEnd::WardUse>& wards = {});

  [[nodiscard]] const std::filesystem::path& path() const { return file_.path(); }

 private:
  static constexpr std::size_t series_count = 5;

  /// Whether rows are kept of somebody: everybody is drawn once, alike in every variant.
  [[nodiscard]] bool is_sampled(PersonId person) const;
  template <class Fact>
  void keep(Table<Fact>* table, const Fact& fact) {
    if (table != nullptr && !follows_ && is_sampled(fact.person)) table->append(fact);
  }

  void write_series();
  void write_wards(const std::vector<MeasuredEnd::WardUse>& wards);
  void write_indicators(const std::vector<IndicatorRow>& indicators);

  ResultsFile file_;
  Recording recording_;
  bool follows_ = false;
  Randomness random_;
  std::size_t facilities_;
  std::size_t days_ = 0;
  Instant last_midnight_{};
  std::array<std::vector<std::int32_t>, series_count> series_;  // day by day, facility by facility
  Table<PersonRow>* persons_ = nullptr;                         // owned by the file
  Table<DeathFact>* deaths_ = nullptr;                          // owned by the file
  Table<ContactFact>* contacts_ = nullptr;  // owned by the file; null if not kept
  Table<AdmissionFact>* admissions_ = nullptr;
  Table<ReferralFact>* referrals_ = nullptr;
  Table<AwayCareFact>* away_care_ = nullptr;
  Table<NeedFact>* needs_ = nullptr;
  Table<PurchaseFact>* purchases_ = nullptr;
  bool series_written_ = false;
};

}  // namespace tiercare
