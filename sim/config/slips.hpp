// SPDX-License-Identifier: Apache-2.0
// Where a text that is not YAML goes wrong.
//
// A YAML parser stops where it can read no further, often lines below the slip: an open bracket
// takes the next keys for its items. People look for the bracket.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tiercare::config {

/// A mistake and where it begins [0-based line and byte column].
struct Slip {
  int line = 0;
  int column = 0;
  std::string message;
  std::string hint = {};
};

/// The first slip that can be told, if it is not behind `noticed`, the line [0-based] at which the
/// parser stopped.
[[nodiscard]] std::optional<Slip> find_slip(std::string_view text, int noticed);

}  // namespace tiercare::config
