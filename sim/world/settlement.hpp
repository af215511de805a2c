// SPDX-License-Identifier: Apache-2.0
// Where people live and facilities stand: settlements and the minutes between them.
//
// The road graph itself lives only while a plan is built; what stays is one flat table of minutes.
#pragma once

#include "base/id.hpp"
#include "world/terms.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tiercare {

enum class SettlementKind : std::uint8_t { village, township_seat, county_seat, city };

/// One place on the map; positions are kilometres from the county seat (east, north).
struct Settlement {
  std::string name;
  std::string name_zh;
  SettlementKind kind = SettlementKind::village;
  double x_km = 0.0;
  double y_km = 0.0;
  std::uint32_t residents = 0;  ///< persons simulated here; 0 outside the area
  SettlementId township{};      ///< the seat of its township; its own id for a seat
};

using Settlements = IdVector<SettlementId, Settlement>;

/// Travel time by road between any two settlements [min], one flat row-major table.
class TravelTable {
 public:
  TravelTable() = default;
  TravelTable(std::size_t settlements, std::vector<float> minutes)
      : settlements_{settlements},
        owner_{std::make_shared<const std::vector<float>>(std::move(minutes))},
        minutes_{owner_->data()} {}

  /// Minutes one way; includes `local_minutes` within one settlement.
  [[nodiscard]] float minutes(SettlementId from, SettlementId to) const {
    return minutes_[from.index() * settlements_ + to.index()];
  }
  [[nodiscard]] std::size_t settlements() const { return settlements_; }

 private:
  std::size_t settlements_ = 0;
  std::shared_ptr<const std::vector<float>> owner_;  // the plans of later dates share the ways
  const float* minutes_ = nullptr;
};

}  // namespace tiercare
