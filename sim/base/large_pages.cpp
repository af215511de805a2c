// SPDX-License-Identifier: Apache-2.0
#include "base/large_pages.hpp"

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace tiercare::detail {

void* allocate_large(std::size_t bytes) {
  void* memory = ::operator new(bytes, std::align_val_t{large_page});
#ifdef __linux__
  // A wish: a system without large pages gives usual ones. The end that fills no page keeps them.
  static_cast<void>(madvise(memory, bytes / large_page * large_page, MADV_HUGEPAGE));
#endif
  return memory;
}

void free_large(void* memory) noexcept {
  ::operator delete(memory, std::align_val_t{large_page});
}

}  // namespace tiercare::detail
