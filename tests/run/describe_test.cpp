// SPDX-License-Identifier: Apache-2.0
// What the program says of its language: the committed schema and pages are what it says today, and
// policies tell their parameters.
#include "run/describe.hpp"

#include "policies/catalogue.hpp"
#include "run/small_county.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>

namespace tiercare::testing {
namespace {

namespace fs = std::filesystem;

const fs::path root = TIERCARE_SOURCE_DIR;

class LibraryFile : public ::testing::TestWithParam<FileKind> {
 protected:
  [[nodiscard]] static std::string name() { return std::string{name_of(GetParam())}; }
};

TEST_P(LibraryFile, HasTheSchemaThatItsReaderMeans) {
  EXPECT_EQ(text_of(root / "scenarios" / "schema" / (name() + ".json")), json_schema(GetParam()))
      << "run: make reference";
}

TEST_P(LibraryFile, HasTheReferencePagesThatItsReaderMeans) {
  const fs::path pages = root / "docs" / "reference";
  EXPECT_EQ(text_of(pages / (name() + ".md")),
            reference_page(GetParam(), config::Language::english))
      << "run: make reference";
  EXPECT_EQ(text_of(pages / (name() + ".zh.md")),
            reference_page(GetParam(), config::Language::chinese))
      << "run: make reference";
}

TEST_P(LibraryFile, HasAPageWhoseLinksLeadToHeadings) {
  const std::string page = reference_page(GetParam(), config::Language::english);
  std::set<std::string> headings;
  const std::regex heading{"(?:^|\n)#+ `([^`\n]+)`"};
  for (std::sregex_iterator at{page.begin(), page.end(), heading}, end; at != end; ++at) {
    std::string anchor;
    for (const char c : (*at)[1].str())
      if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-')
        anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      else if (c == ' ')
        anchor += '-';
    EXPECT_TRUE(headings.insert(anchor).second) << anchor << " stands twice";
  }
  std::size_t links = 0;
  const std::regex link{"\\]\\(#([^)]*)\\)"};
  for (std::sregex_iterator at{page.begin(), page.end(), link}, end; at != end; ++at, ++links)
    EXPECT_EQ(headings.count((*at)[1].str()), 1U) << (*at)[1].str();
  EXPECT_GE(links, headings.size());
}

INSTANTIATE_TEST_SUITE_P(Described, LibraryFile, ::testing::ValuesIn(file_kinds),
                         [](const auto& instance) { return std::string{name_of(instance.param)}; });

TEST(DescribedPolicies, AreAllThatAScenarioCanName) {
  std::vector<std::string> named;
  for (const PolicyInfo& policy : describe_policies())
    named.push_back(policy.kind + " " + policy.name);
  const PolicyCatalogue catalogue = policy_catalogue();
  std::vector<std::string> known;
  for (const auto& entry : catalogue.benefits) known.push_back("benefit " + entry.name);
  for (const auto& entry : catalogue.payments) known.push_back("payment " + entry.name);
  for (const auto& entry : catalogue.referrals) known.push_back("referral " + entry.name);
  EXPECT_EQ(named, known);
}

TEST(DescribedPolicies, SayWhatTheyAreAndWhereTheyAreNamed) {
  for (const PolicyInfo& policy : describe_policies()) {
    EXPECT_FALSE(policy.says.empty()) << policy.name;
    EXPECT_FALSE(policy.says_zh.empty()) << policy.name;
    EXPECT_FALSE(policy.kind_zh.empty()) << policy.name;
    const std::vector<std::string> expected =
        policy.kind == "benefit"
            ? std::vector<std::string>{"benefits.resident.scheme", "benefits.employee.scheme"}
        : policy.kind == "payment"
            ? std::vector<std::string>{"payment.resident.scheme", "payment.employee.scheme"}
            : std::vector<std::string>{"referral.rule"};
    EXPECT_EQ(policy.named_at, expected) << policy.name;
  }
}

TEST(DescribedPolicies, TellTheirParametersAsTheReaderAsksForThem) {
  const auto policies = describe_policies();
  const auto policy = std::ranges::find(policies, "tiered_coinsurance", &PolicyInfo::name);
  ASSERT_NE(policy, policies.end());
  const auto find = [&](std::string_view path) {
    return *std::ranges::find(policy->parameters, path, &FieldInfo::path);
  };
  const FieldInfo share = find("inpatient.fund_share.county");
  EXPECT_EQ(share.type, "share");
  EXPECT_EQ(share.type_zh, "比例");
  EXPECT_EQ(share.range, "0 … 100 %");
  EXPECT_EQ(share.source, "ins.rate_county");
  EXPECT_TRUE(share.required);
  const FieldInfo second = find("second_deductible_on_down_referral");
  EXPECT_EQ(second.default_text, "charged");
  EXPECT_FALSE(second.required);
  EXPECT_EQ(second.choices, (std::vector<std::string>{"charged", "waived"}));
  const auto fee = std::ranges::find(policies, "fee_for_service", &PolicyInfo::name);
  ASSERT_NE(fee, policies.end());
  EXPECT_TRUE(fee->parameters.empty());
}

TEST(DescribedFields, AreThoseOfEveryKindOfFileByThePathsOfAnExplanation) {
  const auto fields = describe_fields();
  const auto find = [&](std::string_view path) {
    const auto found = std::ranges::find(fields, path, &FieldInfo::path);
    return found == fields.end() ? FieldInfo{} : *found;
  };
  EXPECT_EQ(find("facilities.NAME.beds").file, "scenario");
  EXPECT_EQ(find("conditions.NAME.incidence").file, "conditions");
  EXPECT_EQ(find("pathway.start").file, "pathway");
  EXPECT_EQ(find("geography.settlements").type, "CSV file");
  EXPECT_EQ(find("geography.settlements[].residents").type, "whole number");
  EXPECT_EQ(find("timeline[].on").type_zh, "日期");
  EXPECT_TRUE(find("population").is_section);
  EXPECT_FALSE(find("population.residents").is_section);
  for (const FieldInfo& field : fields) {
    EXPECT_FALSE(field.says.empty()) << field.path;
    EXPECT_FALSE(field.says_zh.empty()) << field.path;
    EXPECT_FALSE(field.type.empty()) << field.path;
  }
}

TEST(DescribedFields, SayUnderWhichChoiceTheyExist) {
  const auto fields = describe_fields();
  const auto rule = std::ranges::find(fields, "referral.rule", &FieldInfo::path);
  ASSERT_NE(rule, fields.end());
  EXPECT_TRUE(rule->kind_at.empty());
  EXPECT_GT(rule->choices.size(), 1U);
  const auto listed = std::ranges::find(fields, "referral.up", &FieldInfo::path);
  ASSERT_NE(listed, fields.end());
  EXPECT_EQ(listed->kind_at, "referral.rule");
  EXPECT_EQ(listed->kind, "agreed_lists");
  EXPECT_TRUE(listed->type.starts_with("list of ")) << listed->type;
}

TEST(DescribedFacilities, AreTheGroupsOfTheScenarioWithWhatEachOfThemHas) {
  const auto groups = describe_facilities(small_county());
  const auto centres = std::ranges::find(groups, "township", &FacilityGroupInfo::tier);
  ASSERT_NE(centres, groups.end());
  EXPECT_EQ(centres->facilities, 2U);
  std::size_t facilities = 0;
  for (const FacilityGroupInfo& group : groups) facilities += group.facilities;
  EXPECT_EQ(facilities, 10U);
  const auto clinics = std::ranges::find(groups, "village", &FacilityGroupInfo::tier);
  ASSERT_NE(clinics, groups.end());
  EXPECT_EQ(clinics->beds, 0U);
  EXPECT_GT(clinics->consulting_rooms, 0U);
}

}  // namespace
}  // namespace tiercare::testing
