// SPDX-License-Identifier: Apache-2.0
// Lays the roads, given or drawn, as an undirected weighted graph and reads the fastest ways off it
// (Boost.Graph).
//
// The Gabriel graph joins two seats when no third lies in the disc between them: it contains the
// shortest spanning tree, hence is connected, and looks like the roads between towns.
#include "run/roads.hpp"

#include "base/contract.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace tiercare {
namespace {

constexpr std::size_t village_neighbours = 3;
constexpr double unreachable = std::numeric_limits<double>::infinity();

using RoadGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                          boost::property<boost::edge_weight_t, double>>;

/// Adds roads of one detour factor to a graph whose vertices are the settlements.
class RoadBuilder {
 public:
  RoadBuilder(const Settlements& settlements, const GeographySpec& spec)
      : settlements_{settlements}, spec_{spec}, graph_(settlements.size()) {
    for (std::size_t i = 0; i < settlements.size(); ++i) {
      const SettlementKind kind = settlements[settlements.id_of(i)].kind;
      if (kind == SettlementKind::city)
        cities_.push_back(i);
      else
        inside_.push_back(i);
      if (kind == SettlementKind::county_seat) county_seat_ = i;
      if (kind == SettlementKind::county_seat || kind == SettlementKind::township_seat)
        seats_.push_back(i);
    }
  }

  void join_seats() {
    for (const std::size_t a : seats_)
      for (const std::size_t b : seats_)
        if (a < b && nothing_between(a, b)) add_road(a, b, spec_.township_road_km_per_h);
  }

  void join_villages() {
    for (const std::size_t village : inside_) {
      const Settlement& place = settlement(village);
      if (place.kind != SettlementKind::village) continue;
      add_road(village, place.township.index(), spec_.village_road_km_per_h);
      for (const std::size_t neighbour : nearest(village))
        add_road(village, neighbour, spec_.village_road_km_per_h);
    }
  }

  void join_cities() {
    for (const std::size_t city : cities_) add_road(city, county_seat_, spec_.trunk_road_km_per_h);
  }

  [[nodiscard]] const RoadGraph& graph() const { return graph_; }

 private:
  [[nodiscard]] const Settlement& settlement(std::size_t i) const {
    return settlements_[settlements_.id_of(i)];
  }

  [[nodiscard]] double squared_km(std::size_t a, std::size_t b) const {
    const double east = settlement(a).x_km - settlement(b).x_km;
    const double north = settlement(a).y_km - settlement(b).y_km;
    return east * east + north * north;
  }

  /// True if no third seat lies inside the circle whose diameter is the line between the two.
  [[nodiscard]] bool nothing_between(std::size_t a, std::size_t b) const {
    return std::none_of(seats_.begin(), seats_.end(), [&](std::size_t other) {
      return other != a && other != b &&
             squared_km(a, other) + squared_km(b, other) < squared_km(a, b);
    });
  }

  /// The settlements of the area nearest to `from`, nearest first, the lower index among equals.
  [[nodiscard]] std::vector<std::size_t> nearest(std::size_t from) const {
    std::vector<std::pair<double, std::size_t>> by_distance;
    for (const std::size_t other : inside_)
      if (other != from) by_distance.emplace_back(squared_km(from, other), other);
    const std::size_t kept = std::min(village_neighbours, by_distance.size());
    std::partial_sort(by_distance.begin(), by_distance.begin() + static_cast<std::ptrdiff_t>(kept),
                      by_distance.end());
    std::vector<std::size_t> neighbours;
    for (std::size_t i = 0; i < kept; ++i) neighbours.push_back(by_distance[i].second);
    return neighbours;
  }

  void add_road(std::size_t a, std::size_t b, double km_per_h) {
    EXPECT(km_per_h > 0.0);
    const double km = std::sqrt(squared_km(a, b)) * spec_.road_over_straight_line;
    boost::add_edge(a, b, km / km_per_h * 60.0, graph_);
  }

  const Settlements& settlements_;
  const GeographySpec& spec_;
  RoadGraph graph_;
  std::vector<std::size_t> inside_;
  std::vector<std::size_t> seats_;
  std::vector<std::size_t> cities_;
  std::size_t county_seat_ = 0;
};

RoadGraph given_roads(const Settlements& settlements, const std::vector<Road>& given) {
  RoadGraph graph(settlements.size());
  for (const Road& road : given)
    boost::add_edge(road.from.index(), road.to.index(), road.minutes, graph);
  return graph;
}

RoadGraph build_roads(const Settlements& settlements, const GeographySpec& spec) {
  if (spec.given && spec.given->roads) return given_roads(settlements, *spec.given->roads);
  RoadBuilder roads{settlements, spec};
  roads.join_seats();
  roads.join_villages();
  roads.join_cities();
  return roads.graph();
}

}  // namespace

TravelTable travel_minutes(const Settlements& settlements, const GeographySpec& spec) {
  const RoadGraph roads = build_roads(settlements, spec);
  const std::size_t n = settlements.size();
  const double local = spec.within_settlement.in_minutes();
  std::vector<float> minutes(n * n);
  std::vector<double> from_here(n);
  for (std::size_t from = 0; from < n; ++from) {
    boost::dijkstra_shortest_paths(roads, from,
                                   boost::distance_map(from_here.data()).distance_inf(unreachable));
    // Both directions take the one sum: added up from the other end it could round differently.
    for (std::size_t to = from; to < n; ++to) {
      const auto one_way = static_cast<float>(from_here[to] + local);
      minutes[from * n + to] = one_way;
      minutes[to * n + from] = one_way;
    }
  }
  return {n, std::move(minutes)};
}

}  // namespace tiercare
