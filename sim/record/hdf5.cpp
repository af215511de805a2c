// SPDX-License-Identifier: Apache-2.0
// Writing with libhdf5 1.10 (C API).
#include "base/contract.hpp"
#include "record/hdf5_library.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <type_traits>

namespace tiercare {

namespace detail {

namespace {

/// The library's words without the details that help nobody (wall time, addresses); if the system
/// gave a message, which the library buries among these, then that message.
std::string plain_words(const std::string& description) {
  constexpr std::string_view mark = "error message = '";
  const auto at = description.find(mark);
  if (at == std::string::npos) return description.substr(0, description.find(": "));
  const auto begin = at + mark.size();
  return description.substr(begin, description.find('\'', begin) - begin);
}

}  // namespace

std::string error_stack() {
  std::vector<std::string> lines;
  const auto collect = [](unsigned, const H5E_error2_t* error, void* into) -> herr_t {
    auto& collected = *static_cast<std::vector<std::string>*>(into);
    auto line = plain_words(error->desc == nullptr ? "" : error->desc);
    if (std::find(collected.begin(), collected.end(), line) == collected.end())
      collected.push_back(std::move(line));
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collect, &lines);
  if (lines.empty()) return "no reason given";
  // A failing flush reports thirty layers; cause and outermost layer are what helps.
  constexpr std::ptrdiff_t n_causes = 3;
  if (std::ssize(lines) > n_causes + 1) {
    lines.erase(lines.begin() + n_causes, lines.end() - 1);
    lines.insert(lines.end() - 1, "...");
  }
  auto cause = std::exchange(lines.front(), {});
  lines.erase(lines.begin());
  if (lines.empty()) return cause;
  return fmt::format("{} (libhdf5: {})", cause, fmt::join(lines, "; "));
}

hid_t file_type(StoredType type) {
  switch (type) {
    case StoredType::u8:
      return H5T_STD_U8LE;
    case StoredType::i32:
      return H5T_STD_I32LE;
    case StoredType::u32:
      return H5T_STD_U32LE;
    case StoredType::i64:
      return H5T_STD_I64LE;
    case StoredType::f32:
      return H5T_IEEE_F32LE;
    case StoredType::f64:
      return H5T_IEEE_F64LE;
  }
  UNREACHABLE();
}

hid_t memory_type(StoredType type) {
  switch (type) {
    case StoredType::u8:
      return H5T_NATIVE_UINT8;
    case StoredType::i32:
      return H5T_NATIVE_INT32;
    case StoredType::u32:
      return H5T_NATIVE_UINT32;
    case StoredType::i64:
      return H5T_NATIVE_INT64;
    case StoredType::f32:
      return H5T_NATIVE_FLOAT;
    case StoredType::f64:
      return H5T_NATIVE_DOUBLE;
  }
  UNREACHABLE();
}

Hdf5Id text_type(std::size_t bytes, const Deed& deed) {
  auto type = owned(H5Tcopy(H5T_C_S1), deed);
  checked(H5Tset_size(type.value(), bytes), deed);
  checked(H5Tset_cset(type.value(), H5T_CSET_UTF8), deed);
  checked(H5Tset_strpad(type.value(), bytes == H5T_VARIABLE ? H5T_STR_NULLTERM : H5T_STR_NULLPAD),
          deed);
  return type;
}

Hdf5Id space_of(std::span<const std::uint64_t> extent, const Deed& deed) {
  const std::vector<hsize_t> sizes(extent.begin(), extent.end());
  return owned(sizes.empty()
                   ? H5Screate(H5S_SCALAR)
                   : H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr),
               deed);
}

}  // namespace detail

using namespace detail;

