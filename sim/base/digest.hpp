// SPDX-License-Identifier: Apache-2.0
// A digest of values, field by field: equal content gives equal digests on every build.
//
// Never fed with raw bytes of structs (padding would enter); trivially copyable arithmetic columns
// are fed as they are.
#pragma once

#define XXH_STATIC_LINKING_ONLY  // the state is a value here, so its size must be known
#include <xxhash.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace tiercare {

/// Collects values into a 64-bit XXH3 digest.
class Digest {
 public:
  Digest() { XXH3_64bits_reset(&state_); }

  template <class Number>
    requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
  void add(Number value) {
    if (gathered_.size() - used_ < sizeof value) pass_on();
    std::memcpy(gathered_.data() + used_, &value, sizeof value);
    used_ += sizeof value;
  }
  template <class Number>
    requires std::is_arithmetic_v<Number>
  void add_column(std::span<const Number> values) {
    add(static_cast<std::uint64_t>(values.size()));
    add_bytes(values.data(), values.size_bytes());
  }
  void add_text(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    add_bytes(text.data(), text.size());
  }
  [[nodiscard]] std::uint64_t value() const {
    Digest whole = *this;
    whole.pass_on();
    return XXH3_64bits_digest(&whole.state_);
  }

 private:
  void add_bytes(const void* bytes, std::size_t size) {
    if (gathered_.size() - used_ < size) {
      pass_on();
      if (size > gathered_.size()) {
        XXH3_64bits_update(&state_, bytes, size);
        return;
      }
    }
    if (size == 0) return;
    std::memcpy(gathered_.data() + used_, bytes, size);
    used_ += size;
  }
  void pass_on() {
    XXH3_64bits_update(&state_, gathered_.data(), used_);
    used_ = 0;
  }

  XXH3_state_t state_;
  // Small values are gathered first: each call of the library takes some ninety instructions.
  std::array<std::byte, 512> gathered_;
  std::size_t used_ = 0;
};

}  // namespace tiercare
