// SPDX-License-Identifier: Apache-2.0
// The generator of maps: seats spread evenly over a disc, villages crowd around their seat.
//
// The shares of the area are met on average only; the counts (settlements, residents) exactly.
#include "world/geography.hpp"

#include "base/contract.hpp"
#include "random/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace tiercare {
namespace {

// Candidates tried for each seat: enough that seats keep apart, few enough that the map is no grid.
constexpr int seat_candidates = 12;

// Villages lie within this many cell radii of their seat, the nearer the likelier: an exponent of
// 0.5 would spread them evenly over the land.
constexpr double village_reach = 1.8;
constexpr double village_nearness = 0.6;

// No two settlements of a township lie nearer than this many cell radii.
constexpr double village_spacing = 0.1;
constexpr int village_tries = 64;

// Village sizes vary by a half around their mean within a township.
constexpr double village_size_cv = 0.5;

struct Point {
  double x_km = 0.0;
  double y_km = 0.0;
};

double distance_km(Point a, Point b) {
  return std::hypot(a.x_km - b.x_km, a.y_km - b.y_km);
}

/// The point at `radius_km` from `centre` in the direction `turn` [share of a full circle].
Point around(Point centre, double radius_km, double turn) {
  const double angle = 2.0 * std::numbers::pi * turn;
  return {centre.x_km + radius_km * std::cos(angle), centre.y_km + radius_km * std::sin(angle)};
}

double radius_of_disc_km(double area_km2) {
  return std::sqrt(area_km2 / std::numbers::pi);
}

double nearest_km(Point place, std::span<const Point> others) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Point other : others) nearest = std::min(nearest, distance_km(place, other));
  return nearest;
}

std::size_t nearest_index(Point place, std::span<const Point> others) {
  std::size_t nearest = 0;
  for (std::size_t i = 1; i < others.size(); ++i)
    if (distance_km(place, others[i]) < distance_km(place, others[nearest])) nearest = i;
  return nearest;
}

/// Mitchell's best candidate: of some random points, the one farthest from all that is placed. The
/// border counts as a mirror, or seats would line up along it.
Point place_seat(double area_radius_km, std::span<const Point> placed, Stream& stream) {
  Point best;
  double best_room = -1.0;
  for (int candidate = 0; candidate < seat_candidates; ++candidate) {
    const double radius = area_radius_km * std::sqrt(stream.uniform());
    const Point place = around({}, radius, stream.uniform());
    const double room = std::min(nearest_km(place, placed), 2.0 * (area_radius_km - radius));
    if (room > best_room) {
      best_room = room;
      best = place;
    }
  }
  return best;
}

/// Seats in the order of the spec; the county seat stands at the origin and is placed first.
std::vector<Point> place_seats(const GeographySpec& spec, std::size_t county_seat,
                               const Randomness& randomness) {
  std::vector<Point> seats(spec.townships.size());
  std::vector<Point> placed{Point{}};
  for (std::size_t i = 0; i < seats.size(); ++i) {
    if (i == county_seat) continue;
    Stream stream = randomness.stream(static_cast<std::uint32_t>(i), Purpose::settlement_place);
    seats[i] = place_seat(radius_of_disc_km(spec.area_km2), placed, stream);
    placed.push_back(seats[i]);
  }
  return seats;
}

/// The land on which the villages of one township are placed.
struct Cell {
  std::span<const Point> seats;
  std::size_t township = 0;
  double area_radius_km = 0.0;
  double radius_km = 0.0;  ///< of a mean cell

  [[nodiscard]] Point seat() const { return seats[township]; }
  [[nodiscard]] bool contains(Point place) const {
    return distance_km(place, {}) <= area_radius_km && nearest_index(place, seats) == township;
  }
};

/// A place in the cell, apart from the township's settlements placed before it.
Point place_village(const Cell& cell, std::span<const Point> placed, Stream& stream) {
  Point place;
  for (int attempt = 0; attempt < village_tries; ++attempt) {
    const double radius =
        cell.radius_km * village_reach * std::pow(stream.uniform(), village_nearness);
    place = around(cell.seat(), radius, stream.uniform());
    if (cell.contains(place) && nearest_km(place, placed) >= village_spacing * cell.radius_km)
      return place;
  }
  // A crowded or narrow cell: towards the seat there is always land of its own.
  while (!cell.contains(place) && distance_km(place, cell.seat()) > 1e-6) {
    place = {(place.x_km + cell.seat().x_km) / 2.0, (place.y_km + cell.seat().y_km) / 2.0};
  }
  return place;
}

/// Parts of `total` in proportion to `weights`, whole and summing to it (largest remainder).
std::vector<std::uint32_t> apportion(std::uint32_t total, std::span<const double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  EXPECT(sum > 0.0);
  std::vector<std::uint32_t> parts(weights.size());
  std::vector<double> remainders(weights.size());
  std::uint32_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double quota = total * (weights[i] / sum);
    parts[i] = static_cast<std::uint32_t>(quota);
    remainders[i] = quota - parts[i];
    given += parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; given < total; ++given, i = (i + 1) % order.size()) ++parts[order[i]];
  return parts;
}

