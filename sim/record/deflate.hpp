// SPDX-License-Identifier: Apache-2.0
// The only door to libdeflate: chunks packed and unpacked as the deflate filter of HDF5 does it.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

struct libdeflate_compressor;

namespace tiercare {

/// Packs chunks, quickly rather than small; for one thread at a time.
class Deflater {
 public:
  Deflater();

  /// \returns the packed bytes, valid until the next call; nothing if they would not be fewer
  [[nodiscard]] std::span<const std::byte> pack(std::span<const std::byte> bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
  std::vector<std::byte> packed_;
};

/// \param bytes  where the unpacked bytes go; exactly as many as were packed
/// \returns whether `packed` is whole and gives as many bytes
[[nodiscard]] bool unpack(std::span<const std::byte> packed, std::span<std::byte> bytes);

}  // namespace tiercare
