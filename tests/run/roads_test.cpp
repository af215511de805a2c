// SPDX-License-Identifier: Apache-2.0
// Roads: hand-computed minutes on small maps, a connected and plausible county on the large one.
#include "run/roads.hpp"

#include "world/geography.hpp"
#include "world/sample_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiercare {
namespace {

Settlement place(SettlementKind kind, double x_km, double y_km, std::uint32_t township) {
  Settlement settlement;
  settlement.kind = kind;
  settlement.x_km = x_km;
  settlement.y_km = y_km;
  settlement.township = SettlementId{township};
  return settlement;
}

/// Speeds that make one kilometre of straight line 2 minutes of road between seats, 4 to villages
/// and 1 to cities.
GeographySpec round_numbers() {
  GeographySpec spec;
  spec.road_over_straight_line = 2.0;
  spec.township_road_km_per_h = 60.0;
  spec.village_road_km_per_h = 30.0;
  spec.trunk_road_km_per_h = 120.0;
  spec.within_settlement = Duration::minutes(3);
  return spec;
}

TEST(Roads, TakeStraightLineTimesDetourOverSpeedPlusTheWayWithinTheSettlement) {
  Settlements map;
  map.add(place(SettlementKind::county_seat, 0.0, 0.0, 0));
  map.add(place(SettlementKind::township_seat, 3.0, 4.0, 1));
  map.add(place(SettlementKind::village, 3.0, 6.0, 1));
  map.add(place(SettlementKind::city, 100.0, 0.0, 3));
  const TravelTable table = travel_minutes(map, round_numbers());
  const auto minutes = [&](std::uint32_t from, std::uint32_t to) {
    return table.minutes(SettlementId{from}, SettlementId{to});
  };
  EXPECT_EQ(table.settlements(), 4U);
  EXPECT_FLOAT_EQ(minutes(0, 0), 3.0F);
  EXPECT_FLOAT_EQ(minutes(0, 1), 10.0F + 3.0F);
  EXPECT_FLOAT_EQ(minutes(2, 1), 8.0F + 3.0F);
  EXPECT_FLOAT_EQ(minutes(2, 0), 18.0F + 3.0F);           // by its seat: 4 x 6.7 km straight on
  EXPECT_FLOAT_EQ(minutes(2, 3), 18.0F + 100.0F + 3.0F);  // cities are reached by the county seat
}

TEST(Roads, JoinSeatsOnlyWhereNoThirdLiesBetween) {
  Settlements map;
  map.add(place(SettlementKind::county_seat, 0.0, 0.0, 0));
  map.add(place(SettlementKind::township_seat, 10.0, 0.0, 1));
  map.add(place(SettlementKind::township_seat, 5.0, 3.0,
                2));  // inside the circle between the first two
  const TravelTable table = travel_minutes(map, round_numbers());
  EXPECT_FLOAT_EQ(table.minutes(SettlementId{0}, SettlementId{1}),
                  static_cast<float>(2.0 * 2.0 * std::sqrt(34.0) + 3.0));

  map[SettlementId{2}].y_km = 6.0;  // outside: the direct road is built
  EXPECT_FLOAT_EQ(travel_minutes(map, round_numbers()).minutes(SettlementId{0}, SettlementId{1}),
                  20.0F + 3.0F);
}

TEST(Roads, LinkNeighbouringVillagesOfDifferentTownships) {
  Settlements map;
  map.add(place(SettlementKind::county_seat, 0.0, 0.0, 0));
  map.add(place(SettlementKind::township_seat, 20.0, 0.0, 1));
  map.add(place(SettlementKind::village, 9.5, 0.0, 0));
  map.add(place(SettlementKind::village, 10.5, 0.0, 1));
  const TravelTable table = travel_minutes(map, round_numbers());
  EXPECT_FLOAT_EQ(table.minutes(SettlementId{2}, SettlementId{3}), 4.0F + 3.0F);
}

TEST(Roads, ConnectEveryPairOfTheCountyBothWaysAlike) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const GeographySpec spec = sample::county();
    const Settlements map =
        generate_settlements(spec, sample::county_residents, Randomness{seed, 0});
    const TravelTable table = travel_minutes(map, spec);
    for (std::size_t a = 0; a < map.size(); ++a) {
      EXPECT_EQ(table.minutes(map.id_of(a), map.id_of(a)), 5.0F);
      for (std::size_t b = 0; b < map.size(); ++b) {
        const float minutes = table.minutes(map.id_of(a), map.id_of(b));
        ASSERT_LT(minutes, 600.0F);  // an unconnected pair would be infinitely far
        ASSERT_GE(minutes, 5.0F);
        ASSERT_EQ(minutes, table.minutes(map.id_of(b), map.id_of(a)));
      }
    }
  }
}

