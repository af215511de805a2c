// SPDX-License-Identifier: Apache-2.0
// How each type is spelt in a scenario: `Parse<T>` reads, describes and writes it.
//
// The types of the ground floor and the plain quantities are here; a higher module adds its own by
// specialising Parse with the same members, and readers, schema and reference page follow.
#pragma once

#include "base/money.hpp"
#include "base/probability.hpp"
#include "base/time.hpp"
#include "config/node.hpp"
#include "config/quantity.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tiercare::config {

/// Why a text is no T, and what would be.
struct Problem {
  std::string message;
  std::string hint = {};
};

/// A value or a problem.
template <class T>
struct Parsed {
  std::optional<T> value;
  Problem problem = {};

  Parsed(T parsed) : value{std::move(parsed)} {}        // NOLINT: both are meant to be returned
  Parsed(Problem found) : problem{std::move(found)} {}  // NOLINT
};

/// What describe mode tells of a type: schema, reference page and messages are made from it.
struct TypeDescription {
  std::string name;       ///< "duration"
  std::string name_zh;    ///< the same in Chinese
  std::string json_type;  ///< "string", "integer", "number", "boolean"
  std::string pattern = {};
  std::vector<std::string> examples = {};
  std::string bound_unit = {};          ///< the unit in which at_least and at_most are given
  std::optional<double> at_least = {};  ///< unless the field says otherwise
  std::optional<double> at_most = {};
  std::string units = {};  ///< every unit it may be written in: "km or m"

  friend bool operator==(const TypeDescription&, const TypeDescription&) = default;
};

/// How a T is written. Specialisations have:
///   static Parsed<T> read(const Node& scalar);     // a scalar node, never null
///   static TypeDescription describe();
///   static std::string write(const T&);            // as a user would write it
///   static double magnitude(const T&);             // [bound_unit]; left out if T has no bounds
template <class T>
struct Parse;

template <>
struct Parse<std::string> {
  static Parsed<std::string> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(const std::string& value);
};
template <>
struct Parse<bool> {
  static Parsed<bool> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(bool value);
};
template <>
struct Parse<Count> {
  static Parsed<Count> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Count value);
  static double magnitude(Count value) { return static_cast<double>(value); }
};
template <>
struct Parse<int> {
  static Parsed<int> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(int value);
  static double magnitude(int value) { return value; }
};
template <>
struct Parse<LanguageVersion> {
  static Parsed<LanguageVersion> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(LanguageVersion value);
};
template <>
struct Parse<Factor> {
  static Parsed<Factor> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Factor value);
  static double magnitude(Factor value) { return value; }
};
template <>
struct Parse<Duration> {  ///< bounds in [min]
  static Parsed<Duration> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Duration value);
  static double magnitude(Duration value) { return value.in_minutes(); }
};
template <>
struct Parse<Money> {  ///< bounds in [yuan]
  static Parsed<Money> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Money value);
  static double magnitude(Money value) { return value.in_yuan(); }
};
template <>
struct Parse<Probability> {  ///< bounds in [%]
  static Parsed<Probability> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Probability value);
  static double magnitude(Probability value) { return value.value() * 100.0; }
};
template <>
struct Parse<PercentagePoints> {  ///< bounds in [pp]
  static Parsed<PercentagePoints> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(PercentagePoints value);
  static double magnitude(PercentagePoints value) { return value.difference * 100.0; }
};
template <>
struct Parse<Rate> {  ///< bounds in [/year]
  static Parsed<Rate> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Rate value);
  static double magnitude(Rate value) { return value.per_year; }
};
template <>
struct Parse<Distance> {  ///< bounds in [km]
  static Parsed<Distance> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Distance value);
  static double magnitude(Distance value) { return value.km; }
};
template <>
struct Parse<Speed> {  ///< bounds in [km/h]
  static Parsed<Speed> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Speed value);
  static double magnitude(Speed value) { return value.km_per_hour; }
};
template <>
struct Parse<Date> {
  static Parsed<Date> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(Date value);
};
template <>
struct Parse<DistributionText> {
  static Parsed<DistributionText> read(const Node& scalar);
  static TypeDescription describe();
  static std::string write(const DistributionText& value);
};

}  // namespace tiercare::config
