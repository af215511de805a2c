// SPDX-License-Identifier: Apache-2.0
// How much of a run is kept.
#pragma once

namespace tiercare {

enum class Detail {
  indicators,  ///< persons, places, daily series and indicators
  encounters,  ///< also every contact, referral and admission of residents
};

}  // namespace tiercare
