// SPDX-License-Identifier: Apache-2.0
// Exponentials of many numbers at once.
//
// A choice takes fourteen. The mathematical library has them side by side too; it is called so only
// where the compiler may take what is near enough (some units in the last place) for what is
// nearest, so the loop is a file of its own.
#pragma once

#include <span>

namespace tiercare {

/// Puts exp(x) in place of each x, 0 for minus infinity, which fast math does not promise: the test
/// holds the compiler to it. \pre none is NaN
void take_exponentials(std::span<double> numbers);

}  // namespace tiercare
