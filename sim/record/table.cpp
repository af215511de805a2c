// SPDX-License-Identifier: Apache-2.0
// The part of a table that does not depend on its row type. A table that never fills a chunk is
// written as plain arrays at close, so small tables take no more room than their rows.
#include "record/table.hpp"

#include "base/contract.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tiercare {

namespace {

// A quantum of 0.1 has no exact double; dividing by 10 gives the nearest double to the decimal.
template <class Real>
void round_all(std::span<Real> values, double quantum) {
  const bool is_fraction = quantum < 1.0;
  const double scale = is_fraction ? std::round(1.0 / quantum) : quantum;
  for (auto& value : values) {
    if (std::isnan(value)) {
      value = std::numeric_limits<Real>::quiet_NaN();
      continue;
    }
    const auto exact = static_cast<double>(value);
    const double rounded =
        is_fraction ? std::round(exact * scale) / scale : std::round(exact / scale) * scale;
    value = static_cast<Real>(rounded + 0.0);  // -0 + 0 is +0
  }
}

std::vector<std::string> as_texts(std::span<const std::string_view> views) {
  return {views.begin(), views.end()};
}

}  // namespace

void round_to_quantum(std::span<double> values, double quantum) {
  round_all(values, quantum);
}
void round_to_quantum(std::span<float> values, double quantum) {
  round_all(values, quantum);
}

void add_block(Digest& digest, std::span<const std::byte> block) {
  digest.add_column(std::span{reinterpret_cast<const unsigned char*>(block.data()), block.size()});
}

std::uint64_t digest_of(std::span<const WrittenDataset> datasets) {
  Digest digest;
  for (const auto& dataset : datasets) {
    digest.add_text(dataset.path);
    for (const auto n : dataset.extent) digest.add(n);
    digest.add(dataset.digest);
  }
  return digest.value();
}

std::string hexadecimal(std::uint64_t digest) {
  return fmt::format("{:016x}", digest);
}

void write_column_text(Hdf5File& file, const std::string& dataset, StoredType type,
                       const ColumnText& text) {
  file.set_attribute(dataset, "unit", std::string{text.unit});
  file.set_attribute(dataset, "description", std::string{text.says});
  file.set_attribute(dataset, "description_zh", std::string{text.says_zh});
  if (type == StoredType::f32 || type == StoredType::f64)
    file.set_attribute(dataset, "quantum", text.quantum);
  if (!text.refers_to.empty())
    file.set_attribute(dataset, "refers_to", std::string{text.refers_to});
  if (text.labels.empty()) return;
  file.set_attribute(dataset, "labels", as_texts(text.labels));
  file.set_attribute(dataset, "labels_zh", as_texts(text.labels_zh));
}

TableWriter::TableWriter(Hdf5File& file, ChunkForm form, std::string_view table,
                         std::string_view says, std::string_view says_zh,
                         std::vector<ColumnInfo> columns)
    : file_{file},
      form_{form},
      path_{fmt::format("/{}", table)},
      columns_{std::move(columns)},
      digests_(columns_.size()) {
  file_.add_group(path_);
  file_.set_attribute(path_, "description", std::string{says});
  file_.set_attribute(path_, "description_zh", std::string{says_zh});
}

std::string TableWriter::dataset_path(std::size_t column) const {
  return fmt::format("{}/{}", path_, columns_[column].name);
}

void TableWriter::write_chunk(ColumnBytes columns, std::span<TableWriter* const> followers) {
  write_rows(columns, chunk_rows, followers);
}

void TableWriter::make_ready() {
  if (form_ == ChunkForm::deflated && !deflater_) deflater_.emplace();
  if (!datasets_.empty()) return;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    datasets_.push_back(file_.add_growing(dataset_path(i), columns_[i].type, chunk_rows, form_));
}

void TableWriter::write_rows(ColumnBytes columns, std::size_t rows,
                             std::span<TableWriter* const> followers) {
  make_ready();
  for (TableWriter* follower : followers) follower->make_ready();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    add_block(digests_[i], columns[i].first(rows * size_of(columns_[i].type)));
    const auto packed = deflater_ ? deflater_->pack(columns[i]) : std::span<const std::byte>{};
    put(i, rows, columns[i], packed);
    for (TableWriter* follower : followers) {
      follower->digests_[i] = digests_[i];
      follower->put(i, rows, columns[i], packed);
    }
  }
  advance(rows);
  for (TableWriter* follower : followers) follower->advance(rows);
}

void TableWriter::put(std::size_t column, std::size_t rows, std::span<const std::byte> bytes,
                      std::span<const std::byte> packed) {
  const bool is_packed = !packed.empty();
  file_.write_chunk(datasets_[column], rows_, rows_ + rows, is_packed ? packed : bytes,
                    is_packed ? ChunkForm::deflated : ChunkForm::plain);
}

void TableWriter::advance(std::size_t rows) {
  rows_ += rows;
  // What is written so far survives a crash of this process.
  file_.flush();
}

void TableWriter::write_arrays(ColumnBytes columns, std::size_t rows) {
  const std::array<std::uint64_t, 1> extent{rows};
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto bytes = columns[i].first(rows * size_of(columns_[i].type));
    if (rows > 0) add_block(digests_[i], bytes);
    file_.add_array(dataset_path(i), columns_[i].type, extent, bytes);
  }
  rows_ = rows;
}

void TableWriter::close(ColumnBytes columns, std::size_t rows) {
  if (datasets_.empty())
    write_arrays(columns, rows);
  else if (rows > 0)
    write_rows(columns, rows, {});
  for (auto& dataset : datasets_) dataset.id.close();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto path = dataset_path(i);
    write_column_text(file_, path, columns_[i].type, columns_[i].text);
    if (const auto missing = columns_[i].missing)
      file_.set_attribute(path, "missing_value", *missing);
    file_.set_attribute(path, "content_digest", hexadecimal(digests_[i].value()));
    written_.push_back({path, {rows_}, digests_[i].value()});
  }
  file_.set_attribute(path_, "content_digest", hexadecimal(digest_of(written_)));
}

}  // namespace tiercare
