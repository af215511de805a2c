// SPDX-License-Identifier: Apache-2.0
// A township belongs to one consortium at most. Two that overlap are one finding, however many
// townships they share.
#include "run/read_consortia.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>

namespace tiercare {
namespace {

using config::Located;
using config::Presence;
using config::Reader;

std::vector<std::string> names_of(const FacilityGroups& groups) {
  std::vector<std::string> names;
  for (const FacilityGroup& group : groups) names.push_back(group.name);
  return names;
}

/// One facility leads, of all those that there are.
void check_lead(Reader& r, const Located<std::string>& lead, const FacilityGroups& groups) {
  const auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const FacilityGroup& one) { return one.name == lead.value; });
  if (group == groups.end())
    r.unknown_name(lead, "facility group", names_of(groups));
  else if (group->placement == Placement::every_village ||
           group->placement == Placement::every_township_seat || group->listed.size() > 1)
    r.error(lead.span, fmt::format("'{}' stands at many places: one facility leads", lead.value));
  else if (is_private(group->kind))
    r.error(lead.span, fmt::format("'{}' is private: it is in no consortium", lead.value));
}

/// "east, west and 3 more".
std::string first_few(const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  const std::size_t shown = names.size() <= most + 1 ? names.size() : most;
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (shown < names.size())
    fmt::format_to(std::back_inserter(text), " and {} more", names.size() - shown);
  return text;
}

/// Which consortium a township belongs to first, and which others claim it too.
class Membership {
 public:
  void add(const Located<std::string>& township, const std::string& consortium) {
    const Located<std::string> place{consortium, township.span};
    const auto [first, is_new] = first_.try_emplace(township.value, place);
    if (is_new) return;
    auto [pair, is_first] = overlaps_.try_emplace({first->second.value, consortium});
    if (is_first) pair->second = {first->second, place, {}};
    pair->second.townships.push_back(township.value);
  }

  /// The place of a pair is the user's own one, if the other stands in a file that is extended.
  void report(Reader& root) const {
    for (const auto& [names, overlap] : overlaps_) {
      const std::string& own_file = root.span().file;
      const bool earlier_is_own =
          overlap.earlier.span.file == own_file && overlap.later.span.file != own_file;
      const auto& [here, there] = earlier_is_own ? std::pair{overlap.earlier, overlap.later}
                                                 : std::pair{overlap.later, overlap.earlier};
      const std::size_t count = overlap.townships.size();
      root.error(here.span,
                 fmt::format("consortium '{}' has {} of consortium '{}' too ({})", here.value,
                             count == 1 ? "a township" : fmt::format("{} townships", count),
                             there.value, first_few(overlap.townships)),
                 "a township belongs to one consortium at most",
                 {{there.span, fmt::format("the townships of '{}'", there.value)}});
    }
  }

 private:
  struct Overlap {
    Located<std::string> earlier;  ///< a consortium, at the first township that both have
    Located<std::string> later;
    std::vector<std::string> townships;
  };

  std::map<std::string, Located<std::string>> first_;
  std::map<std::pair<std::string, std::string>, Overlap> overlaps_;
};

}  // namespace

void read_consortia(Reader& r, ScenarioParts& parts) {
  std::vector<std::string> townships;
  for (const TownshipSpec& township : parts.geography.townships) townships.push_back(township.name);
  const config::KnownNames known_townships{"township", "townships", "乡镇", townships,
                                           parts.geography.names_places};
  Membership members;
  r.entries(
      "consortia", Presence::optional, {.says = "facilities bound together", .says_zh = "医共体"},
      [&](const Located<std::string>& name, Reader& c) {
        ConsortiumSpec spec;
        spec.name = name.value;
        spec.name_zh =
            c.required<std::string>("name_zh", {.says = "Chinese name", .says_zh = "中文名"});
        const auto lead = c.name_reference("lead", "facility group", Presence::required,
                                           {.says = "the lead hospital", .says_zh = "牵头医院"});
        if (!c.describing() && !lead.value.empty()) check_lead(c, lead, parts.facilities);
        spec.lead = lead.value;
        for (const auto& township :
             c.names("townships", known_townships, Presence::required,
                     {.says = "townships whose centres and villages belong to it",
                     .says_zh = "成员乡镇"})) {
          members.add(township, spec.name);
          spec.townships.push_back(township.value);
        }
        parts.consortia.push_back(std::move(spec));
      });
  members.report(r);
}

}  // namespace tiercare
