// SPDX-License-Identifier: Apache-2.0
// Tables: a named group of equally long columns, one per field of a row struct.
//
// A row type is described once, by specialising RowDescription; name, unit, both descriptions and
// the quantum of reals stand there and are checked by the compiler, so nothing undocumented can be
// written. Rows are appended by a plain call into column buffers; a full chunk goes to the file.
#pragma once

#include "base/contract.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/probability.hpp"
#include "base/time.hpp"
#include "record/background.hpp"
#include "record/deflate.hpp"
#include "record/hdf5.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tiercare {

/// Rows of a chunk: 64 Ki, so 512 KiB for a column of instants.
inline constexpr std::size_t chunk_rows = std::size_t{1} << 16U;

/// What a column or matrix says about itself.
struct ColumnText {
  std::string_view unit;     ///< "ms", "fen", "id", "code", "1"
  std::string_view says;     ///< one English sentence
  std::string_view says_zh;  ///< the same in Chinese
  double quantum = 0.0;      ///< reals only: values are rounded to multiples of it
  std::span<const std::string_view> labels = {};     ///< names of the codes 0, 1, 2 ...
  std::span<const std::string_view> labels_zh = {};  ///< the same in Chinese
  std::string_view refers_to = {};                   ///< ids only: the table whose rows they number
};

/// Specialise for a row type:
///   static constexpr std::string_view table = "encounters", says = "...", says_zh = "...";
///   static constexpr auto columns = std::tuple{column("time", &Row::time, {.unit = "ms", ...})};
template <class Row>
struct RowDescription;

namespace detail {

// The number that stands for a value in the file.
template <class Number>
  requires std::is_arithmetic_v<Number>
constexpr Number stored(Number value) {
  return value;
}
constexpr std::uint8_t stored(bool value) {
  return value ? 1 : 0;
}
constexpr std::int64_t stored(Instant t) {
  return t.ms;
}
constexpr std::int64_t stored(Duration dt) {
  return dt.ms;
}
constexpr std::int64_t stored(Money amount) {
  return amount.fen;
}
constexpr double stored(Probability share) {
  return share.value();
}
template <class Tag>
constexpr std::uint32_t stored(Id<Tag> id) {
  return id.value;
}
template <class Enum>
  requires std::is_enum_v<Enum>
constexpr auto stored(Enum code) {
  return static_cast<std::underlying_type_t<Enum>>(code);
}

template <class Number>
constexpr StoredType stored_type() {
  if constexpr (std::is_same_v<Number, std::uint8_t>)
    return StoredType::u8;
  else if constexpr (std::is_same_v<Number, std::int32_t>)
    return StoredType::i32;
  else if constexpr (std::is_same_v<Number, std::uint32_t>)
    return StoredType::u32;
  else if constexpr (std::is_same_v<Number, std::int64_t>)
    return StoredType::i64;
  else if constexpr (std::is_same_v<Number, float>)
    return StoredType::f32;
  else {
    static_assert(std::is_same_v<Number, double>, "store u8, i32, u32, i64, f32 or f64");
    return StoredType::f64;
  }
}

template <class Value>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

}  // namespace detail

/// One column of a row type: `get` is a pointer to a member or a function of the row.
template <class Get>
struct Column {
  std::string_view name;
  Get get;
  ColumnText text;
};

template <class Get>
[[nodiscard]] constexpr Column<Get> column(std::string_view name, Get get, ColumnText text) {
  return {name, get, text};
}

/// A column as the file knows it.
struct ColumnInfo {
  std::string_view name;
  ColumnText text;
  StoredType type;
  std::optional<std::int64_t> missing;  ///< the number that means "none"
};

/// Rounds to multiples of the quantum; all NaN become one, and -0 becomes 0.
void round_to_quantum(std::span<double> values, double quantum);
void round_to_quantum(std::span<float> values, double quantum);

/// Writes unit, descriptions, quantum and labels as attributes of a dataset.
void write_column_text(Hdf5File& file, const std::string& dataset, StoredType type,
                       const ColumnText& text);

/// A dataset as it was handed in: what verification expects to find again.
struct WrittenDataset {
  std::string path;
  std::vector<std::uint64_t> extent;
  std::uint64_t digest = 0;
};

/// Feeds a block of rows; a digest is fed in blocks of `chunk_rows` rows, the last one shorter.
void add_block(Digest& digest, std::span<const std::byte> block);
/// One digest for several datasets, in their order.
[[nodiscard]] std::uint64_t digest_of(std::span<const WrittenDataset> datasets);
/// A digest as it stands in the file: 16 hexadecimal digits.
[[nodiscard]] std::string hexadecimal(std::uint64_t digest);

