// SPDX-License-Identifier: Apache-2.0
// "Did you mean ...?": the nearest known name to a misspelt one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tiercare {

/// Edits (insert, delete, replace, swap neighbours) that turn `a` into `b`.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

/// The known name within a third of `name`'s length of it, nearest first; none if nothing is near.
[[nodiscard]] std::optional<std::string> nearest_name(std::string_view name,
                                                      std::span<const std::string> known);

}  // namespace tiercare
