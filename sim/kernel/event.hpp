// SPDX-License-Identifier: Apache-2.0
// The record of a pending event, and the list of event types a model has.
//
// An event is a small struct of ids, named as a fact ("NeedArises"). It travels as a record of
// plain numbers, so a queue of events can be copied, compared and hashed like any other column.
#pragma once

#include "base/time.hpp"

#include <array>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace tiercare {

/// One pending event: when, which type of the model's list, and the event's own bytes.
struct EventRecord {
  Instant at;
  std::uint32_t kind = 0;
  std::array<std::uint32_t, 3> payload{};

  friend bool operator==(const EventRecord&, const EventRecord&) = default;
};
static_assert(sizeof(EventRecord) == 24, "queues are measured and sized for 24-byte records");
static_assert(std::has_unique_object_representations_v<EventRecord>);

/// What can be scheduled: a named value that fits the payload.
template <class E>
concept Event = std::is_trivially_copyable_v<E> && sizeof(E) <= 12 &&
                requires {
                  { E::name } -> std::convertible_to<std::string_view>;
                };

/// The event types of a model, in the order of their kinds.
template <class... Events>
struct EventList {};

namespace detail {

template <class E, class... Events>
consteval std::uint32_t kind_of() {
  static_assert((std::is_same_v<E, Events> || ...), "this event is not in the model's EventList");
  std::uint32_t kind = 0;
  bool found = false;
  ((found = found || std::is_same_v<E, Events>, kind += found ? 0U : 1U), ...);
  return kind;
}

/// Writes the event as numbers. Padding is zeroed: equal events must give equal digests.
template <Event E>
void pack(E event, std::array<std::uint32_t, 3>& payload) {
  if constexpr (!std::is_empty_v<E>) {
#if defined(__has_builtin) && __has_builtin(__builtin_clear_padding)
    __builtin_clear_padding(&event);
#endif
    std::memcpy(payload.data(), &event, sizeof event);
  }
}

template <Event E>
E unpacked(const EventRecord& record) {
  E event{};
  if constexpr (!std::is_empty_v<E>)
    std::memcpy(static_cast<void*>(&event), record.payload.data(), sizeof event);
  return event;
}

}  // namespace detail
}  // namespace tiercare
