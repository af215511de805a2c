// SPDX-License-Identifier: Apache-2.0
// How the world's own types are written in a scenario: distributions of time, areas, clock ranges.
#pragma once

#include "config/parse.hpp"
#include "random/distribution.hpp"
#include "world/calendar.hpp"

namespace tiercare {

/// A surface: `2310 km2`.
struct Area {
  double km2 = 0.0;
};

}  // namespace tiercare

namespace tiercare::config {

template <>
struct Parse<TimeDistribution> {
  static Parsed<TimeDistribution> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(const TimeDistribution& value);
};

template <>
struct Parse<Area> {  ///< bounds in [km2]
  static Parsed<Area> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Area value);
  static double magnitude(Area value) { return value.km2; }
};

template <>
struct Parse<OpeningHours::Interval> {
  static Parsed<OpeningHours::Interval> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(OpeningHours::Interval value);
};

}  // namespace tiercare::config
