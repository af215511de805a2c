// SPDX-License-Identifier: Apache-2.0
// Keys that once had another name: still understood, with a warning that can be applied to the
// text.
//
// The renaming happens in each file before it is laid over its base, so that a file with the former
// name still changes what its base says under the present one, and equal meanings have equal
// resolved texts.
#pragma once

#include "config/description.hpp"
#include "config/node.hpp"

#include <vector>

namespace tiercare::config {

/// Gives keys below `root` that `described` knows by a former name their present one. Each is a
/// warning whose replacement is the present name; both names at once are an error.
void use_present_names(Node& root, const Description& described, std::vector<Diagnostic>& findings);

}  // namespace tiercare::config
