// SPDX-License-Identifier: Apache-2.0
// One dataset of a results file, held against its own attributes; a part of check_results.
#pragma once

#include "record/check_results.hpp"
#include "record/table.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tiercare {

/// Collects findings; what cannot be read is one of them.
class Findings {
 public:
  explicit Findings(std::vector<ResultsFinding>& found) : found_{found} {}

  void add(const std::string& object, std::string what, std::string_view to_do);
  /// Does something that reads an object of `file`; a failure becomes a finding about the object.
  template <class Deed>
  void attempt(const Hdf5File& file, const std::string& object, const Deed& deed) {
    try {
      deed();
    } catch (const std::exception& error) {
      add_unreadable(file, object, error.what());
    }
  }

 private:
  void add_unreadable(const Hdf5File& file, const std::string& object, std::string reason);

  std::vector<ResultsFinding>& found_;
};

/// What helps against damage, and against what was never right.
inline constexpr std::string_view run_again = "run again: equal seeds give equal files";
inline constexpr std::string_view not_ours =
    "another program wrote or changed it, else it is a defect of tiercare: please report it";

/// Why an object cannot be read, without the path and the layers of libhdf5.
[[nodiscard]] std::string plain_reason(const std::string& path, std::string reason);

/// The rows of each table by its name, to which ids refer.
using RowsOfTables = std::map<std::string, std::uint64_t>;

/// An attribute that is a text; nothing if there is none or it is something else.
[[nodiscard]] std::optional<std::string> text_attribute(const Hdf5File& file,
                                                        const std::string& object,
                                                        const std::string& name);

/// Looks whether an object says in both languages what it is.
void check_description(const Hdf5File& file, const std::string& object, Findings& findings);

/// Checks words and numbers of a column or matrix.
/// \returns its extent and digest as read; nothing if it cannot be read
[[nodiscard]] std::optional<WrittenDataset> check_dataset(const Hdf5File& file,
                                                          const std::string& dataset,
                                                          const RowsOfTables& tables,
                                                          Findings& findings);

}  // namespace tiercare
