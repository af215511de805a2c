// SPDX-License-Identifier: Apache-2.0
// How many residents live, and how long they have lived in all since a moment: the denominator of
// every rate per resident-year.
#pragma once

#include "base/time.hpp"

#include <cstdint>

namespace tiercare {

class Headcount {
 public:
  explicit Headcount(std::uint64_t alive = 0) : alive_{alive} {}

  void is_born(Instant now) {
    bring_up_to(now);
    ++alive_;
    ++born_;
  }
  void dies(Instant now) {
    bring_up_to(now);
    --alive_;
    ++dead_;
  }
  /// Counts the time lived from here.
  void begin_measurement(Instant now) {
    lived_ms_ = 0;
    since_ = now;
  }
  [[nodiscard]] std::uint64_t alive() const { return alive_; }
  [[nodiscard]] std::uint64_t born() const { return born_; }  ///< since the start of the run
  [[nodiscard]] std::uint64_t dead() const { return dead_; }
  /// Person-time since the measurement began [ms].
  [[nodiscard]] std::uint64_t lived_ms(Instant now) const {
    return lived_ms_ + alive_ * static_cast<std::uint64_t>((now - since_).ms);
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("alive", self.alive_);
    visit("born", self.born_);
    visit("dead", self.dead_);
    visit("lived_ms", self.lived_ms_);
    visit("since", self.since_);
  }

 private:
  void bring_up_to(Instant now) {
    lived_ms_ = lived_ms(now);
    since_ = now;
  }

  std::uint64_t alive_ = 0;
  std::uint64_t born_ = 0;
  std::uint64_t dead_ = 0;
  std::uint64_t lived_ms_ = 0;
  Instant since_{};
};

}  // namespace tiercare
