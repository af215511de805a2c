// SPDX-License-Identifier: Apache-2.0
// The referral network (转诊网络): a second directed graph over facilities, given as data.
//
// An edge leads from the facilities of a group, consortium or tier to those of a group, for a kind
// of move and for named conditions, on terms. Members of one consortium are joined without saying.
#pragma once

#include "base/error.hpp"
#include "world/facility.hpp"
#include "world/facts.hpp"

#include <string>
#include <vector>

namespace tiercare {

enum class EdgeKind : std::uint8_t { up, down, lateral, tele };

/// What an edge grants those who move along it.
struct EdgeTerms {
  bool green_channel = false;
  std::uint32_t reserved_slots = 0;  ///< consulting rooms of each receiver
  bool benefits_continuous = false;  ///< no second deductible, and the share of a referral
  std::vector<bool> conditions;      ///< by condition; empty: all
};

/// An edge as a scenario says it.
struct ReferralEdgeSpec {
  std::string name;
  std::string from;  ///< a facility group, a consortium or a tier
  std::string to;    ///< a facility group
  EdgeKind kind = EdgeKind::up;
  EdgeTerms terms;
};

/// An edge between facilities in their places.
struct ReferralEdge {
  EdgeKind kind = EdgeKind::up;
  std::vector<bool> from;  ///< by facility
  FacilityGroupId to{};
  EdgeTerms terms;

  [[nodiscard]] bool covers(ConditionId condition) const {
    return terms.conditions.empty() || terms.conditions[condition.index()];
  }
};

/// What the network says of one move.
struct EdgeFound {
  bool exists = false;
  bool green_channel = false;
  bool benefits_continuous = false;
};

class ReferralNetwork {
 public:
  ReferralNetwork() = default;
  explicit ReferralNetwork(std::vector<ReferralEdge> edges) : edges_{std::move(edges)} {}

  /// The terms of all edges along which this patient may move, taken together.
  [[nodiscard]] EdgeFound find(FacilityId from, FacilityGroupId to, Direction direction,
                               ConditionId condition) const {
    EdgeFound found;
    const EdgeKind kind = direction == Direction::up ? EdgeKind::up : EdgeKind::down;
    for (const ReferralEdge& edge : edges_) {
      if (edge.kind != kind || edge.to != to || !edge.from[from.index()] || !edge.covers(condition))
        continue;
      found.exists = true;
      found.green_channel = found.green_channel || edge.terms.green_channel;
      found.benefits_continuous = found.benefits_continuous || edge.terms.benefits_continuous;
    }
    return found;
  }
  /// Consulting rooms that a facility of the group keeps for all edges that lead to it.
  [[nodiscard]] std::uint32_t reserved_at(FacilityGroupId group) const {
    std::uint32_t rooms = 0;
    for (const ReferralEdge& edge : edges_)
      if (edge.to == group) rooms += edge.terms.reserved_slots;
    return rooms;
  }
  [[nodiscard]] bool empty() const { return edges_.empty(); }

 private:
  std::vector<ReferralEdge> edges_;
};

}  // namespace tiercare