namespace {

/// Creation properties under which equal content gives equal bytes and members keep their order.
Hdf5Id creation_properties(hid_t kind, const Deed& deed) {
  auto properties = owned(H5Pcreate(kind), deed);
  checked(H5Pset_obj_track_times(properties.value(), false), deed);
  if (kind != H5P_DATASET_CREATE)
    checked(H5Pset_link_creation_order(properties.value(),
                                       H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
            deed);
  return properties;
}

/// The low bound 1.8 gives metadata checksums, the high bound 1.8 keeps every reader able to open.
Hdf5Id access_properties(const Deed& deed) {
  auto properties = owned(H5Pcreate(H5P_FILE_ACCESS), deed);
  checked(H5Pset_libver_bounds(properties.value(), H5F_LIBVER_V18, H5F_LIBVER_V18), deed);
  // A file system without locks is no reason to refuse a run.
  checked(H5Pset_file_locking(properties.value(), true, true), deed);
  // Closing the file closes what is open in it, so that a failing close cannot leave it half open.
  checked(H5Pset_fclose_degree(properties.value(), H5F_CLOSE_STRONG), deed);
  return properties;
}

void write_all(const Hdf5Id& dataset, hid_t type, const void* values, const Deed& deed) {
  checked(H5Dwrite(dataset.value(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), deed);
}

std::string as_fixed_length(std::span<const std::string> texts, std::size_t length) {
  std::string bytes(texts.size() * length, '\0');
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i].copy(&bytes[i * length], length);
  return bytes;
}

}  // namespace

void Hdf5Id::close() noexcept {
  if (value_ < 0) return;
  const LibraryCall call;
  H5Idec_ref(std::exchange(value_, -1));
}

Hdf5File Hdf5File::create(const std::string& path, Existing existing) {
  const LibraryCall call;
  const std::string root = "the file";
  const Deed deed{path, "create", root};
  const auto creation = creation_properties(H5P_FILE_CREATE, deed);
  const auto access = access_properties(deed);
  const unsigned flags = existing == Existing::refuse ? H5F_ACC_EXCL : H5F_ACC_TRUNC;
  return {path, owned(H5Fcreate(path.c_str(), flags, creation.value(), access.value()), deed)};
}

Hdf5File Hdf5File::open(const std::string& path, Access mode) {
  const LibraryCall call;
  const std::string root = "the file";
  const Deed deed{path, "open", root};
  const auto access = access_properties(deed);
  const unsigned flags = mode == Access::read ? H5F_ACC_RDONLY : H5F_ACC_RDWR;
  return {path, owned(H5Fopen(path.c_str(), flags, access.value()), deed)};
}

void Hdf5File::add_group(const std::string& group) {
  const LibraryCall call;
  const Deed deed{path_, "create group", group};
  // Step by step: the library would give intermediate groups times of its own.
  for (auto end = group.find('/', 1);; end = group.find('/', end + 1)) {
    const auto part = group.substr(0, end);
    if (checked(H5Lexists(id_.value(), part.c_str(), H5P_DEFAULT), deed) == 0) {
      const auto creation = creation_properties(H5P_GROUP_CREATE, deed);
      owned(H5Gcreate2(id_.value(), part.c_str(), H5P_DEFAULT, creation.value(), H5P_DEFAULT),
            deed);
    }
    if (end == std::string::npos) return;
  }
}

void Hdf5File::set_attribute(const std::string& object, const std::string& name,
                             const AttributeValue& value) {
  const LibraryCall call;
  const Deed deed{path_, "write attribute " + name + " of", object};
  const auto owner = owned(H5Oopen(id_.value(), object.c_str(), H5P_DEFAULT), deed);
  if (checked(H5Aexists(owner.value(), name.c_str()), deed) > 0)
    checked(H5Adelete(owner.value(), name.c_str()), deed);

  const auto write = [&](hid_t stored, hid_t given, std::span<const std::uint64_t> extent,
                         const void* data) {
    const auto space = space_of(extent, deed);
    const auto attribute = owned(
        H5Acreate2(owner.value(), name.c_str(), stored, space.value(), H5P_DEFAULT, H5P_DEFAULT),
        deed);
    checked(H5Awrite(attribute.value(), given, data), deed);
  };
  const auto write_value = [&](const auto& v) {
    using Value = std::remove_cvref_t<decltype(v)>;
    if constexpr (std::is_same_v<Value, std::int64_t>) {
      write(H5T_STD_I64LE, H5T_NATIVE_INT64, {}, &v);
    } else if constexpr (std::is_same_v<Value, std::uint64_t>) {
      write(H5T_STD_U64LE, H5T_NATIVE_UINT64, {}, &v);
    } else if constexpr (std::is_same_v<Value, double>) {
      write(H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {}, &v);
    } else if constexpr (std::is_same_v<Value, std::string>) {
      const auto type = text_type(H5T_VARIABLE, deed);
      const char* text = v.c_str();
      write(type.value(), type.value(), {}, static_cast<const void*>(&text));
    } else {
      const auto type = text_type(H5T_VARIABLE, deed);
      std::vector<const char*> texts(v.size());
      std::transform(v.begin(), v.end(), texts.begin(),
                     [](const auto& text) { return text.c_str(); });
      const std::array<std::uint64_t, 1> extent{texts.size()};
      write(type.value(), type.value(), extent, static_cast<const void*>(texts.data()));
    }
  };
  std::visit(write_value, value);
}

Hdf5Id Hdf5File::add_dataset(const std::string& dataset, std::int64_t type,
                             std::span<const std::uint64_t> extent) {
  const Deed deed{path_, "create dataset", dataset};
  if (const auto slash = dataset.rfind('/'); slash > 0) add_group(dataset.substr(0, slash));
  const auto space = space_of(extent, deed);
  const auto creation = creation_properties(H5P_DATASET_CREATE, deed);
  return owned(H5Dcreate2(id_.value(), dataset.c_str(), type, space.value(), H5P_DEFAULT,
                          creation.value(), H5P_DEFAULT),
               deed);
}

void Hdf5File::add_array(const std::string& dataset, StoredType type,
                         std::span<const std::uint64_t> extent, std::span<const std::byte> values) {
  const LibraryCall call;
  const auto id = add_dataset(dataset, file_type(type), extent);
  if (!values.empty()) write_all(id, memory_type(type), values.data(), {path_, "write", dataset});
}

void Hdf5File::add_strings(const std::string& dataset, std::span<const std::string> texts) {
  const LibraryCall call;
  const Deed deed{path_, "write", dataset};
  std::size_t length = 1;  // the library knows no empty texts of fixed length
  for (const auto& text : texts) length = std::max(length, text.size());
  const auto type = text_type(length, deed);
  const std::array<std::uint64_t, 1> extent{texts.size()};
  const auto id = add_dataset(dataset, type.value(), extent);
  if (!texts.empty()) write_all(id, type.value(), as_fixed_length(texts, length).data(), deed);
}

void Hdf5File::add_text(const std::string& dataset, const std::string& text) {
  const LibraryCall call;
  const Deed deed{path_, "write", dataset};
  const auto type = text_type(H5T_VARIABLE, deed);
  const auto id = add_dataset(dataset, type.value(), {});
  const char* start = text.c_str();
  write_all(id, type.value(), static_cast<const void*>(&start), deed);
}

GrowingDataset Hdf5File::add_growing(const std::string& dataset, StoredType type,
                                     std::size_t chunk_rows, ChunkForm form) {
  const LibraryCall call;
  const Deed deed{path_, "create dataset", dataset};
  const auto creation = creation_properties(H5P_DATASET_CREATE, deed);
  const hsize_t chunk = chunk_rows;
  const hsize_t none = 0;
  const hsize_t any_number = H5S_UNLIMITED;
  checked(H5Pset_chunk(creation.value(), 1, &chunk), deed);
  // We pack the chunks ourselves; the filter tells every reader how to unpack them.
  constexpr unsigned level = 1;
  if (form == ChunkForm::deflated) checked(H5Pset_deflate(creation.value(), level), deed);
  const auto space = owned(H5Screate_simple(1, &none, &any_number), deed);
  return {dataset, owned(H5Dcreate2(id_.value(), dataset.c_str(), file_type(type), space.value(),
                                    H5P_DEFAULT, creation.value(), H5P_DEFAULT),
                         deed)};
}

void Hdf5File::write_chunk(const GrowingDataset& dataset, std::uint64_t first_row,
                           std::uint64_t length, std::span<const std::byte> chunk, ChunkForm form) {
  const LibraryCall call;
  const Deed deed{path_, "write", dataset.path};
  const hsize_t extent = length;
  const hsize_t offset = first_row;
  // The length is set first and never shrinks, so the library touches no byte of the chunk itself.
  checked(H5Dset_extent(dataset.id.value(), &extent), deed);
  // Bit 0: the first filter was not applied to this chunk. A column without one ignores it.
  const std::uint32_t left_out = form == ChunkForm::plain ? 1 : 0;
  checked(H5Dwrite_chunk(dataset.id.value(), H5P_DEFAULT, left_out, &offset, chunk.size(),
                         chunk.data()),
          deed);
}

void Hdf5File::flush() {
  const LibraryCall call;
  const std::string root = "the file";
  checked(H5Fflush(id_.value(), H5F_SCOPE_LOCAL), {path_, "write", root});
}

void Hdf5File::close() {
  const LibraryCall call;
  const std::string root = "the file";
  const Deed deed{path_, "write", root};
  // Closed once whatever happens: a failed close leaves nothing behind that could be closed again.
  const auto id = id_.release();
  std::optional<OutputError> failure;
  const auto attempt = [&](herr_t result) {
    if (result < 0 && !failure) failure = failed(deed);
  };
  attempt(H5Fflush(id, H5F_SCOPE_LOCAL));
  attempt(H5Fclose(id));
  if (failure) throw *failure;
}

}  // namespace tiercare
