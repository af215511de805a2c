// SPDX-License-Identifier: Apache-2.0
// Prints the words of the scenario language for the fuzzer: keys, names and examples with their
// units, from the descriptions that also give the schema and the reference page.
#include "care/read_care.hpp"
#include "config/reader.hpp"
#include "run/scenario_parts.hpp"
#include "world/read_world.hpp"

#include <fmt/format.h>

#include <set>
#include <string>

namespace tiercare {
namespace {

using config::Description;

void collect(const Description& described, std::set<std::string>& words) {
  words.insert(described.key);
  words.insert(described.discriminator.key);
  for (const auto& name : described.names) words.insert(name.name);
  for (const auto& example : described.type.examples) words.insert(example);
  for (const Description& member : described.members) collect(member, words);
  for (const Description& kind : described.alternatives) collect(kind, words);
}

std::string quoted(const std::string& word) {
  std::string text = "\"";
  for (const char c : word) {
    const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
    text += plain ? std::string{c} : fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
  }
  return text + '"';
}

}  // namespace
}  // namespace tiercare

int main() {
  using namespace tiercare;
  std::set<std::string> words{"extends: small", ": ", "- ", "---", "<<", "nan", "inf", "-1",
                              "1e308"};
  collect(config::describe([](config::Reader& r) { return read_scenario(r, {}); }), words);
  collect(config::describe(read_conditions), words);
  collect(config::describe(read_pathway), words);
  words.erase("");
  for (const std::string& word : words) fmt::print("{}\n", quoted(word));
}
