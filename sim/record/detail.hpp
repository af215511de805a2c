// SPDX-License-Identifier: Apache-2.0
// How much of a run is kept, of whom, and how it lies in the file.
#pragma once

#include "base/probability.hpp"

#include <cstdint>

namespace tiercare {

enum class Detail : std::uint8_t {
  indicators,  ///< persons, places, daily series and indicators
  encounters,  ///< also every contact, referral and admission of residents
  everything,  ///< also every need that was felt and every medicine bought
};

struct Recording {
  Detail detail = Detail::encounters;
  /// Of the persons, those whose facts become rows. Persons, deaths, series and indicators are
  /// always of everybody.
  Probability sample{1.0};
  bool compressed = true;

  friend bool operator==(const Recording&, const Recording&) = default;
};

}  // namespace tiercare
