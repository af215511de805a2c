// SPDX-License-Identifier: Apache-2.0
// Is a results file whole and right? Everything it promises is looked at, and every fault is told.
//
// A file says of itself what it holds: units, labels, digests, whether it is complete. Checking it
// holds these words against its numbers, so it needs neither the scenario nor the program's version
// that wrote it. A damaged file is a finding, not an exception.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tiercare {

/// One fault of a results file.
struct ResultsFinding {
  std::string object;  ///< dataset or group ("/encounters/time"); "/" is the file as a whole
  std::string what;    ///< lower case, a sentence that goes on from the object's name
  std::string to_do;   ///< what helps
};

/// A table with its length; of one that is being written, the rows that every column has.
struct TableLength {
  std::string name;
  std::uint64_t rows = 0;
};

/// What is known of a file, and all its faults.
struct ResultsCheck {
  std::string path;
  bool complete = false;  ///< the run reached its end
  std::int64_t format_version = 0;
  std::string software_version;
  std::string scenario_name;  ///< empty if this is no results file that can be read
  std::uint64_t seed = 0;
  std::int64_t replication = 0;
  std::string content_digest;  ///< as the file gives it
  std::vector<TableLength> tables;
  std::vector<ResultsFinding> findings;

  [[nodiscard]] bool is_whole() const { return complete && findings.empty(); }
};

/// Reads all of a file and holds it against what it says of itself.
/// \throws OutputError if there is no such file or it may not be read
[[nodiscard]] ResultsCheck check_results(const std::filesystem::path& path);

}  // namespace tiercare
