// SPDX-License-Identifier: Apache-2.0
// The sections of a reference page: every mapping of a description in order, with its heading, the
// anchor that Markdown viewers give it, and where it only repeats an earlier one. Internal to
// config/.
#pragma once

#include "config/description.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tiercare::config::detail {

struct PageSection {
  std::string name;    ///< `facilities.NAME.consulting`; of the root empty
  std::string anchor;  ///< of its heading
  std::size_t depth = 0;
  const Description* description = nullptr;
  std::optional<std::size_t> same_as;  ///< the earlier section with the same keys
};

/// The root first. What is below a repeated section is left out: the first has it.
[[nodiscard]] std::vector<PageSection> page_sections(const Description& root);

}  // namespace tiercare::config::detail
