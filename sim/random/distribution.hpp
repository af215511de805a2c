// SPDX-License-Identifier: Apache-2.0
// The closed set of distributions a scenario can name, as small values.
//
// Samples come through Boost.Random (never std::, whose results differ between libraries) or in
// closed form. The exponential is Boost's ziggurat: on Philox about twice as fast as -log1p(-u),
// and in 98 of 100 draws it uses only tables, multiplication and comparison, so it does not depend
// on which variant of log the machine's mathematical library picks.
#pragma once

#include "base/time.hpp"
#include "random/stream.hpp"

#include <boost/random/exponential_distribution.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tiercare {

/// A distribution on the reals (non-negative for all but `uniform` and `triangular` below zero).
class Distribution {
 public:
  enum class Kind : std::uint32_t {
    constant,
    exponential,
    erlang,
    lognormal,
    weibull,
    gamma,
    triangular,
    uniform,
    hyperexponential
  };

  [[nodiscard]] static Distribution constant(double value);
  [[nodiscard]] static Distribution exponential(double mean);
  /// Sum of `k` exponentials; coefficient of variation 1/sqrt(k).
  [[nodiscard]] static Distribution erlang(std::uint32_t k, double mean);
  [[nodiscard]] static Distribution lognormal(double mean, double cv);
  [[nodiscard]] static Distribution weibull(double shape, double mean);
  /// Slow (about 90 ns a draw): prefer erlang, weibull or lognormal where the tail allows it.
  [[nodiscard]] static Distribution gamma(double mean, double cv);
  [[nodiscard]] static Distribution triangular(double low, double mode, double high);
  [[nodiscard]] static Distribution uniform(double low, double high);
  /// Two exponentials with balanced means. \param cv greater than 1
  [[nodiscard]] static Distribution hyperexponential(double mean, double cv);

  [[nodiscard]] double sample(Stream& stream) const {
    if (kind_ == Kind::exponential) return a_ * unit_exponential(stream);
    if (kind_ == Kind::constant) return a_;
    return sample_other(stream);
  }
  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] std::string_view name() const;
  /// The same distribution of `factor` times the quantity. \param factor > 0
  [[nodiscard]] Distribution scaled(double factor) const;

  friend bool operator==(const Distribution&, const Distribution&) = default;

 private:
  Distribution(Kind kind, double mean, double a, double b = 0.0, double c = 0.0)
      : kind_{kind}, mean_{mean}, a_{a}, b_{b}, c_{c} {}
  [[nodiscard]] static double unit_exponential(Stream& stream) {
    return boost::random::exponential_distribution<double>{}(stream);
  }
  [[nodiscard]] double sample_other(Stream& stream) const;

  Kind kind_;
  std::uint32_t count_ = 0;  // phases of an Erlang distribution
  double mean_;
  double a_;  // meaning of a_, b_, c_: see the factories
  double b_;
  double c_;
};

/// A distribution of lengths of time, rounded to the millisecond.
class TimeDistribution {
 public:
  /// No draw is longer, however heavy the tail: times are added up and must not overflow.
  static constexpr Duration longest = Duration::days(365'000);

  /// No time at all.
  TimeDistribution() : TimeDistribution{Distribution::constant(0.0)} {}
  explicit TimeDistribution(const Distribution& in_minutes)
      : in_minutes_{in_minutes}, in_ms_{in_minutes.scaled(60'000.0)} {}

  [[nodiscard]] Duration sample(Stream& stream) const {
    const double ms = std::min(in_ms_.sample(stream), static_cast<double>(longest.ms));
    return ms <= 0.0 ? Duration{0} : Duration{static_cast<std::int64_t>(ms + 0.5)};
  }
  [[nodiscard]] Duration mean() const { return Duration::rounded_ms(in_ms_.mean()); }
  [[nodiscard]] const Distribution& in_minutes() const { return in_minutes_; }

  friend bool operator==(const TimeDistribution&, const TimeDistribution&) = default;

 private:
  Distribution in_minutes_;
  Distribution in_ms_;
};

/// A draw from the standard normal distribution.
[[nodiscard]] double standard_normal(Stream& stream);

/// Index of the first entry of `cumulative` above `u` times the last entry (inverse of the
/// distribution function). \param cumulative not empty, non-decreasing, last > 0; \param u in [0,
/// 1)
[[nodiscard]] std::size_t draw_index(std::span<const double> cumulative, double u);

}  // namespace tiercare
