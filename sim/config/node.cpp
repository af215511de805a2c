// SPDX-License-Identifier: Apache-2.0
// The tree builder: listens to yaml-cpp's events and keeps what its own nodes would lose.
#include "config/node.hpp"

#include "config/full_width.hpp"
#include "config/slips.hpp"
#include "config/text_check.hpp"

#include <fmt/format.h>
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

namespace tiercare::config {
namespace {

/// Whether the quoted text at the beginning of `text` is closed: yaml-cpp 0.7 takes the rest of the
/// file for it if not. True for texts that are not in quotes (blocks).
bool quote_ends(std::string_view text) {
  if (!text.starts_with('"') && !text.starts_with('\'')) return true;
  const char quote = text.front();
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const bool doubled = quote == '\'' && i + 1 < text.size() && text[i + 1] == quote;
      if (!doubled) return true;
      ++i;
    }
  }
  return false;
}

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const std::string& file)
      : text_{text}, lines_{text}, file_{file} {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (root_) stop(mark, 3, "a second document (a scenario is one)", "remove the line '---'");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    if (wants_key()) stop(mark, 1, "a key is missing before ':'");
    Node node;
    node.span = at(mark);
    if (in_mapping()) node.span = open_.back().pending_key_span;
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    // Its anchor was refused already, and is told once however many aliases it has.
    if (wants_key())
      take_key(mark, "*", false);
    else
      add(Node{});
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    refuse_tag(mark, tag);
    const bool quoted = tag == "!";
    if (quoted && !quote_ends(lines_.from(mark.line, mark.column)))
      stop_unreadable(mark, "a quote without its end");
    if (wants_key()) return take_key(mark, value, quoted);
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = value;
    node.quoted = quoted;
    node.span = at(mark, shown_length(mark, value, quoted));
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, Node::Kind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, Node::Kind::mapping);
  }
  void OnMapEnd() override { close(); }

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    flaw(mark, fmt::format("an anchor '&{}' (scenarios have none)", shown_name(name)),
         fmt::format("write the value out where '*{}' stands, or use 'extends'", shown_name(name)));
  }

  [[noreturn]] void stop_at(Span span, std::string message, std::string hint = {},
                            std::vector<RelatedPlace> related = {}) {
    flaws_.push_back(finding(std::move(span), std::move(message), std::move(hint)));
    flaws_.back().related = std::move(related);
    throw ScenarioError{std::move(flaws_)};
  }
  [[noreturn]] void stop(const YAML::Mark& mark, int length, std::string message,
                         std::string hint = {}) {
    stop_at(at(mark, length), std::move(message), std::move(hint));
  }

  /// The parser could read no further than `mark`: the place of the slip, as far as it can be told.
  [[noreturn]] void stop_unreadable(const YAML::Mark& mark, std::string message,
                                    std::string hint = {}) {
    const Span noticed = at(mark);
    Span place = noticed;
    if (auto slip = find_slip(text_, noticed.line - 1)) {
      place = lines_.place(file_, slip->line, slip->column);
      message = fmt::format("not readable as YAML ({})", slip->message);
      hint = std::move(slip->hint);
    }
    const std::string_view line = lines_.line(place.line);
    if (const auto sign = find_misplaced_sign(line)) {
      place = lines_.place(file_, place.line - 1, static_cast<int>(sign->at));
      message = fmt::format("{} where YAML needs '{}'", sign->name(), sign->plain);
      hint = sign->hint();
    }
    std::vector<RelatedPlace> related;
    if (place.line != noticed.line) related.push_back({noticed, "noticed here at first"});
    stop_at(std::move(place), std::move(message), std::move(hint), std::move(related));
  }

  /// The finished tree; duplicates go to `diagnostics`.
  Node finish(std::vector<Diagnostic>& diagnostics) {
    if (!flaws_.empty()) throw ScenarioError{std::move(flaws_)};
    if (!root_ || root_->kind == Node::Kind::null)
      stop_at({file_, 1, 1, 1}, "the file is empty (a scenario is a mapping of keys to values)",
              "'tiercare new' writes one to begin from");
    if (root_->kind != Node::Kind::mapping)
      stop_at(root_->span,
              fmt::format("the file is {}, not a mapping of keys to values", name_of(*root_)),
              "its lines are written 'key: value', from the margin on");
    std::ranges::move(duplicates_, std::back_inserter(diagnostics));
    return std::move(*root_);
  }

 private:
  struct Open {
    Node node;
    bool has_key = false;
    std::string pending_key;
    Span pending_key_span;
    bool drops_next = false;  // a duplicate's value: the first one counts
    std::map<std::string, Span, std::less<>> keys;
  };

  /// The mark's place. Marks mostly ascend: counting goes on from the last one, so that a file of
  /// one long line does not cost its square.
  [[nodiscard]] Span at(const YAML::Mark& mark, int length = 1) {
    if (mark.line != counted_.line || mark.column < counted_.bytes) counted_ = {mark.line, 0, 0};
    const std::string_view line = lines_.line(mark.line + 1);
    const auto done = std::min(static_cast<std::size_t>(std::max(0, counted_.bytes)), line.size());
    const auto more = static_cast<std::size_t>(std::max(0, mark.column - counted_.bytes));
    counted_.characters += count_characters(line.substr(done, more));
    counted_.bytes = std::max(0, mark.column);
    return {file_, std::max(0, mark.line) + 1, counted_.characters + 1, length};
  }
  [[nodiscard]] bool in_mapping() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::mapping;
  }
  [[nodiscard]] bool wants_key() const { return in_mapping() && !open_.back().has_key; }

  [[nodiscard]] Diagnostic finding(Span span, std::string message, std::string hint = {}) const {
    Diagnostic diagnostic;
    diagnostic.span = std::move(span);
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    lines_.show(diagnostic);
    return diagnostic;
  }
  void flaw(const YAML::Mark& mark, std::string message, std::string hint) {
    flaws_.push_back(finding(at(mark), std::move(message), std::move(hint)));
    if (flaws_.size() == 20) throw ScenarioError{std::move(flaws_)};
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      flaw(mark, fmt::format("a tag '{}' (scenarios have none)", shown_name(tag)), "remove it");
  }

  /// Characters to underline: the text with its quotes, but never beyond its line.
  [[nodiscard]] int shown_length(const YAML::Mark& mark, const std::string& value,
                                 bool quoted) const {
    const std::string_view rest = lines_.from(mark.line, mark.column);
    const std::string_view most = rest.substr(0, value.size() + (quoted ? 2U : 0U));
    return std::max(1, count_characters(most.substr(0, most.find_first_of("\r\n"))));
  }

  void take_key(const YAML::Mark& mark, const std::string& key, bool quoted) {
    Open& mapping = open_.back();
    const Span span = at(mark, shown_length(mark, key, quoted));
    if (key == "<<" && !quoted) flaw(mark, "a merge key (scenarios have none)", "use 'extends'");
    const auto [first, is_new] = mapping.keys.try_emplace(key, span);
    mapping.drops_next = !is_new;
    if (!is_new && duplicates_.size() < most_findings) {
      Diagnostic twice =
          finding(span, fmt::format("key '{}' given twice", shown_name(key)), "keep one of them");
      twice.related.push_back({first->second, "first given here"});
      duplicates_.push_back(std::move(twice));
    }
    mapping.pending_key = key;
    mapping.pending_key_span = span;
    mapping.has_key = true;
  }

  void open(const YAML::Mark& mark, const std::string& tag, Node::Kind kind) {
    refuse_tag(mark, tag);
    if (wants_key()) stop(mark, 1, "a key that is not text (a list or mapping as key)");
    if (open_.size() >= static_cast<std::size_t>(deepest_nesting))
      stop(mark, 1, fmt::format("nested too deeply (at most {} levels)", deepest_nesting));
    Open opened;
    opened.node.kind = kind;
    opened.node.span = at(mark);
    open_.push_back(std::move(opened));
  }
  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }
  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Node::Kind::mapping) {
      node.key = std::move(parent.pending_key);
      node.key_span = parent.pending_key_span;
      parent.has_key = false;
      if (parent.drops_next) return;
    }
    parent.node.children.push_back(std::move(node));
  }

  struct Counted {
    int line = -1;
    int bytes = 0;
    int characters = 0;
  };

  std::string_view text_;
  TextLines lines_;
  std::string file_;
  Counted counted_;
  std::vector<Open> open_;
  std::optional<Node> root_;
  std::vector<Diagnostic> flaws_;
  std::vector<Diagnostic> duplicates_;
};

