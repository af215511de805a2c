// SPDX-License-Identifier: Apache-2.0
// Simulated time: integer milliseconds since the scenario's start.
//
// An Instant is a point, a Duration is a length; points subtract to lengths and never add.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace tiercare {

/// A length of simulated time [ms].
struct Duration {
  std::int64_t ms = 0;

  [[nodiscard]] static constexpr Duration seconds(std::int64_t n) { return {n * 1000}; }
  [[nodiscard]] static constexpr Duration minutes(std::int64_t n) { return {n * 60'000}; }
  [[nodiscard]] static constexpr Duration hours(std::int64_t n) { return {n * 3'600'000}; }
  [[nodiscard]] static constexpr Duration days(std::int64_t n) { return {n * 86'400'000}; }

  /// A real number of milliseconds rounded to the nearest (sampled service times come this way).
  [[nodiscard]] static constexpr Duration rounded_ms(double ms) {
    // Not std::llround: a call into the mathematical library for every time drawn is felt.
    return {static_cast<std::int64_t>(ms < 0.0 ? ms - 0.5 : ms + 0.5)};
  }
  [[nodiscard]] static Duration rounded_minutes(double minutes) {
    return rounded_ms(minutes * 60'000.0);
  }
  [[nodiscard]] static Duration rounded_days(double days) {
    return rounded_ms(days * 86'400'000.0);
  }

  [[nodiscard]] constexpr double in_minutes() const { return static_cast<double>(ms) / 60'000.0; }
  [[nodiscard]] constexpr double in_hours() const { return static_cast<double>(ms) / 3'600'000.0; }
  [[nodiscard]] constexpr double in_days() const { return static_cast<double>(ms) / 86'400'000.0; }

  constexpr Duration& operator+=(Duration other) {
    ms += other.ms;
    return *this;
  }
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.ms + b.ms}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.ms - b.ms}; }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.ms * n}; }
  friend constexpr Duration operator*(std::int64_t n, Duration a) { return a * n; }
  friend constexpr auto operator<=>(Duration, Duration) = default;
};

/// A point of simulated time [ms since the scenario's start].
struct Instant {
  std::int64_t ms = 0;

  /// Later than anything that is ever scheduled.
  [[nodiscard]] static constexpr Instant never() {
    return {std::numeric_limits<std::int64_t>::max()};
  }

  constexpr Instant& operator+=(Duration d) {
    ms += d.ms;
    return *this;
  }
  friend constexpr Instant operator+(Instant t, Duration d) { return {t.ms + d.ms}; }
  friend constexpr Instant operator-(Instant t, Duration d) { return {t.ms - d.ms}; }
  friend constexpr Duration operator-(Instant a, Instant b) { return {a.ms - b.ms}; }
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

inline namespace literals {
constexpr Duration operator""_s(unsigned long long n) {
  return Duration::seconds(static_cast<std::int64_t>(n));
}
constexpr Duration operator""_min(unsigned long long n) {
  return Duration::minutes(static_cast<std::int64_t>(n));
}
constexpr Duration operator""_h(unsigned long long n) {
  return Duration::hours(static_cast<std::int64_t>(n));
}
constexpr Duration operator""_day(unsigned long long n) {
  return Duration::days(static_cast<std::int64_t>(n));
}
}  // namespace literals

}  // namespace tiercare
