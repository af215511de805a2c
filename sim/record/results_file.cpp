// SPDX-License-Identifier: Apache-2.0
// Life of a results file: partial, filled, closed, read back, marked complete, named.
#include "record/results_file.hpp"

#include "base/contract.hpp"
#include "base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <future>
#include <system_error>
#include <utility>

namespace tiercare {

namespace {

/// Chunks of some megabytes each that may wait for the disk before the simulation does.
constexpr std::size_t most_chunks_waiting = 4;

std::string system_reason() {
  return std::generic_category().message(errno);
}

void refuse_if_there(const std::filesystem::path& path, std::string_view what) {
  std::error_code ignored;  // an unreadable folder is reported when the file is created
  if (std::filesystem::exists(std::filesystem::symlink_status(path, ignored)))
    throw OutputError(path.string(), fmt::format("exists already ({}; nothing is overwritten "
                                                 "unless asked for)",
                                                 what));
}

Hdf5File create_partial(const std::filesystem::path& path, const std::filesystem::path& partial,
                        Overwrite overwrite) {
  if (overwrite == Overwrite::replace)
    return Hdf5File::create(partial.string(), Hdf5File::Existing::replace);
  refuse_if_there(path, "the results of an earlier run");
  refuse_if_there(partial, "an unfinished run, or one that is running now");
  return Hdf5File::create(partial.string(), Hdf5File::Existing::refuse);
}

/// Waits until the disk has the bytes: a file that has its name survives a power cut.
void write_through(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool is_written = file >= 0 && ::fsync(file) == 0;
  const auto reason = system_reason();
  if (file >= 0) ::close(file);
  if (!is_written) throw OutputError(path.string(), "cannot be written to the disk: " + reason);
}

std::uint64_t digest_of_texts(std::span<const std::string> texts) {
  Digest digest;
  for (const auto& text : texts) digest.add_text(text);
  return digest.value();
}

std::uint64_t digest_of_rows(std::span<const std::byte> values, std::size_t rows,
                             std::size_t row_bytes) {
  Digest digest;
  for (std::size_t row = 0; row < rows; row += chunk_rows) {
    const auto count = std::min(chunk_rows, rows - row);
    add_block(digest, values.subspan(row * row_bytes, count * row_bytes));
  }
  return digest.value();
}

std::uint64_t digest_on_file(const Hdf5File& file, const std::string& dataset,
                             const DatasetShape& shape) {
  if (!shape.type) return digest_of_texts(file.read_strings(dataset));
  Digest digest;
  for (std::uint64_t row = 0; row < shape.extent[0]; row += chunk_rows) {
    const auto count = std::min<std::uint64_t>(chunk_rows, shape.extent[0] - row);
    if (shape.chunk_rows == chunk_rows) {
      // As a chunk, so that unpacking does not hold up whoever writes another file.
      const auto chunk = file.read_chunk(dataset, row);
      add_block(digest, std::span{chunk}.first(count * size_of(*shape.type)));
    } else {
      add_block(digest, file.read_rows(dataset, row, count));
    }
  }
  return digest.value();
}

}  // namespace

ResultsFile::ResultsFile(const std::filesystem::path& path, const RunIdentity& identity,
                         Overwrite overwrite, ChunkForm form)
    : path_{path},
      partial_path_{path.string() + ".partial"},
      overwrite_{overwrite},
      form_{form},
      file_{create_partial(path_, partial_path_, overwrite)},
      background_{most_chunks_waiting} {
  write_identity(identity);
  file_.flush();
}

ResultsFile::~ResultsFile() {
  if (stage_ == Stage::closed) return;
  // Best effort: a run that was stopped keeps its rows. If the disk is why, it already said so.
  try {
    part();
    if (stage_ == Stage::filling) close_tables();
    // Before the file: the library stumbles over columns left open that it could not write.
    tables_.clear();
    file_.close();
  } catch (const std::exception&) {
    return;
  }
}

void ResultsFile::write_identity(const RunIdentity& identity) {
  const auto set = [this](const std::string& name, const AttributeValue& value) {
    file_.set_attribute("/", name, value);
  };
  set("format", "tiercare-results");
  set("format_version", format_version);
  set("software_version", identity.software_version);
  set("scenario_name", identity.scenario_name);
  set("scenario_hash", identity.scenario_hash);
  set("seed", identity.seed);
  set("replication", identity.replication);
  set("complete", std::int64_t{0});
  file_.add_text("/scenario", identity.scenario_text);
  write_column_text(file_, "/scenario", StoredType::u8,
                    {.unit = "text",
                     .says = "the scenario as it was understood, every value resolved (YAML)",
                     .says_zh = "解析后的完整情景（YAML），每个取值均已确定"});
}

void ResultsFile::follow(ResultsFile& leader) {
  EXPECT(leader_ == nullptr && tables_.size() == leader.tables_.size() && form_ == leader.form_);
  background_.drain();
  leader.background_.drain();
  leader_ = &leader;
  for (std::size_t i = 0; i < tables_.size(); ++i) tables_[i]->follow(*leader.tables_[i]);
}

void ResultsFile::part() {
  if (leader_ == nullptr) return;
  ResultsFile& leader = *std::exchange(leader_, nullptr);
  std::exception_ptr failure;
  try {
    leader.background_.drain();
  } catch (...) {
    failure = std::current_exception();  // the leader forgets this file all the same
  }
  for (std::size_t i = 0; i < tables_.size(); ++i) tables_[i]->part(*leader.tables_[i]);
  if (failure) std::rethrow_exception(failure);
}

void ResultsFile::add_group(const std::string& group, std::string_view says,
                            std::string_view says_zh) {
  settled().add_group(group);
  file_.set_attribute(group, "description", std::string{says});
  file_.set_attribute(group, "description_zh", std::string{says_zh});
}

void ResultsFile::write_strings(const std::string& dataset, std::span<const std::string> texts,
                                const ColumnText& text) {
  EXPECT(!text.unit.empty() && !text.says.empty() && !text.says_zh.empty());
  settled().add_strings(dataset, texts);
  write_column_text(file_, dataset, StoredType::u8, text);
  written_.push_back({dataset, {texts.size()}, digest_of_texts(texts)});
  file_.set_attribute(dataset, "content_digest", hexadecimal(written_.back().digest));
}

void ResultsFile::write_matrix(const std::string& dataset, std::size_t rows, std::size_t columns,
                               std::span<const std::int32_t> values, const MatrixText& text) {
  EXPECT(values.size() == rows * columns);
  write_numbers(dataset, StoredType::i32, rows, columns, std::as_bytes(values), text);
}

void ResultsFile::write_matrix(const std::string& dataset, std::size_t rows, std::size_t columns,
                               std::span<const float> values, const MatrixText& text) {
  EXPECT(values.size() == rows * columns && text.values.quantum > 0.0);
  std::vector<float> rounded(values.begin(), values.end());
  round_to_quantum(std::span{rounded}, text.values.quantum);
  write_numbers(dataset, StoredType::f32, rows, columns, std::as_bytes(std::span{rounded}), text);
}

void ResultsFile::write_numbers(const std::string& dataset, StoredType type, std::size_t rows,
                                std::size_t columns, std::span<const std::byte> values,
                                const MatrixText& text) {
  EXPECT(!text.values.unit.empty() && !text.values.says.empty() && !text.values.says_zh.empty());
  EXPECT(!text.rows.empty() && !text.columns.empty());
  settled().add_array(dataset, type, std::array<std::uint64_t, 2>{rows, columns}, values);
  write_column_text(file_, dataset, type, text.values);
  file_.set_attribute(dataset, "dimensions",
                      std::vector{std::string{text.rows}, std::string{text.columns}});
  written_.push_back(
      {dataset, {rows, columns}, digest_of_rows(values, rows, columns * size_of(type))});
  file_.set_attribute(dataset, "content_digest", hexadecimal(written_.back().digest));
}

void ResultsFile::close_tables() {
  stage_ = Stage::closing;
  background_.drain();
  for (const auto& table : tables_) {
    table->close();
    const auto& columns = table->writer().written();
    written_.insert(written_.end(), columns.begin(), columns.end());
  }
  content_digest_ = hexadecimal(digest_of(written_));
  file_.set_attribute("/", "content_digest", content_digest_);
}

void ResultsFile::finish() {
  EXPECT(stage_ == Stage::filling);
  close_tables();
  stage_ = Stage::closed;
  file_.close();
  verify();
  {
    auto file = Hdf5File::open(partial_path_.string(), Hdf5File::Access::update);
    file.set_attribute("/", "complete", std::int64_t{1});
    file.close();
  }
  write_through(partial_path_);
  give_name();
}

void ResultsFile::verify() const {
  const auto file = Hdf5File::open(partial_path_.string(), Hdf5File::Access::read);
  const auto damaged = [this](const std::string& dataset, std::string_view what) {
    return OutputError(partial_path_.string(),
                       fmt::format("{} does not read back as written ({})", dataset, what));
  };
  const auto verify_every_second_from = [&](std::size_t first) {
    for (std::size_t i = first; i < written_.size(); i += 2) {
      const WrittenDataset& expected = written_[i];
      const auto shape = file.shape(expected.path);
      if (shape.extent != expected.extent) throw damaged(expected.path, "its extent differs");
      if (digest_on_file(file, expected.path, shape) != expected.digest)
        throw damaged(expected.path, "its values differ");
    }
  };
  // Side by side, for most of it is unpacking; one after the other where no thread is to be had.
  auto other_half =
      std::async(std::launch::async | std::launch::deferred, verify_every_second_from, 1U);
  verify_every_second_from(0);
  other_half.get();
  for (const auto& table : tables_)
    for (const auto& dataset : written_)
      if (dataset.path.starts_with(table->writer().path() + "/") &&
          dataset.extent[0] != table->writer().rows())
        throw damaged(dataset.path, "it is not as long as its table");
}

void ResultsFile::give_name() const {
  const auto failed = [this] {
    return OutputError(path_.string(), "cannot be given its name: " + system_reason());
  };
  // Without asking, a file that appeared during the run is not replaced either.
  if (overwrite_ == Overwrite::refuse) {
    if (::renameat2(AT_FDCWD, partial_path_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) ==
        0)
      return;
    const bool is_unknown_here = errno == EINVAL || errno == ENOSYS;
    if (!is_unknown_here) throw failed();
    refuse_if_there(path_, "it appeared during the run");
  }
  if (::rename(partial_path_.c_str(), path_.c_str()) != 0) throw failed();
}

}  // namespace tiercare
