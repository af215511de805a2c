// SPDX-License-Identifier: Apache-2.0
// The reference page: contents, how values are written, then one table per mapping in the order in
// which a reader asks, in either language. Where a Chinese sentence is missing the English one
// stands. A mapping with the same keys as an earlier one refers to it, and keys that differ in name
// alone share a row, so that the page stays as short as the language is.
#include "config/description.hpp"
#include "config/page_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tiercare::config {
namespace {

using detail::PageSection;

class PageWriter {
 public:
  PageWriter(const Description& root, Language language)
      : chinese_{language == Language::chinese}, sections_{detail::page_sections(root)} {}

  std::string page(std::string_view title, std::string_view introduction) && {
    write("# {}\n\n{}\n", title, introduction);
    contents();
    types();
    for (const PageSection& section : sections_) body(section);
    return std::move(out_);
  }

 private:
  template <class... Values>
  void write(fmt::format_string<Values...> text, Values&&... values) {
    fmt::format_to(std::back_inserter(out_), text, std::forward<Values>(values)...);
  }

  [[nodiscard]] std::string_view pick(std::string_view english, std::string_view chinese) const {
    return chinese_ && !chinese.empty() ? chinese : english;
  }
  [[nodiscard]] std::string_view says(const Description& one) const {
    return pick(one.says, one.says_zh);
  }
  [[nodiscard]] std::string_view colon() const { return pick(": ", "："); }
  [[nodiscard]] static std::string link(const PageSection& section) {
    return fmt::format("[`{}`](#{})", section.name, section.anchor);
  }

  void contents() {
    write("\n## {}\n\n", pick("Contents", "目录"));
    for (const PageSection& section : sections_)
      if (!section.name.empty())
        write("{:{}}- {}{}{}\n", "", 2 * section.depth - 2, link(section), colon(),
              says(*section.description));
  }

  void types() {
    std::vector<const TypeDescription*> used;
    for (const PageSection& section : sections_)
      if (!section.same_as)
        for (const Description& field : section.description->members) note_type(used, field.type);
    if (used.empty()) return;
    write("\n## {}\n", pick("How values are written", "数值的写法"));
    out_ += pick("\n| type | units | examples |\n", "\n| 类型 | 单位 | 示例 |\n");
    out_ += "|---|---|---|\n";
    for (const TypeDescription* type : used) {
      std::string examples;
      for (const std::string& example : type->examples)
        examples += fmt::format("{}`{}`", examples.empty() ? "" : ", ", example);
      write("| {} | {} | {} |\n", pick(type->name, type->name_zh), units(*type), examples);
    }
  }

  /// "km or m", in Chinese "km、m".
  [[nodiscard]] std::string units(const TypeDescription& type) const {
    std::string text = type.units.empty() ? type.bound_unit : type.units;
    if (!chinese_) return text;
    for (const std::string_view joint : {", ", " or "})
      for (auto at = text.find(joint); at != std::string::npos; at = text.find(joint))
        text.replace(at, joint.size(), "、");
    return text;
  }

  static void note_type(std::vector<const TypeDescription*>& used, const TypeDescription& type) {
    const bool known = std::ranges::any_of(
        used, [&](const TypeDescription* one) { return one->name == type.name; });
    if (!known && !type.examples.empty()) used.push_back(&type);
  }

  void body(const PageSection& section) {
    const Description& about = *section.description;
    heading(section);
    if (section.same_as) {
      write("\n{} {}{}\n", pick("The same keys as", "各键同"), link(sections_[*section.same_as]),
            pick(".", "。"));
      return;
    }
    if (!about.members.empty()) table(about.members);
    if (about.alternatives.empty()) return;
    const Description::Discriminator& kinds = about.discriminator;
    const std::string given =
        kinds.default_name.empty()
            ? std::string{pick("required", "必填")}
            : fmt::format("{} `{}`", pick("default", "默认"), kinds.default_name);
    write("\n`{}` ({}){}{}\n\n", kinds.key, given, colon(), pick(kinds.says, kinds.says_zh));
    for (const Description& kind : about.alternatives)
      write("- {}{}{}\n", key(kind), colon(), says(kind));
  }

  void heading(const PageSection& section) {
    if (section.name.empty()) {
      write("\n## {}\n", pick("Top level", "顶层"));
      return;
    }
    constexpr std::size_t deepest = 6;
    write("\n{:#>{}} `{}`\n\n{}\n", "", std::min(section.depth + 1, deepest), section.name,
          says(*section.description));
  }

  void table(const std::vector<Description>& fields) {
    out_ += pick("\n| key | type | range | default | meaning | source |\n",
                 "\n| 键 | 类型 | 范围 | 默认值 | 含义 | 来源 |\n");
    out_ += "|---|---|---|---|---|---|\n";
    std::string keys;
    for (auto field = fields.begin(); field != fields.end(); ++field) {
      const std::string cells = row(*field);
      keys += (keys.empty() ? "" : ", ") + key(*field);
      if (std::next(field) != fields.end() && row(*std::next(field)) == cells) continue;
      write("| {} | {} |\n", keys, cells);
      keys.clear();
    }
  }

  /// Everything about a field but its key.
  [[nodiscard]] std::string row(const Description& field) const {
    return fmt::format("{} | {} | {} | {} | {}", type(field), write_range(field),
                       default_value(field), meaning(field),
                       field.source == "assumed" ? pick("assumed", "假设") : field.source);
  }

  /// The key, with a link where it has a section of its own.
  [[nodiscard]] std::string key(const Description& field) const {
    const auto section = std::ranges::find(sections_, &field, &PageSection::description);
    return section == sections_.end() ? fmt::format("`{}`", field.key)
                                      : fmt::format("[`{}`](#{})", field.key, section->anchor);
  }

  [[nodiscard]] std::string type(const Description& field) const {
    const std::string_view name = pick(field.type.name, field.type.name_zh);
    switch (field.shape) {
      case Description::Shape::value:
        return field.type.examples.empty() || field.type.json_type != "string"
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

  [[nodiscard]] std::string default_value(const Description& field) const {
    if (field.default_text) return fmt::format("`{}`", *field.default_text);
    return std::string{field.required ? pick("required", "必填") : pick("none", "无")};
  }

  [[nodiscard]] std::string meaning(const Description& field) const {
    std::string text{says(field)};
    for (const auto& name : field.names) {
      fmt::format_to(std::back_inserter(text), "<br>`{}`", name.name);
      const std::string_view said = pick(name.says, name.says_zh);
      if (!said.empty()) fmt::format_to(std::back_inserter(text), "{}{}", colon(), said);
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
  std::vector<PageSection> sections_;
  std::string out_;
};

}  // namespace

std::string write_range(const Description& field) {
  const std::string unit = field.type.bound_unit.empty() ? "" : " " + field.type.bound_unit;
  if (field.at_least && field.at_least == field.at_most)
    return fmt::format("{}{}", write_number(*field.at_least), unit);
  if (field.at_least && field.at_most)
    return fmt::format("{} … {}{}", write_number(*field.at_least), write_number(*field.at_most),
                       unit);
  if (field.at_least) return fmt::format("≥ {}{}", write_number(*field.at_least), unit);
  if (field.at_most) return fmt::format("≤ {}{}", write_number(*field.at_most), unit);
  return {};
}

std::string to_markdown(const Description& root, std::string_view title,
                        std::string_view introduction, Language language) {
  return PageWriter{root, language}.page(title, introduction);
}

}  // namespace tiercare::config
