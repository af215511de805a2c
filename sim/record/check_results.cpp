// SPDX-License-Identifier: Apache-2.0
// From the outside in: is it a file, HDF5, ours, of a format we know; then every group and dataset,
// the lengths of tables, and the digests of tables and of the whole.
//
// The root's digest goes over names and matrices first and then over the columns of the tables,
// each in the order of creation, which the file keeps: a ResultsFile closes its tables last.
#include "record/check_results.hpp"

#include "base/error.hpp"
#include "record/check_dataset.hpp"
#include "record/results_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <set>
#include <system_error>

namespace tiercare {

namespace {

constexpr const char* root = "/";
constexpr const char* scenario = "/scenario";

std::string group_of(const std::string& dataset) {
  return dataset.substr(0, dataset.rfind('/'));
}

/// Whether the file can be anything of ours; tells what it is otherwise.
/// \throws OutputError if there is no such file or it may not be read
bool is_hdf5(const std::filesystem::path& path, Findings& findings) {
  constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
  if (std::filesystem::is_directory(path)) {
    findings.add(root, "is a folder", "name the results files in it");
    return false;
  }
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  std::array<char, signature.size()> start{};
  file.read(start.data(), start.size());
  if (!file.is_open() || file.bad())
    throw OutputError(path.string(), "cannot be read: " + std::generic_category().message(errno));
  if (file.gcount() == 0)
    findings.add(root, "is empty", run_again);
  else if (std::string_view{start.data(), start.size()} != signature)
    findings.add(root, "is no results file (it is not HDF5)", "name a results file (.h5)");
  else
    return true;
  return false;
}

class Checker {
 public:
  Checker(const Hdf5File& file, ResultsCheck& check, Findings& findings)
      : file_{file}, check_{check}, findings_{findings} {}

  void run() {
    if (!is_known_format()) return;
    attempt(root, [this] { read_identity(); });
    attempt(root, [this] { datasets_ = file_.datasets(); });
    attempt(root, [this] { measure_tables(); });
    // The tables of a run that was killed have no digests and no words yet.
    const bool is_closed = check_.complete || !check_.content_digest.empty();
    if (!is_closed) return read_rows_so_far();
    attempt(root, [this] { check_groups(); });
    attempt(scenario, [this] { check_scenario(); });
    for (const auto& dataset : datasets_)
      if (dataset != scenario) attempt(dataset, [&] { check_values(dataset); });
    check_digests();
  }

 private:
  template <class Deed>
  void attempt(const std::string& object, const Deed& deed) {
    findings_.attempt(file_, object, deed);
  }

  template <class Value>
  Value identity(const std::string& name) {
    const auto value = file_.attribute(root, name);
    if (value && std::holds_alternative<Value>(*value)) return std::get<Value>(*value);
    findings_.add(root, fmt::format("does not say its {}", name), not_ours);
    return {};
  }

  bool is_known_format() {
    std::optional<std::string> format;
    try {
      format = text_attribute(file_, root, "format");
    } catch (const OutputError&) {
      findings_.add(root, "is another HDF5 file, or one of ours with damaged attributes",
                    "name a results file of tiercare, or run again");
      return false;
    }
    if (format != "tiercare-results") {
      findings_.add(root, "is no results file of tiercare (another HDF5 file)",
                    "name a results file of tiercare");
      return false;
    }
    attempt(root, [this] { check_.format_version = identity<std::int64_t>("format_version"); });
    if (check_.format_version <= ResultsFile::format_version) return check_.format_version > 0;
    findings_.add(root,
                  fmt::format("has format {}, which is newer than this program (it knows {})",
                              check_.format_version, ResultsFile::format_version),
                  "install a newer tiercare");
    return false;
  }

  void read_identity() {
    check_.complete = identity<std::int64_t>("complete") == 1;
    check_.software_version = identity<std::string>("software_version");
    check_.scenario_name = identity<std::string>("scenario_name");
    check_.seed = identity<std::uint64_t>("seed");
    check_.replication = identity<std::int64_t>("replication");
    check_.content_digest = text_attribute(file_, root, "content_digest").value_or("");
    if (check_.complete && check_.content_digest.empty())
      findings_.add(root, "has no content_digest to be checked by", not_ours);
  }

