// SPDX-License-Identifier: Apache-2.0
// A file that follows another is, to the byte, what it would be had it been told everything.
#include "base/error.hpp"
#include "record/results_file.hpp"
#include "sample.hpp"

namespace tiercare {
namespace {

constexpr std::uint32_t alike_before =
    70'000;                                // told to both before one follows: a chunk and a rest
constexpr std::uint32_t shared = 300'000;  // told to the leader alone
constexpr std::uint32_t own = 150'000;     // told to the follower alone, after it has parted

class Following : public InFolder, public testing::WithParamInterface<ChunkForm> {
 protected:
  static void tell(Table<SampleRow>& table, std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t n = from; n < to; ++n) table.append(sample_row(n));
  }
  std::string told_everything(std::string_view name, ChunkForm form) const {
    ResultsFile file{at(name), sample_identity(), Overwrite::refuse, form};
    auto& table = file.add_table<SampleRow>();
    tell(table, 0, alike_before + shared);
    file.set_attribute("measured_from", std::int64_t{7});
    tell(table, alike_before + shared, alike_before + shared + own);
    file.finish();
    return file.content_digest();
  }
};

TEST_P(Following, GivesTheBytesOfAFileThatWasToldEverything) {
  const auto expected = told_everything("alone.h5", GetParam());
  ResultsFile leader{at("leader.h5"), sample_identity(), Overwrite::refuse, GetParam()};
  ResultsFile follower{at("follower.h5"), sample_identity(), Overwrite::refuse, GetParam()};
  auto& led = leader.add_table<SampleRow>();
  auto& rows = follower.add_table<SampleRow>();
  tell(led, 0, alike_before);
  tell(rows, 0, alike_before);
  follower.follow(leader);
  tell(led, alike_before, alike_before + shared);
  // Said to both, to the follower first: it waits for the rows that the leader was told before.
  follower.set_attribute("measured_from", std::int64_t{7});
  leader.set_attribute("measured_from", std::int64_t{7});
  follower.part();
  tell(rows, alike_before + shared, alike_before + shared + own);
  tell(led, alike_before + shared, alike_before + shared + own);
  follower.finish();
  leader.finish();
  EXPECT_EQ(follower.content_digest(), expected);
  EXPECT_TRUE(bytes_of(at("follower.h5")) == bytes_of(at("alone.h5")));
  EXPECT_TRUE(bytes_of(at("leader.h5")) == bytes_of(at("alone.h5")));
}

TEST_P(Following, LeavesTheRowsSoFarWhereTheRunWasStopped) {
  {
    ResultsFile leader{at("leader.h5"), sample_identity(), Overwrite::refuse, GetParam()};
    ResultsFile follower{at("follower.h5"), sample_identity(), Overwrite::refuse, GetParam()};
    auto& led = leader.add_table<SampleRow>();
    follower.add_table<SampleRow>();
    follower.follow(leader);
    tell(led, 0, shared);
  }
  for (const auto* name : {"leader.h5.partial", "follower.h5.partial"}) {
    const auto file = Hdf5File::open(at(name).string(), Hdf5File::Access::read);
    EXPECT_EQ(file.attribute("/", "complete"), AttributeValue{std::int64_t{0}});
    EXPECT_EQ(numbers<std::int64_t>(file, "/contacts/time").size(), shared) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, Following, testing::Values(ChunkForm::plain, ChunkForm::deflated));

}  // namespace
}  // namespace tiercare
