// SPDX-License-Identifier: Apache-2.0
#include "run/read_network.hpp"

#include "care/care_plan.hpp"
#include "policies/referral/lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tiercare {
namespace {

using config::Located;
using config::Presence;
using config::Reader;

constexpr std::array<config::Named<EdgeKind>, 4> kinds{{
    {EdgeKind::up, "up", "to a higher tier", "上转"},
    {EdgeKind::down, "down", "to a lower tier", "下转"},
    {EdgeKind::lateral, "lateral", "to the same tier; no move uses it yet", "关联转诊（暂未使用）"},
    {EdgeKind::tele, "tele", "for remote advice; no move uses it yet", "远程协作（暂未使用）"},
}};

/// Tiers that senders of that name stand on; empty if nobody has the name.
std::vector<Tier> tiers_of(const std::string& from, const ScenarioParts& parts) {
  std::vector<Tier> tiers;
  for (const auto& term : tier_terms())
    if (term.name == from) tiers.push_back(term.value);
  for (const FacilityGroup& group : parts.facilities)
    if (group.name == from) tiers.push_back(tier_of(group.kind));
  for (const ConsortiumSpec& consortium : parts.consortia)
    if (consortium.name == from) {
      tiers = {Tier::village, Tier::township};
      for (const FacilityGroup& group : parts.facilities)
        if (group.name == consortium.lead) tiers.push_back(tier_of(group.kind));
    }
  return tiers;
}

std::vector<std::string> possible_senders(const ScenarioParts& parts) {
  std::vector<std::string> names;
  for (const FacilityGroup& group : parts.facilities) names.push_back(group.name);
  for (const ConsortiumSpec& consortium : parts.consortia) names.push_back(consortium.name);
  for (const auto& term : tier_terms()) names.emplace_back(term.name);
  return names;
}

/// Whether anybody of these tiers can move so to a facility of that tier.
bool leads_that_way(EdgeKind kind, const std::vector<Tier>& from, Tier to) {
  return std::ranges::any_of(from, [&](Tier tier) {
    switch (kind) {
      case EdgeKind::up:
        return tier < to;
      case EdgeKind::down:
        return tier > to;
      case EdgeKind::lateral:
        return tier == to;
      case EdgeKind::tele:
        return true;
    }
    return false;
  });
}

void check_ends(Reader& r, const Located<std::string>& from, const Located<std::string>& to,
                EdgeKind kind, const ScenarioParts& parts) {
  const auto senders = tiers_of(from.value, parts);
  if (!from.value.empty() && senders.empty())
    r.unknown_name(from, "facility group, consortium or tier", possible_senders(parts));
  const auto receiver =
      std::find_if(parts.facilities.begin(), parts.facilities.end(),
                   [&](const FacilityGroup& group) { return group.name == to.value; });
  if (!to.value.empty() && receiver == parts.facilities.end()) {
    std::vector<std::string> known;
    for (const FacilityGroup& group : parts.facilities) known.push_back(group.name);
    r.unknown_name(to, "facility group", known);
  }
  if (senders.empty() || receiver == parts.facilities.end()) return;
  if (!leads_that_way(kind, senders, tier_of(receiver->kind)))
    r.error(to.span,
            fmt::format("an edge of kind {} cannot lead from '{}' to '{}'",
                        kinds[static_cast<std::size_t>(kind)].name, from.value, to.value),
            "up leads to a higher tier, down to a lower one, lateral to the same");
}

EdgeTerms read_terms(Reader& r, const Conditions& conditions) {
  EdgeTerms terms;
  terms.green_channel = r.optional<bool>(
      "green_channel", false,
      {.says = "served before others, into reserved places", .says_zh = "绿色通道"});
  terms.reserved_slots = static_cast<std::uint32_t>(
      r.optional<int>("reserved_slots", 0,
                      {.says = "consulting rooms that each receiver keeps for the green channel",
                       .says_zh = "接收方预留诊室数",
                       .at_least = 0.0,
                       .at_most = 20.0}));
  terms.benefits_continuous =
      r.optional<bool>("benefits_continuous", false,
                       {.says = "no second deductible for who moves along it",
                        .says_zh = "医保待遇连续（不再付起付线）"});
  if (r.describing() || r.has("conditions"))
    terms.conditions = read_condition_list(
        r, "conditions", conditions, Presence::optional,
        {.says = "conditions that it is for; absent: all", .says_zh = "适用病种；缺省全部"});
  return terms;
}

bool overlap(const std::vector<bool>& a, const std::vector<bool>& b) {
  if (a.empty() || b.empty()) return true;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] && b[i]) return true;
  return false;
}

/// An edge for the same patients between the same places, said twice.
void check_twice(Reader& r, const Located<std::string>& name, const ReferralEdgeSpec& edge,
                 const std::vector<ReferralEdgeSpec>& before, const std::vector<Span>& places) {
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i].from == edge.from && before[i].to == edge.to && before[i].kind == edge.kind &&
        overlap(before[i].terms.conditions, edge.terms.conditions))
      return r.error(name.span,
                     fmt::format("edge '{}' joins the same places for the same patients as '{}'",
                                 edge.name, before[i].name),
                     "one edge says all terms", {{places[i], "said here"}});
}

}  // namespace

std::vector<ReferralEdgeSpec> read_network(Reader& reader, const ScenarioParts& parts) {
  std::vector<ReferralEdgeSpec> edges;
  std::vector<Span> places;
  reader.entries(
      "referral_network", Presence::optional,
      {.says = "edges along which patients are referred, besides those inside a consortium",
       .says_zh = "转诊网络（医共体内部连线之外）"},
      [&](const Located<std::string>& name, Reader& r) {
        ReferralEdgeSpec edge;
        edge.name = name.value;
        const auto from = r.name_reference(
            "from", "facility group, consortium or tier", Presence::required,
            {.says = "senders: a facility group, a consortium or a tier", .says_zh = "转出方"});
        const auto to =
            r.name_reference("to", "facility group", Presence::required,
                             {.says = "receivers: a facility group", .says_zh = "接收方"});
        edge.kind = r.choice("kind", kinds, std::nullopt,
                             {.says = "which kind of move", .says_zh = "连线类型"});
        edge.from = from.value;
        edge.to = to.value;
        edge.terms = read_terms(r, parts.conditions);
        if (r.describing()) return;
        check_ends(r, from, to, edge.kind, parts);
        check_twice(r, name, edge, edges, places);
        edges.push_back(std::move(edge));
        places.push_back(name.span);
      });
  return edges;
}

ReferralNetwork network_of(const std::vector<ReferralEdgeSpec>& edges,
                           const std::vector<ConsortiumSpec>& consortia, const CarePlan& plan) {
  std::vector<ReferralEdge> network;
  const auto sends = [&](const Facility& facility, const std::string& from) {
    if (tier_terms()[index(facility.tier)].name == from) return true;
    if (plan.groups[facility.group].name == from) return true;
    return !facility.consortium.is_none() && consortia[facility.consortium.index()].name == from;
  };
  for (const ReferralEdgeSpec& spec : edges) {
    ReferralEdge edge;
    edge.kind = spec.kind;
    edge.terms = spec.terms;
    for (const Facility& facility : plan.facilities)
      edge.from.push_back(sends(facility, spec.from));
    for (std::size_t g = 0; g < plan.groups.size(); ++g)
      if (plan.groups[plan.groups.id_of(g)].name == spec.to) edge.to = plan.groups.id_of(g);
    network.push_back(std::move(edge));
  }
  return ReferralNetwork{std::move(network)};
}

}  // namespace tiercare
