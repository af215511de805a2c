// SPDX-License-Identifier: Apache-2.0
#include "config/reader.hpp"

#include "config/sample.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tiercare::config {
namespace {

Sample sample_of(std::string_view text) {
  return parse(load_text(text, "sample.yaml"), read_sample).value;
}

TEST(Reader, ReadsWhatIsGiven) {
  const Sample s = sample_of(R"(
title: "五一乡"
record: false
insured: 80 %
stay: constant(2 day)
limit: 40
clinics:
  wuyi: {doctors: 3, consultation: 12 min, ownership: county}
  anzi: {doctors: 1}
timeline:
  - {at: 2017-04-01, clinic: anzi}
shifts: [8 h, 4 h]
fees: {visit: 12.50 yuan, bed: 40 yuan}
payment: {type: capitation, per_person: 30 yuan}
)");
  EXPECT_EQ(s.title, "五一乡");
  EXPECT_FALSE(s.record);
  EXPECT_EQ(s.insured, Probability{0.8});
  EXPECT_EQ(s.limit, 40);
  ASSERT_EQ(s.clinics.size(), 2U);
  EXPECT_EQ(s.clinics[0].ownership, Ownership::county);
  EXPECT_EQ(s.clinics[0].consultation, Duration::minutes(12));
  EXPECT_EQ(s.clinics[1].name.value, "anzi");
  EXPECT_EQ(s.clinics[1].name.span.line, 9);
  EXPECT_EQ(s.timeline.at(0).clinic.value, "anzi");
  EXPECT_EQ(s.shifts, (std::vector{Duration::hours(8), Duration::hours(4)}));
  EXPECT_EQ(s.fees.at("visit"), Money{1250});
  EXPECT_EQ(s.payment, "capitation");
  EXPECT_EQ(s.per_person, Money::yuan(30));
}

TEST(Reader, FillsInDefaultsAlsoOfSectionsThatAreLeftOut) {
  const Sample s = sample_of("title: x\n");
  EXPECT_TRUE(s.record);
  EXPECT_EQ(s.budget, Money::yuan(1000));
  EXPECT_EQ(s.limit, std::nullopt);
  EXPECT_EQ(s.payment, "");
  EXPECT_EQ(s.stay.text(), "exponential(mean 3 day)");
  EXPECT_EQ(sample_of("title: x\nmoney: {}\n").budget, Money::yuan(1000));
  EXPECT_EQ(sample_of("title: x\nmoney: {budget: 5 yuan}\n").budget, Money::yuan(5));
}

TEST(Reader, AcceptsBoundsThatAreNotExactInBinary) {
  const auto at_seven = [](Reader& r) {
    return r.required<Probability>("p", {.says = "p", .at_least = 7, .at_most = 7});
  };
  EXPECT_EQ(parse(load_text("p: 7 %\n", "a.yaml"), at_seven).value, Probability{0.07});
}

TEST(Reader, ReturnsWarningsWithTheirLineInsteadOfThrowing) {
  const auto outcome = parse(load_text("a: 1\nb: 2\n", "a.yaml"), [](Reader& r) {
    r.warning(r.span_of("b"), "b is old", "use a");
    return r.required<int>("a", {.says = "a"}) + r.required<int>("b", {.says = "b"});
  });
  EXPECT_EQ(outcome.value, 3);
  ASSERT_EQ(outcome.warnings.size(), 1U);
  EXPECT_EQ(outcome.warnings[0].excerpt, "b: 2");
}

TEST(Reader, HearsAnErrorBehindAnyNumberOfWarnings) {
  const auto read = [](Reader& r) {
    for (int i = 0; i < 600; ++i) r.warning(r.span(), fmt::format("doubt {}", i));
    return r.required<Count>("beds", {.says = "beds"});
  };
  EXPECT_THROW(static_cast<void>(parse(load_text("a: 1\n", "sample.yaml"), read)), ScenarioError);
  EXPECT_EQ(parse(load_text("beds: 1\n", "sample.yaml"), read).warnings.size(), 500U);
}

TEST(Reader, ShowsBothPlacesOfAConflict) {
  try {
    static_cast<void>(parse(load_text("have: 2\nneed: 3\n", "a.yaml"), [](Reader& r) {
      const auto have = r.located<Count>("have", std::nullopt, {.says = "have"});
      const auto need = r.located<Count>("need", std::nullopt, {.says = "need"});
      EXPECT_FALSE(r.has_errors());
      r.error(need.span, "need is 3, more than have", {}, {{have.span, "have is 2"}});
      EXPECT_TRUE(r.has_errors());
      return 0;
    }));
    FAIL() << "a conflict was not reported";
  } catch (const ScenarioError& error) {
    EXPECT_STREQ(error.what(),
                 "a.yaml:2:7: error: need is 3, more than have\n"
                 "   2 | need: 3\n     |       ^\na.yaml:1:7: note: have is 2\n");
  }
}

TEST(Reader, ReportsEverythingAtOnceInTheOrderOfTheText) {
  try {
    static_cast<void>(sample_of("scale: big\ntitle: x\nrecord: yes\nrecord: no\nlast: 1\n"));
    FAIL();
  } catch (const ScenarioError& error) {
    ASSERT_EQ(error.diagnostics().size(), 4U);
    for (std::size_t i = 1; i < 4; ++i)
      EXPECT_LE(error.diagnostics()[i - 1].span.line, error.diagnostics()[i].span.line);
  }
}

struct Blood {
  char group = '0';
};
}  // namespace

template <>
struct Parse<Blood> {
  static Parsed<Blood> read(const Node& scalar) {
    if (scalar.text.size() == 1) return Blood{scalar.text[0]};
    return Problem{"no blood group"};
  }
  static TypeDescription describe() { return {"blood group", "血型", "string"}; }
  static std::string write(const Blood& value) { return {value.group}; }
};

namespace {

TEST(Reader, LearnsANewTypeFromItsParseAlone) {
  const auto read = [](Reader& r) { return r.optional<Blood>("b", Blood{'A'}, {.says = "b"}); };
  EXPECT_EQ(parse(load_text("b: B\n", "a.yaml"), read).value.group, 'B');
  EXPECT_EQ(parse(load_text("{}\n", "a.yaml"), read).value.group, 'A');
  EXPECT_THROW(parse(load_text("b: AB\n", "a.yaml"), read), ScenarioError);
  EXPECT_EQ(describe(read).members.back().default_text, "A");
}

}  // namespace
}  // namespace tiercare::config
