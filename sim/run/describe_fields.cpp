// SPDX-License-Identifier: Apache-2.0
// Every field that can be written, in one flat list: so that a key which a scenario leaves unset
// can be told from one that does not exist.
#include "run/describe.hpp"

#include <fmt/format.h>

#include <utility>

namespace tiercare {
namespace {

using config::Description;
using Shape = Description::Shape;

struct TypeName {
  std::string english;
  std::string chinese;
};

TypeName type_name(const Description& field) {
  const auto& type = field.type;
  switch (field.shape) {
    case Shape::value:
    case Shape::named_values:
      return {type.name, type.name_zh};
    case Shape::choice:
      return {"choice", "选项"};
    case Shape::values:
      return {fmt::format("list of {}", type.name), fmt::format("列表：{}", type.name_zh)};
    case Shape::mapping:
      return {"section", "小节"};
    case Shape::list:
      return {"list of sections", "小节列表"};
    case Shape::entries:
      return {"sections by name", "按名称的小节"};
    case Shape::part:
      return {"part of a scenario", "情景的一部分"};
    case Shape::table:
      return {"CSV file", "CSV 文件"};
  }
  return {};
}

/// The choice under which a field exists.
struct Condition {
  std::string at;
  std::string kind;
};

std::string joined(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

/// Walks through a description and notes its fields.
class FieldWalk {
 public:
  FieldWalk(FileKind file, std::vector<FieldInfo>& found) : file_{name_of(file)}, found_{found} {}

  void members(const Description& of, const std::string& path) {
    for (const Description& member : of.members) field(member, joined(path, member.key));
    if (of.alternatives.empty()) return;
    discriminator(of, path);
    for (const Description& kind : of.alternatives) {
      const Condition outer =
          std::exchange(only_with_, {joined(path, of.discriminator.key), kind.key});
      members(kind, path);
      only_with_ = outer;
    }
  }

 private:
  void add(FieldInfo info) {
    info.kind_at = only_with_.at;
    info.kind = only_with_.kind;
    info.file = file_;
    found_.push_back(std::move(info));
  }

  void field(const Description& one, const std::string& path) {
    add(describe_field(one, path));
    switch (one.shape) {
      case Shape::mapping:
        return members(one, path);
      case Shape::list:
      case Shape::table:
        return members(one, path + "[]");
      case Shape::entries:
        return members(one, path + ".NAME");
      case Shape::named_values:
        found_.back().is_section = true;
        return add(describe_field(one, path + ".NAME"));
      case Shape::value:
      case Shape::choice:
      case Shape::values:
      case Shape::part:
        return;
    }
  }

  void discriminator(const Description& of, const std::string& path) {
    const Description::Discriminator& key = of.discriminator;
    FieldInfo info;
    info.path = joined(path, key.key);
    info.type = "choice";
    info.type_zh = "选项";
    info.says = key.says;
    info.says_zh = key.says_zh;
    info.required = key.default_name.empty();
    if (!info.required) info.default_text = key.default_name;
    for (const Description& kind : of.alternatives) info.choices.push_back(kind.key);
    add(std::move(info));
  }

  std::string_view file_;
  std::vector<FieldInfo>& found_;
  Condition only_with_;
};

}  // namespace

FieldInfo describe_field(const Description& field, std::string path) {
  FieldInfo info;
  info.path = std::move(path);
  const TypeName type = type_name(field);
  info.type = type.english;
  info.type_zh = type.chinese;
  if (!field.type.examples.empty()) info.example = field.type.examples.front();
  if (field.shape == Shape::values && !info.example.empty())
    info.example = fmt::format("[{}]", info.example);
  info.range = config::write_range(field);
  info.default_text = field.default_text;
  info.required = field.required;
  info.says = field.says;
  info.says_zh = field.says_zh;
  info.source = field.source;
  for (const auto& name : field.names) info.choices.push_back(name.name);
  info.selector = field.selector;
  info.is_section =
      field.shape == Shape::mapping || field.shape == Shape::list || field.shape == Shape::entries;
  return info;
}

std::vector<FieldInfo> describe_fields() {
  std::vector<FieldInfo> found;
  for (const FileKind kind : file_kinds)
    FieldWalk{kind, found}.members(describe_file(kind),
                                   kind == FileKind::pathway ? std::string{name_of(kind)} : "");
  return found;
}

}  // namespace tiercare
