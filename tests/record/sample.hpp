// SPDX-License-Identifier: Apache-2.0
// What the tests of this folder share: a small row type that has every kind of column, rows that
// follow from their number, and a folder that is gone when the test is over.
#pragma once

#include "record/results_file.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace tiercare {

enum class SampleKind : std::uint8_t { first, follow_up };
inline constexpr std::array<std::string_view, 2> kind_names{"first", "follow_up"};
inline constexpr std::array<std::string_view, 2> kind_names_zh{"首诊", "复诊"};

/// A contact, as a table row.
struct SampleRow {
  Instant time;
  Id<struct SamplePerson> person;
  SampleKind kind = SampleKind::first;
  bool is_referred = false;
  Money charge;
  double wait_minutes = 0.0;
  float severity = 0.0F;
  std::int32_t balance = 0;
};

template <>
struct RowDescription<SampleRow> {
  static constexpr std::string_view table = "contacts";
  static constexpr std::string_view says = "one row per contact, in order of time";
  static constexpr std::string_view says_zh = "每次就诊一行,按时间排列";
  static constexpr auto columns = std::tuple{
      column("time", &SampleRow::time, {.unit = "ms", .says = "start", .says_zh = "开始时间"}),
      column("person", &SampleRow::person, {.unit = "id", .says = "who", .says_zh = "居民"}),
      column("kind", &SampleRow::kind,
             {.unit = "code",
              .says = "kind of contact",
              .says_zh = "就诊类别",
              .labels = kind_names,
              .labels_zh = kind_names_zh}),
      column("is_referred", &SampleRow::is_referred,
             {.unit = "1", .says = "1 if referred", .says_zh = "转诊为1"}),
      column("charge", &SampleRow::charge, {.unit = "fen", .says = "bill", .says_zh = "费用"}),
      column("wait", &SampleRow::wait_minutes,
             {.unit = "min", .says = "wait", .says_zh = "等候", .quantum = 0.1}),
      column("severity", &SampleRow::severity,
             {.unit = "1", .says = "severity", .says_zh = "严重度", .quantum = 0.001}),
      column("debt", [](const SampleRow& row) { return -row.balance; },
             {.unit = "1", .says = "minus the balance", .says_zh = "欠额"})};
};

inline SampleRow sample_row(std::uint32_t n) {
  return {.time = Instant{} + Duration::minutes(n),
          .person = Id<SamplePerson>{n * 7U},
          .kind = n % 3 == 0 ? SampleKind::follow_up : SampleKind::first,
          .is_referred = n % 5 == 0,
          .charge = Money{100 + n},
          .wait_minutes = static_cast<double>(n) / 7.0,
          .severity = static_cast<float>(n % 97U) / 96.0F,
          .balance = static_cast<std::int32_t>(n)};
}

inline RunIdentity sample_identity() {
  return {.software_version = "0.1.0",
          .scenario_name = "heping/2017",
          .scenario_hash = "00ff",
          .scenario_text = "tiercare: 1\nname: 和平县\n",
          .seed = 18'446'744'073'709'551'615U,
          .replication = 2};
}

/// Fills a results file with a table of `rows` rows, a column of names and two matrices.
inline void fill(ResultsFile& file, std::uint32_t rows) {
  auto& contacts = file.add_table<SampleRow>();
  for (std::uint32_t n = 0; n < rows; ++n) contacts.append(sample_row(n));
  file.add_group("/series", "daily series", "逐日序列");
  const std::vector<std::int32_t> visits{1, 2, 3, 4, 5, 6};
  file.write_matrix("/series/visits", 2, 3, visits,
                    {.values = {.unit = "1", .says = "visits", .says_zh = "就诊人次"},
                     .rows = "facility",
                     .columns = "day"});
  const std::vector<float> waiting{0.26F, 0.24F, -0.01F, 1e6F, 2.5F, 3.0F};
  file.write_matrix(
      "/series/waiting", 3, 2, waiting,
      {.values = {.unit = "1", .says = "waiting", .says_zh = "候诊人数", .quantum = 0.1},
       .rows = "facility",
       .columns = "day"});
  file.add_group("/names", "names of facilities", "机构名称");
  const std::vector<std::string> names{"Heping", "和平县人民医院", ""};
  file.write_strings("/names/name_zh", names, {.unit = "text", .says = "name", .says_zh = "名称"});
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

template <class Number>
std::vector<Number> numbers(const Hdf5File& file, const std::string& dataset) {
  const auto n = file.shape(dataset).extent.at(0);
  const auto bytes = file.read_rows(dataset, 0, n);
  std::vector<Number> values(bytes.size() / sizeof(Number));
  std::copy(bytes.begin(), bytes.end(), std::as_writable_bytes(std::span{values}).begin());
  return values;
}

/// A test with a folder of its own.
class InFolder : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path at(std::string_view name) const {
    return folder_.path() / name;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace tiercare
