// SPDX-License-Identifier: Apache-2.0
// The formulas behind statistics.hpp.
#include "kernel/statistics.hpp"

#include "base/contract.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

namespace tiercare {

void RunningMoments::merge(const RunningMoments& other) {
  if (other.count_ == 0) return;
  const auto n = static_cast<double>(count_);
  const auto m = static_cast<double>(other.count_);
  const double apart = other.mean_ - mean_;
  mean_ += apart * m / (n + m);
  squares_ += other.squares_ + apart * apart * n * m / (n + m);
  count_ += other.count_;
}

// Up to 2^step_bits every millisecond has its bin; above, each octave has 2^step_bits bins.
std::size_t WaitHistogram::bin_of(Duration wait) {
  const auto limit = (std::uint64_t{1} << value_bits) - 1;
  const std::uint64_t ms = wait.ms < 0 ? 0 : std::min(static_cast<std::uint64_t>(wait.ms), limit);
  const auto width = static_cast<unsigned>(std::bit_width(ms));
  if (width <= step_bits) return ms;
  const unsigned octave = width - step_bits;
  const std::uint64_t step = (ms >> (octave - 1)) & ((1U << step_bits) - 1);
  return (std::size_t{octave} << step_bits) + step;
}

double WaitHistogram::lower_edge(std::size_t bin) {
  const auto octave = static_cast<unsigned>(bin >> step_bits);
  const std::uint64_t step = bin & ((1U << step_bits) - 1);
  if (octave == 0) return static_cast<double>(step);
  return std::ldexp(static_cast<double>((1U << step_bits) + step), static_cast<int>(octave) - 1);
}

void WaitHistogram::merge(const WaitHistogram& other) {
  for (std::size_t bin = 0; bin < bins; ++bin) counts_[bin] += other.counts_[bin];
  total_ += other.total_;
}

Duration WaitHistogram::quantile(double p) const {
  if (total_ == 0) return {};
  const double wanted = p * static_cast<double>(total_);
  double below = 0.0;
  std::size_t last = 0;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    if (counts_[bin] == 0) continue;
    const auto here = static_cast<double>(counts_[bin]);
    if (below + here >= wanted) {
      // Whole milliseconds below 16 ms are exact; wider bins are taken as evenly filled.
      if (bin < (std::size_t{2} << step_bits)) return Duration::rounded_ms(lower_edge(bin));
      const double part = std::max(0.0, (wanted - below) / here);
      const double low = lower_edge(bin);
      return Duration::rounded_ms(low + part * (lower_edge(bin + 1) - low));
    }
    below += here;
    last = bin;
  }
  return Duration::rounded_ms(lower_edge(last));
}

double WaitHistogram::share_within(Duration limit) const {
  if (total_ == 0 || limit.ms < 0) return 0.0;
  const std::size_t edge = bin_of(limit);
  double below = 0.0;
  for (std::size_t bin = 0; bin < edge; ++bin) below += static_cast<double>(counts_[bin]);
  const double low = lower_edge(edge);
  const double part = (static_cast<double>(limit.ms) + 1.0 - low) / (lower_edge(edge + 1) - low);
  below += std::min(1.0, part) * static_cast<double>(counts_[edge]);
  return below / static_cast<double>(total_);
}

double quantile(std::span<const double> sample, double p) {
  EXPECT(!sample.empty() && p >= 0.0 && p <= 1.0);
  std::vector<double> sorted{sample.begin(), sample.end()};
  std::sort(sorted.begin(), sorted.end());
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(place);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

Interval mean_interval(std::span<const double> values, double confidence) {
  EXPECT(confidence > 0.0 && confidence < 1.0);
  RunningMoments moments;
  for (const double value : values) moments.add(value);
  if (moments.count() < 2) return {moments.mean(), std::numeric_limits<double>::infinity()};
  const auto n = static_cast<double>(moments.count());
  const boost::math::students_t student{n - 1.0};
  const double t = boost::math::quantile(student, 0.5 + confidence / 2.0);
  return {moments.mean(), t * std::sqrt(moments.variance() / n)};
}

Interval batch_means_interval(std::span<const double> series, std::size_t batches,
                              double confidence) {
  EXPECT(batches >= 2 && batches <= series.size());
  const std::size_t length = series.size() / batches;
  std::vector<double> means;
  means.reserve(batches);
  for (std::size_t batch = 0; batch < batches; ++batch) {
    double sum = 0.0;
    for (const double value : series.subspan(batch * length, length)) sum += value;
    means.push_back(sum / static_cast<double>(length));
  }
  return mean_interval(means, confidence);
}

std::size_t mser5_warm_up(std::span<const double> series) {
  constexpr std::size_t batch = 5;
  const std::size_t batches = series.size() / batch;
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  RunningMoments rest;
  // From the end, so that the moments of every tail come in one pass.
  for (std::size_t first = batches; first-- > 0;) {
    double sum = 0.0;
    for (const double value : series.subspan(first * batch, batch)) sum += value;
    rest.add(sum / static_cast<double>(batch));
    if (first > batches / 2) continue;
    const auto n = static_cast<double>(rest.count());
    const double squared_error = rest.variance() * (n - 1.0) / (n * n);
    if (squared_error <= least) {
      least = squared_error;
      best = first;
    }
  }
  return best * batch;
}

}  // namespace tiercare