TEST(Roads, AreNeverSlowerThanAWayOverAThirdSettlement) {
  const GeographySpec spec = sample::county();
  const Settlements map = generate_settlements(spec, sample::county_residents, Randomness{1, 0});
  const TravelTable table = travel_minutes(map, spec);
  for (std::size_t a = 0; a < map.size(); a += 5)
    for (std::size_t b = 0; b < map.size(); b += 7)
      for (std::size_t c = 0; c < map.size(); ++c)
        ASSERT_LE(table.minutes(map.id_of(a), map.id_of(b)),
                  table.minutes(map.id_of(a), map.id_of(c)) +
                      table.minutes(map.id_of(c), map.id_of(b)) + 0.001F);
}

TEST(Roads, AreTheSameForTheSameMap) {
  const GeographySpec spec = sample::county();
  const Settlements map = generate_settlements(spec, sample::county_residents, Randomness{1, 0});
  const TravelTable one = travel_minutes(map, spec);
  const TravelTable again = travel_minutes(map, spec);
  for (std::size_t a = 0; a < map.size(); ++a)
    for (std::size_t b = 0; b < map.size(); ++b)
      ASSERT_EQ(one.minutes(map.id_of(a), map.id_of(b)), again.minutes(map.id_of(a), map.id_of(b)));
}

/// Minutes from every village to the county seat, or to its own seat.
enum class To : std::uint8_t { county_seat, own_seat };
std::vector<float> village_minutes(std::uint64_t seed, To target) {
  const GeographySpec spec = sample::county();
  const Settlements map = generate_settlements(spec, sample::county_residents, Randomness{seed, 0});
  const TravelTable table = travel_minutes(map, spec);
  std::vector<float> minutes;
  for (std::size_t i = 0; i < map.size(); ++i) {
    const Settlement& village = map[map.id_of(i)];
    if (village.kind != SettlementKind::village) continue;
    const SettlementId to = target == To::county_seat ? SettlementId{4} : village.township;
    minutes.push_back(table.minutes(map.id_of(i), to));
  }
  std::sort(minutes.begin(), minutes.end());
  return minutes;
}

// Source: parameter trv.county_60min, 68.8 % of villages within 60 min of a county hospital
// (Shaanxi 2019), and trv.county_min, median 45 (15 to 110) min. A drawn map comes near, no more.
TEST(Roads, BringAboutTwoThirdsOfVillagesToTheCountySeatWithinAnHour) {
  double within_hour = 0.0;
  double median = 0.0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const std::vector<float> minutes = village_minutes(seed, To::county_seat);
    const auto near = std::upper_bound(minutes.begin(), minutes.end(), 60.0F) - minutes.begin();
    within_hour += static_cast<double>(near) / static_cast<double>(minutes.size()) / 5.0;
    median += static_cast<double>(minutes[minutes.size() / 2]) / 5.0;
  }
  EXPECT_NEAR(within_hour, 0.688, 0.10);
  EXPECT_NEAR(median, 45.0, 10.0);
}

// Source: parameter trv.thc_min, 20 (8 to 45) min to the township health centre.
TEST(Roads, BringVillagersToTheirSeatInAboutTwentyMinutes) {
  const std::vector<float> minutes = village_minutes(1, To::own_seat);
  EXPECT_NEAR(minutes[minutes.size() / 2], 20.0F, 4.0F);
  EXPECT_LT(minutes.back(), 60.0F);
}

}  // namespace
}  // namespace tiercare
