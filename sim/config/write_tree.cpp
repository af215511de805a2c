// SPDX-License-Identifier: Apache-2.0
// Canonical YAML: one way to write a tree, so that equal trees have equal text and equal digests.
#include "config/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace tiercare::config {
namespace {

/// Whether YAML reads the text back as the same plain scalar, in a block, on one line.
bool plain_is_safe(std::string_view text) {
  static constexpr std::array<std::string_view, 5> nulls{"~", "null", "Null", "NULL", ""};
  static constexpr std::string_view indicators = "-?:,[]{}#&*!|>'\"%@` ";
  if (std::ranges::find(nulls, text) != nulls.end()) return false;
  const bool signed_number = text.size() > 1 && text[0] == '-' && text[1] != ' ' && text[1] != '-';
  if (indicators.find(text[0]) != std::string_view::npos && !signed_number) return false;
  if (text.back() == ' ' || text.back() == ':') return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos)
    return false;
  if (text.starts_with("...")) return false;
  return std::ranges::none_of(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        // Escapes in a quoted scalar can make characters that the file itself may not hold.
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
          fmt::format_to(std::back_inserter(out), "\\x{:02X}", static_cast<unsigned>(c));
        else
          out += c;
    }
  }
  out += '"';
}

void append_scalar(std::string& out, std::string_view text, bool quoted) {
  if (!quoted && plain_is_safe(text))
    out += text;
  else
    append_quoted(out, text);
}

void append(std::string& out, const Node& node, std::size_t indent);

/// What stands after "key:" or "-": on the same line if it is short by nature.
void append_value(std::string& out, const Node& node, std::size_t indent) {
  switch (node.kind) {
    case Node::Kind::null:
      out += " ~\n";
      return;
    case Node::Kind::scalar:
      out += ' ';
      append_scalar(out, node.text, node.quoted);
      out += '\n';
      return;
    case Node::Kind::sequence:
    case Node::Kind::mapping:
      if (node.children.empty()) {
        out += node.kind == Node::Kind::sequence ? " []\n" : " {}\n";
        return;
      }
      out += '\n';
      append(out, node, indent + 2);
  }
}

void append(std::string& out, const Node& node, std::size_t indent) {
  for (const Node& child : node.children) {
    out.append(indent, ' ');
    if (node.kind == Node::Kind::mapping) {
      append_scalar(out, child.key, false);
      out += ':';
    } else {
      out += '-';
    }
    append_value(out, child, indent);
  }
}

}  // namespace

std::string write_tree(const Node& root) {
  std::string out;
  append(out, root, 0);
  return out.empty() ? "{}\n" : out;
}

}  // namespace tiercare::config
