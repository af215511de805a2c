// SPDX-License-Identifier: Apache-2.0
// Exponentials and powers of several numbers at once, the same bits on every machine.
//
// A mathematical library's functions take one number at a time, pick a variant by processor and
// look into tables that are out of the cache between two choices; those of vector libraries are
// exact at both ends of the range and slower for it. These are series without a table or a branch,
// good to the last bits, of powers to 1e-12.
#pragma once

#include <span>

namespace tiercare {

/// e to the power of `steepness` times what each is above `origin`; 0 where that is below the range
/// of normal numbers. \pre no power is above 709
void exponentiate(std::span<double> values, double origin = 0.0, double steepness = 1.0);

/// Each to the power of `exponent`; what is 0 stays 0, whatever the exponent.
/// \pre none is negative, infinite or subnormal; \pre no result is above the range of numbers
void raise(std::span<double> bases, double exponent);

}  // namespace tiercare
