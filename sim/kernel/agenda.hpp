// SPDX-License-Identifier: Apache-2.0
// The agenda: what will happen and when, and the clock that moves from one event to the next.
//
// Typed events go in; overload resolution of the handler's `on` is the dispatch table. The agenda
// is a value: copied at any instant, both copies go on to the same history. Cancelling is
// forgetting: an event carries the revision of its subject, and a handler that finds it outdated
// counts it as stale and does nothing.
#pragma once

#include "base/contract.hpp"
#include "kernel/event.hpp"
#include "kernel/radix_queue.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tiercare {

namespace detail {
[[noreturn]] void event_in_the_past(Instant now, Instant at, std::string_view event);
/// Says during which event a contract was broken.
[[noreturn]] void rethrow_with_place(const InternalError& error, std::string_view event,
                                     std::uint32_t subject, Instant at);
}  // namespace detail

template <class List>
class Agenda;

/// Pending events and the clock.
template <Event... Events>
class Agenda<EventList<Events...>> {
 public:
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] std::size_t pending() const { return queue_.size(); }
  [[nodiscard]] std::uint64_t processed() const { return processed_; }
  /// Handled events that had been overtaken by later decisions.
  [[nodiscard]] std::uint64_t stale() const { return stale_; }
  /// Time of the next event; Instant::never() if nothing is pending.
  [[nodiscard]] Instant next_at() const { return queue_.next_at(); }

  /// Schedules `event` at `t`, which is not in the past; equal times happen in the order scheduled.
  template <class E>
  void at(Instant t, E event) {
    if (t < now_) [[unlikely]]
      detail::event_in_the_past(now_, t, E::name);
    EventRecord& record = queue_.add(t);
    record.kind = detail::kind_of<E, Events...>();
    detail::pack(event, record.payload);
  }
  template <class E>
  void after(Duration delay, E event) {
    at(now_ + delay, event);
  }

  /// Called by a handler that finds its event outdated.
  void count_stale() { ++stale_; }

  /// Hands every event up to and including `bound` to `handler.on(event)`; then now() == bound.
  /// \param stop  asked every 2^16 events whether to end early
  /// \returns false if stopped early; the clock then stands at the last event handled
  template <class Handler, class Stop>
  bool run_until(Instant bound, Handler& handler, Stop&& stop) {
    const auto foresee = [&handler](const EventRecord& near) {
      (foresee_if<Events>(near, handler), ...);
    };
    while (const EventRecord* record = queue_.take_until(bound, foresee)) {
      now_ = record->at;
      // The record is gone when the handler has scheduled something.
      const std::uint32_t kind = record->kind;
      const std::uint32_t subject = record->payload[0];
      try {
        dispatch(*record, handler);
      } catch (const InternalError& error) {
        detail::rethrow_with_place(error, names[kind], subject, now_);
      }
      if ((++processed_ & stop_mask) == 0 && stop()) return false;
    }
    now_ = bound > now_ ? bound : now_;
    return true;
  }
  template <class Handler>
  void run_until(Instant bound, Handler& handler) {
    run_until(bound, handler, [] { return false; });
  }
  /// Hands every event before `bound` to the handler; then now() == bound, and what happens at
  /// `bound` itself is still to come.
  template <class Handler, class Stop>
  bool run_before(Instant bound, Handler& handler, Stop&& stop) {
    if (!run_until(Instant{bound.ms - 1}, handler, stop)) return false;
    now_ = bound > now_ ? bound : now_;
    return true;
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("now", self.now_);
    visit("processed", self.processed_);
    visit("stale", self.stale_);
    visit("queue", self.queue_);
  }

  friend bool operator==(const Agenda&, const Agenda&) = default;

 private:
  static constexpr std::uint64_t stop_mask = (std::uint64_t{1} << 16) - 1;
  static constexpr std::array<std::string_view, sizeof...(Events)> names{Events::name...};

  // A handler that fetches ahead has `soon` for events whose subjects lie far off in memory.
  template <class E, class Handler>
  static void foresee_if(const EventRecord& record, Handler& handler) {
    if constexpr (requires(E event) { handler.soon(event); })
      if (record.kind == detail::kind_of<E, Events...>()) handler.soon(detail::unpacked<E>(record));
  }

  // A chain of comparisons that the compiler turns into a jump, so that handlers can be inlined.
  template <class Handler>
  static void dispatch(const EventRecord& record, Handler& handler) {
    const bool known = ((record.kind == detail::kind_of<Events, Events...>() &&
                         (handler.on(detail::unpacked<Events>(record)), true)) ||
                        ...);
    if (!known) [[unlikely]]
      UNREACHABLE();
  }

  Instant now_;
  std::uint64_t processed_ = 0;
  std::uint64_t stale_ = 0;
  RadixQueue queue_;
};

}  // namespace tiercare
