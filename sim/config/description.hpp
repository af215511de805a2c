// SPDX-License-Identifier: Apache-2.0
// What a reader asks for, recorded: the one source of the JSON Schema and of the reference page.
//
// A reader function run in describe mode fills this tree with the same calls by which it parses, so
// that parser, defaults, schema and page cannot drift apart.
#pragma once

#include "config/parse.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare::config {

/// One field of a mapping, or the mapping itself.
struct Description {
  enum class Shape {
    value,         ///< a scalar of a type
    choice,        ///< one of a list of names
    mapping,       ///< known keys
    list,          ///< a list of mappings
    values,        ///< a list of scalars
    entries,       ///< mappings by names the user invents
    named_values,  ///< scalars by names the user invents
    part,          ///< any keys of the root, at any depth
    table,         ///< the name of a CSV file; the members are its columns
  };
  struct Name {
    std::string name;
    std::string says;
    std::string says_zh;

    friend bool operator==(const Name&, const Name&) = default;
  };

  struct Discriminator {
    std::string key;
    std::string says;
    std::string says_zh;
    std::string default_name;  ///< of the kind that is meant without the key; empty if none is

    friend bool operator==(const Discriminator&, const Discriminator&) = default;
  };

  Shape shape = Shape::mapping;
  std::string key;
  std::string says;
  std::string says_zh;
  std::string source;  ///< of the default: a parameter id, or "assumed"; empty without a default
  bool required = false;
  std::string formerly;  ///< the key's former name; empty if it has none
  std::string since;     ///< the release that renamed it
  std::optional<std::string> default_text;
  TypeDescription type;            ///< of a value, or of each of several
  std::optional<double> at_least;  ///< in type.bound_unit
  std::optional<double> at_most;
  std::string selector;  ///< "all townships", if that may stand for a list of names
  /// What is wrong with a text as a value of the type; null if it has none.
  std::optional<Problem> (*problem_with)(const Node& scalar) = nullptr;
  std::vector<Name> names;           ///< of a choice
  std::vector<Description> members;  ///< of a mapping, or of each list item or entry
  /// The mapping is one of these kinds besides its members; `key` is the kind's name.
  std::vector<Description> alternatives;
  Discriminator discriminator;  ///< the key that tells the alternatives apart

  friend bool operator==(const Description&, const Description&) = default;
};

/// The bounds of a value as people write them: "0 … 100 %", "≥ 0 min"; empty without any.
[[nodiscard]] std::string write_range(const Description& field);

/// JSON Schema draft-07 of a document whose root is `root`.
[[nodiscard]] std::string to_json_schema(const Description& root, std::string_view title);

enum class Language { english, chinese };

/// A reference page: contents, how values are written, then one table per section in the order in
/// which a reader asks.
/// \param introduction  below the title, in Markdown
[[nodiscard]] std::string to_markdown(const Description& root, std::string_view title,
                                      std::string_view introduction,
                                      Language language = Language::english);

/// Every described value as (dotted path, field), for tests over sources and defaults.
struct DescribedValue {
  std::string path;
  const Description* description;
};
[[nodiscard]] std::vector<DescribedValue> described_values(const Description& root);

}  // namespace tiercare::config
