// SPDX-License-Identifier: Apache-2.0
// JSON Schema draft-07 of a description, for editors.
//
// Where a file may extend another it is written twice: `whole` demands the required keys; `change`
// is for a file with `extends`, which names only what it changes, so that there nothing is
// required.
#include "config/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tiercare::config {
namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20)
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + "\"";
}

/// JSON as text, indented, members in the order of the calls.
class JsonWriter {
 public:
  void open(std::string_view key = {}) { begin(key, '{'); }
  void open_list(std::string_view key) { begin(key, '['); }
  void close() { end('}'); }
  void close_list() { end(']'); }
  void text(std::string_view key, std::string_view value) { raw(key, in_quotes(value)); }
  void item(std::string_view value) { raw({}, in_quotes(value)); }
  void raw(std::string_view key, std::string_view value) {
    next(key);
    out_ += value;
  }
  [[nodiscard]] std::string finish() && { return std::move(out_) + "\n"; }

 private:
  void next(std::string_view key) {
    if (!is_first_) out_ += ',';
    if (depth_ > 0) {
      out_ += '\n';
      out_.append(2 * depth_, ' ');
    }
    is_first_ = false;
    if (!key.empty()) out_ += in_quotes(key) + ": ";
  }
  void begin(std::string_view key, char bracket) {
    next(key);
    out_ += bracket;
    ++depth_;
    is_first_ = true;
  }
  void end(char bracket) {
    --depth_;
    if (!is_first_) {
      out_ += '\n';
      out_.append(2 * depth_, ' ');
    }
    out_ += bracket;
    is_first_ = false;
  }

  std::string out_;
  std::size_t depth_ = 0;
  bool is_first_ = true;
};

enum class Demand { required_keys, nothing };

class SchemaWriter {
 public:
  explicit SchemaWriter(JsonWriter& json, Demand demand) : json_{json}, demand_{demand} {}

  void mapping(const Description& description) {
    if (description.alternatives.empty()) {
      members(description.members, nullptr, {});
      return;
    }
    json_.text("type", "object");
    if (demand_ == Demand::required_keys && description.discriminator.default_name.empty()) {
      json_.open_list("required");
      json_.item(description.discriminator.key);
      json_.close_list();
    }
    json_.open_list(demand_ == Demand::required_keys ? "oneOf" : "anyOf");
    for (const Description& kind : description.alternatives) {
      json_.open();
      json_.text("title", kind.key);
      json_.text("description", both(kind.says, kind.says_zh));
      members(description.members, &kind, description.discriminator);
      json_.close();
    }
    json_.close_list();
  }

 private:
  void members(const std::vector<Description>& common, const Description* kind,
               const Description::Discriminator& discriminator) {
    std::vector<const Description*> fields;
    for (const Description& field : common) fields.push_back(&field);
    if (kind != nullptr)
      for (const Description& field : kind->members) fields.push_back(&field);
    json_.text("type", "object");
    json_.raw("additionalProperties", "false");
    const bool is_default = kind != nullptr && kind->key == discriminator.default_name;
    required(fields, is_default ? std::string{} : discriminator.key);
    json_.open("properties");
    if (kind != nullptr) {
      json_.open(discriminator.key);
      json_.text("const", kind->key);
      json_.text("description", both(kind->says, kind->says_zh));
      json_.close();
    }
    for (const Description* field : fields) {
      json_.open(field->key);
      json_.text("description", said(*field));
      shape(*field);
      json_.close();
    }
    json_.close();
  }

  void required(const std::vector<const Description*>& fields, const std::string& discriminator) {
    const bool any = !discriminator.empty() || std::ranges::any_of(fields, &Description::required);
    if (demand_ == Demand::nothing || !any) return;
    json_.open_list("required");
    if (!discriminator.empty()) json_.item(discriminator);
    for (const Description* field : fields)
      if (field->required) json_.item(field->key);
    json_.close_list();
  }

  void shape(const Description& field) {
    switch (field.shape) {
      case Description::Shape::value:
        type(field);
        if (field.default_text) default_value(field);
        return;
      case Description::Shape::choice:
        json_.open_list("enum");
        for (const auto& name : field.names) json_.item(name.name);
        json_.close_list();
        if (field.default_text) json_.text("default", *field.default_text);
        return;
      case Description::Shape::mapping:
        mapping(field);
        return;
      case Description::Shape::list:
      case Description::Shape::values:
        if (!field.selector.empty()) return names(field);
        json_.text("type", "array");
        json_.open("items");
        field.shape == Description::Shape::list
            ? SchemaWriter{json_, Demand::required_keys}.mapping(field)
            : type(field);
        json_.close();
        return;
      case Description::Shape::entries:
      case Description::Shape::named_values:
        json_.text("type", "object");
        json_.open("propertyNames");
        json_.text("pattern", "^[a-z][a-z0-9_]*$");
        json_.close();
        json_.open("additionalProperties");
        field.shape == Description::Shape::entries ? mapping(field) : type(field);
        json_.close();
        return;
      case Description::Shape::part:
        json_.open_list("allOf");
        json_.open();
        json_.text("$ref", "#/definitions/change");
        json_.close();
        json_.close_list();
        return;
      case Description::Shape::table:
        json_.text("type", "string");
        json_.text("pattern", R"(\.csv$)");
        return;
    }
  }

