// SPDX-License-Identifier: Apache-2.0
// Statistics of what a run puts out: moments, time averages, quantiles, warm-up, intervals.
//
// Collectors are values and merge, so results of replications combine in replication order whatever
// thread produced them.
#pragma once

#include "base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tiercare {

/// Count, mean and variance of a stream of numbers, one pass.
/// Source: Welford 1962; merging by Chan, Golub and LeVeque 1979
class RunningMoments {
 public:
  void add(double value) {
    ++count_;
    const double before = value - mean_;
    mean_ += before / static_cast<double>(count_);
    squares_ += before * (value - mean_);
  }
  void merge(const RunningMoments& other);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] double mean() const { return mean_; }
  /// Unbiased variance; 0 for fewer than two values.
  [[nodiscard]] double variance() const {
    return count_ < 2 ? 0.0 : squares_ / static_cast<double>(count_ - 1);
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("count", self.count_);
    visit("mean", self.mean_);
    visit("squares", self.squares_);
  }
  friend bool operator==(const RunningMoments&, const RunningMoments&) = default;

 private:
  std::uint64_t count_ = 0;
  double mean_ = 0.0;
  double squares_ = 0.0;
};

/// Average over time of an integer level, exact until the final division.
class TimeWeightedMean {
 public:
  explicit TimeWeightedMean(Instant start = {}, std::int64_t level = 0)
      : start_{start}, since_{start}, level_{level} {}

  /// The level changes at `now`, which is not before the last change.
  void set(std::int64_t level, Instant now) {
    integral_ += level_ * (now - since_).ms;
    since_ = now;
    level_ = level;
  }
  [[nodiscard]] std::int64_t level() const { return level_; }
  /// Integral since the start [level * ms].
  [[nodiscard]] std::int64_t integral(Instant now) const {
    return integral_ + level_ * (now - since_).ms;
  }
  /// Mean since the start; the level itself if no time has passed.
  [[nodiscard]] double mean(Instant now) const {
    const std::int64_t length = (now - start_).ms;
    return length == 0 ? static_cast<double>(level_)
                       : static_cast<double>(integral(now)) / static_cast<double>(length);
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("start", self.start_);
    visit("since", self.since_);
    visit("level", self.level_);
    visit("integral", self.integral_);
  }
  friend bool operator==(const TimeWeightedMean&, const TimeWeightedMean&) = default;

 private:
  Instant start_;
  Instant since_;
  std::int64_t level_ = 0;
  std::int64_t integral_ = 0;
};

/// Counts of durations in bins of 1/16 of an octave: quantiles within 3 % at 5 KiB, in integers, so
/// merged counts do not depend on the order of merging.
class WaitHistogram {
 public:
  /// Counts `wait`; negative counts as zero, above 34 years as 34 years.
  void add(Duration wait) {
    ++counts_[bin_of(wait)];
    ++total_;
  }
  void merge(const WaitHistogram& other);
  [[nodiscard]] std::uint64_t count() const { return total_; }
  /// The wait that a share `p` of the counted does not exceed; zero if nothing was counted.
  [[nodiscard]] Duration quantile(double p) const;
  /// Share of the counted waits of at most `limit`, bins taken as evenly filled; 0 if none.
  [[nodiscard]] double share_within(Duration limit) const;

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("counts", self.counts_);
    visit("total", self.total_);
  }
  friend bool operator==(const WaitHistogram&, const WaitHistogram&) = default;

 private:
  static constexpr unsigned step_bits = 4;
  static constexpr unsigned value_bits = 40;
  static constexpr std::size_t bins = (value_bits - step_bits + 1) << step_bits;

  [[nodiscard]] static std::size_t bin_of(Duration wait);
  [[nodiscard]] static double lower_edge(std::size_t bin);  // [ms]

  std::array<std::uint64_t, bins> counts_{};
  std::uint64_t total_ = 0;
};

/// Quantile of a sample by linear interpolation between order statistics (type 7 of Hyndman and Fan
/// 1996). \param sample not empty, in any order
[[nodiscard]] double quantile(std::span<const double> sample, double p);

/// A mean and the half-width of its confidence interval; infinite for fewer than two values.
struct Interval {
  double mean = 0.0;
  double half_width = 0.0;
};

/// Student's interval of the mean of independent values (one per replication).
/// \param confidence in (0, 1)
[[nodiscard]] Interval mean_interval(std::span<const double> values, double confidence = 0.95);

/// Interval of the mean of one long stationary series from the means of `batches` equal batches;
/// the rest at the end is left out. \param batches at least 2, at most the length of the series
[[nodiscard]] Interval batch_means_interval(std::span<const double> series, std::size_t batches,
                                            double confidence = 0.95);

/// Length of the warm-up to cut from a series: the multiple of 5 that minimises the standard error
/// of what is left, at most half of the series. Source: White 1997 (MSER), with batches of 5 as in
/// White, Cobb and Spratt 2000
[[nodiscard]] std::size_t mser5_warm_up(std::span<const double> series);

}  // namespace tiercare
