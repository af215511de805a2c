// SPDX-License-Identifier: Apache-2.0
// Strong identifiers: a 32-bit index that knows what it indexes.
//
// Entities live in vectors and refer to each other by id, never by pointer, so that a state can be
// copied, compared and saved. A PersonId and a FacilityId are different types and do not compare.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace tiercare {

/// Index of one entity of kind `Tag`; a default-constructed id means "none".
template <class Tag>
struct Id {
  static constexpr std::uint32_t none_value = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t value = none_value;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : value{index} {}

  [[nodiscard]] constexpr bool is_none() const { return value == none_value; }
  [[nodiscard]] constexpr std::size_t index() const { return value; }

  friend constexpr auto operator<=>(Id, Id) = default;
};

/// A vector that only ids of its own kind can index.
template <class IdType, class Value, class Allocator = std::allocator<Value>>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t size, const Value& value = Value{}) : values_(size, value) {}

  [[nodiscard]] decltype(auto) operator[](IdType id) { return values_[id.index()]; }
  [[nodiscard]] decltype(auto) operator[](IdType id) const { return values_[id.index()]; }

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] bool contains(IdType id) const { return id.index() < values_.size(); }

  /// Appends a value and returns the id it got.
  IdType add(Value value) {
    values_.push_back(std::move(value));
    return IdType{static_cast<std::uint32_t>(values_.size() - 1)};
  }
  void reserve(std::size_t size) { values_.reserve(size); }
  void resize(std::size_t size, const Value& value = Value{}) { values_.resize(size, value); }

  [[nodiscard]] IdType id_of(std::size_t index) const {
    return IdType{static_cast<std::uint32_t>(index)};
  }
  [[nodiscard]] auto begin() { return values_.begin(); }
  [[nodiscard]] auto end() { return values_.end(); }
  [[nodiscard]] auto begin() const { return values_.begin(); }
  [[nodiscard]] auto end() const { return values_.end(); }
  [[nodiscard]] const std::vector<Value, Allocator>& values() const { return values_; }
  [[nodiscard]] std::vector<Value, Allocator>& values() { return values_; }

  friend bool operator==(const IdVector&, const IdVector&) = default;

 private:
  std::vector<Value, Allocator> values_;
};

}  // namespace tiercare
