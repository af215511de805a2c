// SPDX-License-Identifier: Apache-2.0
// Every spelling that is accepted; those that are not have their cases in tests/bad_scenarios.
#include "config/parse.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace tiercare::config {
namespace {

Node scalar(std::string text) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = std::move(text);
  return node;
}

template <class T>
std::optional<T> read(std::string text) {
  return Parse<T>::read(scalar(std::move(text))).value;
}

TEST(Parse, ReadsDurationsInEveryUnit) {
  EXPECT_EQ(read<Duration>("250 ms"), Duration{250});
  EXPECT_EQ(read<Duration>("90 s"), Duration::seconds(90));
  EXPECT_EQ(read<Duration>("15 min"), Duration::minutes(15));
  EXPECT_EQ(read<Duration>("15min"), Duration::minutes(15));
  EXPECT_EQ(read<Duration>("2.5 h"), Duration::minutes(150));
  EXPECT_EQ(read<Duration>("1 day"), Duration::days(1));
  EXPECT_EQ(read<Duration>("2 weeks"), Duration::days(14));
  EXPECT_EQ(read<Duration>("1 year"), Duration::days(365));
}

TEST(Parse, ReadsMoneyToTheFen) {
  EXPECT_EQ(read<Money>("12.50 yuan"), Money{1250});
  EXPECT_EQ(read<Money>("0.29 yuan"), Money{29});
  EXPECT_EQ(read<Money>("-3 yuan"), Money{-300});
  EXPECT_EQ(read<Money>("123456789.01 yuan"), Money{12345678901});
  EXPECT_EQ(read<Money>("0.005 yuan"), std::nullopt);
}

TEST(Parse, ReadsSharesAndTheirChanges) {
  EXPECT_EQ(read<Probability>("20 %"), Probability{0.2});
  EXPECT_EQ(read<Probability>("7%"), Probability{0.07});
  EXPECT_EQ(read<Probability>("100 %"), Probability{1.0});
  EXPECT_EQ(read<Probability>("100.01 %"), std::nullopt);
  EXPECT_EQ(read<PercentagePoints>("+15 pp"), PercentagePoints{0.15});
  EXPECT_EQ(read<PercentagePoints>("-3 pp"), PercentagePoints{-0.03});
}

TEST(Parse, ReadsRatesPerTimeAndPerPersonYears) {
  EXPECT_DOUBLE_EQ(read<Rate>("0.3 /year")->per_year, 0.3);
  EXPECT_DOUBLE_EQ(read<Rate>("30 /day")->per_year, 30 * 365.0);
  EXPECT_DOUBLE_EQ(read<Rate>("30/day")->per_day(), 30.0);
  EXPECT_DOUBLE_EQ(read<Rate>("120 per 1000 person-years")->per_year, 0.12);
  EXPECT_DOUBLE_EQ(read<Rate>("2 per person-year")->per_year, 2.0);
  EXPECT_EQ(read<Rate>("2 per 0 person-years"), std::nullopt);
}

TEST(Parse, ReadsDistancesSpeedsAndPlainNumbers) {
  EXPECT_EQ(read<Distance>("350 m"), Distance{0.35});
  EXPECT_EQ(read<Speed>("35 km/h"), Speed{35});
  EXPECT_EQ(read<Count>("348386"), 348386);
  EXPECT_EQ(read<int>("2147483648"), std::nullopt);
  EXPECT_EQ(read<Factor>("1e-3"), 0.001);
  EXPECT_EQ(read<Factor>("+.5"), 0.5);
  EXPECT_EQ(read<Factor>("+-5"), std::nullopt);
  EXPECT_EQ(read<Factor>("0x10"), std::nullopt);
  EXPECT_EQ(read<Factor>("nan(1)"), std::nullopt);
  EXPECT_EQ(read<Duration>("infinitym min"), std::nullopt);
}

TEST(Parse, ReadsDatesOfTheCalendar) {
  EXPECT_EQ(read<Date>("1970-01-02"), Date{1});
  EXPECT_EQ(read<Date>("2017-01-01"), Date{17167});
  EXPECT_TRUE(read<Date>("2016-02-29"));
  EXPECT_FALSE(read<Date>("2017-02-29"));
  EXPECT_FALSE(read<Date>("2017-13-01"));
  EXPECT_FALSE(read<Date>("2017-00-10"));
  EXPECT_EQ(Date{17167}.text(), "2017-01-01");
}

TEST(Parse, TakesDistributionsApart) {
  const auto service = read<DistributionText>("lognormal(mean 7 min, cv 0.6)");
  ASSERT_TRUE(service);
  EXPECT_EQ(service->name, "lognormal");
  ASSERT_EQ(service->arguments.size(), 2U);
  EXPECT_EQ(duration_of(*service->find("mean")), Duration::minutes(7));
  EXPECT_EQ(service->find("cv")->value, 0.6);
  EXPECT_EQ(service->find("cv")->unit, "");
  EXPECT_EQ(duration_of(*service->find("cv")), std::nullopt);
  EXPECT_EQ(service->find("median"), nullptr);
  EXPECT_EQ(read<DistributionText>("constant(5 min)")->arguments[0].unit, "min");
  EXPECT_FALSE(read<DistributionText>("constant()"));
  EXPECT_FALSE(read<DistributionText>("constant(5 min"));
  EXPECT_FALSE(read<DistributionText>("(5 min)"));
}

template <class T>
void expect_same_after_writing(const T& value) {
  const std::string text = Parse<T>::write(value);
  EXPECT_EQ(read<T>(text), value) << text;
}

TEST(Parse, ReadsBackWhatItWrites) {
  for (const std::int64_t ms : {0, 1, 999, 60'000, 90'000, 3'600'000, 86'400'000, 604'800'000})
    expect_same_after_writing(Duration{ms});
  for (const std::int64_t fen : {0, 5, -5, 100, 1250, -123456})
    expect_same_after_writing(Money{fen});
  for (int i = 0; i <= 1000; ++i) expect_same_after_writing(Probability{i / 1000.0});
  for (int i = -100; i <= 100; ++i) expect_same_after_writing(PercentagePoints{i / 100.0});
  for (const double x : {0.0, 0.1, 1e-9, 12345.678, 1e22}) {
    expect_same_after_writing(Rate{x});
    expect_same_after_writing(Distance{x});
    expect_same_after_writing(Speed{x});
    expect_same_after_writing(Factor{x});
  }
  expect_same_after_writing(Date{17167});
  expect_same_after_writing(DistributionText{"gamma", {{"mean", 0.1, "day"}, {"cv", 2, ""}}});
}

template <class T>
void expect_examples_to_fit() {
  const TypeDescription type = Parse<T>::describe();
  for (const std::string& example : type.examples) {
    EXPECT_TRUE(read<T>(example)) << example;
    EXPECT_TRUE(std::regex_search(example, std::regex{type.pattern})) << example;
  }
  EXPECT_FALSE(type.name_zh.empty());
}

TEST(Parse, AcceptsItsOwnExamplesAndSoDoesItsPattern) {
  expect_examples_to_fit<bool>();
  expect_examples_to_fit<Count>();
  expect_examples_to_fit<Factor>();
  expect_examples_to_fit<Duration>();
  expect_examples_to_fit<Money>();
  expect_examples_to_fit<Probability>();
  expect_examples_to_fit<PercentagePoints>();
  expect_examples_to_fit<Rate>();
  expect_examples_to_fit<Distance>();
  expect_examples_to_fit<Speed>();
  expect_examples_to_fit<Date>();
  expect_examples_to_fit<DistributionText>();
}

}  // namespace
}  // namespace tiercare::config
