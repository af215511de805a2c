// SPDX-License-Identifier: Apache-2.0
// Loading: a chain of files read one after the other, then laid over each other from the base up.
#include "config/document.hpp"

#include "base/contract.hpp"
#include "base/digest.hpp"
#include "base/spelling.hpp"
#include "config/former_names.hpp"
#include "config/merge.hpp"
#include "config/reader.hpp"
#include "config/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace tiercare::config {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_chain = 16;

/// One file of the chain and where it names the next.
struct Link {
  std::string file;
  std::string identity;  // the same for two spellings of one path
  Span extends_span;
};

std::string identity_of(const fs::path& path) {
  std::error_code failed;
  const fs::path canonical = fs::weakly_canonical(path, failed);
  return failed ? path.lexically_normal().string() : canonical.string();
}

/// Also false if the file system cannot tell (a name that is too long, a NUL in it).
bool is_inside(const fs::path& file, const fs::path& folder) {
  std::error_code failed;
  const fs::path inside = fs::weakly_canonical(file, failed);
  if (failed) return false;
  const fs::path outside = fs::weakly_canonical(folder.empty() ? fs::path{"."} : folder, failed);
  return !failed && std::ranges::mismatch(outside, inside).in1 == outside.end();
}

[[noreturn]] void refuse(const Document& document, const Span& span, std::string message,
                         std::string hint = {}, std::vector<RelatedPlace> related = {}) {
  std::vector<Diagnostic> findings = document.diagnostics();
  findings.push_back(
      {Severity::error, span, std::move(message), std::move(hint), {}, std::move(related)});
  static_cast<void>(document.report(std::move(findings)));
  UNREACHABLE();
}

/// Whether a file's name points out of the folder it is used in.
bool leads_out(const std::string& name) {
  const fs::path named = fs::path{name}.lexically_normal();
  return named.is_absolute() || *named.begin() == "..";
}

fs::path find_base(const Document& document, const Node& name, const Resolver& resolver) {
  if (name.kind != Node::Kind::scalar || name.text.empty())
    refuse(document, name.span,
           fmt::format("extends is {}, not the name of a scenario", name_of(name)));
  std::optional<fs::path> found;
  if (resolver.find) found = resolver.find(name.text, name.span.file);
  if (found) return *found;
  if (leads_out(name.text))
    refuse(document, name.span,
           fmt::format("extends leads out of this folder and out of the library ('{}')",
                       shown_name(name.text)),
           "a base stands beside or below the file that extends it, or in the library");
  const auto names = resolver.names ? resolver.names() : std::vector<std::string>{};
  const auto nearest =
      name.text.size() <= longest_name ? nearest_name(name.text, names) : std::nullopt;
  refuse(document, name.span,
         fmt::format("unknown scenario '{}' in extends (neither in the library nor a .yaml file in "
                     "this folder or below)",
                     shown_name(name.text)),
         nearest ? fmt::format("did you mean '{}'?", *nearest) : std::string{});
}

void refuse_cycle(const Document& document, const std::vector<Link>& chain, const Node& name,
                  const std::string& identity) {
  const auto earlier = std::ranges::find(chain, identity, &Link::identity);
  if (earlier == chain.end()) return;
  std::vector<RelatedPlace> related;
  for (auto link = earlier; link + 1 < chain.end(); ++link)
    related.push_back({link->extends_span, "and is extended from here"});
  refuse(document, name.span,
         fmt::format("extends goes round in a circle ('{}' is reached again)", earlier->file),
         "one of these files extends nothing, or something else", std::move(related));
}

void drop(Node& root, std::string_view key) {
  std::erase_if(root.children, [key](const Node& child) { return child.key == key; });
}

Document read_document(std::string_view text, const std::string& file, const Resolver& resolver,
                       const Description& described) {
  std::vector<Diagnostic> diagnostics;
  Node root = read_tree(text, file, diagnostics);
  use_present_names(root, described, diagnostics);
  if (const Node* removed = root.find("remove"); removed != nullptr && !root.find("extends")) {
    diagnostics.push_back({Severity::error,
                           removed->key_span,
                           "remove takes out of what a file extends, and this one extends nothing",
                           {},
                           {},
                           {}});
    drop(root, "remove");
  }
  return Document{std::move(root), {{file, std::string{text}}}, std::move(diagnostics), resolver};
}

