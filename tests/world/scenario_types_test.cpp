// SPDX-License-Identifier: Apache-2.0
// How the world's own types are written: distributions of time, areas, clock ranges.
#include "world/scenario_types.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tiercare::config {
namespace {

Node scalar(const std::string& text) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = text;
  return node;
}

template <class T>
T value_of(const std::string& text) {
  const auto parsed = Parse<T>::read(scalar(text));
  EXPECT_TRUE(parsed.value.has_value()) << text << ": " << parsed.problem.message;
  return parsed.value.value_or(T{});
}

template <class T>
std::string problem_with(const std::string& text) {
  const auto parsed = Parse<T>::read(scalar(text));
  EXPECT_FALSE(parsed.value.has_value()) << text;
  return parsed.problem.message + "; " + parsed.problem.hint;
}

TEST(TimeDistribution, IsWrittenByNameWithItsArguments) {
  struct Spelling {
    std::string text;
    Distribution meant;
  };
  const std::vector<Spelling> spellings{
      {"constant(5 min)", Distribution::constant(5)},
      {"exponential(mean 3 day)", Distribution::exponential(3 * 1440)},
      {"erlang(k 3, mean 2 day)", Distribution::erlang(3, 2 * 1440)},
      {"lognormal(mean 7 min, cv 0.6)", Distribution::lognormal(7, 0.6)},
      {"gamma(mean 1.5 h, cv 0.6)", Distribution::gamma(90, 0.6)},
      {"uniform(low 5 min, high 10 min)", Distribution::uniform(5, 10)},
      {"triangular(low 2 min, mode 5 min, high 15 min)", Distribution::triangular(2, 5, 15)},
  };
  for (const auto& [text, meant] : spellings)
    EXPECT_TRUE(value_of<TimeDistribution>(text).in_minutes() == meant) << text;
}

TEST(TimeDistribution, TakesItsArgumentsInAnyOrderAndUnit) {
  EXPECT_EQ(value_of<TimeDistribution>("lognormal(cv 0.6, mean 120 s)"),
            value_of<TimeDistribution>("lognormal(mean 2 min, cv 0.6)"));
}

TEST(TimeDistribution, OffersExamplesThatItCanRead) {
  const auto examples = Parse<TimeDistribution>::describe().examples;
  EXPECT_GE(examples.size(), 7U);
  for (const auto& example : examples)
    EXPECT_TRUE(Parse<TimeDistribution>::read(scalar(example)).value.has_value()) << example;
}

TEST(TimeDistribution, ShowsTheRightSpellingWhereArgumentsAreWrong) {
  for (const auto* text :
       {"lognormal(mean 7 min)", "lognormal(mean 7 min, sd 2)", "lognormal(mean 7, cv 0.6)",
        "lognormal(mean 0 min, cv 0.6)", "lognormal(mean 7 min, cv -1)",
        "lognormal(mean 7 min, cv 0.6 min)", "lognormal(mean 7 km, cv 0.6)"}) {
    const auto said = problem_with<TimeDistribution>(text);
    EXPECT_NE(said.find("lognormal(mean 7 min, cv 0.6)"), std::string::npos) << said;
  }
  EXPECT_NE(problem_with<TimeDistribution>("constant(mean 5 min)").find("constant(5 min)"),
            std::string::npos);
  problem_with<TimeDistribution>("constant(-5 min)");
  problem_with<TimeDistribution>("exponential(mean 0 min)");
  problem_with<TimeDistribution>("erlang(k 0, mean 2 day)");
  problem_with<TimeDistribution>("erlang(k 2.5, mean 2 day)");
  problem_with<TimeDistribution>("gamma(mean 7 min, cv 0)");
  problem_with<TimeDistribution>("uniform(low 10 min, high 5 min)");
  problem_with<TimeDistribution>("triangular(low 5 min, mode 2 min, high 15 min)");
}

TEST(TimeDistribution, RefusesArgumentsItDoesNotKnow) {
  problem_with<TimeDistribution>("lognormal(mean 7 min, cv 0.6, mode 5 min)");
  problem_with<TimeDistribution>("exponential(mean 7 min, cv 0.6)");
}

TEST(TimeDistribution, NamesThoseThereAre) {
  const auto said = problem_with<TimeDistribution>("normal(mean 7 min, sd 1 min)");
  EXPECT_NE(said.find("unknown distribution 'normal'"), std::string::npos);
  EXPECT_NE(said.find("triangular"), std::string::npos);
}

TEST(TimeDistribution, RefusesWhatIsNoDistribution) {
  for (const auto* text : {"", "7 min", "lognormal", "lognormal(", "lognormal()"})
    problem_with<TimeDistribution>(text);
}

TEST(Area, IsInSquareKilometres) {
  EXPECT_EQ(value_of<Area>("2311 km2").km2, 2311.0);
  EXPECT_EQ(value_of<Area>("0.5 km2").km2, 0.5);
  for (const auto* text : {"", "2311", "2311 km", "2311km2", "km2", "many km2", "23 11 km2"})
    EXPECT_NE(problem_with<Area>(text).find("2310 km2"), std::string::npos) << text;
}

TEST(Area, IsWrittenAsItIsRead) {
  EXPECT_EQ(value_of<Area>(Parse<Area>::write(Area{2311.5})).km2, 2311.5);
}

TEST(ClockRange, IsTwoTimesOfTheDay) {
  using Interval = OpeningHours::Interval;
  EXPECT_EQ(value_of<Interval>("08:00-12:00"), (Interval{480, 720}));
  EXPECT_EQ(value_of<Interval>("00:00-24:00"), (Interval{0, 1440}));
  EXPECT_EQ(value_of<Interval>("07:30-19:31"), (Interval{450, 1171}));
  EXPECT_EQ(Parse<Interval>::write({450, 1171}), "07:30-19:31");
}

TEST(ClockRange, HasHoursAndMinutesOfTwoDigits) {
  for (const auto* text :
       {"", "08:00", "08:00-", "-12:00", "8:00-12:00", "08:60-12:00", "08:00-24:01", "08:00-25:00",
        "08.00-12.00", "08:00 - 12:00", "+8:00-12:00", "08:0x-12:00", "1e:00-12:00", " 8:00-12:00"})
    EXPECT_NE(problem_with<OpeningHours::Interval>(text).find("08:00-12:00"), std::string::npos)
        << text;
}

TEST(ClockRange, ClosesAfterItOpensOnTheSameDay) {
  for (const auto* text : {"08:00-08:00", "20:00-06:00"})
    EXPECT_NE(problem_with<OpeningHours::Interval>(text).find("closes before it opens"),
              std::string::npos)
        << text;
}

}  // namespace
}  // namespace tiercare::config
