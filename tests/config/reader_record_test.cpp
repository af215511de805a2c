// SPDX-License-Identifier: Apache-2.0
// A record of what a reader came by: every value once, with its field, its place and whom it
// overrides.
#include "config/reader_record.hpp"

#include "config/sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tiercare::config {
namespace {

std::vector<ReadValue> values_of(const Document& document) {
  ReadRecord record;
  static_cast<void>(parse(document, read_sample, &record));
  return record.values();
}

std::vector<ReadValue> values_of(std::string_view text) {
  return values_of(load_text(text, "sample.yaml"));
}

const ReadValue* find(const std::vector<ReadValue>& values, std::string_view path) {
  const auto found = std::ranges::find(values, path, &ReadValue::path);
  return found == values.end() ? nullptr : &*found;
}

const std::string sample =
    "title: A sample\n"
    "insured: 90 %\n"
    "clinics:\n"
    "  north: {doctors: 2}\n"
    "fees: {visit: 5 yuan}\n"
    "shifts: [8 h, 4 h]\n"
    "payment: {type: capitation, per_person: 100 yuan}\n";

TEST(ReadRecord, HasEveryValueThatIsGivenWithItsPlace) {
  const auto values = values_of(sample);
  const ReadValue& insured = *find(values, "insured");
  EXPECT_TRUE(insured.given);
  EXPECT_EQ(insured.text, "90 %");
  EXPECT_EQ(insured.span.line, 2);
  EXPECT_EQ(insured.description.says, "insured residents");
  EXPECT_EQ(insured.description.type.name, "share");
  EXPECT_EQ(find(values, "clinics.north.doctors")->text, "2");
  EXPECT_EQ(find(values, "fees.visit")->text, "5 yuan");
  EXPECT_EQ(find(values, "shifts")->text, "[8 h, 4 h]");
  EXPECT_EQ(find(values, "payment.type")->text, "capitation");
  EXPECT_EQ(find(values, "payment.per_person")->text, "100 yuan");
}

TEST(ReadRecord, HasDefaultsButNothingForWhatIsAbsentWithoutOne) {
  const auto values = values_of(sample);
  const ReadValue& consultation = *find(values, "clinics.north.consultation");
  EXPECT_FALSE(consultation.given);
  EXPECT_EQ(consultation.text, "");
  EXPECT_EQ(consultation.span.file, "");
  EXPECT_EQ(consultation.description.default_text, "10 min");
  EXPECT_EQ(consultation.description.source, "time.consult_town");
  EXPECT_EQ(find(values, "money.budget")->description.default_text, "1000 yuan");
  EXPECT_EQ(find(values, "limit"), nullptr);
}

TEST(ReadRecord, KnowsWhomAValueOverridesThroughEveryFileBelow) {
  const Document first = load_text("title: first\ninsured: 70 %\nscale: 2\n", "first.yaml");
  const Document second = load_text("title: second\ninsured: 80 %\n", "second.yaml");
  const Document third = load_text("insured: 90 %\n", "third.yaml");
  const auto values = values_of(merged(third, merged(second, first)));
  const ReadValue& insured = *find(values, "insured");
  EXPECT_EQ(insured.span.file, "third.yaml");
  ASSERT_EQ(insured.overrides.size(), 2U);
  EXPECT_EQ(insured.overrides[0].span.file, "second.yaml");
  EXPECT_EQ(insured.overrides[0].text, "80 %");
  EXPECT_EQ(insured.overrides[1].span.file, "first.yaml");
  EXPECT_EQ(insured.overrides[1].span.line, 2);
  EXPECT_TRUE(find(values, "scale")->overrides.empty());
}

TEST(ReadRecord, ChangesNothingOfWhatIsRead) {
  const Document document = load_text(sample, "sample.yaml");
  ReadRecord record;
  const Sample recorded = parse(document, read_sample, &record).value;
  const Sample plain = parse(document, read_sample).value;
  EXPECT_EQ(recorded.insured, plain.insured);
  EXPECT_EQ(recorded.per_person, plain.per_person);
  EXPECT_EQ(recorded.fees, plain.fees);
  EXPECT_EQ(recorded.clinics.at(0).consultation, plain.clinics.at(0).consultation);
}

TEST(ReadRecord, SetsAPrefixBeforeThePathsOfAnotherFile) {
  ReadRecord record;
  record.set_prefix("pathway");
  static_cast<void>(parse(load_text("title: x\n", "x.yaml"), read_sample, &record));
  EXPECT_NE(find(record.values(), "pathway.title"), nullptr);
  EXPECT_EQ(find(record.values(), "title"), nullptr);
}

}  // namespace
}  // namespace tiercare::config
