// SPDX-License-Identifier: Apache-2.0
#include "config/description.hpp"

#include "config/sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tiercare::config {
namespace {

const DescribedValue* find(const std::vector<DescribedValue>& values, std::string_view path) {
  const auto found = std::ranges::find(values, path, &DescribedValue::path);
  return found == values.end() ? nullptr : &*found;
}

TEST(Description, RecordsEveryFieldThatTheReaderAsksFor) {
  const Description root = describe(read_sample);
  const auto values = described_values(root);
  for (const char* path :
       {"extends", "title", "clinics.NAME.doctors", "timeline[].at", "fees", "money.budget",
        "payment.capitation/per_person", "shifts", "rooms[].beds"})
    EXPECT_NE(find(values, path), nullptr) << path;
  const Description& consultation = *find(values, "clinics.NAME.consultation")->description;
  EXPECT_EQ(consultation.default_text, "10 min");
  EXPECT_EQ(consultation.source, "time.consult_town");
  EXPECT_EQ(consultation.at_least, 0.0);
  EXPECT_EQ(consultation.at_most, 240.0);
  EXPECT_FALSE(consultation.required);
  // What has no default needs no source for it.
  EXPECT_EQ(find(values, "money.budget")->description->source, "assumed");
  EXPECT_EQ(find(values, "title")->description->source, "");
  EXPECT_EQ(find(values, "limit")->description->source, "");
  EXPECT_TRUE(find(values, "clinics.NAME.doctors")->description->required);
}

TEST(Schema, ClosesEveryMappingAndDemandsOnlyInWholeScenarios) {
  const std::string schema = to_json_schema(describe(read_sample), "sample");
  const auto change = schema.find("\"change\"");
  ASSERT_NE(change, std::string::npos);
  const std::string whole_part = schema.substr(0, change);
  EXPECT_NE(whole_part.find("\"required\": [\n        \"title\"\n      ]"), std::string::npos);
  EXPECT_NE(schema.find("draft-07"), std::string::npos);
  EXPECT_NE(whole_part.find("\"oneOf\""), std::string::npos);
  EXPECT_EQ(whole_part.find("\"anyOf\""), std::string::npos);
  // Only items of lists are whole in a change, since a list replaces its base's.
  const std::string change_part = schema.substr(change);
  EXPECT_EQ(change_part.find("\"doctors\"\n"), std::string::npos);
  EXPECT_NE(change_part.find("\"required\": [\n              \"at\"\n"), std::string::npos);
}

TEST(Schema, EscapesQuotesAndBackslashes) {
  const std::string schema = to_json_schema(describe(read_sample), "a \"b\" \\ c");
  EXPECT_NE(schema.find(R"("title": "a \"b\" \\ c")"), std::string::npos);
  EXPECT_NE(schema.find(R"(\\.)"), std::string::npos);  // of the number pattern
}

TEST(Schema, OfAFileThatExtendsNothingHasOneForm) {
  const std::string schema = to_json_schema(describe_alone(read_sample), "sample");
  EXPECT_EQ(schema.find("extends"), std::string::npos);
  EXPECT_EQ(schema.find("definitions"), std::string::npos);
  EXPECT_NE(schema.find("  \"required\": [\n    \"title\"\n  ]"), std::string::npos);
}

TEST(Schema, AllowsAMinusSignOnlyWhereAValueMayBeNegative) {
  const std::string schema = to_json_schema(describe_alone(read_sample), "sample");
  EXPECT_NE(schema.find(R"("pattern": "^[+]?([0-9]+)"), std::string::npos);  // reach
  EXPECT_NE(schema.find(R"([eE][+-]?[0-9]+)? ?(pp)$)"), std::string::npos);  // shift
  EXPECT_EQ(schema.find(R"([eE][+-]?[0-9]+)? ?(pp)$)"),
            schema.find("?(pp)$") - std::string_view{R"([eE][+-]?[0-9]+)? )"}.size());
}

TEST(Schema, SpeaksBothLanguages) {
  const std::string schema = to_json_schema(describe(read_sample), "sample");
  EXPECT_NE(schema.find(R"("what it is about\n内容")"), std::string::npos);
  EXPECT_NE(schema.find("town: run by the town 乡镇所有"), std::string::npos);
}

TEST(ReferencePage, TellsEveryFieldInBothLanguages) {
  const Description root = describe(read_sample);
  const std::string english = to_markdown(root, "Sample", "Read it.");
  const std::string chinese = to_markdown(root, "样例", "请读。", Language::chinese);
  EXPECT_TRUE(english.starts_with("# Sample\n\nRead it.\n"));
  for (const auto& value : described_values(root)) {
    const std::string row = "| `" + value.description->key + "` |";
    EXPECT_NE(english.find(row), std::string::npos) << row;
    EXPECT_NE(chinese.find(row), std::string::npos) << row;
  }
  EXPECT_NE(english.find("\n## `clinics.NAME`\n"), std::string::npos);
  EXPECT_NE(english.find("| `title` | text |  | required | what it is about |  |"),
            std::string::npos);
  EXPECT_NE(chinese.find("| `title` | 文字 |  | 必填 | 内容 |  |"), std::string::npos);
}

TEST(ReferencePage, SaysHowTheTypesOfItsFieldsAreWritten) {
  const Description root = describe(read_sample);
  const std::string english = to_markdown(root, "Sample", "");
  EXPECT_NE(english.find("| distance | km or m | `4 km`, `350 m` |"), std::string::npos);
  const std::string chinese = to_markdown(root, "样例", "", Language::chinese);
  EXPECT_NE(chinese.find("| 距离 | km、m | `4 km`, `350 m` |"), std::string::npos);
}

TEST(ReferencePage, ListsItsSectionsWithLinksToTheirHeadings) {
  const std::string page = to_markdown(describe(read_sample), "Sample", "");
  EXPECT_NE(page.find("- [`clinics.NAME`](#clinicsname): the clinics\n"), std::string::npos);
  EXPECT_NE(page.find("  - [`payment.type: capitation`](#paymenttype-capitation): a sum per"),
            std::string::npos);
  EXPECT_NE(page.find("\n### `payment.type: capitation`\n"), std::string::npos);
  EXPECT_NE(page.find("| [`clinics`](#clinicsname) | sections by name |"), std::string::npos);
}

TEST(ReferencePage, TellsEqualKeysOnce) {
  const auto read = [](Reader& reader) {
    for (const char* desk : {"morning", "evening"})
      reader.section(desk, Presence::required, {.says = "a shift"}, [](Reader& shift) {
        for (const char* who : {"doctors", "nurses"})
          shift.required<Count>(who, {.says = "how many"});
        shift.required<Duration>("length", {.says = "how long"});
      });
  };
  const std::string page = to_markdown(describe_alone(read), "Shifts", "");
  EXPECT_NE(page.find("| `doctors`, `nurses` | whole number | ≥ 0 | required | how many |  |"),
            std::string::npos);
  EXPECT_NE(page.find("## `evening`\n\na shift\n\nThe same keys as [`morning`](#morning)."),
            std::string::npos);
}

}  // namespace
}  // namespace tiercare::config
