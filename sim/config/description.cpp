// SPDX-License-Identifier: Apache-2.0
#include "config/description.hpp"

#include "config/merge.hpp"
#include "config/reader.hpp"

namespace tiercare::config {
namespace {

void collect(const Description& description, const std::string& path,
             std::vector<DescribedValue>& found) {
  switch (description.shape) {
    case Description::Shape::value:
    case Description::Shape::choice:
    case Description::Shape::values:
    case Description::Shape::named_values:
      found.push_back({path, &description});
      return;
    case Description::Shape::part:
      return;
    case Description::Shape::mapping:
    case Description::Shape::list:
    case Description::Shape::entries:
    case Description::Shape::table:
      break;
  }
  std::string prefix = path;
  if (description.shape == Description::Shape::list ||
      description.shape == Description::Shape::table)
    prefix += "[]";
  if (description.shape == Description::Shape::entries) prefix += ".NAME";
  if (!prefix.empty()) prefix += '.';
  for (const Description& member : description.members) collect(member, prefix + member.key, found);
  for (const Description& kind : description.alternatives)
    for (const Description& member : kind.members)
      collect(member, prefix + kind.key + "/" + member.key, found);
}

}  // namespace

std::vector<DescribedValue> described_values(const Description& root) {
  std::vector<DescribedValue> found;
  collect(root, {}, found);
  return found;
}

Description describe_extends() {
  Description root;
  Description& base = root.members.emplace_back();
  base.shape = Description::Shape::value;
  base.key = "extends";
  base.says = "the scenario that this one changes: a library name, or a .yaml file beside this one";
  base.says_zh = "本情景所修改的情景：库中名称，或同目录下的 .yaml 文件";
  base.type = Parse<std::string>::describe();
  Reader reader{root, {}};
  static_cast<void>(read_removed(reader));
  return root;
}

}  // namespace tiercare::config
