// SPDX-License-Identifier: Apache-2.0
// Reading with libhdf5, as far as verification and tests need it.
#include "record/deflate.hpp"
#include "record/hdf5_library.hpp"

#include <algorithm>

namespace tiercare {

using namespace detail;

namespace {

std::optional<StoredType> number_type(hid_t type) {
  for (const auto candidate : {StoredType::u8, StoredType::i32, StoredType::u32, StoredType::i64,
                               StoredType::f32, StoredType::f64})
    if (H5Tequal(type, file_type(candidate)) > 0) return candidate;
  return std::nullopt;
}

std::vector<std::uint64_t> extent_of(hid_t space, const Deed& deed) {
  const int rank = checked(H5Sget_simple_extent_ndims(space), deed);
  std::vector<hsize_t> sizes(static_cast<std::size_t>(rank));
  checked(H5Sget_simple_extent_dims(space, sizes.data(), nullptr), deed);
  return {sizes.begin(), sizes.end()};
}

/// Refuses what a file of another program may hold where a single value or column is expected: the
/// buffer is made for what is expected, and the library fills in what is there.
void expect_that(bool is_as_expected, const Deed& deed, std::string_view expected) {
  if (!is_as_expected)
    throw OutputError(deed.file,
                      fmt::format("cannot {} {}: it is not {}", deed.doing, deed.object, expected));
}

/// Takes over `n` texts that the library allocates when `read` is called on an array of pointers.
template <class Read>
std::vector<std::string> texts_of(std::size_t n, Read read) {
  std::vector<char*> pointers(n, nullptr);
  read(static_cast<void*>(pointers.data()));
  std::vector<std::string> texts;
  for (char* pointer : pointers) {
    texts.emplace_back(pointer == nullptr ? "" : pointer);
    H5free_memory(pointer);
  }
  return texts;
}

}  // namespace

std::vector<std::string> Hdf5File::members(MemberKind wanted) const {
  const LibraryCall call;
  struct Visit {
    MemberKind wanted;
    std::vector<std::string> found;
  } visit{wanted, {}};
  const auto collect = [](hid_t, const char* name, const H5O_info_t* info, void* into) -> herr_t {
    auto& v = *static_cast<Visit*>(into);
    const auto type = v.wanted == MemberKind::group ? H5O_TYPE_GROUP : H5O_TYPE_DATASET;
    if (info->type == type && std::string_view{name} != ".")
      v.found.push_back(fmt::format("/{}", name));
    return 0;
  };
  const std::string root = "the file";
  checked(H5Ovisit2(id_.value(), H5_INDEX_CRT_ORDER, H5_ITER_INC, collect, &visit, H5O_INFO_BASIC),
          {path_, "read", root});
  return visit.found;
}
std::vector<std::string> Hdf5File::datasets() const {
  return members(MemberKind::dataset);
}
std::vector<std::string> Hdf5File::groups() const {
  return members(MemberKind::group);
}

DatasetShape Hdf5File::shape(const std::string& dataset) const {
  const LibraryCall call;
  const Deed deed{path_, "read", dataset};
  const auto id = owned(H5Dopen2(id_.value(), dataset.c_str(), H5P_DEFAULT), deed);
  const auto type = owned(H5Dget_type(id.value()), deed);
  const auto space = owned(H5Dget_space(id.value()), deed);
  const auto creation = owned(H5Dget_create_plist(id.value()), deed);
  hsize_t chunk = 0;
  if (H5Pget_layout(creation.value()) == H5D_CHUNKED)
    checked(H5Pget_chunk(creation.value(), 1, &chunk), deed);
  return {number_type(type.value()), extent_of(space.value(), deed), chunk};
}

std::vector<std::byte> Hdf5File::read_chunk(const std::string& dataset,
                                            std::uint64_t first_row) const {
  const Deed deed{path_, "read", dataset};
  const auto [type, extent, chunk] = shape(dataset);
  if (!type || chunk == 0 || extent.size() != 1 || first_row >= extent[0])
    throw OutputError(path_, fmt::format("cannot read {}: it has no such chunk", dataset));
  const hsize_t offset = first_row;
  std::uint32_t left_out = 0;
  std::vector<std::byte> stored;
  {
    const LibraryCall call;
    const auto id = owned(H5Dopen2(id_.value(), dataset.c_str(), H5P_DEFAULT), deed);
    hsize_t size = 0;
    checked(H5Dget_chunk_storage_size(id.value(), &offset, &size), deed);
    stored.resize(size);
    checked(H5Dread_chunk(id.value(), H5P_DEFAULT, &offset, &left_out, stored.data()), deed);
  }
  // Unpacked outside the call, so that other threads can write meanwhile.
  std::vector<std::byte> bytes(chunk * size_of(*type));
  if (stored.size() == bytes.size()) return stored;
  if (left_out != 0 || !unpack(stored, bytes))
    throw OutputError(path_, fmt::format("{} is damaged: a chunk does not unpack", dataset));
  return bytes;
}

std::vector<std::byte> Hdf5File::read_rows(const std::string& dataset, std::uint64_t first,
                                           std::uint64_t count) const {
  const LibraryCall call;
  const Deed deed{path_, "read", dataset};
  const auto [type, extent, chunk] = shape(dataset);
  if (!type || extent.empty() || first + count > extent[0])
    throw OutputError(path_,
                      fmt::format("cannot read {}: it has no such rows of numbers", dataset));
  std::vector<hsize_t> start(extent.size(), 0);
  std::vector<hsize_t> size(extent.begin(), extent.end());
  start[0] = first;
  size[0] = count;
  std::size_t numbers = 1;
  for (const auto n : size) numbers *= n;
  std::vector<std::byte> bytes(numbers * size_of(*type));
  if (bytes.empty()) return bytes;
  const auto id = owned(H5Dopen2(id_.value(), dataset.c_str(), H5P_DEFAULT), deed);
  const auto space = owned(H5Dget_space(id.value()), deed);
  const auto memory = space_of(std::vector<std::uint64_t>(size.begin(), size.end()), deed);
  checked(H5Sselect_hyperslab(space.value(), H5S_SELECT_SET, start.data(), nullptr, size.data(),
                              nullptr),
          deed);
  checked(H5Dread(id.value(), memory_type(*type), memory.value(), space.value(), H5P_DEFAULT,
                  bytes.data()),
          deed);
  return bytes;
}

std::vector<std::string> Hdf5File::read_strings(const std::string& dataset) const {
  const LibraryCall call;
  const Deed deed{path_, "read", dataset};
  const auto extent = shape(dataset).extent;
  const auto id = owned(H5Dopen2(id_.value(), dataset.c_str(), H5P_DEFAULT), deed);
  const auto type = owned(H5Dget_type(id.value()), deed);
  expect_that(extent.size() == 1 && H5Tget_class(type.value()) == H5T_STRING &&
                  H5Tis_variable_str(type.value()) == 0,
              deed, "a column of texts of fixed length");
  const auto n = extent.front();
  const auto length = H5Tget_size(type.value());
  std::string bytes(n * length, '\0');
  if (n > 0)
    checked(H5Dread(id.value(), type.value(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), deed);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < n; ++i) {
    auto text = bytes.substr(i * length, length);
    text.resize(std::min(text.find('\0'), length));
    expect_that(bytes.find_first_not_of('\0', i * length + text.size()) >= (i + 1) * length, deed,
                "padded with zeros");
    texts.push_back(std::move(text));
  }
  return texts;
}

std::string Hdf5File::read_text(const std::string& dataset) const {
  const LibraryCall call;
  const Deed deed{path_, "read", dataset};
  expect_that(shape(dataset).extent.empty(), deed, "a single text");
  const auto id = owned(H5Dopen2(id_.value(), dataset.c_str(), H5P_DEFAULT), deed);
  const auto type = text_type(H5T_VARIABLE, deed);
  const auto read = [&](void* into) {
    checked(H5Dread(id.value(), type.value(), H5S_ALL, H5S_ALL, H5P_DEFAULT, into), deed);
  };
  return texts_of(1, read).at(0);
}

std::optional<AttributeValue> Hdf5File::attribute(const std::string& object,
                                                  const std::string& name) const {
  const LibraryCall call;
  const Deed deed{path_, "read attribute " + name + " of", object};
  const auto owner = owned(H5Oopen(id_.value(), object.c_str(), H5P_DEFAULT), deed);
  if (checked(H5Aexists(owner.value(), name.c_str()), deed) == 0) return std::nullopt;
  const auto attribute = owned(H5Aopen(owner.value(), name.c_str(), H5P_DEFAULT), deed);
  const auto stored = owned(H5Aget_type(attribute.value()), deed);
  const auto space = owned(H5Aget_space(attribute.value()), deed);
  const auto read = [&](hid_t type, void* into) {
    checked(H5Aread(attribute.value(), type, into), deed);
  };
  const auto read_number = [&]<class Number>(Number value, hid_t type) {
    read(type, &value);
    return AttributeValue{value};
  };
  const auto kind = H5Tget_class(stored.value());
  const auto extent = extent_of(space.value(), deed);
  const bool is_number = kind == H5T_FLOAT || kind == H5T_INTEGER;
  expect_that(extent.size() <= (is_number ? 0U : 1U), deed, "one value or a list of texts");
  if (kind == H5T_FLOAT) return read_number(double{}, H5T_NATIVE_DOUBLE);
  if (kind == H5T_INTEGER && H5Tget_sign(stored.value()) == H5T_SGN_NONE)
    return read_number(std::uint64_t{}, H5T_NATIVE_UINT64);
  if (kind == H5T_INTEGER) return read_number(std::int64_t{}, H5T_NATIVE_INT64);
  const auto type = text_type(H5T_VARIABLE, deed);
  const auto read_texts = [&](void* into) { read(type.value(), into); };
  if (extent.empty()) return texts_of(1, read_texts).at(0);
  return texts_of(extent[0], read_texts);
}

}  // namespace tiercare