  /// A table is a group with columns; it has as many rows as the shortest of them.
  void measure_tables() {
    for (const auto& dataset : datasets_) {
      const auto shape = file_.shape(dataset);
      const auto group = group_of(dataset);
      if (shape.extent.size() != 1 || group.empty()) continue;
      const auto rows = shape.extent.front();
      const auto [entry, is_new] = rows_.try_emplace(group.substr(1), rows);
      if (is_new) check_.tables.push_back({entry->first, rows});
      if (rows != entry->second) unequal_.insert(group);
      entry->second = std::min(entry->second, rows);
    }
    for (auto& table : check_.tables) table.rows = rows_.at(table.name);
  }

  void read_rows_so_far() {
    for (const auto& dataset : datasets_)
      attempt(dataset, [&] {
        const auto shape = file_.shape(dataset);
        if (!shape.type) return;
        for (std::uint64_t row = 0; row < shape.extent.at(0); row += chunk_rows)
          (void)file_.read_rows(dataset, row,
                                std::min<std::uint64_t>(chunk_rows, shape.extent[0] - row));
      });
  }

  void check_groups() {
    for (const auto& group : file_.groups())
      attempt(group, [&] { check_description(file_, group, findings_); });
    for (const auto& group : unequal_)
      findings_.add(group, "has columns of different lengths", run_again);
  }

  /// The scenario has a hash in place of a digest.
  void check_scenario() {
    check_description(file_, scenario, findings_);
    Digest digest;
    digest.add_text(file_.read_text(scenario));
    if (hexadecimal(digest.value()) != identity<std::string>("scenario_hash"))
      findings_.add(scenario, "is not the scenario that was run (scenario_hash differs)",
                    run_again);
  }

  void check_values(const std::string& dataset) {
    const bool is_column = file_.shape(dataset).type && file_.shape(dataset).extent.size() == 1;
    const auto found = check_dataset(file_, dataset, rows_, findings_);
    if (found) (is_column ? columns_ : others_).push_back(*found);
  }

  void check_digests() {
    std::map<std::string, std::vector<WrittenDataset>> tables;
    for (const auto& column : columns_) tables[group_of(column.path)].push_back(column);
    for (const auto& table : tables)
      attempt(table.first, [&] { compare_digest(table.first, table.second); });
    others_.insert(others_.end(), columns_.begin(), columns_.end());
    attempt(root, [&] { compare_digest(root, others_); });
  }

  void compare_digest(const std::string& object, const std::vector<WrittenDataset>& datasets) {
    if (text_attribute(file_, object, "content_digest") == hexadecimal(digest_of(datasets))) return;
    // Where a dataset of it is damaged, that is the news.
    const auto is_told = [&](const ResultsFinding& finding) {
      return object == root || finding.object.starts_with(object);
    };
    if (std::ranges::any_of(check_.findings, is_told)) return;
    findings_.add(object, "does not hold what was written (its content_digest differs)", run_again);
  }

  const Hdf5File& file_;
  ResultsCheck& check_;
  Findings& findings_;
  std::vector<std::string> datasets_;
  RowsOfTables rows_;
  std::set<std::string> unequal_;
  std::vector<WrittenDataset> others_;
  std::vector<WrittenDataset> columns_;
};

}  // namespace

ResultsCheck check_results(const std::filesystem::path& path) {
  ResultsCheck check;
  check.path = path.string();
  Findings findings{check.findings};
  if (!is_hdf5(path, findings)) return check;
  try {
    const auto file = Hdf5File::open(path.string(), Hdf5File::Access::read);
    Checker{file, check, findings}.run();
  } catch (const OutputError& error) {
    findings.add(root,
                 fmt::format("is damaged or cut off ({})", plain_reason(check.path, error.what())),
                 run_again);
  }
  return check;
}

}  // namespace tiercare
