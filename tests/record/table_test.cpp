// SPDX-License-Identifier: Apache-2.0
// Tables: what was appended is what is read, at every length around a chunk.
#include "record/table.hpp"

#include "base/error.hpp"
#include "sample.hpp"

#include <cmath>

namespace tiercare {
namespace {

class TableInFile : public InFolder,
                    public testing::WithParamInterface<std::tuple<std::uint32_t, ChunkForm>> {};

TEST_P(TableInFile, ReadsBackRowByRowAtEveryLengthAroundAChunk) {
  const auto [rows, form] = GetParam();
  {
    auto file = Hdf5File::create(at("t.h5").string(), Hdf5File::Existing::refuse);
    Background background{2};
    Table<SampleRow> table{{file, background, form}};
    for (std::uint32_t n = 0; n < rows; ++n) table.append(sample_row(n));
    background.drain();
    table.close();
    EXPECT_EQ(table.writer().rows(), rows);
    file.close();
  }
  const auto file = Hdf5File::open(at("t.h5").string(), Hdf5File::Access::read);
  const auto time = numbers<std::int64_t>(file, "/contacts/time");
  const auto person = numbers<std::uint32_t>(file, "/contacts/person");
  const auto kind = numbers<std::uint8_t>(file, "/contacts/kind");
  const auto wait = numbers<double>(file, "/contacts/wait");
  const auto debt = numbers<std::int32_t>(file, "/contacts/debt");
  ASSERT_EQ(time.size(), rows);
  ASSERT_EQ(wait.size(), rows);
  for (std::uint32_t n = 0; n < rows; ++n) {
    const auto row = sample_row(n);
    ASSERT_EQ(time[n], row.time.ms);
    ASSERT_EQ(person[n], row.person.value);
    ASSERT_EQ(kind[n], static_cast<std::uint8_t>(row.kind));
    ASSERT_EQ(wait[n], std::round(row.wait_minutes * 10.0) / 10.0);
    ASSERT_EQ(debt[n], -row.balance);
  }
}
INSTANTIATE_TEST_SUITE_P(Lengths, TableInFile,
                         testing::Combine(testing::Values(0U, 1U, 65U, 65'535U, 65'536U, 65'537U,
                                                          131'072U, 150'000U),
                                          testing::Values(ChunkForm::plain, ChunkForm::deflated)));

using TableColumns = InFolder;

TEST_F(TableColumns, SayWhatTheyAre) {
  auto file = Hdf5File::create(at("t.h5").string(), Hdf5File::Existing::refuse);
  Background background{2};
  Table<SampleRow> table{{file, background}};
  table.append(sample_row(1));
  table.close();
  EXPECT_EQ(file.attribute("/contacts/wait", "unit"), AttributeValue{"min"});
  EXPECT_EQ(file.attribute("/contacts/wait", "quantum"), AttributeValue{0.1});
  EXPECT_EQ(file.attribute("/contacts/wait", "description_zh"), AttributeValue{"等候"});
  EXPECT_EQ(file.attribute("/contacts/person", "missing_value"),
            AttributeValue{std::int64_t{4'294'967'295}});
  EXPECT_EQ(file.attribute("/contacts/time", "missing_value"), AttributeValue{Instant::never().ms});
  EXPECT_EQ(file.attribute("/contacts/kind", "labels_zh"),
            AttributeValue{(std::vector<std::string>{"首诊", "复诊"})});
  EXPECT_FALSE(file.attribute("/contacts/time", "quantum").has_value());
  EXPECT_EQ(file.shape("/contacts/charge").type, StoredType::i64);
  EXPECT_EQ(file.shape("/contacts/severity").type, StoredType::f32);
}

TEST_F(TableColumns, KeepTheOrderOfTheirDescription) {
  auto file = Hdf5File::create(at("t.h5").string(), Hdf5File::Existing::refuse);
  Background background{2};
  Table<SampleRow> table{{file, background}};
  table.close();
  const std::vector<std::string> in_order{
      "/contacts/time",   "/contacts/person", "/contacts/kind",     "/contacts/is_referred",
      "/contacts/charge", "/contacts/wait",   "/contacts/severity", "/contacts/debt"};
  EXPECT_EQ(file.datasets(), in_order);
}

TEST_F(TableColumns, TakeOnlyTheRoomOfTheirRowsWhenTheTableIsSmall) {
  auto file = Hdf5File::create(at("t.h5").string(), Hdf5File::Existing::refuse);
  Background background{2};
  Table<SampleRow> table{{file, background}};
  for (std::uint32_t n = 0; n < 10; ++n) table.append(sample_row(n));
  table.close();
  file.close();
  EXPECT_LT(std::filesystem::file_size(at("t.h5")), 64U * 1024U);
}

TEST_F(TableColumns, TakeLessRoomDeflatedAndHaveTheSameDigest) {
  const auto size_and_digest = [this](std::string_view name, ChunkForm form) {
    auto file = Hdf5File::create(at(name).string(), Hdf5File::Existing::refuse);
    Background background{2};
    Table<SampleRow> table{{file, background, form}};
    for (std::uint32_t n = 0; n < 100'000; ++n) table.append(sample_row(n));
    background.drain();
    table.close();
    const auto digest = file.attribute("/contacts", "content_digest");
    file.close();
    return std::pair{std::filesystem::file_size(at(name)), digest};
  };
  const auto plain = size_and_digest("plain.h5", ChunkForm::plain);
  const auto deflated = size_and_digest("deflated.h5", ChunkForm::deflated);
  EXPECT_LT(deflated.first, plain.first / 2);
  EXPECT_EQ(deflated.second, plain.second);
}

TEST_F(TableColumns, ReadByTheLibraryAsByUs) {
  auto file = Hdf5File::create(at("t.h5").string(), Hdf5File::Existing::refuse);
  Background background{2};
  Table<SampleRow> table{{file, background, ChunkForm::deflated}};
  for (std::uint32_t n = 0; n < 70'000; ++n) table.append(sample_row(n));
  background.drain();
  table.close();
  const auto ours = file.read_chunk("/contacts/time", 0);
  EXPECT_EQ(ours, file.read_rows("/contacts/time", 0, chunk_rows));
  EXPECT_THROW(static_cast<void>(file.read_chunk("/contacts/time", 2 * chunk_rows)), OutputError);
}

TEST_F(TableColumns, DigestTheirValuesAndNothingElse) {
  const auto digest_of_table = [this](std::string_view name, double wait) {
    auto file = Hdf5File::create(at(name).string(), Hdf5File::Existing::refuse);
    Background background{2};
    Table<SampleRow> table{{file, background}};
    auto row = sample_row(3);
    row.wait_minutes = wait;
    table.append(row);
    table.close();
    return file.attribute("/contacts", "content_digest");
  };
  EXPECT_EQ(digest_of_table("a.h5", 1.26), digest_of_table("b.h5", 1.34));  // both are 1.3
  EXPECT_NE(digest_of_table("c.h5", 1.26), digest_of_table("d.h5", 1.36));
}

TEST(Quantum, GivesTheNearestDecimal) {
  std::vector<double> values{0.26, 0.34, 1e9 / 3.0, -2.55};
  round_to_quantum(values, 0.1);
  EXPECT_EQ(values, (std::vector<double>{0.3, 0.3, 333'333'333.3, -2.6}));
  values = {149.0, 151.0};
  round_to_quantum(values, 100.0);
  EXPECT_EQ(values, (std::vector<double>{100.0, 200.0}));
}

TEST(Quantum, KnowsOneZeroAndOneNaN) {
  std::vector<double> values{-0.01, -std::nan("7")};
  round_to_quantum(values, 0.1);
  EXPECT_FALSE(std::signbit(values[0]));
  EXPECT_TRUE(std::isnan(values[1]));
  EXPECT_FALSE(std::signbit(values[1]));
}

}  // namespace
}  // namespace tiercare
