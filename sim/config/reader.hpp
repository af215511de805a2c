// SPDX-License-Identifier: Apache-2.0
// A cursor over one mapping of a scenario; every question to it is also its documentation.
//
// Asking for a key marks it as known; what nobody asked for is an unknown key. What the user wrote
// never makes a reader throw: a failed read notes a diagnostic, returns a neutral value and goes
// on, so that all errors of a file appear at once. In describe mode the same calls record what
// exists (description.hpp): optional sections are entered, lists once, alternatives all, and every
// value is its default.
#pragma once

#include "base/error.hpp"
#include "config/description.hpp"
#include "config/document.hpp"
#include "config/node.hpp"
#include "config/parse.hpp"
#include "config/quantity.hpp"
#include "config/reader_record.hpp"
#include "config/tables.hpp"
#include "config/text_check.hpp"

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tiercare::config {

/// The source of a default that no parameter book knows.
inline constexpr std::string_view assumed = "assumed";

/// The source of what the author of a scenario decides: what to simulate, not what is so.
inline constexpr std::string_view decided = "decided";

/// What a field is, in words and bounds. `source` names the parameter book's entry of the default.
struct Field {
  std::string_view says;
  std::string_view says_zh = {};
  std::string_view source = assumed;
  std::optional<double> at_least = {};  ///< in the type's bound unit (parse.hpp)
  std::optional<double> at_most = {};
  std::string_view formerly = {};  ///< its former key (former_names.hpp)
  std::string_view since = {};     ///< the release that renamed it
};

/// The names that a list may hold. `all townships` stands for every one of them.
struct KnownNames {
  std::string_view one;   ///< "township"
  std::string_view many;  ///< "townships"
  std::string_view zh;    ///< "乡镇"
  std::span<const std::string> names;
  bool is_whole = true;  ///< false if they could not all be read: no other can be called unknown
};

/// Whether a section may be left out: `defaulted` is read as an empty one then, `optional` not.
enum class Presence { required, optional, defaulted };

/// The rows of a CSV file, and where its header stands.
template <class Row>
struct Table {
  std::vector<Located<Row>> rows;
  Span header;
  bool is_sound = false;  ///< it was given, and nothing in it was wrong
};

/// An enumerator and its name in a scenario.
template <class Enum>
struct Named {
  Enum value;
  std::string_view name;
  std::string_view says = {};
  std::string_view says_zh = {};
};

/// A required key that is not given, and what would be said of it.
struct MissingKey {
  std::string key;
  Diagnostic finding;
};

class Reader;

/// "did you mean 'x'?", or what there is.
[[nodiscard]] std::string suggestion(std::string_view name, std::span<const std::string> known);
/// "timeline[2]": items are counted from 1, as people count them.
[[nodiscard]] std::string item_path(const std::string& list_path, std::size_t index);
/// Stands for a section that was left out.
[[nodiscard]] Node empty_mapping(const Span& span);
/// The root of a description with the keys that the loader itself reads.
[[nodiscard]] Description describe_extends();

/// One kind of a mapping whose discriminator key has the value `name`.
struct Alternative {
  std::string name;
  std::string says;
  std::string says_zh;
  std::function<void(Reader&)> read;
};

class Reader {
 public:
  /// Parse mode; `path` is the dotted path of the mapping, empty for the document.
  /// \param tables  the CSV files of the document; they outlive the reader
  /// \param values  where what is read is recorded, if anybody wants to know
  Reader(const Node& mapping, std::string path, std::vector<Diagnostic>& findings, Tables& tables,
         ReadRecord* values = nullptr);
  /// Describe mode: adds what is asked for to `recorded`.
  Reader(Description& recorded, std::string path);

  /// A value that must be given. [T{} if it is missing or wrong]
  template <class T>
  T required(std::string_view key, const Field& field) {
    return read_value<T>(key, std::nullopt, field).value;
  }
  /// A value with a default.
  template <class T>
  T optional(std::string_view key, const std::type_identity_t<T>& default_value,
             const Field& field) {
    return read_value<T>(key, default_value, field).value;
  }
  /// The same with the place, for cross checks; without a default the key is required.
  template <class T>
  Located<T> located(std::string_view key, const std::optional<T>& default_value,
                     const Field& field) {
    return read_value<T>(key, default_value, field);
  }
  /// A value that may be absent without a default ("no limit").
  template <class T>
  std::optional<T> if_given(std::string_view key, const Field& field);

  /// One of the enumerators that have names; without a default the key is required.
  template <std::ranges::contiguous_range Names>
  auto choice(std::string_view key, const Names& names,
              std::optional<decltype(std::ranges::range_value_t<Names>::value)> default_value,
              const Field& field) -> decltype(std::ranges::range_value_t<Names>::value);

  /// The name of something declared elsewhere; `what` says what ("facility kind"). Check it with
  /// `unknown_name` when everything is read. [empty value if not given]
  Located<std::string> name_reference(std::string_view key, std::string_view what,
                                      Presence presence, const Field& field);

  /// A list of scalars; absent is empty.
  template <class T>
  std::vector<T> values(std::string_view key, Presence presence, const Field& field);
  template <class T>
  std::vector<Located<T>> located_values(std::string_view key, Presence presence,
                                         const Field& field);

  /// A list of names declared elsewhere, each once: `[daba, xiache]`, `all townships`, or `all
  /// townships except [daba]`; in the order of the text, or of the known names.
  std::vector<Located<std::string>> names(std::string_view key, const KnownNames& known,
                                          Presence presence, const Field& field);

  /// Scalars by names the user invents: `{outpatient: 5 yuan, inpatient: 20 yuan}`, in their order.
  template <class T>
  std::vector<std::pair<Located<std::string>, T>> named_values(std::string_view key,
                                                               Presence presence,
                                                               const Field& field);

  /// A nested mapping: read(Reader&). \return whether `read` was called
  template <class Fn>
  bool section(std::string_view key, Presence presence, const Field& field, Fn&& read);
  /// A list of mappings: read_item(Reader&) for each.
  template <class Fn>
  void list(std::string_view key, Presence presence, const Field& field, Fn&& read_item);
  /// A mapping by names the user invents (lower_snake): read_entry(Located<std::string>, Reader&).
  template <class Fn>
  void entries(std::string_view key, Presence presence, const Field& field, Fn&& read_entry);
  /// A mapping that is taken as it stands, to be laid over the scenario; null if it is not given.
  const Node* part(std::string_view key, const Field& field);
  /// The rows of the CSV file that is named. `read_row` is asked which columns there are, and then
  /// for each row; a plain function, so that asking changes nothing. Columns are scalars; an empty
  /// cell is not given.
  template <class Row>
  Table<Row> table(std::string_view key, Presence presence, const Field& field,
                   Row (*read_row)(Reader&));
  /// This mapping is one of several kinds, told apart by `key`, and the chosen one reads on.
  /// \param default_kind  the kind that is meant without the key; if empty, the key is required
  /// \return the chosen name; empty if it is missing or unknown
  std::string alternatives(std::string_view key, std::span<const Alternative> kinds,
                           const Field& field, std::string_view default_kind = {});

  /// Findings of the caller's own cross checks; `related` shows the second place.
  void error(const Span& span, std::string message, std::string hint = {},
             std::vector<RelatedPlace> related = {});
  void warning(const Span& span, std::string message, std::string hint = {},
               std::vector<RelatedPlace> related = {});
  /// A finding as it was made in another file that this one names.
  void pass_on(Diagnostic finding);
  /// "unknown facility kind 'x'", with the nearest of the known names as hint.
  void unknown_name(const Located<std::string>& name, std::string_view what,
                    std::span<const std::string> known, std::vector<RelatedPlace> related = {});

  [[nodiscard]] bool has(std::string_view key) const;
  /// The place of the key's value; of the mapping if the key is absent.
  [[nodiscard]] Span span_of(std::string_view key) const;
  [[nodiscard]] Span span() const;
  /// The place of what stands at a path of keys; of the nearest mapping around it if it is absent.
  [[nodiscard]] Span span_at(std::initializer_list<std::string_view> keys) const;
  /// Dotted path of the mapping, or of one of its keys, for messages: "clinic.staff.doctors".
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string path_of(std::string_view key) const;
  [[nodiscard]] bool describing() const { return recorded_ != nullptr; }
  /// Where values are recorded, for files that this one names; null if nobody wants to know.
  [[nodiscard]] ReadRecord* values_record() const { return values_; }
  /// Whether anything of the document was wrong so far: cross checks over neutral values mislead.
  [[nodiscard]] bool has_errors() const;
  /// How much was found so far; the same number before and after says that nothing was.
  [[nodiscard]] std::size_t findings() const;

  /// Reports the keys that nobody asked for. Called by whoever opened the mapping.
  void finish();

 private:
  const Node* find(std::string_view key, bool required, const Field& field);
  const Node* find_kind(std::string_view key, Node::Kind kind, bool required, const Field& field);
  bool expect_kind(const Node& node, Node::Kind kind, const std::string& label);
  void report(const Node& node, const std::string& label, const Problem& problem);
  bool report_wide_sign(const Node& node, const std::string& label);
  bool report_lost_structure(const Node& node, Node::Kind wanted, const std::string& label);
  void check_bounds(const Node& node, const std::string& label, double magnitude,
                    const TypeDescription& type, const Field& field);
  /// Whether fields are described: in describe mode, and in parse mode for a record of values.
  [[nodiscard]] bool recording() const { return recorded_ != nullptr || values_ != nullptr; }
  Description& member(std::string_view key);
  Description& record(std::string_view key, const Field& field, Description::Shape shape,
                      bool required);
  static void describe_field(Description& description, std::string_view key, const Field& field,
                             Description::Shape shape);
  static void record_default(Description& description, std::string text, const Field& field);
  static void record_type(Description& description, const TypeDescription& type,
                          const Field& field);
  template <class T>
  static void record_scalar(Description& description, const Field& field);
  /// A reader of a mapping inside this one.
  [[nodiscard]] Reader reader_of(const Node& mapping, std::string path) const;
  void missing_key(std::string_view key, const Field& field);
  /// Of an entry that lacks keys: that its name is misspelt, if what the file extends has one like
  /// it; otherwise what is missing.
  void incomplete_entry(const Node& entries, const Node& entry, const std::string& label,
                        std::vector<MissingKey> missing);
  std::size_t pick(const Node& node, const std::string& label, std::span<const std::string> names);
  bool check_entry_name(const Node& node);
  /// The names that are known, each once; of the others it is said why not.
  std::vector<Located<std::string>> checked_names(std::vector<Located<std::string>> names,
                                                  const KnownNames& known);
  std::vector<Located<std::string>> selected_names(const Node& node, const std::string& label,
                                                   const KnownNames& known);

  template <class T>
  std::optional<T> read_scalar(const Node& node, const std::string& label, const Field& field);
  template <class T>
  Located<T> read_value(std::string_view key, const std::optional<T>& default_value,
                        const Field& field);

  const Node* mapping_ = nullptr;
  std::string path_;
  std::vector<Diagnostic>* findings_ = nullptr;
  Tables* tables_ = nullptr;
  Description* recorded_ = nullptr;
  ReadRecord* values_ = nullptr;
  /// Where missing keys are kept back, as long as the name of their entry may be misspelt.
  std::vector<MissingKey>* missing_ = nullptr;
  std::vector<std::string> known_;
  std::string chosen_kind_;       // while it reads its keys, as "rule: agreed_lists"
  bool rest_is_unclear_ = false;  // of an unknown kind: its other keys cannot be judged
};

/// What was read, the warnings that did not stop it, and the tables it was read from.
template <class T>
struct Outcome {
  T value;
  std::vector<Diagnostic> warnings;
  Tables tables;
};

/// Reads one tree: `read(Reader&)` returns the value; what nobody asked for is an unknown key.
template <class Fn>
auto read_root(const Node& root, std::vector<Diagnostic>& findings, Tables& tables,
               ReadRecord* values, Fn&& read) {
  Reader reader{root, {}, findings, tables, values};
  auto value = read(reader);
  reader.finish();
  return value;
}

/// What `read(findings, tables)` makes of a document.
/// \throws ScenarioError with every error of the document and of its files
template <class Fn>
auto outcome_of(const Document& document, Fn&& read) {
  std::vector<Diagnostic> findings = document.diagnostics();
  Tables tables{document.resolver()};
  auto value = read(findings, tables);
  tables.add_excerpts(findings);
  auto warnings = document.report(std::move(findings));
  return Outcome<decltype(value)>{std::move(value), std::move(warnings), std::move(tables)};
}

/// Reads a document: `read(Reader&)` returns the value; what it asks for is added to `values`.
/// \throws ScenarioError with every error of the document and of its files
template <class Fn>
auto parse(const Document& document, Fn&& read, ReadRecord* values = nullptr) {
  return outcome_of(document, [&](std::vector<Diagnostic>& findings, Tables& tables) {
    return read_root(document.root(), findings, tables, values, read);
  });
}

/// Records what `read(Reader&)` asks for, in a file that extends no other, behind what is in
/// `root`.
template <class Fn>
Description describe_alone(Fn&& read, Description root = {}) {
  Reader reader{root, {}};  // NOLINT(misc-const-correctness): `read` takes it by reference
  read(reader);
  return root;
}

/// The same in a file that may extend another: `extends` first, which the loader itself reads.
template <class Fn>
Description describe(Fn&& read) {
  return describe_alone(read, describe_extends());
}

}  // namespace tiercare::config

#include "config/reader_templates.hpp"