/// The CSV files in the folder into which `name` points, as it would name them.
std::vector<std::string> tables_near(std::string_view name, const fs::path& from,
                                     const fs::path& library) {
  const fs::path inner = fs::path{name}.parent_path();
  const fs::path beside = from.parent_path() / inner;
  const fs::path folder = beside.empty() ? fs::path{"."} : beside;
  std::vector<std::string> names;
  if (!is_inside(folder, from.parent_path()) && !is_inside(folder, library)) return names;
  std::error_code failed;
  for (fs::directory_iterator entry{folder, failed}, end; !failed && entry != end;
       entry.increment(failed))
    if (entry->path().extension() == ".csv")
      names.push_back((inner / entry->path().filename()).generic_string());
  std::ranges::sort(names);
  return names;
}

Document load_chain(std::string text, std::string file, const Resolver& resolver,
                    const Description& described) {
  std::vector<Document> documents;
  std::vector<Link> chain;
  while (true) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);  // columns count from after the mark
    documents.push_back(read_document(text, file, resolver, described));
    chain.push_back({file, identity_of(file), {}});
    const Document& latest = documents.back();
    const Node* base = latest.root().find("extends");
    if (base == nullptr) break;
    const fs::path path = find_base(latest, *base, resolver);
    refuse_cycle(latest, chain, *base, identity_of(path));
    if (chain.size() == longest_chain)
      refuse(latest, base->span,
             fmt::format("extends leads through more than {} files", longest_chain));
    chain.back().extends_span = base->span;
    file = path.lexically_normal().string();
    text = read_file(path);
  }
  Document result = std::move(documents.back());
  documents.pop_back();
  while (!documents.empty()) {
    result = merged(std::move(documents.back()), std::move(result));
    documents.pop_back();
  }
  return result;
}

}  // namespace

Document::Document(Node root, std::map<std::string, std::string> sources,
                   std::vector<Diagnostic> diagnostics, Resolver resolver)
    : root_{std::move(root)},
      sources_{std::move(sources)},
      diagnostics_{std::move(diagnostics)},
      resolver_{std::move(resolver)} {
  files_.push_back(root_.span.file);
}

std::string Document::resolved_text() const {
  return write_tree(root_);
}

std::uint64_t Document::digest() const {
  Digest digest;
  digest.add_text(resolved_text());
  return digest.value();
}

Document merged(Document over, Document base) {
  Tables no_tables{over.resolver_};
  Reader reader{over.root_, {}, over.diagnostics_, no_tables};
  take_out(base.root_, read_removed(reader), "remove", over.diagnostics_);
  drop(over.root_, "extends");
  drop(over.root_, "remove");
  over.root_ = merged_nodes(std::move(over.root_), std::move(base.root_));
  std::ranges::copy(base.files_, std::back_inserter(over.files_));
  over.sources_.merge(std::move(base.sources_));
  std::ranges::move(base.diagnostics_, std::back_inserter(over.diagnostics_));
  return over;
}

std::string read_file(const fs::path& path) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) throw OutputError{path.string(), "is a folder"};
  std::ifstream stream{path, std::ios::binary};
  if (!stream) throw OutputError{path.string(), std::generic_category().message(errno)};
  // A piece more than is allowed shows that a file is too large without reading all of it.
  std::string text;
  std::array<char, 1U << 14U> piece{};
  while (text.size() <= largest_file && stream.good()) {
    stream.read(piece.data(), piece.size());
    text.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
  }
  return text;
}

Document load(const fs::path& path, const Resolver& resolver, const Description& described) {
  return load_chain(read_file(path), path.string(), resolver, described);
}

Document load_text(std::string_view text, const std::string& name, const Resolver& resolver,
                   const Description& described) {
  return load_chain(std::string{text}, name, resolver, described);
}

Resolver library_resolver(const fs::path& library) {
  Resolver resolver;
  resolver.find = [library](std::string_view name,
                            const fs::path& from) -> std::optional<fs::path> {
    std::error_code failed;
    const fs::path named{name};
    if (named.extension() == ".yaml" || named.extension() == ".csv") {
      const fs::path beside = from.parent_path() / named;
      const bool allowed = is_inside(beside, from.parent_path()) || is_inside(beside, library);
      if (allowed && fs::is_regular_file(beside, failed)) return beside;
      return std::nullopt;
    }
    fs::path file = library / named;
    file += ".yaml";
    if (is_inside(file, library) && fs::is_regular_file(file, failed)) return file;
    return std::nullopt;
  };
  resolver.names = [library] {
    std::vector<std::string> names;
    std::error_code failed;
    for (fs::recursive_directory_iterator entry{library, failed}, end; entry != end;
         entry.increment(failed)) {
      if (entry->path().extension() != ".yaml") continue;
      names.push_back(
          entry->path().lexically_relative(library).replace_extension().generic_string());
    }
    std::ranges::sort(names);
    return names;
  };
  resolver.tables = [library](std::string_view name, const fs::path& from) {
    return tables_near(name, from, library);
  };
  return resolver;
}

}  // namespace tiercare::config
