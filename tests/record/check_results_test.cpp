// SPDX-License-Identifier: Apache-2.0
// Checking a results file: a whole one has no fault, and every fault is told at its place.
#include "record/check_results.hpp"

#include "base/error.hpp"
#include "sample.hpp"

#include <algorithm>
#include <random>

namespace tiercare {
namespace {

constexpr std::uint32_t two_chunks = 70'000;

class Check : public InFolder {
 protected:
  static RunIdentity identity() {
    auto run = sample_identity();
    Digest digest;
    digest.add_text(run.scenario_text);
    run.scenario_hash = hexadecimal(digest.value());
    return run;
  }
  std::filesystem::path written(std::uint32_t rows, ChunkForm form = ChunkForm::deflated) const {
    ResultsFile file{at("run.h5"), identity(), Overwrite::replace, form};
    fill(file, rows);
    file.finish();
    return at("run.h5");
  }
  /// The findings after something was done to a whole file.
  template <class Deed>
  std::vector<std::string> after(const Deed& deed) const {
    const auto path = written(100);
    {
      auto file = Hdf5File::open(path.string(), Hdf5File::Access::update);
      deed(file);
      file.close();
    }
    return told(check_results(path));
  }
  std::vector<std::string> after(const std::string& object, const std::string& name,
                                 const AttributeValue& value) const {
    return after([&](Hdf5File& file) { file.set_attribute(object, name, value); });
  }
  static std::vector<std::string> told(const ResultsCheck& check) {
    std::vector<std::string> lines;
    for (const auto& finding : check.findings) {
      EXPECT_FALSE(finding.to_do.empty());
      lines.push_back(finding.object + " " + finding.what);
    }
    return lines;
  }
  std::vector<std::string> of_text(std::string_view text) const {
    std::ofstream{at("other.h5"), std::ios::binary} << text;
    return told(check_results(at("other.h5")));
  }
};

using Lines = std::vector<std::string>;

TEST_F(Check, FindsNothingInAWholeFile) {
  for (const std::uint32_t rows : {0U, 1U, two_chunks}) {
    const auto check = check_results(written(rows));
    EXPECT_EQ(told(check), Lines{});
    EXPECT_TRUE(check.is_whole());
    EXPECT_EQ(check.scenario_name, "heping/2017");
    EXPECT_EQ(check.seed, 18'446'744'073'709'551'615U);
    EXPECT_EQ(check.replication, 2);
    ASSERT_EQ(check.tables.size(), 2U);
    EXPECT_EQ(check.tables.at(0).name, "contacts");
    EXPECT_EQ(check.tables.at(0).rows, rows);
    std::filesystem::remove(at("run.h5"));
  }
}

TEST_F(Check, TellsThatARunWasStopped) {
  {
    ResultsFile file{at("run.h5"), identity()};
    fill(file, two_chunks);
  }
  const auto check = check_results(at("run.h5.partial"));
  EXPECT_EQ(told(check), Lines{});
  EXPECT_FALSE(check.complete);
  EXPECT_FALSE(check.is_whole());
  EXPECT_EQ(check.tables.at(0).rows, two_chunks);
}

TEST_F(Check, CountsTheRowsThatAKilledRunHadWritten) {
  const auto killed = [this] {
    ResultsFile file{at("run.h5"), identity()};
    fill(file, two_chunks);
    ::_exit(7);
  };
  EXPECT_EXIT(killed(), testing::ExitedWithCode(7), "");
  const auto check = check_results(at("run.h5.partial"));
  EXPECT_EQ(told(check), Lines{});
  EXPECT_FALSE(check.complete);
  EXPECT_EQ(check.tables.at(0).rows, 65'536U);
}

TEST_F(Check, FindsWhatIsUndocumented) {
  EXPECT_EQ(after("/contacts/time", "unit", ""), Lines{"/contacts/time has no unit"});
  std::filesystem::remove(at("run.h5"));
  EXPECT_EQ(after("/contacts/time", "description_zh", ""),
            Lines{"/contacts/time does not say what it is (description_zh)"});
  std::filesystem::remove(at("run.h5"));
  EXPECT_EQ(after("/series", "description", ""),
            Lines{"/series does not say what it is (description)"});
  std::filesystem::remove(at("run.h5"));
  EXPECT_EQ(after("/contacts/wait", "quantum", 0.0),
            Lines{"/contacts/wait does not say to what its reals are rounded (quantum)"});
  std::filesystem::remove(at("run.h5"));
  EXPECT_EQ(after("/series/visits", "dimensions", "facility"),
            Lines{"/series/visits does not say what its two dimensions count"});
}

TEST_F(Check, FindsCodesWithoutLabels) {
  EXPECT_EQ(after("/contacts/kind", "labels_zh", std::vector<std::string>{"首诊"}),
            Lines{"/contacts/kind has 2 labels in English and 1 in Chinese"});
  std::filesystem::remove(at("run.h5"));
  EXPECT_EQ(after([](Hdf5File& file) {
              for (const auto* name : {"labels", "labels_zh"})
                file.set_attribute("/contacts/kind", name, std::vector<std::string>{"one"});
            }),
            Lines{"/contacts/kind has 34 codes beyond its 1 labels"});
  std::filesystem::remove(at("run.h5"));
  EXPECT_EQ(after("/contacts/debt", "unit", "code"),
            Lines{"/contacts/debt holds codes without labels"});
}

TEST_F(Check, FindsIdsOfNoRow) {
  // Row n is of person 7 n, so the rows 15 to 99 refer beyond the hundred rows.
  EXPECT_EQ(after("/contacts/person", "refers_to", "contacts"),
            Lines{"/contacts/person has 85 ids beyond the 100 rows of /contacts"});
  std::filesystem::remove(at("run.h5"));
  EXPECT_EQ(after("/contacts/person", "refers_to", "people"),
            Lines{"/contacts/person refers to a table that is not there (people)"});
}

TEST_F(Check, TakesTheMissingValueForNoId) {
  EXPECT_EQ(after([](Hdf5File& file) {
              file.set_attribute("/contacts/person", "refers_to", "contacts");
              file.set_attribute("/contacts/person", "missing_value", std::int64_t{693});
            }),
            Lines{"/contacts/person has 84 ids beyond the 100 rows of /contacts"});
}

TEST_F(Check, FindsColumnsOfDifferentLengths) {
  const auto lines = after([](Hdf5File& file) {
    const std::vector<std::string> texts{"one"};
    file.add_strings("/contacts/name", texts);
  });
  EXPECT_NE(std::ranges::find(lines, "/contacts has columns of different lengths"), lines.end());
  EXPECT_NE(std::ranges::find(lines, "/contacts/name has no unit"), lines.end());
}

TEST_F(Check, FindsAnotherScenarioThanTheOneThatWasRun) {
  EXPECT_EQ(after("/", "scenario_hash", "00ff"),
            Lines{"/scenario is not the scenario that was run (scenario_hash differs)"});
}

TEST_F(Check, FindsThatTheWholeDiffers) {
  EXPECT_EQ(after("/", "content_digest", "00ff"),
            Lines{"/ does not hold what was written (its content_digest differs)"});
  std::filesystem::remove(at("run.h5"));
  EXPECT_EQ(after("/contacts", "content_digest", "00ff"),
            Lines{"/contacts does not hold what was written (its content_digest differs)"});
}

TEST_F(Check, TellsEveryFaultAtOnce) {
  EXPECT_EQ(after([](Hdf5File& file) {
              file.set_attribute("/contacts/time", "unit", "");
              file.set_attribute("/contacts/kind", "content_digest", "00ff");
              file.set_attribute("/names", "description", "");
            }),
            (Lines{"/names does not say what it is (description)", "/contacts/time has no unit",
                   "/contacts/kind does not hold what was written (its content_digest differs)"}));
}

TEST_F(Check, FindsANewerFormat) {
  EXPECT_EQ(after("/", "format_version", ResultsFile::format_version + 1),
            Lines{"/ has format 2, which is newer than this program (it knows 1)"});
}

TEST_F(Check, FindsAttributesOfAnotherKind) {
  EXPECT_EQ(after("/", "seed", "seven"), Lines{"/ does not say its seed"});
  std::filesystem::remove(at("run.h5"));
  EXPECT_EQ(after("/", "format", std::int64_t{1}),
            Lines{"/ is no results file of tiercare (another HDF5 file)"});
}

TEST_F(Check, FindsAnyChangeOfANumberOrAName) {
  const auto path = written(two_chunks, ChunkForm::plain);
  const auto before = bytes_of(path);
  const auto find = [&](std::string_view text) { return before.find(text); };
  // A text and what pads it; the second matrix of reals; the numbers in between are at random.
  std::vector<std::size_t> places{find("Heping"), find("Heping") + 8};
  const auto first_chunk = before.find(std::string("\x60\xea\0\0\0\0\0\0\xc0\xd4\x01", 11));
  ASSERT_NE(first_chunk, std::string::npos);
  std::mt19937 random{1};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same places in every run
  for (int i = 0; i < 60; ++i) places.push_back(first_chunk + random() % 520'000U);
  for (const auto place : places) {
    ASSERT_LT(place, before.size());
    auto damaged = before;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
    std::ofstream{path, std::ios::binary} << damaged;
    EXPECT_FALSE(check_results(path).findings.empty()) << "at byte " << place;
  }
}

TEST_F(Check, FindsAnyChangeOfAPackedChunk) {
  const auto path = written(two_chunks);
  const auto before = bytes_of(path);
  const auto first_chunk = before.find("\x78\x01");  // how packed bytes begin
  ASSERT_NE(first_chunk, std::string::npos);
  for (std::size_t place = first_chunk; place < first_chunk + 30'000; place += 997) {
    auto damaged = before;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
    std::ofstream{path, std::ios::binary} << damaged;
    EXPECT_FALSE(check_results(path).findings.empty()) << "at byte " << place;
  }
}

TEST_F(Check, FindsThatAFileWasCutOff) {
  const auto path = written(two_chunks);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  EXPECT_EQ(told(check_results(path)),
            Lines{"/ is damaged or cut off (cannot open the file: truncated file)"});
}

TEST_F(Check, TellsWhatOtherFilesAre) {
  EXPECT_EQ(of_text(""), Lines{"/ is empty"});
  EXPECT_EQ(of_text("tiercare: 1\n"), Lines{"/ is no results file (it is not HDF5)"});
  EXPECT_EQ(told(check_results(at(""))), Lines{"/ is a folder"});
  auto foreign = Hdf5File::create(at("foreign.h5").string(), Hdf5File::Existing::refuse);
  foreign.close();
  EXPECT_EQ(told(check_results(at("foreign.h5"))),
            Lines{"/ is no results file of tiercare (another HDF5 file)"});
}

TEST_F(Check, NeedsAFile) {
  EXPECT_THROW((void)check_results(at("nowhere.h5")), OutputError);
}

}  // namespace
}  // namespace tiercare
