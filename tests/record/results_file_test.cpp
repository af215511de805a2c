// SPDX-License-Identifier: Apache-2.0
// Results files: documented throughout, equal for equal runs, and never mistaken for complete.
#include "record/results_file.hpp"

#include "base/error.hpp"
#include "sample.hpp"

#include <signal.h>
#include <sys/resource.h>

#include <thread>

// libhdf5 loses two buffers of a file that cannot be written to its end; the leak is not ours.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libhdf5";
}

namespace tiercare {
namespace {

class Results : public InFolder {
 protected:
  std::string written_at(std::string_view name, std::uint32_t rows) const {
    ResultsFile file{at(name), sample_identity()};
    fill(file, rows);
    file.finish();
    return file.content_digest();
  }
  Hdf5File read(std::string_view name) const {
    return Hdf5File::open(at(name).string(), Hdf5File::Access::read);
  }
};

TEST_F(Results, CarryTheirIdentity) {
  const auto digest = written_at("run.h5", 10);
  const auto file = read("run.h5");
  EXPECT_EQ(file.attribute("/", "format"), AttributeValue{"tiercare-results"});
  EXPECT_EQ(file.attribute("/", "format_version"), AttributeValue{std::int64_t{1}});
  EXPECT_EQ(file.attribute("/", "software_version"), AttributeValue{"0.1.0"});
  EXPECT_EQ(file.attribute("/", "scenario_name"), AttributeValue{"heping/2017"});
  EXPECT_EQ(file.attribute("/", "scenario_hash"), AttributeValue{"00ff"});
  EXPECT_EQ(file.attribute("/", "seed"), AttributeValue{std::uint64_t{18446744073709551615U}});
  EXPECT_EQ(file.attribute("/", "replication"), AttributeValue{std::int64_t{2}});
  EXPECT_EQ(file.attribute("/", "complete"), AttributeValue{std::int64_t{1}});
  EXPECT_EQ(file.attribute("/", "content_digest"), AttributeValue{digest});
  EXPECT_EQ(file.read_text("/scenario"), "tiercare: 1\nname: 和平县\n");
}

TEST_F(Results, HoldNoUndocumentedDataset) {
  written_at("run.h5", 70'000);
  const auto file = read("run.h5");
  const auto datasets = file.datasets();
  EXPECT_EQ(datasets.size(), 12U);
  for (const auto& dataset : datasets)
    for (const auto* name : {"unit", "description", "description_zh"}) {
      const auto text = file.attribute(dataset, name);
      ASSERT_TRUE(text.has_value()) << dataset << " has no " << name;
      EXPECT_FALSE(std::get<std::string>(*text).empty()) << dataset << " has an empty " << name;
    }
}

TEST_F(Results, BringMatricesAndNamesBack) {
  written_at("run.h5", 1);
  const auto file = read("run.h5");
  EXPECT_EQ(numbers<std::int32_t>(file, "/series/visits"),
            (std::vector<std::int32_t>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(file.shape("/series/waiting").extent, (std::vector<std::uint64_t>{3, 2}));
  EXPECT_EQ(numbers<float>(file, "/series/waiting"),
            (std::vector<float>{0.3F, 0.2F, 0.0F, 1e6F, 2.5F, 3.0F}));
  EXPECT_EQ(file.read_strings("/names/name_zh").at(1), "和平县人民医院");
  EXPECT_EQ(file.attribute("/series/visits", "dimensions"),
            AttributeValue{(std::vector<std::string>{"facility", "day"})});
}

TEST_F(Results, OfEqualRunsAreEqualByteForByte) {
  for (const auto rows : {0U, 5U, 70'000U}) {
    written_at("a" + std::to_string(rows), rows);
    written_at("b" + std::to_string(rows), rows);
    EXPECT_EQ(bytes_of(at("a" + std::to_string(rows))), bytes_of(at("b" + std::to_string(rows))));
  }
}

TEST_F(Results, OfDifferentRunsHaveDifferentDigests) {
  EXPECT_NE(written_at("a.h5", 100), written_at("b.h5", 101));
}

TEST_F(Results, KeepTheirDigest) {
  // The same in release and debug and with any thread count; changes only with format or content.
  EXPECT_EQ(written_at("a.h5", 70'000), "6970942380631b41");
}

TEST_F(Results, WrittenByThreadsAtTheSameTimeAreThoseWrittenInTurn) {
  written_at("in_turn", 200'000);
  {
    const std::jthread one{[this] { written_at("one", 200'000); }};
    const std::jthread two{[this] { written_at("two", 200'000); }};
    const std::jthread three{[this] { written_at("three", 200'000); }};
  }
  const auto expected = bytes_of(at("in_turn"));
  EXPECT_EQ(bytes_of(at("one")), expected);
  EXPECT_EQ(bytes_of(at("two")), expected);
  EXPECT_EQ(bytes_of(at("three")), expected);
}

TEST_F(Results, HaveTheirNameOnlyWhenComplete) {
  ResultsFile file{at("run.h5"), sample_identity()};
  fill(file, 100);
  EXPECT_FALSE(std::filesystem::exists(at("run.h5")));
  EXPECT_TRUE(std::filesystem::exists(at("run.h5.partial")));
  file.finish();
  EXPECT_TRUE(std::filesystem::exists(at("run.h5")));
  EXPECT_FALSE(std::filesystem::exists(at("run.h5.partial")));
}

TEST_F(Results, OfAnAbandonedRunStayReadableAndIncomplete) {
  {
    ResultsFile file{at("run.h5"), sample_identity()};
    fill(file, 70'000);
  }
  EXPECT_FALSE(std::filesystem::exists(at("run.h5")));
  const auto file = read("run.h5.partial");
  EXPECT_EQ(file.attribute("/", "complete"), AttributeValue{std::int64_t{0}});
  EXPECT_EQ(numbers<std::int64_t>(file, "/contacts/time").size(), 70'000U);
}

TEST_F(Results, OfAKilledProcessKeepTheChunksWrittenBefore) {
  const auto killed_in_the_middle = [this] {
    ResultsFile file{at("run.h5"), sample_identity()};
    fill(file, 9 * 65'536);  // at most five chunks are still under way
    ::_exit(7);
  };
  EXPECT_EXIT(killed_in_the_middle(), testing::ExitedWithCode(7), "");
  const auto file = read("run.h5.partial");
  EXPECT_EQ(file.attribute("/", "complete"), AttributeValue{std::int64_t{0}});
  const auto time = numbers<std::int64_t>(file, "/contacts/time");
  ASSERT_GE(time.size(), 3U * 65'536U);
  const auto last = static_cast<std::uint32_t>(time.size() - 1);
  EXPECT_EQ(time.back(), sample_row(last).time.ms);
}

TEST_F(Results, AreNotOverwrittenUnasked) {
  written_at("run.h5", 10);
  const auto before = bytes_of(at("run.h5"));
  EXPECT_THROW(ResultsFile(at("run.h5"), sample_identity()), OutputError);
  EXPECT_EQ(bytes_of(at("run.h5")), before);
  EXPECT_FALSE(std::filesystem::exists(at("run.h5.partial")));
}

TEST_F(Results, AreReplacedOnRequestAndOnlyOnceTheNewOnesAreWhole) {
  written_at("run.h5", 10);
  const auto before = bytes_of(at("run.h5"));
  ResultsFile file{at("run.h5"), sample_identity(), Overwrite::replace};
  fill(file, 20);
  EXPECT_EQ(bytes_of(at("run.h5")), before);
  file.finish();
  EXPECT_EQ(read("run.h5").shape("/contacts/time").extent.at(0), 20U);
}

TEST_F(Results, OfAnUnfinishedRunAreNotOverwrittenUnaskedEither) {
  { const ResultsFile file{at("run.h5"), sample_identity()}; }
  EXPECT_THROW(ResultsFile(at("run.h5"), sample_identity()), OutputError);
  EXPECT_NO_THROW(ResultsFile(at("run.h5"), sample_identity(), Overwrite::replace));
}

TEST_F(Results, DoNotReplaceAFileThatAppearedDuringTheRun) {
  ResultsFile file{at("run.h5"), sample_identity()};
  fill(file, 10);
  std::ofstream{at("run.h5")} << "precious";
  EXPECT_THROW(file.finish(), OutputError);
  EXPECT_EQ(bytes_of(at("run.h5")), "precious");
  EXPECT_TRUE(std::filesystem::exists(at("run.h5.partial")));
}

TEST_F(Results, NeedAFolderThatIsThere) {
  try {
    const ResultsFile file{at("absent/run.h5"), sample_identity()};
    FAIL() << "a file in no folder";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.path(), at("absent/run.h5.partial").string());
    EXPECT_NE(std::string{error.what()}.find("No such file or directory"), std::string::npos);
  }
}

TEST_F(Results, AreRefusedWhenATableAndItsNamesDifferInLength) {
  ResultsFile file{at("run.h5"), sample_identity()};
  fill(file, 10);
  const std::vector<std::string> names{"one"};
  file.write_strings("/contacts/name", names, {.unit = "text", .says = "n", .says_zh = "名"});
  EXPECT_THROW(file.finish(), OutputError);
  EXPECT_FALSE(std::filesystem::exists(at("run.h5")));
}

TEST_F(Results, ThatTheDiskChangedAreRefused) {
  ResultsFile file{at("run.h5"), sample_identity(), Overwrite::refuse, ChunkForm::plain};
  fill(file, 70'000);
  file.set_attribute("note", "said once the first chunk is on the disk");
  {
    std::fstream disk{at("run.h5.partial"), std::ios::binary | std::ios::in | std::ios::out};
    disk.seekp(300'000);  // inside the chunk of the first column
    disk.put('\x7f');
  }
  try {
    file.finish();
    FAIL() << "a damaged file was given its name";
  } catch (const OutputError& error) {
    EXPECT_NE(std::string{error.what()}.find("/contacts/time does not read back as written"),
              std::string::npos)
        << error.what();
  }
  EXPECT_FALSE(std::filesystem::exists(at("run.h5")));
  EXPECT_EQ(read("run.h5.partial").attribute("/", "complete"), AttributeValue{std::int64_t{0}});
}

/// Lets this process write no file beyond a size, as a full disk would.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    handler_ = ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
  sighandler_t handler_ = nullptr;
};

TEST_F(Results, OnAFullDiskAreOneClearError) {
  for (const rlim_t room : {1'000U, 20'000U, 300'000U, 1'000'000U, 2'000'000U, 2'500'000U}) {
    const SmallDisk disk{room};
    const auto name = "run" + std::to_string(room);
    try {
      written_at(name, 250'000);
      FAIL() << "written within " << room << " bytes";
    } catch (const OutputError& error) {
      EXPECT_NE(std::string{error.what()}.find("File too large"), std::string::npos)
          << error.what();
    }
    EXPECT_FALSE(std::filesystem::exists(at(name)));
  }
  // The library is in order afterwards: the next run is written.
  EXPECT_EQ(written_at("next", 10).size(), 16U);
}

}  // namespace
}  // namespace tiercare
