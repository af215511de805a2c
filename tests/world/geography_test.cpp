// SPDX-License-Identifier: Apache-2.0
// The map generator: counts met exactly, one map per seed, villages in their own township.
#include "world/geography.hpp"

#include "world/sample_county.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace tiercare {
namespace {

Settlements county_map(std::uint64_t seed = 1) {
  return generate_settlements(sample::county(), sample::county_residents, Randomness{seed, 0});
}

double kilometres(const Settlement& a, const Settlement& b) {
  return std::hypot(a.x_km - b.x_km, a.y_km - b.y_km);
}

std::uint64_t residents_of(const Settlements& settlements) {
  std::uint64_t sum = 0;
  for (const Settlement& place : settlements) sum += place.residents;
  return sum;
}

bool same_places(const Settlements& a, const Settlements& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Settlement& one = a[a.id_of(i)];
    const Settlement& other = b[b.id_of(i)];
    if (one.name != other.name || one.x_km != other.x_km || one.y_km != other.y_km ||
        one.residents != other.residents || one.township != other.township)
      return false;
  }
  return true;
}

TEST(Geography, MakesTheSameMapFromTheSameSeedAndAnotherFromAnother) {
  EXPECT_TRUE(same_places(county_map(1), county_map(1)));
  EXPECT_FALSE(same_places(county_map(1), county_map(2)));
}

TEST(Geography, OrdersSeatsThenVillagesByTownshipThenCities) {
  const Settlements map = county_map();
  ASSERT_EQ(map.size(), sample::county_townships + sample::county_villages + 2U);
  std::size_t next = 0;
  for (; next < sample::county_townships; ++next) {
    const auto wanted = next == 4 ? SettlementKind::county_seat : SettlementKind::township_seat;
    EXPECT_EQ(map[map.id_of(next)].kind, wanted);
    EXPECT_EQ(map[map.id_of(next)].township, map.id_of(next));
  }
  SettlementId township = map.id_of(0);
  for (; next < sample::county_townships + sample::county_villages; ++next) {
    EXPECT_EQ(map[map.id_of(next)].kind, SettlementKind::village);
    EXPECT_GE(map[map.id_of(next)].township, township);
    township = map[map.id_of(next)].township;
  }
  for (; next < map.size(); ++next) {
    EXPECT_EQ(map[map.id_of(next)].kind, SettlementKind::city);
    EXPECT_EQ(map[map.id_of(next)].residents, 0U);
  }
}

TEST(Geography, NumbersVillagesWithinTheirTownship) {
  const Settlements map = county_map();
  EXPECT_EQ(map[SettlementId{17}].name, "Township 1 1");
  EXPECT_EQ(map[SettlementId{17}].name_zh, "1镇1村");
  EXPECT_EQ(map[SettlementId{17 + 15 + 2}].name, "Township 2 3");
}

