// SPDX-License-Identifier: Apache-2.0
// One run = one results file that can be trusted: documented, digested, complete or marked so.
//
// A run is written to NAME.h5.partial; finish() reads it back, marks it complete and only then
// gives it its name. A file named NAME.h5 is therefore always whole; a run that was stopped or
// killed leaves an openable NAME.h5.partial with complete = 0. Where the disk itself failed, what
// is left need not open. Neither wall time nor path nor machine is inside.
#pragma once

#include "record/table.hpp"

#include <filesystem>
#include <string>

namespace tiercare {

/// Whether a file that is already there may be lost.
enum class Overwrite { refuse, replace };

/// What identifies a run; written as attributes of the root.
struct RunIdentity {
  std::string software_version;
  std::string scenario_name;
  std::string scenario_hash;  ///< of the resolved scenario, hexadecimal
  std::string scenario_text;  ///< the resolved scenario (YAML), written as /scenario
  std::uint64_t seed = 0;
  std::int64_t replication = 0;
};

/// What a dataset outside the tables says about itself.
struct MatrixText {
  ColumnText values;
  std::string_view rows;     ///< what the first index counts ("facility")
  std::string_view columns;  ///< what the second index counts ("day")
};

/// A results file being written.
class ResultsFile {
 public:
  static constexpr std::int64_t format_version = 1;

  /// Starts NAME.h5.partial for `path` NAME.h5.
  /// \param form  of the chunks of tables
  /// \throws OutputError if either exists and may not be replaced, or cannot be written
  ResultsFile(const std::filesystem::path& path, const RunIdentity& identity,
              Overwrite overwrite = Overwrite::refuse, ChunkForm form = ChunkForm::deflated);
  ResultsFile(const ResultsFile&) = delete;
  ResultsFile& operator=(const ResultsFile&) = delete;
  /// Without finish(): leaves the partial file openable, with complete = 0, if the disk lets it.
  ~ResultsFile();

  /// Adds the table that RowDescription<Row> describes; it lives as long as this file.
  template <class Row>
  Table<Row>& add_table() {
    auto table = std::make_unique<Table<Row>>(TableOutlet{settled(), background_, form_});
    auto& reference = *table;
    tables_.push_back(std::move(table));
    return reference;
  }
  /// Says something about the whole run as an attribute of the root.
  void set_attribute(const std::string& name, const AttributeValue& value) {
    settled().set_attribute("/", name, value);
  }
  /// Its tables have what the leader's have from now on, whose chunks are packed once and written
  /// to both files. \pre equal tables with equal rows so far; the leader outlives this file or
  /// part()
  void follow(ResultsFile& leader);
  /// Goes on by itself from where the leader stands.
  /// \throws OutputError if a chunk could not be written
  void part();
  /// Makes a group that is no table and says what it holds.
  void add_group(const std::string& group, std::string_view says, std::string_view says_zh);
  /// Writes a column of names; inside a table it must be as long as the table.
  void write_strings(const std::string& dataset, std::span<const std::string> texts,
                     const ColumnText& text);
  /// Writes a matrix, row by row; reals are rounded to the quantum.
  /// \param values  rows x columns numbers
  void write_matrix(const std::string& dataset, std::size_t rows, std::size_t columns,
                    std::span<const std::int32_t> values, const MatrixText& text);
  void write_matrix(const std::string& dataset, std::size_t rows, std::size_t columns,
                    std::span<const float> values, const MatrixText& text);

  /// Closes the tables, verifies what was written, marks the file complete and names it.
  /// \throws OutputError if anything differs from what was handed in; the partial file stays
  void finish();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const std::filesystem::path& partial_path() const { return partial_path_; }
  /// Digest of all tables, names and matrices as 16 hexadecimal digits; known after finish().
  [[nodiscard]] const std::string& content_digest() const { return content_digest_; }

 private:
  enum class Stage { filling, closing, closed };

  /// The file once all chunks handed over lie in it: equal runs write in the same order, however
  /// fast the disk is, and so give equal bytes.
  Hdf5File& settled() {
    if (leader_ != nullptr) leader_->background_.drain();
    background_.drain();
    return file_;
  }
  void write_identity(const RunIdentity& identity);
  void write_numbers(const std::string& dataset, StoredType type, std::size_t rows,
                     std::size_t columns, std::span<const std::byte> values,
                     const MatrixText& text);
  void close_tables();
  void verify() const;
  void give_name() const;

  std::filesystem::path path_;
  std::filesystem::path partial_path_;
  Overwrite overwrite_;
  ChunkForm form_;
  ResultsFile* leader_ = nullptr;
  Hdf5File file_;
  std::vector<std::unique_ptr<AnyTable>> tables_;
  Background background_;  // after what it writes
  std::vector<WrittenDataset> written_;
  std::string content_digest_;
  Stage stage_ = Stage::filling;
};

}  // namespace tiercare