/// The file's side of a table: datasets, chunks, attributes and digests of any list of columns.
class TableWriter {
 public:
  /// The bytes of one column, as many rows in each.
  using ColumnBytes = std::span<const std::span<std::byte>>;

  TableWriter(Hdf5File& file, ChunkForm form, std::string_view table, std::string_view says,
              std::string_view says_zh, std::vector<ColumnInfo> columns);

  /// Writes a full chunk of every column, deflated if that is the form and makes it smaller.
  /// \param followers  writers that have had the same so far: they get the same chunk, packed once
  void write_chunk(ColumnBytes columns, std::span<TableWriter* const> followers = {});
  /// Writes the remaining rows, then lengths and digests. Buffers hold a whole chunk if one was
  /// written before, else just the rows.
  void close(ColumnBytes columns, std::size_t rows);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  /// The columns with their lengths and digests; empty before close().
  [[nodiscard]] const std::vector<WrittenDataset>& written() const { return written_; }

 private:
  [[nodiscard]] std::string dataset_path(std::size_t column) const;
  void write_rows(ColumnBytes columns, std::size_t rows, std::span<TableWriter* const> followers);
  void make_ready();
  /// Writes one column of a chunk. \param packed  nothing if it is not smaller
  void put(std::size_t column, std::size_t rows, std::span<const std::byte> bytes,
           std::span<const std::byte> packed);
  void advance(std::size_t rows);
  void write_arrays(ColumnBytes columns, std::size_t rows);

  Hdf5File& file_;
  ChunkForm form_;
  std::optional<Deflater> deflater_;  // from the first chunk on
  std::string path_;
  std::vector<ColumnInfo> columns_;
  std::vector<Digest> digests_;
  std::vector<GrowingDataset> datasets_;
  std::uint64_t rows_ = 0;
  std::vector<WrittenDataset> written_;
};

/// A table whatever its rows are: what the results file keeps.
class AnyTable {
 public:
  virtual ~AnyTable() = default;
  /// Writes what is still buffered; nothing can be appended afterwards.
  virtual void close() = 0;
  [[nodiscard]] virtual const TableWriter& writer() const = 0;
  /// Has what `leader` has from now on: its chunks are written to both. \pre equal so far, of equal
  /// rows, and nothing under way in the background of either
  virtual void follow(AnyTable& leader) = 0;
  /// Goes on by itself from the rows that the leader has. \pre nothing under way there
  virtual void part(AnyTable& leader) = 0;
};

/// Where the tables of a file are written, and how.
struct TableOutlet {
  Hdf5File& file;
  Background& background;  ///< what writes full chunks
  ChunkForm form = ChunkForm::deflated;
};

/// A table of rows of one type. Full chunks are rounded, digested, packed and written in the
/// background; what is left is written by close().
template <class Row>
class Table final : public AnyTable {
  using Description = RowDescription<Row>;
  static constexpr const auto& columns_of_row = Description::columns;
  static constexpr std::size_t n_columns =
      std::tuple_size_v<std::remove_cvref_t<decltype(columns_of_row)>>;

  template <std::size_t I>
  using Value = std::remove_cvref_t<decltype(std::invoke(std::get<I>(columns_of_row).get,
                                                         std::declval<const Row&>()))>;
  template <std::size_t I>
  using Stored = decltype(detail::stored(std::declval<Value<I>>()));

 public:
  explicit Table(const TableOutlet& outlet)
      : writer_{outlet.file,       outlet.form,          Description::table,
                Description::says, Description::says_zh, column_infos(every_column{})},
        background_{outlet.background},
        filling_{std::make_shared<Buffers>()} {}

  /// Adds a row; allocates nothing once a few chunks have been filled.
  /// \throws OutputError if an earlier chunk could not be written
  void append(const Row& row) {
    if (used_ == capacity_) make_room();
    store(row, every_column{});
    ++used_;
  }

  /// Only after the background has done all it was handed.
  void close() override {
    if (closed_) return;
    closed_ = true;
    const auto bytes = column_bytes(*filling_, used_, every_column{});
    writer_.close(bytes, used_);
  }
  [[nodiscard]] const TableWriter& writer() const override { return writer_; }

  void follow(AnyTable& leader) override {
    EXPECT(leader.writer().path() == writer_.path() && leader.writer().rows() == writer_.rows());
    static_cast<Table&>(leader).followers_.push_back(&writer_);
  }
  void part(AnyTable& leader) override {
    auto& same = static_cast<Table&>(leader);
    std::erase(same.followers_, &writer_);
    *filling_ = *same.filling_;
    used_ = same.used_;
    capacity_ = same.capacity_;
  }

