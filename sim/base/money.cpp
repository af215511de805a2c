// SPDX-License-Identifier: Apache-2.0
#include "base/money.hpp"

#include <algorithm>
#include <numeric>

namespace tiercare {

std::vector<Money> split(Money amount, std::span<const std::int64_t> weights) {
  const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  EXPECT(total > 0);
  // 128 bits: an amount of a province's fund times a weight overflows 64.
  __extension__ using Wide = __int128;
  std::vector<Money> parts;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  Money handed_out{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide product = static_cast<Wide>(amount.fen) * weights[i];
    const Money part{static_cast<std::int64_t>(product / total)};
    remainders.emplace_back(static_cast<std::int64_t>(product % total), i);
    parts.push_back(part);
    handed_out += part;
  }
  // Truncation leaves fewer fen than parts; they go to the largest remainders, first part first.
  const std::int64_t step = amount.fen < 0 ? -1 : 1;
  std::stable_sort(remainders.begin(), remainders.end(), [step](const auto& a, const auto& b) {
    return a.first * step > b.first * step;
  });
  for (std::size_t k = 0; handed_out != amount; ++k) {
    parts[remainders[k].second] += Money{step};
    handed_out += Money{step};
  }
  return parts;
}

}  // namespace tiercare