TEST(Geography, DistributesExactlyTheResidentsItIsGiven) {
  for (const std::uint32_t residents : {0U, 1U, 100U, 34'839U, sample::county_residents}) {
    const Settlements map = generate_settlements(sample::county(), residents, Randomness{3, 0});
    EXPECT_EQ(residents_of(map), residents);
  }
}

TEST(Geography, GivesTownshipsAndSeatsTheirShareOfResidents) {
  const GeographySpec spec = sample::county();
  const Settlements map = county_map();
  double weights = spec.county_seat_weight;  // the mean township of the sample weighs 1
  for (const TownshipSpec& township : spec.townships) weights += township.population_weight;
  const double per_weight = sample::county_residents / weights;
  std::vector<double> people(spec.townships.size(), 0.0);
  for (const Settlement& place : map)
    if (place.kind != SettlementKind::city) people[place.township.index()] += place.residents;
  for (std::size_t t = 0; t < people.size(); ++t) {
    const double extra = t == 4 ? spec.county_seat_weight : 0.0;
    const double weight = spec.townships[t].population_weight;
    // 15 settlements, each at most one resident away from its share
    EXPECT_NEAR(people[t], (weight + extra) * per_weight, 16.0);
    EXPECT_NEAR(map[map.id_of(t)].residents, (0.2 * weight + extra) * per_weight, 1.0);
  }
}

TEST(Geography, PutsTheCountySeatAtTheOriginAndCitiesByDistanceAndBearing) {
  const Settlements map = county_map();
  EXPECT_EQ(map[SettlementId{4}].x_km, 0.0);
  EXPECT_EQ(map[SettlementId{4}].y_km, 0.0);
  const Settlement& near_city = map[map.id_of(map.size() - 2)];
  EXPECT_NEAR(near_city.x_km, 0.0, 1e-9);
  EXPECT_NEAR(near_city.y_km, -80.0, 1e-9);
  const Settlement& far_city = map[map.id_of(map.size() - 1)];
  EXPECT_NEAR(far_city.x_km, -200.0 * std::sqrt(0.5), 1e-9);
  EXPECT_NEAR(far_city.y_km, -200.0 * std::sqrt(0.5), 1e-9);
}

TEST(Geography, KeepsEveryVillageInTheAreaAndNearestToItsOwnSeat) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Settlements map = county_map(seed);
    const double area_radius = std::sqrt(2310.0 / 3.14159265358979);
    for (const Settlement& village : map) {
      if (village.kind != SettlementKind::village) continue;
      EXPECT_LE(std::hypot(village.x_km, village.y_km), area_radius + 1e-9);
      const double to_own_seat = kilometres(village, map[village.township]);
      EXPECT_GT(to_own_seat, 0.0);
      for (std::size_t t = 0; t < sample::county_townships; ++t)
        EXPECT_LE(to_own_seat, kilometres(village, map[map.id_of(t)]));
    }
  }
}

TEST(Geography, SpreadsSeatsApart) {
  // 17 cells of 136 km² have a radius of 6.6 km; seats thrown without care come within 1 km.
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Settlements map = county_map(seed);
    for (std::size_t a = 0; a < sample::county_townships; ++a)
      for (std::size_t b = 0; b < a; ++b)
        EXPECT_GT(kilometres(map[map.id_of(a)], map[map.id_of(b)]), 4.0);
  }
}

TEST(Geography, CrowdsVillagesAroundTheirSeat) {
  double inner = 0.0;
  double outer = 0.0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Settlements map = county_map(seed);
    for (const Settlement& village : map) {
      if (village.kind != SettlementKind::village) continue;
      const double to_seat = kilometres(village, map[village.township]);
      if (to_seat < 3.0)
        inner += 1.0;
      else if (to_seat < 6.0)
        outer += 1.0;
    }
  }
  // The outer ring has three times the land, and would have three times the villages if even.
  EXPECT_GT(inner, 0.5 * outer);
  EXPECT_LT(inner, 2.0 * outer);
}

TEST(Geography, MakesVillagesOfDifferentSizes) {
  const Settlements map = county_map();
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint32_t i = 17; i < 17 + 15; ++i) {  // the villages of one township
    const double residents = map[SettlementId{i}].residents;
    sum += residents;
    squares += residents * residents;
  }
  const double mean = sum / 15.0;
  const double cv = std::sqrt(squares / 15.0 - mean * mean) / mean;
  EXPECT_GT(cv, 0.2);
  EXPECT_LT(cv, 0.9);
}

TEST(Geography, LivesWithOneTownshipAndNoVillages) {
  GeographySpec spec;
  spec.county_seat = "Only";
  spec.townships = {{.name = "Only", .name_zh = "独", .villages = 0, .population_weight = 2.0}};
  const Settlements map = generate_settlements(spec, 77, Randomness{1, 0});
  ASSERT_EQ(map.size(), 1U);
  EXPECT_EQ(map[SettlementId{0}].residents, 77U);
}

TEST(Geography, RefusesACountySeatThatIsNoTownship) {
  GeographySpec spec = sample::county();
  spec.county_seat = "Elsewhere";
  EXPECT_THROW((void)generate_settlements(spec, 100, Randomness{1, 0}), InternalError);
}

}  // namespace
}  // namespace tiercare
