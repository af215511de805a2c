// SPDX-License-Identifier: Apache-2.0
// What the agenda says when our own code breaks a promise: the time, the event and its subject.
#include "kernel/agenda.hpp"

#include <fmt/format.h>

namespace tiercare::detail {

namespace {
// Days since the scenario's start and the time of day, as a reader of a log wants them.
std::string spelled(Instant t) {
  const std::int64_t day = t.ms / 86'400'000;
  const std::int64_t rest = t.ms % 86'400'000;
  return fmt::format("day {} {:02}:{:02}:{:02}.{:03} ({} ms)", day, rest / 3'600'000,
                     rest / 60'000 % 60, rest / 1000 % 60, rest % 1000, t.ms);
}
}  // namespace

void event_in_the_past(Instant now, Instant at, std::string_view event) {
  throw InternalError(fmt::format("expectation broken: {} scheduled at {}, which is before now, {}",
                                  event, spelled(at), spelled(now)));
}

void rethrow_with_place(const InternalError& error, std::string_view event, std::uint32_t subject,
                        Instant at) {
  throw InternalError(fmt::format("{}\n  during {} of subject {} at {}", error.what(), event,
                                  subject, spelled(at)));
}

}  // namespace tiercare::detail
