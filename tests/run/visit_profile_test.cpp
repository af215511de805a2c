// SPDX-License-Identifier: Apache-2.0
// The hours and weekdays at which patients come are those the scenario says, and holidays show.
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace tiercare::testing {
namespace {

// Every other Wednesday is a holiday, and the Saturday after it is worked.
constexpr std::string_view a_year = R"(
horizon: {warm_up: 0 day, run: 364 day}
calendar:
  holidays: [2017-11-08, 2017-11-22, 2017-12-06, 2017-12-20, 2018-01-03, 2018-01-17,
    2018-01-31, 2018-02-14, 2018-02-28, 2018-03-14, 2018-03-28, 2018-04-11, 2018-04-25,
    2018-05-09, 2018-05-23, 2018-06-06, 2018-06-20, 2018-07-04, 2018-07-18, 2018-08-01,
    2018-08-15, 2018-08-29, 2018-09-12, 2018-09-26, 2018-10-10, 2018-10-24]
  workdays: [2017-11-11, 2017-11-25, 2017-12-09, 2017-12-23, 2018-01-06, 2018-01-20,
    2018-02-03, 2018-02-17, 2018-03-03, 2018-03-17, 2018-03-31, 2018-04-14, 2018-04-28,
    2018-05-12, 2018-05-26, 2018-06-09, 2018-06-23, 2018-07-07, 2018-07-21, 2018-08-04,
    2018-08-18, 2018-09-01, 2018-09-15, 2018-09-29, 2018-10-13, 2018-10-27]
  workday_roster: monday
hours:
  village: {monday_to_saturday: [07:00-21:00], sunday: [07:00-21:00]}
  outpatient: {monday_to_friday: [07:00-21:00], saturday_and_sunday: [07:00-21:00]}
facilities:
  city_hospital: {background: {visits: 500 /day}, consulting: {servers: 20, on_duty: 1}}
)";

constexpr std::array<double, 24> by_hour{0, 0, 0,  0, 0, 0, 0, 4, 19, 20, 14, 8,
                                         1, 2, 11, 9, 6, 3, 2, 1, 0,  0,  0,  0};
constexpr std::array<double, 7> by_weekday{1.25, 1.05, 1.05, 1.05, 1.05, 0.85, 0.70};

enum class KindOfDay : std::uint8_t { ordinary, holiday, made_up };

/// Visits per hour, and per day of each kind.
struct Profile {
  std::array<double, 24> by_hour{};
  std::array<double, 7> by_weekday{};  ///< per ordinary day
  double per_holiday = 0.0;
  double per_made_up_day = 0.0;

  [[nodiscard]] double hours_share(std::size_t from, std::size_t to) const {
    return std::accumulate(by_hour.begin() + static_cast<std::ptrdiff_t>(from),
                           by_hour.begin() + static_cast<std::ptrdiff_t>(to), 0.0) /
           std::accumulate(by_hour.begin(), by_hour.end(), 0.0);
  }
  /// Per day of that weekday, relative to the mean day of an ordinary week.
  [[nodiscard]] double relative(double per_day) const {
    return per_day * 7.0 / std::accumulate(by_weekday.begin(), by_weekday.end(), 0.0);
  }
};

KindOfDay kind_of(const Calendar& calendar, CivilDay day) {
  if (calendar.is_holiday(day)) return KindOfDay::holiday;
  return calendar.is_made_up_workday(day) ? KindOfDay::made_up : KindOfDay::ordinary;
}

class Count {
 public:
  void add(const Calendar& calendar, CivilDay day, std::size_t hour, double visits) {
    profile_.by_hour[hour] += visits;
    const auto weekday = static_cast<std::size_t>(Calendar::weekday(day));
    const double new_day = hour == 0 ? 1.0 : 0.0;
    switch (kind_of(calendar, day)) {
      case KindOfDay::ordinary:
        profile_.by_weekday[weekday] += visits;
        days_[weekday] += new_day;
        break;
      case KindOfDay::holiday:
        profile_.per_holiday += visits;
        holidays_ += new_day;
        break;
      case KindOfDay::made_up:
        profile_.per_made_up_day += visits;
        made_up_ += new_day;
        break;
    }
  }
  [[nodiscard]] Profile profile() const {
    Profile mean = profile_;
    for (std::size_t day = 0; day < 7; ++day) mean.by_weekday[day] /= days_[day];
    mean.per_holiday /= holidays_;
    mean.per_made_up_day /= made_up_;
    return mean;
  }

 private:
  Profile profile_;
  std::array<double, 7> days_{};
  double holidays_ = 0.0;
  double made_up_ = 0.0;
};

/// Visits to the city's hospital, nearly all by other places' patients, and to all others.
struct Profiles {
  Profile city;
  Profile county;
};

Profiles measured() {
  const Scenario scenario = variant(a_year);
  Replication replication{scenario, 7, 1};
  const auto& plan = scenario.plan();
  Count city;
  Count county;
  std::array<double, 2> so_far{};
  for (Instant t = Instant{} + 1_h; t <= replication.end(); t += 1_h) {
    const CivilDay day = plan.calendar.day_of(t - 1_h);
    const auto hour = static_cast<std::size_t>(plan.calendar.hour_of(t - 1_h));
    if (hour == 0) so_far = {};
    run_quietly(replication, t - Duration{1});  // the day's count ends at midnight
    std::array<double, 2> now{};
    for (std::size_t f = 0; f < plan.facilities.size(); ++f)
      now[plan.facilities.values()[f].in_area ? 1 : 0] += replication.state().visits_today[f];
    city.add(plan.calendar, day, hour, now[0] - so_far[0]);
    county.add(plan.calendar, day, hour, now[1] - so_far[1]);
    so_far = now;
  }
  return {city.profile(), county.profile()};
}

const Profiles& profiles() {
  static const Profiles once = measured();
  return once;
}

double mean_weekday() {
  return std::accumulate(by_weekday.begin(), by_weekday.end(), 0.0) / 7.0;
}

TEST(VisitProfile, OfOtherPlacesPatientsIsTheScenarios) {
  const double all = std::accumulate(by_hour.begin(), by_hour.end(), 0.0);
  const Profile& city = profiles().city;
  for (std::size_t hour = 0; hour < 24; ++hour)
    EXPECT_NEAR(city.hours_share(hour, hour + 1), by_hour[hour] / all, 0.005) << "hour " << hour;
  for (std::size_t day = 0; day < 7; ++day)
    EXPECT_NEAR(city.relative(city.by_weekday[day]), by_weekday[day] / mean_weekday(), 0.03)
        << "weekday " << day;
}

TEST(VisitProfile, ShowsHolidaysAsSundaysAndMadeUpDaysAsTheirRoster) {
  const Profile& city = profiles().city;
  EXPECT_NEAR(city.per_holiday / city.by_weekday[6], 1.0, 0.05);
  EXPECT_NEAR(city.per_made_up_day / city.by_weekday[0], 1.0, 0.05);
  const Profile& county = profiles().county;
  EXPECT_LT(county.per_holiday, 0.85 * county.by_weekday[2]) << "holidays were Wednesdays";
  EXPECT_GT(county.per_made_up_day, 1.08 * county.by_weekday[5]) << "and made up on Saturdays";
}

TEST(VisitProfile, OfResidentsIsTheScenariosButForTheHoursThatAreLeftOfTheDay) {
  // Who falls ill at noon and goes at once cannot come in the morning: a little later than asked.
  const double all = std::accumulate(by_hour.begin(), by_hour.end(), 0.0);
  const Profile& county = profiles().county;
  for (std::size_t hour = 0; hour < 24; ++hour)
    EXPECT_NEAR(county.hours_share(hour, hour + 1), by_hour[hour] / all, 0.04) << "hour " << hour;
  EXPECT_LT(county.hours_share(0, 12), 65.0 / all);
  EXPECT_GT(county.hours_share(0, 12), 0.85 * 65.0 / all);
  for (std::size_t day = 0; day < 7; ++day)
    EXPECT_NEAR(county.relative(county.by_weekday[day]), by_weekday[day] / mean_weekday(), 0.2)
        << "weekday " << day;
}

}  // namespace
}  // namespace tiercare::testing
