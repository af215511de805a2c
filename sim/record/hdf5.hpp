// SPDX-License-Identifier: Apache-2.0
// The only door to libhdf5: files, groups, datasets and attributes, written so as to be trusted.
//
// Every call takes one process-wide lock (the library is not thread-safe), every identifier is
// closed by its owner, and every failure is an OutputError that names file, object and reason.
// Object times are off and metadata carries checksums, so equal content gives equal bytes and a
// damaged file is noticed. Readable by every HDF5 since 1.8, hence by any h5py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tiercare {

/// How a number lies in the file (little endian).
enum class StoredType : std::uint8_t { u8, i32, u32, i64, f32, f64 };

/// The bytes that one stored number takes.
[[nodiscard]] constexpr std::size_t size_of(StoredType type) {
  switch (type) {
    case StoredType::u8:
      return 1;
    case StoredType::i32:
    case StoredType::u32:
    case StoredType::f32:
      return 4;
    case StoredType::i64:
    case StoredType::f64:
      return 8;
  }
  return 0;
}

/// Owns one identifier of the library and closes it.
class Hdf5Id {
 public:
  Hdf5Id() = default;
  explicit Hdf5Id(std::int64_t value) : value_{value} {}
  Hdf5Id(Hdf5Id&& other) noexcept : value_{std::exchange(other.value_, -1)} {}
  Hdf5Id& operator=(Hdf5Id&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Hdf5Id() { close(); }

  void close() noexcept;
  /// Hands the identifier over; the caller closes it.
  [[nodiscard]] std::int64_t release() noexcept { return std::exchange(value_, -1); }
  [[nodiscard]] bool is_open() const { return value_ >= 0; }
  [[nodiscard]] std::int64_t value() const { return value_; }

 private:
  std::int64_t value_ = -1;
};

/// What an attribute may hold; text is UTF-8 and reads as `str` in h5py.
using AttributeValue =
    std::variant<std::int64_t, std::uint64_t, double, std::string, std::vector<std::string>>;

/// How the bytes of a chunk lie in the file.
enum class ChunkForm : std::uint8_t { plain, deflated };

/// A column that grows by whole chunks; lives no longer than its file.
struct GrowingDataset {
  std::string path;
  Hdf5Id id;
};

/// Type and extent of a dataset; a text has no number type.
struct DatasetShape {
  std::optional<StoredType> type;
  std::vector<std::uint64_t> extent;
  std::uint64_t chunk_rows = 0;  ///< of a column that has grown; else 0
};

/// One open HDF5 file. Paths of objects are absolute ("/encounters/time").
class Hdf5File {
 public:
  enum class Existing { refuse, replace };
  enum class Access { read, update };

  [[nodiscard]] static Hdf5File create(const std::string& path, Existing existing);
  [[nodiscard]] static Hdf5File open(const std::string& path, Access access);

  [[nodiscard]] const std::string& path() const { return path_; }

  /// Makes the group and those above it, as far as they are missing.
  void add_group(const std::string& group);
  /// Sets an attribute of a group or dataset; an earlier value is replaced.
  void set_attribute(const std::string& object, const std::string& name,
                     const AttributeValue& value);

  /// Writes a whole array of numbers at once.
  void add_array(const std::string& dataset, StoredType type, std::span<const std::uint64_t> extent,
                 std::span<const std::byte> values);
  /// Writes a column of texts (fixed length, padded with zero bytes).
  void add_strings(const std::string& dataset, std::span<const std::string> texts);
  /// Writes one text.
  void add_text(const std::string& dataset, const std::string& text);

  /// Starts a column that is written chunk by chunk.
  /// \param form  whether its chunks may be deflated
  [[nodiscard]] GrowingDataset add_growing(const std::string& dataset, StoredType type,
                                           std::size_t chunk_rows, ChunkForm form);
  /// Writes the chunk that starts at `first_row` straight to the file and sets the column's length.
  /// \param chunk  a whole chunk, padded if `length` ends inside it
  /// \param form  what `chunk` is; plain is possible in a column of deflated chunks too
  void write_chunk(const GrowingDataset& dataset, std::uint64_t first_row, std::uint64_t length,
                   std::span<const std::byte> chunk, ChunkForm form);

  /// Hands everything to the operating system: what is there now can be opened after a crash.
  void flush();
  /// Flushes and closes; afterwards the object is only fit to be destroyed.
  void close();

  // Reading, as far as verification and tests need it.

  /// Absolute paths of all datasets, in order of creation, group by group.
  [[nodiscard]] std::vector<std::string> datasets() const;
  /// Absolute paths of all groups below the root.
  [[nodiscard]] std::vector<std::string> groups() const;
  [[nodiscard]] DatasetShape shape(const std::string& dataset) const;
  /// Reads `count` entries of the first dimension (whole rows of a matrix).
  [[nodiscard]] std::vector<std::byte> read_rows(const std::string& dataset, std::uint64_t first,
                                                 std::uint64_t count) const;
  /// Reads the chunk of a grown column that starts at `first_row`, padding included.
  [[nodiscard]] std::vector<std::byte> read_chunk(const std::string& dataset,
                                                  std::uint64_t first_row) const;
  [[nodiscard]] std::vector<std::string> read_strings(const std::string& dataset) const;
  [[nodiscard]] std::string read_text(const std::string& dataset) const;
  /// The attribute's value; nothing if there is no such attribute.
  [[nodiscard]] std::optional<AttributeValue> attribute(const std::string& object,
                                                        const std::string& name) const;

 private:
  enum class MemberKind { group, dataset };

  Hdf5File(std::string path, Hdf5Id id) : path_{std::move(path)}, id_{std::move(id)} {}
  Hdf5Id add_dataset(const std::string& dataset, std::int64_t type,
                     std::span<const std::uint64_t> extent);
  [[nodiscard]] std::vector<std::string> members(MemberKind wanted) const;

  std::string path_;
  Hdf5Id id_;
};

}  // namespace tiercare
