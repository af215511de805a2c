// SPDX-License-Identifier: Apache-2.0
// The table of exact results (queueing_reference.csv): mean service 1, load rho = lambda / servers.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace tiercare::verification {

/// One row; a quantity that the row does not give is negative.
struct Reference {
  std::string model;
  std::uint32_t servers = 0;
  double load = -1.0;
  double probability_of_waiting = -1.0;
  double mean_wait = -1.0;
  double mean_queue = -1.0;
  double mean_present = -1.0;
  double wait_95 = -1.0;  ///< 95th percentile of the wait
  std::string note;

  [[nodiscard]] double arrival_rate() const { return load * servers; }
};

[[nodiscard]] std::vector<Reference> read_reference_table();
/// The rows whose model begins with `model`.
[[nodiscard]] std::vector<Reference> reference_rows(const std::string& model);
/// A name that ctest accepts.
[[nodiscard]] std::string test_name(const Reference& row);
/// How GoogleTest shows a row.
void PrintTo(const Reference& row, std::ostream* out);

}  // namespace tiercare::verification
