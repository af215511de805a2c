// SPDX-License-Identifier: Apache-2.0
// How many of the registered live, here or elsewhere, and how long they have lived in all since a
// moment: the denominators of every rate per resident-year or insured person-year.
#pragma once

#include "base/time.hpp"

#include <cstdint>

namespace tiercare {

class Headcount {
 public:
  explicit Headcount(std::uint64_t alive = 0, std::uint64_t away = 0)
      : alive_{alive}, away_{away} {}

  void is_born(Instant now, bool away = false) {
    bring_up_to(now);
    ++alive_;
    ++born_;
    if (away) ++away_;
  }
  void dies(Instant now, bool away = false) {
    bring_up_to(now);
    --alive_;
    ++dead_;
    if (away) --away_;
  }
  /// So many are elsewhere from here on.
  void set_away(Instant now, std::uint64_t away) {
    if (away == away_) return;
    bring_up_to(now);
    away_ = away;
  }
  /// Counts the time lived from here.
  void begin_measurement(Instant now) {
    lived_ms_ = lived_away_ms_ = 0;
    since_ = now;
  }
  [[nodiscard]] std::uint64_t alive() const { return alive_; }  ///< wherever they are
  [[nodiscard]] std::uint64_t away() const { return away_; }    ///< of those alive
  [[nodiscard]] std::uint64_t born() const { return born_; }    ///< since the start of the run
  [[nodiscard]] std::uint64_t dead() const { return dead_; }
  /// Person-time here since the measurement began [ms].
  [[nodiscard]] std::uint64_t lived_ms(Instant now) const {
    return lived_ms_ + (alive_ - away_) * static_cast<std::uint64_t>((now - since_).ms);
  }
  /// The same elsewhere.
  [[nodiscard]] std::uint64_t lived_away_ms(Instant now) const {
    return lived_away_ms_ + away_ * static_cast<std::uint64_t>((now - since_).ms);
  }

  template <class Self, class Visitor>
  static void for_each_column(Self& self, Visitor&& visit) {
    visit("alive", self.alive_);
    visit("born", self.born_);
    visit("dead", self.dead_);
    visit("away", self.away_);
    visit("lived_ms", self.lived_ms_);
    visit("lived_away_ms", self.lived_away_ms_);
    visit("since", self.since_);
  }

 private:
  void bring_up_to(Instant now) {
    lived_ms_ = lived_ms(now);
    lived_away_ms_ = lived_away_ms(now);
    since_ = now;
  }

  std::uint64_t alive_ = 0;
  std::uint64_t away_ = 0;
  std::uint64_t born_ = 0;
  std::uint64_t dead_ = 0;
  std::uint64_t lived_ms_ = 0;
  std::uint64_t lived_away_ms_ = 0;
  Instant since_{};
};

}  // namespace tiercare
