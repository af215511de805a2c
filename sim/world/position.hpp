// SPDX-License-Identifier: Apache-2.0
// A point of a given map as a table gives it: kilometres on a plane, or degrees on the globe.
#pragma once

#include "config/reader.hpp"

#include <optional>

namespace tiercare {

/// East and north on a plane [km], or on the globe [degrees].
struct Position {
  std::optional<config::Distance> x;
  std::optional<config::Distance> y;
  std::optional<double> longitude;
  std::optional<double> latitude;

  [[nodiscard]] bool on_plane() const { return x && y; }
  [[nodiscard]] bool on_globe() const { return longitude && latitude; }
};

/// Reads the four columns, each of which may be empty.
[[nodiscard]] Position read_position(config::Reader& reader);

struct Kilometres {
  double east = 0.0;
  double north = 0.0;
};

/// From `origin`, which is given in the same form; the globe is flat enough over a county.
[[nodiscard]] Kilometres way_from(const Position& origin, const Position& position);

}  // namespace tiercare