/// The weight of every settlement in the distribution of residents; cities weigh nothing.
std::vector<double> resident_weights(const GeographySpec& spec, const Settlements& settlements,
                                     const Randomness& randomness) {
  const std::size_t townships = spec.townships.size();
  std::vector<double> weights(settlements.size(), 0.0);
  std::vector<double> village_sizes(townships, 0.0);
  double mean_township = 0.0;
  for (const TownshipSpec& township : spec.townships)
    mean_township += township.population_weight / static_cast<double>(townships);

  const Distribution size = Distribution::lognormal(1.0, village_size_cv);
  for (std::size_t i = townships; i < settlements.size(); ++i) {
    const Settlement& place = settlements[settlements.id_of(i)];
    if (place.kind != SettlementKind::village) continue;
    Stream stream =
        randomness.stream(static_cast<std::uint32_t>(i), Purpose::settlement_population);
    weights[i] = size.sample(stream);
    village_sizes[place.township.index()] += weights[i];
  }
  for (std::size_t i = 0; i < settlements.size(); ++i) {
    const Settlement& place = settlements[settlements.id_of(i)];
    if (place.kind == SettlementKind::city) continue;
    const std::size_t township = place.township.index();
    const double people = spec.townships[township].population_weight;
    const bool has_villages = spec.townships[township].villages > 0;
    const double in_seat = has_villages ? spec.seat_share.value() : 1.0;
    if (place.kind == SettlementKind::village)
      weights[i] *= people * (1.0 - in_seat) / village_sizes[township];
    else
      weights[i] = people * in_seat;
    if (place.kind == SettlementKind::county_seat)
      weights[i] += spec.county_seat_weight * mean_township;
  }
  return weights;
}

void add_seats(Settlements& settlements, const GeographySpec& spec, std::span<const Point> seats,
               std::size_t county_seat) {
  for (std::size_t i = 0; i < seats.size(); ++i) {
    const auto kind =
        i == county_seat ? SettlementKind::county_seat : SettlementKind::township_seat;
    settlements.add({.name = spec.townships[i].name,
                     .name_zh = spec.townships[i].name_zh,
                     .kind = kind,
                     .x_km = seats[i].x_km,
                     .y_km = seats[i].y_km,
                     .township = settlements.id_of(i)});
  }
}

void add_villages(Settlements& settlements, const GeographySpec& spec, std::span<const Point> seats,
                  const Randomness& randomness) {
  Cell cell{.seats = seats,
            .area_radius_km = radius_of_disc_km(spec.area_km2),
            .radius_km = radius_of_disc_km(spec.area_km2 / static_cast<double>(seats.size()))};
  for (std::size_t t = 0; t < seats.size(); ++t) {
    const TownshipSpec& township = spec.townships[t];
    cell.township = t;
    std::vector<Point> placed{cell.seat()};
    for (std::uint32_t number = 1; number <= township.villages; ++number) {
      const auto index = static_cast<std::uint32_t>(settlements.size());
      Stream stream = randomness.stream(index, Purpose::settlement_place);
      placed.push_back(place_village(cell, placed, stream));
      settlements.add({.name = township.name + " " + std::to_string(number),
                       .name_zh = township.name_zh + std::to_string(number) + "村",
                       .kind = SettlementKind::village,
                       .x_km = placed.back().x_km,
                       .y_km = placed.back().y_km,
                       .township = settlements.id_of(t)});
    }
  }
}

void add_cities(Settlements& settlements, const GeographySpec& spec) {
  for (const CitySpec& city : spec.cities) {
    const double bearing = city.bearing_degrees * std::numbers::pi / 180.0;
    settlements.add({.name = city.name,
                     .name_zh = city.name_zh,
                     .kind = SettlementKind::city,
                     .x_km = city.distance_km * std::sin(bearing),
                     .y_km = city.distance_km * std::cos(bearing),
                     .township = settlements.id_of(settlements.size())});
  }
}

std::size_t county_seat_index(const GeographySpec& spec) {
  for (std::size_t i = 0; i < spec.townships.size(); ++i)
    if (spec.townships[i].name == spec.county_seat) return i;
  UNREACHABLE();
}

}  // namespace

Settlements generate_settlements(const GeographySpec& spec, std::uint32_t residents,
                                 const Randomness& randomness) {
  EXPECT(!spec.townships.empty() && spec.area_km2 > 0.0);
  const std::size_t county_seat = county_seat_index(spec);
  const std::vector<Point> seats = place_seats(spec, county_seat, randomness);

  Settlements settlements;
  add_seats(settlements, spec, seats, county_seat);
  add_villages(settlements, spec, seats, randomness);
  add_cities(settlements, spec);

  const std::vector<std::uint32_t> parts =
      apportion(residents, resident_weights(spec, settlements, randomness));
  for (std::size_t i = 0; i < parts.size(); ++i)
    settlements[settlements.id_of(i)].residents = parts[i];
  return settlements;
}

}  // namespace tiercare
