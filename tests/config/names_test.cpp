// SPDX-License-Identifier: Apache-2.0
// Lists of names: one by one, or selected by a sentence.
#include "config/sample.hpp"

#include <gtest/gtest.h>

namespace tiercare::config {
namespace {

using Names = std::vector<std::string>;

Names open_at_the_weekend(const std::string& said) {
  const std::string text =
      "title: x\nclinics: {north: {doctors: 1}, south: {doctors: 1}, west: {doctors: 1}}\n";
  return parse(load_text(text + said, "a.yaml"), read_sample).value.weekend;
}

TEST(Names, AreReadOneByOneInTheOrderOfTheText) {
  EXPECT_EQ(open_at_the_weekend("weekend: [west, north]\n"), (Names{"west", "north"}));
  EXPECT_EQ(open_at_the_weekend("weekend: []\n"), Names{});
  EXPECT_EQ(open_at_the_weekend(""), Names{});
}

TEST(Names, AreSelectedByASentenceInTheOrderOfWhatIsKnown) {
  EXPECT_EQ(open_at_the_weekend("weekend: all clinics\n"), (Names{"north", "south", "west"}));
  EXPECT_EQ(open_at_the_weekend("weekend: all clinics except [south]\n"), (Names{"north", "west"}));
  EXPECT_EQ(open_at_the_weekend("weekend: 'all clinics except [ west,south ]'\n"), Names{"north"});
  EXPECT_EQ(open_at_the_weekend("weekend: all clinics except\n  [south,\n  west]\n"),
            Names{"north"});
}

TEST(Names, AreInTheSchemaAsAListOrASelector) {
  const std::string schema = to_json_schema(describe(read_sample), "sample");
  EXPECT_NE(schema.find(R"("pattern": "^all clinics( except \\[.+\\])?$")"), std::string::npos);
  EXPECT_NE(schema.find(R"("uniqueItems": true)"), std::string::npos);
}

TEST(Names, AreOnTheReferencePageWithTheirSelector) {
  const Description root = describe(read_sample);
  EXPECT_NE(to_markdown(root, "Sample", "").find("list of names of clinics, or `all clinics`"),
            std::string::npos);
  EXPECT_NE(to_markdown(root, "样例", "", Language::chinese).find("诊所名称，或 `all clinics`"),
            std::string::npos);
}

}  // namespace
}  // namespace tiercare::config
