// SPDX-License-Identifier: Apache-2.0
// The door to libhdf5: values go through unchanged, failures come back as one clear OutputError.
#include "record/hdf5.hpp"

#include "base/error.hpp"
#include "sample.hpp"

namespace tiercare {
namespace {

using Hdf5 = InFolder;

std::string reason_of(const std::function<void()>& failing) {
  try {
    failing();
  } catch (const OutputError& error) {
    return error.what();
  }
  return "no OutputError";
}

TEST_F(Hdf5, BringsAttributesOfEveryKindBack) {
  auto file = Hdf5File::create(at("a.h5").string(), Hdf5File::Existing::refuse);
  file.add_group("/one/two");
  const std::vector<AttributeValue> values{
      std::int64_t{-3}, std::uint64_t{18'446'744'073'709'551'615U}, 0.1, std::string{"分级诊疗"},
      std::vector<std::string>{"村", "", "town"}};
  for (const auto& value : values) {
    file.set_attribute("/one/two", "value", value);  // each replaces the one before
    EXPECT_EQ(file.attribute("/one/two", "value"), value);
  }
  EXPECT_EQ(file.attribute("/one/two", "other"), std::nullopt);
  EXPECT_EQ(file.groups(), (std::vector<std::string>{"/one", "/one/two"}));
}

TEST_F(Hdf5, BringsTextsBack) {
  auto file = Hdf5File::create(at("a.h5").string(), Hdf5File::Existing::refuse);
  const std::vector<std::string> names{"Heping", "和平县人民医院", ""};
  file.add_strings("/names", names);
  file.add_strings("/nobody", {});
  file.add_text("/text", "line\n行\n");
  EXPECT_EQ(file.read_strings("/names"), names);
  EXPECT_TRUE(file.read_strings("/nobody").empty());
  EXPECT_EQ(file.read_text("/text"), "line\n行\n");
}

TEST_F(Hdf5, ReadsRowsOutOfTheMiddle) {
  auto file = Hdf5File::create(at("a.h5").string(), Hdf5File::Existing::refuse);
  const std::vector<std::int32_t> matrix{1, 2, 3, 4, 5, 6};
  file.add_array("/m", StoredType::i32, std::array<std::uint64_t, 2>{3, 2},
                 std::as_bytes(std::span{matrix}));
  const auto bytes = file.read_rows("/m", 1, 2);
  const auto expected = std::as_bytes(std::span{matrix}.subspan(2));
  EXPECT_TRUE(std::equal(bytes.begin(), bytes.end(), expected.begin(), expected.end()));
}

TEST_F(Hdf5, NamesFileObjectAndReasonWhenACallFails) {
  auto file = Hdf5File::create(at("a.h5").string(), Hdf5File::Existing::refuse);
  const auto reason = reason_of([&] { (void)file.shape("/absent/column"); });
  EXPECT_NE(reason.find(at("a.h5").string() + ": cannot read /absent/column: "), reason.npos)
      << reason;
}

TEST_F(Hdf5, SaysWhyAFileCannotBeMade) {
  const auto reason = reason_of([&] {
    (void)Hdf5File::create(at("no/such/folder.h5").string(), Hdf5File::Existing::replace);
  });
  EXPECT_NE(reason.find("No such file or directory"), reason.npos) << reason;
  EXPECT_EQ(reason.find("time ="), reason.npos) << reason;
}

TEST_F(Hdf5, DoesNotReplaceAFileUnasked) {
  Hdf5File::create(at("a.h5").string(), Hdf5File::Existing::refuse).close();
  EXPECT_THROW(Hdf5File::create(at("a.h5").string(), Hdf5File::Existing::refuse), OutputError);
  EXPECT_NO_THROW(Hdf5File::create(at("a.h5").string(), Hdf5File::Existing::replace));
}

TEST_F(Hdf5, RefusesWhatIsNoHdf5File) {
  std::ofstream{at("a.h5")} << "not a results file";
  EXPECT_THROW(Hdf5File::open(at("a.h5").string(), Hdf5File::Access::read), OutputError);
}

}  // namespace
}  // namespace tiercare
