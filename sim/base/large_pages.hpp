// SPDX-License-Identifier: Apache-2.0
// Memory for what is large and read at random, in pages of 2 MB where the system has them.
//
// A county's people fill nine thousand usual pages, more than a processor remembers the places of:
// with large ones it finds each person a fifth sooner.
#pragma once

#include <cstddef>
#include <new>

namespace tiercare {

namespace detail {
[[nodiscard]] void* allocate_large(std::size_t bytes);
void free_large(void* memory) noexcept;
inline constexpr std::size_t large_page = std::size_t{1} << 21;
}  // namespace detail

/// An allocator for vectors: usual memory up to a large page, large pages above.
template <class T>
class LargePages {
 public:
  using value_type = T;

  LargePages() = default;
  template <class U>
  constexpr LargePages(const LargePages<U>&) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    if (bytes >= detail::large_page) return static_cast<T*>(detail::allocate_large(bytes));
    return static_cast<T*>(::operator new(bytes, std::align_val_t{alignof(T)}));
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    const std::size_t bytes = count * sizeof(T);
    if (bytes >= detail::large_page) return detail::free_large(memory);
    ::operator delete(memory, std::align_val_t{alignof(T)});
  }

  friend bool operator==(LargePages, LargePages) { return true; }
};

}  // namespace tiercare
