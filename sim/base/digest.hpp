// SPDX-License-Identifier: Apache-2.0
// A digest of values, field by field: equal content gives equal digests on every build.
//
// Never fed with raw bytes of structs (padding would enter); trivially copyable arithmetic columns
// are fed as they are.
#pragma once

#define XXH_STATIC_LINKING_ONLY  // the state is a value here, so its size must be known
#include <xxhash.h>

#include <cstdint>
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
    XXH3_64bits_update(&state_, &value, sizeof value);
  }
  template <class Number>
    requires std::is_arithmetic_v<Number>
  void add_column(std::span<const Number> values) {
    add(static_cast<std::uint64_t>(values.size()));
    XXH3_64bits_update(&state_, values.data(), values.size_bytes());
  }
  void add_text(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    XXH3_64bits_update(&state_, text.data(), text.size());
  }
  [[nodiscard]] std::uint64_t value() const { return XXH3_64bits_digest(&state_); }

 private:
  XXH3_state_t state_;
};

}  // namespace tiercare