  /// A list of names, or the text that selects them.
  void names(const Description& field) {
    json_.open_list("oneOf");
    json_.open();
    json_.text("type", "array");
    json_.raw("uniqueItems", "true");
    json_.open("items");
    type(field);
    json_.close();
    json_.close();
    json_.open();
    json_.text("type", "string");
    json_.text("pattern", fmt::format(R"(^{}( except \[.+\])?$)", field.selector));
    json_.open_list("examples");
    json_.item(field.selector);
    json_.close_list();
    json_.close();
    json_.close_list();
  }

  void type(const Description& field) {
    json_.text("type", field.type.json_type);
    const bool is_text = field.type.json_type == "string";
    if (!field.type.pattern.empty()) json_.text("pattern", pattern(field));
    if (!is_text && field.at_least && field.at_least == field.at_most)
      return json_.raw("const", write_number(*field.at_least));
    if (!is_text && field.at_least) json_.raw("minimum", write_number(*field.at_least));
    if (!is_text && field.at_most) json_.raw("maximum", write_number(*field.at_most));
    if (!is_text || field.type.examples.empty()) return;
    json_.open_list("examples");
    for (const std::string& example : field.type.examples) json_.item(example);
    json_.close_list();
  }

  void default_value(const Description& field) {
    const bool is_text = field.type.json_type == "string";
    const std::string value = *field.default_text == "''" ? "" : *field.default_text;
    is_text ? json_.text("default", value) : json_.raw("default", value);
  }

  /// A text with a unit has no numeric bounds, but what may not be negative has no minus sign.
  static std::string pattern(const Description& field) {
    constexpr std::string_view sign = "^[+-]?";
    const std::string& pattern = field.type.pattern;
    if (!field.at_least || *field.at_least < 0.0 || !pattern.starts_with(sign)) return pattern;
    return "^[+]?" + pattern.substr(sign.size());
  }

  static std::string both(const std::string& says, const std::string& says_zh) {
    return says_zh.empty() ? says : says + "\n" + says_zh;
  }

  static std::string said(const Description& field) {
    std::string text = both(field.says, field.says_zh);
    const bool is_text = field.type.json_type == "string" && !field.type.bound_unit.empty();
    if (is_text && field.at_least && *field.at_least != 0.0)
      fmt::format_to(std::back_inserter(text), "; at least {} {}", write_number(*field.at_least),
                     field.type.bound_unit);
    if (is_text && field.at_most)
      fmt::format_to(std::back_inserter(text), "; at most {} {}", write_number(*field.at_most),
                     field.type.bound_unit);
    for (const auto& name : field.names)
      if (!name.says.empty())
        fmt::format_to(std::back_inserter(text), "\n{}: {} {}", name.name, name.says, name.says_zh);
    return text;
  }

  JsonWriter& json_;
  Demand demand_;
};

}  // namespace

std::string to_json_schema(const Description& root, std::string_view title) {
  JsonWriter json;
  json.open();
  json.text("$schema", "http://json-schema.org/draft-07/schema#");
  json.text("title", title);
  if (std::ranges::count(root.members, "extends", &Description::key) == 0) {
    SchemaWriter{json, Demand::required_keys}.mapping(root);
    json.close();
    return std::move(json).finish();
  }
  json.open("if");
  json.open_list("required");
  json.item("extends");
  json.close_list();
  json.close();
  for (const auto& [branch, definition] :
       {std::pair{"then", "change"}, std::pair{"else", "whole"}}) {
    json.open(branch);
    json.text("$ref", fmt::format("#/definitions/{}", definition));
    json.close();
  }
  json.open("definitions");
  for (const auto& [definition, demand] :
       {std::pair{"whole", Demand::required_keys}, std::pair{"change", Demand::nothing}}) {
    json.open(definition);
    SchemaWriter{json, demand}.mapping(root);
    json.close();
  }
  json.close();
  json.close();
  return std::move(json).finish();
}

}  // namespace tiercare::config
