// SPDX-License-Identifier: Apache-2.0
#include "world/position.hpp"

#include <cmath>
#include <numbers>

namespace tiercare {

Position read_position(config::Reader& r) {
  const auto kilometres = [&](std::string_view key, std::string_view says,
                              std::string_view says_zh) {
    return r.if_given<config::Distance>(
        key, {.says = says, .says_zh = says_zh, .at_least = -1e4, .at_most = 1e4});
  };
  const auto degrees = [&](std::string_view key, double most, std::string_view says,
                           std::string_view says_zh) {
    return r.if_given<double>(
        key, {.says = says, .says_zh = says_zh, .at_least = -most, .at_most = most});
  };
  Position position;
  position.x = kilometres("x", "to the east of any one point", "向东距离");
  position.y = kilometres("y", "to the north of it", "向北距离");
  position.longitude = degrees("longitude", 180.0, "degrees east, in place of x", "经度（代替 x）");
  position.latitude = degrees("latitude", 89.0, "degrees north, in place of y", "纬度（代替 y）");
  return position;
}

Kilometres way_from(const Position& origin, const Position& position) {
  if (position.on_plane()) return {position.x->km - origin.x->km, position.y->km - origin.y->km};
  constexpr double km_per_degree = 6371.0088 * std::numbers::pi / 180.0;  // IUGG mean radius
  const double shrink = std::cos(*origin.latitude * std::numbers::pi / 180.0);
  return {(*position.longitude - *origin.longitude) * shrink * km_per_degree,
          (*position.latitude - *origin.latitude) * km_per_degree};
}

}  // namespace tiercare