/// The parser's sentence, said for someone who does not know YAML.
std::pair<std::string, std::string> in_plain_words(const std::string& message) {
  const std::string said = fmt::format("not readable as YAML ({})", message);
  if (message == "illegal map value" || message == "bad conversion")
    return {said, "is the indentation right, or does a text with ': ' need quotes?"};
  if (message == "end of map not found" || message == "end of sequence not found")
    return {said, "is this line indented like its neighbours?"};
  if (message == "illegal flow end" || message.starts_with("end of map flow") ||
      message.starts_with("end of sequence flow"))
    return {
        said,
        "does every '{' and '[' have its end? Inside them, a text with brackets or commas needs "
        "quotes"};
  if (message == "the referenced anchor is not defined")
    return {said, "a text that begins with '*' needs quotes"};
  return {said, {}};
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  const auto child = std::ranges::find(children, name, &Node::key);
  return child == children.end() ? nullptr : &*child;
}
Node* Node::find(std::string_view name) {
  const auto child = std::ranges::find(children, name, &Node::key);
  return child == children.end() ? nullptr : &*child;
}

Node read_tree(std::string_view text, const std::string& file,
               std::vector<Diagnostic>& diagnostics) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  check_text(text, file);
  TreeBuilder builder{text, file};
  try {
    std::istringstream stream{std::string{text}};
    YAML::Parser parser{stream};
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& exception) {
    auto [message, hint] = in_plain_words(exception.msg);
    builder.stop_unreadable(exception.mark, std::move(message), std::move(hint));
  }
  return builder.finish(diagnostics);
}

Span span_of_part(const Node& node, std::size_t begin, std::string_view part) {
  const int quotes = node.quoted ? 2 : 0;
  if (node.span.length != count_characters(node.text) + quotes) return node.span;
  Span span = node.span;
  span.column += count_characters(std::string_view{node.text}.substr(0, begin)) + quotes / 2;
  span.length = std::max(1, count_characters(part));
  return span;
}

std::string name_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
    case Node::Kind::scalar:
      break;
  }
  constexpr std::size_t longest = 40;
  if (count_characters(node.text) <= static_cast<int>(longest))
    return fmt::format("the text '{}'", node.text);
  std::size_t cut = longest;
  while (cut > 0 && (static_cast<unsigned char>(node.text[cut]) & 0xC0U) == 0x80U) --cut;
  return fmt::format("the text '{}...'", node.text.substr(0, cut));
}

}  // namespace tiercare::config
