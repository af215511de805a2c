// SPDX-License-Identifier: Apache-2.0
// The reference page: one table per mapping, in the order in which a reader asks, in either
// language. Where a Chinese sentence is missing the English one stands.
#include "config/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tiercare::config {
namespace {

class PageWriter {
 public:
  explicit PageWriter(Language language) : chinese_{language == Language::chinese} {}

  std::string page(const Description& root, std::string_view title) && {
    fmt::format_to(std::back_inserter(out_), "# {}\n", title);
    mapping(root, {}, 2);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view pick(std::string_view english, std::string_view chinese) const {
    return chinese_ && !chinese.empty() ? chinese : english;
  }

  void mapping(const Description& description, const std::string& path, int level) {
    if (!description.members.empty()) table(description.members);
    for (const Description& member : description.members) nested(member, path, level);
    if (description.alternatives.empty()) return;
    const Description::Discriminator& key = description.discriminator;
    fmt::format_to(std::back_inserter(out_), "\n`{}`: {}", key.key, pick(key.says, key.says_zh));
    if (!key.default_name.empty())
      fmt::format_to(std::back_inserter(out_), " ({} `{}`)", pick("default", "默认"),
                     key.default_name);
    out_ += '\n';
    for (const Description& kind : description.alternatives) {
      heading(level, fmt::format("{}{}{}: {}", path, path.empty() ? "" : ".",
                                 description.discriminator.key, kind.key));
      fmt::format_to(std::back_inserter(out_), "\n{}\n", pick(kind.says, kind.says_zh));
      mapping(kind, path, level + 1);
    }
  }

  void nested(const Description& member, const std::string& path, int level) {
    std::string inner = path.empty() ? member.key : path + "." + member.key;
    switch (member.shape) {
      case Description::Shape::mapping:
        break;
      case Description::Shape::list:
      case Description::Shape::table:
        inner += "[]";
        break;
      case Description::Shape::entries:
        inner += ".NAME";
        break;
      default:
        return;
    }
    heading(level, inner);
    fmt::format_to(std::back_inserter(out_), "\n{}\n", pick(member.says, member.says_zh));
    mapping(member, inner, level + 1);
  }

  void heading(int level, const std::string& text) {
    constexpr int deepest = 6;
    fmt::format_to(std::back_inserter(out_), "\n{} `{}`\n",
                   std::string(static_cast<std::size_t>(std::min(level, deepest)), '#'), text);
  }

  void table(const std::vector<Description>& fields) {
    out_ += pick("\n| key | type | range | default | meaning | source |\n",
                 "\n| 键 | 类型 | 范围 | 默认值 | 含义 | 来源 |\n");
    out_ += "|---|---|---|---|---|---|\n";
    for (const Description& field : fields)
      fmt::format_to(std::back_inserter(out_), "| `{}` | {} | {} | {} | {} | {} |\n", field.key,
                     type(field), range(field), default_value(field), meaning(field), field.source);
  }

  [[nodiscard]] std::string type(const Description& field) const {
    std::string_view name = pick(field.type.name, field.type.name_zh);
    switch (field.shape) {
      case Description::Shape::value:
        return field.type.examples.empty()
                   ? std::string{name}
                   : fmt::format("{}, `{}`", name, field.type.examples.front());
      case Description::Shape::choice:
        return std::string{pick("choice", "选项")};
      case Description::Shape::mapping:
        return std::string{pick("section", "小节")};
      case Description::Shape::list:
        return std::string{pick("list of sections", "小节列表")};
      case Description::Shape::entries:
        return std::string{pick("sections by name", "按名称的小节")};
      case Description::Shape::values:
        return fmt::format("{} {}{}", pick("list of", "列表："), name,
                           field.selector.empty()
                               ? std::string{}
                               : fmt::format("{} `{}`", pick(", or", "，或"), field.selector));
      case Description::Shape::named_values:
        return fmt::format("{} {}", pick("by name:", "按名称："), name);
      case Description::Shape::part:
        return std::string{pick("part of a scenario", "情景的一部分")};
      case Description::Shape::table:
        return std::string{pick("CSV file, with columns", "CSV 文件，含下列各列")};
    }
    return {};
  }

  [[nodiscard]] static std::string range(const Description& field) {
    const std::string unit = field.type.bound_unit.empty() ? "" : " " + field.type.bound_unit;
    if (field.at_least && field.at_most)
      return fmt::format("{} … {}{}", write_number(*field.at_least), write_number(*field.at_most),
                         unit);
    if (field.at_least) return fmt::format("≥ {}{}", write_number(*field.at_least), unit);
    if (field.at_most) return fmt::format("≤ {}{}", write_number(*field.at_most), unit);
    return {};
  }

  [[nodiscard]] std::string default_value(const Description& field) const {
    if (field.default_text) return fmt::format("`{}`", *field.default_text);
    return std::string{field.required ? pick("required", "必填") : pick("none", "无")};
  }

  [[nodiscard]] std::string meaning(const Description& field) const {
    std::string text{pick(field.says, field.says_zh)};
    for (const auto& name : field.names) {
      fmt::format_to(std::back_inserter(text), "<br>`{}`", name.name);
      const std::string_view says = pick(name.says, name.says_zh);
      if (!says.empty()) fmt::format_to(std::back_inserter(text), ": {}", says);
    }
    if (!field.formerly.empty())
      fmt::format_to(std::back_inserter(text), "<br>{} `{}`", pick("formerly", "原名"),
                     field.formerly);
    std::string escaped;
    for (const char c : text) {
      if (c == '|') escaped += '\\';
      escaped += c;
    }
    return escaped;
  }

  bool chinese_;
  std::string out_;
};

}  // namespace

std::string to_markdown(const Description& root, std::string_view title, Language language) {
  return PageWriter{language}.page(root, title);
}

}  // namespace tiercare::config
