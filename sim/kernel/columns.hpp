// SPDX-License-Identifier: Apache-2.0
// One description of what a state consists of serves equality, digest and byte count.
//
// A state class lists its columns once, in for_each_column(self, visit): vectors or single values
// of numbers, enums, ids, instants, durations and money, or parts that list columns themselves. The
// list is the same for every value of the class; only the lengths differ.
#pragma once

#include "base/digest.hpp"
#include "base/id.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tiercare {

/// A part of the state that lists its columns.
template <class T>
concept HasColumns =
    requires(const T& part) { T::for_each_column(part, [](std::string_view, const auto&) {}); };

/// Bytes of content of one column, named by its path ("agenda.queue.bucket").
struct ColumnSize {
  std::string name;
  std::size_t bytes = 0;
};

namespace detail {

template <class T>
constexpr bool is_vector = false;
template <class T, class A>
constexpr bool is_vector<std::vector<T, A>> = true;
template <class T>
constexpr bool is_id_vector = false;
template <class I, class T, class A>
constexpr bool is_id_vector<IdVector<I, T, A>> = true;
template <class T>
constexpr bool is_array = false;
template <class T, std::size_t n>
constexpr bool is_array<std::array<T, n>> = true;

/// Equal values have equal bytes: numbers other than reals, and structs of them without padding.
template <class T>
constexpr bool bytes_tell =
    std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>;

template <class T>
void add_to_digest(Digest& digest, const T& value);

template <class T>
void add_values(Digest& digest, std::span<const T> values) {
  if constexpr (std::is_arithmetic_v<T>) {
    digest.add_column(values);
  } else if constexpr (bytes_tell<T>) {
    digest.add(static_cast<std::uint64_t>(values.size()));
    digest.add_column(
        std::span{reinterpret_cast<const unsigned char*>(values.data()), values.size_bytes()});
  } else {
    digest.add(static_cast<std::uint64_t>(values.size()));
    for (const T& value : values) add_to_digest(digest, value);
  }
}

template <class T>
void add_to_digest(Digest& digest, const T& value) {
  if constexpr (HasColumns<T>) {
    T::for_each_column(value, [&](std::string_view name, const auto& column) {
      digest.add_text(name);
      add_to_digest(digest, column);
    });
  } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
    digest.add(value);
  } else if constexpr (is_id_vector<T>) {
    add_to_digest(digest, value.values());
  } else if constexpr (is_vector<T> || is_array<T>) {
    add_values(digest, std::span<const typename T::value_type>{value});
  } else {
    static_assert(bytes_tell<T>, "this value is no column: give it for_each_column");
    add_values(digest, std::span<const T>{&value, 1});
  }
}

template <class T>
void add_sizes(std::vector<ColumnSize>& sizes, const std::string& path, const T& value) {
  if constexpr (HasColumns<T>) {
    T::for_each_column(value, [&](std::string_view name, const auto& column) {
      add_sizes(sizes, path.empty() ? std::string{name} : path + "." + std::string{name}, column);
    });
  } else {
    const std::size_t bytes = [&] {
      if constexpr (is_vector<T> || is_id_vector<T>) return value.size() * sizeof(*value.begin());
      return sizeof(T);
    }();
    if (!sizes.empty() && sizes.back().name == path)
      sizes.back().bytes += bytes;
    else
      sizes.push_back({path, bytes});
  }
}

}  // namespace detail

/// Whether two states are equal, column by column.
template <HasColumns T>
[[nodiscard]] bool columns_equal(const T& a, const T& b) {
  std::vector<const void*> columns;
  T::for_each_column(a, [&](std::string_view, const auto& column) { columns.push_back(&column); });
  bool equal = true;
  std::size_t place = 0;
  T::for_each_column(b, [&]<class Column>(std::string_view, const Column& column) {
    if (!equal) return;
    const auto& other = *static_cast<const Column*>(columns[place++]);
    if constexpr (HasColumns<Column>)
      equal = columns_equal(other, column);
    else
      equal = other == column;
  });
  return equal;
}

/// Digest of every field of a state.
template <HasColumns T>
[[nodiscard]] std::uint64_t columns_digest(const T& state) {
  Digest digest;
  detail::add_to_digest(digest, state);
  return digest.value();
}

/// Bytes of content, column by column; neighbours of the same name are summed.
template <HasColumns T>
[[nodiscard]] std::vector<ColumnSize> column_sizes(const T& state) {
  std::vector<ColumnSize> sizes;
  detail::add_sizes(sizes, {}, state);
  return sizes;
}

/// The same by table: what stands before the first dot of a column's path.
template <HasColumns T>
[[nodiscard]] std::vector<ColumnSize> table_sizes(const T& state) {
  std::vector<ColumnSize> tables;
  for (const ColumnSize& size : column_sizes(state)) {
    const std::string table = size.name.substr(0, size.name.find('.'));
    if (tables.empty() || tables.back().name != table) tables.push_back({table, 0});
    tables.back().bytes += size.bytes;
  }
  return tables;
}

/// Bytes of content of all columns.
template <HasColumns T>
[[nodiscard]] std::size_t columns_bytes(const T& state) {
  std::size_t bytes = 0;
  for (const ColumnSize& size : column_sizes(state)) bytes += size.bytes;
  return bytes;
}

}  // namespace tiercare
