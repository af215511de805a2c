// SPDX-License-Identifier: Apache-2.0
// Inside the door: what hdf5.cpp and hdf5_read.cpp share and nobody else may include.
//
// Each function that calls the library holds a LibraryCall (the lock and a silenced error stack);
// `checked` turns a negative result into an OutputError with the text of that stack.
#pragma once

#include "base/error.hpp"
#include "record/hdf5.hpp"

#include <fmt/format.h>
#include <hdf5.h>

#include <mutex>
#include <string_view>

namespace tiercare::detail {

static_assert(sizeof(hid_t) == sizeof(std::int64_t));

/// Holds the library for the length of a call; nests, since closing an identifier is a call too.
class LibraryCall {
 public:
  LibraryCall() : lock_{mutex()} {
    H5Eget_auto2(H5E_DEFAULT, &print_, &print_data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  // Restored, because another user of the library in this process may want its errors printed.
  ~LibraryCall() { H5Eset_auto2(H5E_DEFAULT, print_, print_data_); }
  LibraryCall(const LibraryCall&) = delete;
  LibraryCall& operator=(const LibraryCall&) = delete;

 private:
  struct Library {
    // A file that could not be written to its end cannot be closed either; the library would
    // stumble over it when it tidies up at exit. We close every file ourselves, so it need not.
    Library() { H5dont_atexit(); }
    std::recursive_mutex mutex;
  };
  // The one function-static of the program: the library has one state for the whole process and is
  // not thread-safe, while replications on several threads each write a file of their own.
  static std::recursive_mutex& mutex() {
    static Library library;
    return library.mutex;
  }

  std::lock_guard<std::recursive_mutex> lock_;
  H5E_auto2_t print_ = nullptr;
  void* print_data_ = nullptr;
};

/// The library's account of its last failure, innermost cause first.
std::string error_stack();

/// What is being done, and to which object of which file: the beginning of an error message.
struct Deed {
  const std::string& file;
  std::string doing;
  const std::string& object;
};

inline OutputError failed(const Deed& deed) {
  return {deed.file, fmt::format("cannot {} {}: {}", deed.doing, deed.object, error_stack())};
}
template <class Result>
Result checked(Result result, const Deed& deed) {
  if (result < 0) throw failed(deed);
  return result;
}
inline Hdf5Id owned(hid_t id, const Deed& deed) {
  return Hdf5Id{checked(id, deed)};
}

hid_t file_type(StoredType type);
hid_t memory_type(StoredType type);

/// UTF-8 text of `bytes` bytes, or of any length (H5T_VARIABLE: h5py reads such attributes as str).
Hdf5Id text_type(std::size_t bytes, const Deed& deed);
Hdf5Id space_of(std::span<const std::uint64_t> extent, const Deed& deed);

}  // namespace tiercare::detail
