// SPDX-License-Identifier: Apache-2.0
// A scenario: a validated value, with no YAML left in it but its resolved text.
#pragma once

#include "base/error.hpp"
#include "base/time.hpp"
#include "record/detail.hpp"
#include "world/population_spec.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare {

struct CarePlan;
struct ReadScenario;

/// Time that is simulated: first to warm up, then to measure.
struct Horizon {
  Duration warm_up{};
  Duration run{};
};

/// What is kept of a run unless anybody says.
inline constexpr Detail default_detail = Detail::encounters;

/// How a run is wanted, where whoever starts it does not say.
struct Wishes {
  std::optional<int> replications;
  std::optional<Detail> detail;
  Probability sample{1.0};
  bool compressed = true;
};

/// The plan that holds from a date on at which the timeline or a trend turns; the first one holds
/// from the start.
struct Period {
  Instant begins{};
  std::shared_ptr<const CarePlan> plan;
};

/// What a timeline says of a date, as a digest.
struct DatedChange {
  Instant on{};
  std::uint64_t digest = 0;

  friend bool operator==(const DatedChange&, const DatedChange&) = default;
};

/// What a scenario says, ready to be run any number of times; cheap to copy.
class Scenario {
 public:
  /// \param name_or_path  a library name (`heping/2017`) or the path of a .yaml file
  /// \param library       the folder with library/, conditions/ and pathways/
  /// \throws ScenarioError with every error found; OutputError if a file cannot be read
  [[nodiscard]] static Scenario load(const std::string& name_or_path,
                                     const std::filesystem::path& library);
  /// The same for a text that is no file (a test, the fuzzer); `path` stands for the file's.
  [[nodiscard]] static Scenario load_text(std::string_view text, const std::string& path,
                                          const std::filesystem::path& library);

  /// As it was asked for: the library name or the file's stem.
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& title() const { return title_; }
  [[nodiscard]] const std::string& title_zh() const { return title_zh_; }
  /// Of the whole text, in hexadecimal: equal hashes, equal scenarios.
  [[nodiscard]] const std::string& hash() const { return hash_; }
  /// The scenario merged with what it extends, as YAML; defaults are not filled in.
  [[nodiscard]] const std::string& resolved_text() const { return resolved_text_; }
  /// The same, then the conditions, the pathway and the tables it names, as further YAML documents.
  [[nodiscard]] std::string whole_text() const { return resolved_text_ + named_texts_; }
  [[nodiscard]] const std::vector<Diagnostic>& warnings() const { return warnings_; }
  [[nodiscard]] const Horizon& horizon() const { return horizon_; }
  [[nodiscard]] const PopulationSpec& population() const { return population_; }
  /// The first simulated day, in days since 1970-01-01.
  [[nodiscard]] std::int32_t start_day() const { return start_day_; }
  [[nodiscard]] int start_year() const { return start_year_; }
  [[nodiscard]] const Wishes& wishes() const { return wishes_; }
  /// The plan of the first day, whose people, places and queues hold throughout.
  [[nodiscard]] const CarePlan& plan() const { return *periods_.front().plan; }
  /// In order of time; at least one.
  [[nodiscard]] const std::vector<Period>& periods() const { return periods_; }
  /// The plan that holds at an instant.
  [[nodiscard]] const CarePlan& plan_at(Instant t) const;
  /// The first date after `t` from which another plan holds; Instant::never() if there is none.
  [[nodiscard]] Instant next_date(Instant t) const;
  /// The first instant from which on two scenarios need not be the same: the start if they say
  /// different things, the first date at which their timelines do, never if they are alike but for
  /// names and wishes. Until then a run of one is a run of the other.
  [[nodiscard]] static Instant parting_of(const Scenario& a, const Scenario& b);

 private:
  Scenario() = default;
  static Scenario made_from(ReadScenario&& from, std::string name);

  std::string name_;
  std::string title_;
  std::string title_zh_;
  std::string hash_;
  std::string resolved_text_;
  std::string named_texts_;
  std::vector<Diagnostic> warnings_;
  Horizon horizon_;
  PopulationSpec population_;
  std::int32_t start_day_ = 0;
  int start_year_ = 0;
  Wishes wishes_;
  std::vector<Period> periods_;
  std::uint64_t undated_digest_ = 0;  // of all but names, wishes and timeline
  std::vector<DatedChange> timeline_;
};

/// Names of the scenarios in a library, sorted.
[[nodiscard]] std::vector<std::string> library_scenarios(const std::filesystem::path& library);

}  // namespace tiercare
