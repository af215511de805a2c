// SPDX-License-Identifier: Apache-2.0
// A source line as a terminal shows it: no wider than fits, with a caret below the place meant.
#pragma once

#include "base/error.hpp"

#include <string>
#include <string_view>

namespace tiercare {

/// Terminal cells that a shown line may take, "..." where it is cut included.
inline constexpr int widest_excerpt = 100;

/// Gives the finding its excerpt: the part of its line around its place.
void show_line(Diagnostic& finding, std::string_view line);

/// The caret under the first of the finding's characters, and tildes under the others.
[[nodiscard]] std::string underline(const Diagnostic& finding);

}  // namespace tiercare
