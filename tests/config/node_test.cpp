// SPDX-License-Identifier: Apache-2.0
#include "config/node.hpp"

#include <gtest/gtest.h>

namespace tiercare::config {
namespace {

Node tree_of(std::string_view text) {
  std::vector<Diagnostic> diagnostics;
  Node root = read_tree(text, "a.yaml", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  return root;
}

std::string refusal_of(std::string_view text) {
  try {
    static_cast<void>(tree_of(text));
  } catch (const ScenarioError& error) {
    return error.diagnostics().front().message;
  }
  return {};
}

TEST(Node, KeepsEverythingAsText) {
  const Node root = tree_of("a: no\nb: 1e3\nc: 010\nd: 12:30\ne: 'null'\n");
  EXPECT_EQ(root.find("a")->text, "no");
  EXPECT_EQ(root.find("b")->text, "1e3");
  EXPECT_EQ(root.find("c")->text, "010");
  EXPECT_EQ(root.find("d")->text, "12:30");
  EXPECT_EQ(root.find("e")->kind, Node::Kind::scalar);
  EXPECT_TRUE(root.find("e")->quoted);
  EXPECT_EQ(root.find("f"), nullptr);
}

TEST(Node, KnowsThePlacesOfKeysAndValues) {
  const Node root = tree_of("first: 1\nclinics:\n  wuyi:\n    doctors: 4\n");
  const Node& doctors = root.find("clinics")->find("wuyi")->children.front();
  EXPECT_EQ(doctors.key_span, (Span{"a.yaml", 4, 5, 7}));
  EXPECT_EQ(doctors.span, (Span{"a.yaml", 4, 14, 1}));
}

TEST(Node, CountsColumnsInCharactersNotBytes) {
  const Node root = tree_of("{名: 和平, 县: '河 源'}\n");
  EXPECT_EQ(root.find("县")->key_span, (Span{"a.yaml", 1, 9, 1}));
  EXPECT_EQ(root.find("县")->span, (Span{"a.yaml", 1, 12, 5}));
}

TEST(Node, SkipsAByteOrderMarkAndReadsWindowsLines) {
  const Node root = tree_of(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\n");
  EXPECT_EQ(root.find("a")->span, (Span{"a.yaml", 1, 4, 1}));
  EXPECT_EQ(root.find("b")->text, "2");
}

TEST(Node, KeepsTheFirstOfADuplicateAndReportsBothPlaces) {
  std::vector<Diagnostic> diagnostics;
  const Node root = read_tree("a: 1\nb: 2\na: {c: 3}\n", "a.yaml", diagnostics);
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].span.line, 3);
  EXPECT_EQ(diagnostics[0].related.at(0).span.line, 1);
  EXPECT_EQ(root.children.size(), 2U);
  EXPECT_EQ(root.find("a")->text, "1");
}

TEST(Node, RefusesNestingBeyondTheLimitButNotAtIt) {
  const auto nested = [](std::size_t levels) {
    return "a: " + std::string(levels, '[') + std::string(levels, ']') + "\n";
  };
  constexpr auto most = static_cast<std::size_t>(deepest_nesting) - 1;  // the root is one level
  EXPECT_EQ(refusal_of(nested(most)), "");
  EXPECT_EQ(refusal_of(nested(most + 1)), "nested too deeply (at most 64 levels)");
  EXPECT_NE(refusal_of("a: " + std::string(100'000, '[')), "");
  EXPECT_NE(refusal_of("a: " + std::string(100'000, '{')), "");
}

TEST(Node, RefusesAFileThatIsTooLargeButNotOneByteLess) {
  std::string text = "a: 1\n#";
  text.append(largest_file - text.size(), 'x');
  EXPECT_EQ(refusal_of(text), "");
  text += 'x';
  EXPECT_EQ(refusal_of(text), "the file is too large (4194305 bytes; at most 4194304)");
  try {
    static_cast<void>(tree_of(text));
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.diagnostics().front().hint, "large tables belong into a CSV file");
  }
}

TEST(Node, RefusesEveryIllFormedUtf8Sequence) {
  for (const std::string_view bytes :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xE4\xB8", "\xFF"})
    EXPECT_EQ(refusal_of("a: " + std::string{bytes} + "\n").substr(0, 14), "not UTF-8 text");
  for (const std::string_view bytes :
       {"\xC2\x80", "\xE4\xB8\xAD", "\xF0\x9F\x8F\xA5", "\xEE\x80\x80"})
    EXPECT_NE(refusal_of("a: '" + std::string{bytes} + "'\n").substr(0, 14), "not UTF-8 text");
}

TEST(WriteTree, GivesTextThatReadsBackAsTheSameTree) {
  const std::string text =
      "a: [1, '2', {b: 'x: y', c: }, [], {}, [[3]]]\nd: \"q\\\"\\n\\\\\"\n'#e': '- f'\n"
      "g: |\n  two\n  lines\nh: -3 yuan\ni: +15 pp\nj: 'null'\nk: '...'\nl: a  b\n";
  const std::string once = write_tree(tree_of(text));
  EXPECT_EQ(write_tree(tree_of(once)), once);
  const Node again = tree_of(once);
  EXPECT_EQ(again.find("d")->text, "q\"\n\\");
  EXPECT_EQ(again.find("g")->text, "two\nlines\n");
  EXPECT_EQ(again.find("#e")->text, "- f");
  EXPECT_EQ(again.find("j")->kind, Node::Kind::scalar);
  EXPECT_EQ(again.find("a")->children.at(2).find("c")->kind, Node::Kind::null);
}

TEST(WriteTree, DoesNotDependOnLayoutOrComments) {
  EXPECT_EQ(write_tree(tree_of("# x\na: {b: 1, c: [2, 3]}  # y\n")),
            write_tree(tree_of("a:\n    b:   1\n    c:\n    - 2\n    - 3\n")));
}

}  // namespace
}  // namespace tiercare::config
