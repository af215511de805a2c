// SPDX-License-Identifier: Apache-2.0
// Contracts: what our own code promises itself.
//
// A broken contract is our bug, never the user's: a scenario must not be able to reach one. The
// throw unwinds to the dispatcher, which alone knows the simulated time, event and subject and adds
// them. EXPECT and ENSURE cost nothing in a release build; CONSERVES stays on in every build.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace tiercare {

/// A defect of this program [not of the scenario, not of the machine].
struct InternalError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Stops the run with the broken promise, its place and an optional detail.
[[noreturn]] void contract_broken(const char* kind, const char* expression,
                                  const std::string& detail,
                                  std::source_location where = std::source_location::current());

}  // namespace tiercare

/// Holds in every build: conservation of persons, beds, staff hours and money.
#define CONSERVES(condition, detail)                                            \
  do {                                                                          \
    if (!(condition)) [[unlikely]]                                              \
      ::tiercare::contract_broken("conservation broken", #condition, (detail)); \
  } while (false)

#ifdef TIERCARE_CONTRACTS
#define EXPECT(condition)                                                \
  do {                                                                   \
    if (!(condition)) [[unlikely]]                                       \
      ::tiercare::contract_broken("expectation broken", #condition, {}); \
  } while (false)
#define ENSURE(condition)                                            \
  do {                                                               \
    if (!(condition)) [[unlikely]]                                   \
      ::tiercare::contract_broken("promise broken", #condition, {}); \
  } while (false)
#else
#define EXPECT(condition) static_cast<void>(0)
#define ENSURE(condition) static_cast<void>(0)
#endif

/// A place that no value can reach.
#define UNREACHABLE() ::tiercare::contract_broken("unreachable place reached", "", {})
