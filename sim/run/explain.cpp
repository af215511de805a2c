// SPDX-License-Identifier: Apache-2.0
#include "run/explain.hpp"

#include "run/comments.hpp"
#include "run/scenario_parts.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

namespace tiercare {
namespace {

using config::Confidence;
using config::Description;
using config::ParameterBook;

/// Whether `word` stands in the text by itself, in any case.
bool says(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  for (auto from = text.begin(); from != text.end(); ++from) {
    from = std::search(from, text.end(), word.begin(), word.end(), same);
    if (from == text.end()) return false;
    const auto end = from + static_cast<std::ptrdiff_t>(word.size());
    const bool begins = from == text.begin() || !is_letter(*(from - 1));
    if (begins && (end == text.end() || !is_letter(*end))) return true;
  }
  return false;
}

/// The weakest of the words that the text says.
std::optional<Confidence> confidence_in(std::string_view text) {
  std::optional<Confidence> weakest;
  for (const Confidence confidence : config::all_confidences)
    if (says(text, config::name_of(confidence))) weakest = confidence;
  return weakest;
}

std::optional<Confidence> weaker(std::optional<Confidence> a, std::optional<Confidence> b) {
  return std::max(a, b);  // none is less than any
}

class Explainer {
 public:
  Explainer(const std::map<std::string, std::string>& sources, const ParameterBook& book)
      : book_{book} {
    for (const auto& [file, text] : sources) texts_.emplace(file, CommentedText{text});
  }

  [[nodiscard]] ExplainedValue explained(const config::ReadValue& read) const {
    const Description& field = read.description;
    ExplainedValue value;
    value.path = read.path;
    value.value = read.given ? read.text : field.default_text.value_or(std::string{});
    value.unit = unit_of(value.value);
    value.type = field.shape == Description::Shape::choice ? "choice" : field.type.name;
    value.type_zh = field.shape == Description::Shape::choice ? "选项" : field.type.name_zh;
    value.says = field.says;
    value.says_zh = field.says_zh;
    value.given = read.given;
    value.row = read.row;
    value.place = read.span;
    value.overrides = read.overrides;
    value.needs_source = needs_source(field);
    if (read.given)
      ask_comments(read.row.empty() ? read.span : read.table_named_at, value);
    else
      ask_field(field, value);
    return value;
  }

 private:
  /// What follows the number of a text that begins with one: "yuan" of "43 yuan".
  static std::string unit_of(const std::string& text) {
    const auto space = text.find(' ');
    if (space == std::string::npos || !config::read_number(text.substr(0, space))) return {};
    return text.substr(space + 1);
  }

  static bool needs_source(const Description& field) {
    const std::string& type = field.type.name;
    return field.shape != Description::Shape::choice && field.source != config::decided &&
           type != "text" && type != "date" && !type.starts_with("name (");
  }

  void add_code(const std::string& code, ExplainedValue& value) const {
    for (const config::BookEntry* entry : book_.find(code))
      if (std::ranges::find(value.codes, entry->code) == value.codes.end())
        value.codes.push_back(entry->code);
  }

  [[nodiscard]] std::optional<Confidence> weakest_of(const std::vector<std::string>& codes) const {
    std::optional<Confidence> weakest;
    for (const std::string& code : codes)
      for (const config::BookEntry* entry : book_.find(code))
        weakest = weaker(weakest, entry->confidence);
    return weakest;
  }

  void ask_field(const Description& field, ExplainedValue& value) const {
    if (!value.needs_source) return;
    add_code(field.source, value);
    value.confidence =
        field.source == config::assumed ? Confidence::assumption : weakest_of(value.codes);
  }

  /// \param spoken_of  where comments speak of the value; a table has none of its own
  void ask_comments(const Span& spoken_of, ExplainedValue& value) const {
    const auto text = texts_.find(spoken_of.file);
    if (text == texts_.end()) return;
    value.comment_file = spoken_of.file;
    const std::vector<Comment> comments = text->second.comments_of(spoken_of.line);
    for (const Comment& comment : comments) {
      const auto codes = codes_in(comment.text);
      // Further out than the next block, codes and remarks speak of something larger.
      const bool near = comment.blocks_out <= 1;
      if (near)
        for (const std::string& code : codes) add_code(code, value);
      const auto word = confidence_in(comment.text);
      const auto said = near ? weaker(word, weakest_of(codes)) : word;
      if ((near && value.comment.empty()) || (said && value.needs_source && !value.confidence)) {
        value.comment = comment.text;
        value.comment_line = comment.line;
      }
      if (!value.needs_source || !said) continue;
      if (!value.confidence || near) value.confidence = weaker(value.confidence, said);
      // Numbers that only name what they are made from are no surer than the block they stand in.
      if (word || !near) return;
    }
  }

  const ParameterBook& book_;
  std::map<std::string, CommentedText> texts_;
};

}  // namespace

config::ParameterBook parameter_book(const std::filesystem::path& library) {
  return config::load_parameter_book(library / "parameters");
}

std::vector<ExplainedValue> explain(const std::string& name_or_path,
                                    const std::filesystem::path& library) {
  config::ReadRecord record;
  const ReadScenario scenario = read_scenario_files(name_or_path, library, &record);
  const ParameterBook book = parameter_book(library);
  const Explainer explainer{scenario.sources, book};
  std::vector<ExplainedValue> values;
  for (const config::ReadValue& read : record.values()) values.push_back(explainer.explained(read));
  return values;
}

}  // namespace tiercare
