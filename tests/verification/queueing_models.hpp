// SPDX-License-Identifier: Apache-2.0
// A small open queueing network, simulated through the public interface as one long run in batches.
//
// Customers come in Poisson streams, are served, may lose patience, and go on to the next station
// with some probability. The unit of time is the hour.
#pragma once

#include "kernel/agenda.hpp"
#include "kernel/stations.hpp"
#include "kernel/statistics.hpp"
#include "random/distribution.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace tiercare::verification {

/// A Poisson stream of customers to one station.
struct Source {
  std::uint32_t station = 0;
  double rate = 0.0;  ///< [1/h]
  PriorityClass priority{1};
};

struct StationSpec {
  std::uint32_t servers = 1;
  Distribution service = Distribution::exponential(1.0);  ///< [h]
  StationRules rules{};
  std::optional<double> mean_patience{};  ///< exponential [h]; none: infinitely patient
  double goes_on = 0.0;  ///< probability of going on to the next station afterwards
};

struct NetworkSpec {
  std::vector<Source> sources;
  std::vector<StationSpec> stations;
};

/// What one batch of the run showed at each station.
struct Batch {
  std::vector<StationStatistics> stations;
  std::vector<std::uint64_t> waited;  ///< arrivals that had to wait or were turned away
};

struct LongRun {
  std::vector<Batch> batches;
  std::vector<WaitHistogram> waits;  ///< of those served, by station; all batches
  bool laws_held = true;             ///< Little's law and conservation, at the end of every batch
};

/// Simulates about `customers` arrivals after a warm-up of one batch.
[[nodiscard]] LongRun simulate(const NetworkSpec& spec, std::uint64_t customers,
                               std::uint64_t seed);

/// A quantity of a batch.
using Quantity = std::function<double(const Batch&)>;

/// An estimate with its standard error and 95 % half-width.
struct Estimate {
  double value = 0.0;
  double standard_error = 0.0;
  double half_width = 0.0;
};

/// Mean over the batches.
[[nodiscard]] Estimate estimate(const LongRun& run, const Quantity& quantity);
/// Mean over the batches, corrected by a quantity whose exact mean is known (control variate).
/// Source: Lavenberg and Welch 1981, with one control
[[nodiscard]] Estimate estimate(const LongRun& run, const Quantity& quantity,
                                const Quantity& control, double control_mean);

}  // namespace tiercare::verification