 private:
  template <class Indices>
  struct BuffersOf;
  template <std::size_t... I>
  struct BuffersOf<std::index_sequence<I...>> {
    using type = std::tuple<std::vector<Stored<I>>...>;
  };
  using every_column = std::make_index_sequence<n_columns>;
  using Buffers = typename BuffersOf<every_column>::type;

  template <std::size_t... I>
  void store(const Row& row, std::index_sequence<I...>) {
    ((std::get<I>(*filling_)[used_] =
          detail::stored(std::invoke(std::get<I>(columns_of_row).get, row))),
     ...);
  }

  void make_room() {
    EXPECT(!closed_);
    if (capacity_ == chunk_rows) {
      hand_over();
      return;
    }
    capacity_ = capacity_ == 0 ? 64 : capacity_ * 4;
    resize(*filling_, capacity_);
  }

  void hand_over() {
    auto full = std::exchange(filling_, spare());
    used_ = 0;  // first, so that a failing disk does not see these rows twice
    background_.post([this, full] {
      writer_.write_chunk(column_bytes(*full, chunk_rows, every_column{}), followers_);
      const std::scoped_lock lock{spares_mutex_};
      spares_.push_back(full);
    });
  }

  static void resize(Buffers& buffers, std::size_t rows) {
    std::apply([rows](auto&... buffer) { (buffer.resize(rows), ...); }, buffers);
  }

  /// Buffers that were written, or new ones.
  std::shared_ptr<Buffers> spare() {
    const std::scoped_lock lock{spares_mutex_};
    if (!spares_.empty()) {
      auto buffers = std::move(spares_.back());
      spares_.pop_back();
      return buffers;
    }
    auto buffers = std::make_shared<Buffers>();
    resize(*buffers, chunk_rows);
    return buffers;
  }

  template <std::size_t I>
  static std::span<std::byte> bytes_of_column(Buffers& buffers, std::size_t rows) {
    auto& buffer = std::get<I>(buffers);
    const auto values = std::span{buffer}.first(rows);
    if constexpr (std::is_floating_point_v<Stored<I>>)
      round_to_quantum(values, std::get<I>(columns_of_row).text.quantum);
    // Behind the last row the chunk is padded with zeros, not with the rows of the chunk before.
    std::fill(buffer.begin() + static_cast<std::ptrdiff_t>(rows), buffer.end(), Stored<I>{});
    return std::as_writable_bytes(std::span{buffer});
  }
  template <std::size_t... I>
  static std::array<std::span<std::byte>, n_columns> column_bytes(Buffers& buffers,
                                                                  std::size_t rows,
                                                                  std::index_sequence<I...>) {
    return {bytes_of_column<I>(buffers, rows)...};
  }

  template <std::size_t I>
  static consteval bool is_documented() {
    const auto& c = std::get<I>(columns_of_row);
    const bool real = std::is_floating_point_v<Stored<I>>;
    return !c.name.empty() && !c.text.unit.empty() && !c.text.says.empty() &&
           !c.text.says_zh.empty() && real == (c.text.quantum > 0.0) &&
           c.text.labels.size() == c.text.labels_zh.size();
  }
  template <std::size_t... I>
  static consteval bool has_distinct_names(std::index_sequence<I...>) {
    std::array<std::string_view, n_columns> names{std::get<I>(columns_of_row).name...};
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) == names.end();
  }
  template <std::size_t... I>
  static std::vector<ColumnInfo> column_infos(std::index_sequence<I...>) {
    static_assert(has_distinct_names(every_column{}), "two columns have the same name");
    static_assert((is_documented<I>() && ...),
                  "a column needs name, unit, says and says_zh; a real also a quantum");
    return {column_info<I>()...};
  }
  template <std::size_t I>
  static ColumnInfo column_info() {
    const auto& c = std::get<I>(columns_of_row);
    ColumnInfo info{c.name, c.text, detail::stored_type<Stored<I>>(), std::nullopt};
    if constexpr (detail::is_id<Value<I>>) info.missing = Value<I>::none_value;
    if constexpr (std::is_same_v<Value<I>, Instant>) info.missing = Instant::never().ms;
    return info;
  }

  TableWriter writer_;  // the background's while chunks are written, then close()'s
  Background& background_;
  std::vector<TableWriter*> followers_;
  std::shared_ptr<Buffers> filling_;
  std::mutex spares_mutex_;
  std::vector<std::shared_ptr<Buffers>> spares_;
  std::size_t used_ = 0;
  std::size_t capacity_ = 0;
  bool closed_ = false;
};

}  // namespace tiercare
