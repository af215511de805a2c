// SPDX-License-Identifier: Apache-2.0
#include "record/deflate.hpp"

#include <libdeflate.h>

#include <new>

namespace tiercare {
namespace {

// One in four of the bytes is left already at the lowest level; the next ones take half as long
// again for a fiftieth less.
constexpr int level = 1;

}  // namespace

void Deflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Deflater::Deflater() : compressor_{libdeflate_alloc_compressor(level)} {
  if (!compressor_) throw std::bad_alloc{};
}

std::span<const std::byte> Deflater::pack(std::span<const std::byte> bytes) {
  if (packed_.size() < bytes.size()) packed_.resize(bytes.size());
  // The library gives 0 if it does not fit: no room is given for what would not be fewer.
  const auto size = libdeflate_zlib_compress(compressor_.get(), bytes.data(), bytes.size(),
                                             packed_.data(), bytes.size() - 1);
  return std::span{packed_}.first(size);
}

bool unpack(std::span<const std::byte> packed, std::span<std::byte> bytes) {
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor{
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor};
  if (!decompressor) throw std::bad_alloc{};
  return libdeflate_zlib_decompress(decompressor.get(), packed.data(), packed.size(), bytes.data(),
                                    bytes.size(), nullptr) == LIBDEFLATE_SUCCESS;
}

}  // namespace tiercare
