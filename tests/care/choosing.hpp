// SPDX-License-Identifier: Apache-2.0
// People who choose in the tiny county: whom the tests of choice ask, and what.
#pragma once

#include "care/tiny_county.hpp"

#include <memory>

namespace tiercare {

using tiny::County;

inline constexpr std::uint32_t people = 400;
inline constexpr std::uint32_t episodes_each = 20;
inline constexpr double draws = people * episodes_each;

inline Wish wish_of(std::uint32_t person, std::uint32_t episode) {
  return {.person = PersonId{person},
          .episode = episode,
          .contact = 0,
          .condition = tiny::illness,
          .acuity = Acuity::moderate,
          .failed_capability = 0.0,
          .any_hour = false};
}

/// A county in which everything that can matter matters a little.
inline std::unique_ptr<County> mattering_county() {
  auto county = std::make_unique<County>(people);
  county->plan.choice = {.travel_per_min = -0.02,
                         .travel_per_min_severe = -0.01,
                         .wait_per_min = -0.01,
                         .cost_per_100_yuan = -0.8,
                         .cost_per_100_yuan_severe = -0.1,
                         .income_power = 0.5,
                         .effect_of_treatment = 2.0,
                         .trust = 1.5,
                         .taste_sd = 0.0,
                         .tier_constant = {0.5, 0.2, 0.3, 0.4},
                         .self_care = {2.0, 1.0, 0.0, -2.0}};
  county->plan.treatment.right_at_par = Probability{0.85};
  county->plan.treatment.per_level = 1.5;
  county->course().required_capability = 2.0;
  return county;
}

}  // namespace tiercare
