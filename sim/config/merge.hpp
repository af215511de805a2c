// SPDX-License-Identifier: Apache-2.0
// How one tree is laid over another: a file over what it extends, a date's change over the scenario
// so far.
//
// Mappings merge key by key; scalars and lists replace what the base has; a mapping that names
// another kind than the base's (`type`, `scheme`, `rule`, `map`) replaces it whole, since the
// parameters of one policy mean nothing to another. What is to go is named by dotted paths and
// taken out before. Every node keeps the place in its own file.
#pragma once

#include "config/node.hpp"

#include <span>
#include <string>
#include <vector>

namespace tiercare::config {

class Reader;

/// Lays `over` on `base`, which keeps its order; what only `over` has follows.
[[nodiscard]] Node merged_nodes(Node over, Node base);

/// The dotted paths under `remove`.
[[nodiscard]] std::vector<Located<std::string>> read_removed(Reader& reader);

/// Takes the paths out of `tree`, each with all that is below it; those that lead nowhere are added
/// to `findings`. \param label  of the list in messages
void take_out(Node& tree, std::span<const Located<std::string>> paths, const std::string& label,
              std::vector<Diagnostic>& findings);

}  // namespace tiercare::config
