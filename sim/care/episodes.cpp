// SPDX-License-Identifier: Apache-2.0
#include "care/episodes.hpp"

#include "base/contract.hpp"
#include "kernel/columns.hpp"

namespace tiercare {

bool operator==(const Episode& a, const Episode& b) {
  return columns_equal(a, b);
}

namespace {
void fetch(const Episode& slot) {
  const auto* line = reinterpret_cast<const std::byte*>(&slot);
  for (std::size_t at = 0; at < sizeof slot; at += 64) __builtin_prefetch(line + at, 1);
}
}  // namespace

EpisodeId Episodes::begin(PersonId person, std::uint32_t number, ConditionId condition,
                          Acuity acuity) {
  EpisodeId id;
  if (free_.empty()) {
    id = EpisodeId{static_cast<std::uint32_t>(slots_.size())};
    slots_.emplace_back();
  } else {
    id = free_.back();
    free_.pop_back();
    if (!free_.empty()) fetch(slots_[free_.back().index()]);  // for the next one
  }
  Episode& episode = slots_[id.index()];
  const std::uint32_t revision = episode.revision + 1;
  episode = Episode{};
  episode.person = person;
  episode.number = number;
  episode.revision = revision;
  episode.condition = condition;
  episode.acuity = acuity;
  episode.stage = Stage::at_home;
  ++begun_;
  return id;
}

void Episodes::end(EpisodeId id) {
  Episode& episode = slots_[id.index()];
  EXPECT(episode.stage == Stage::at_home);
  ++episode.revision;
  episode.stage = Stage::free;
  free_.push_back(id);
  ++ended_;
}

}  // namespace tiercare
