// SPDX-License-Identifier: Apache-2.0
// Parameters by mean and spread, as sources report them, turned into those of the sampling
// formulas.
#include "random/distribution.hpp"

#include "base/contract.hpp"

#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>

#include <algorithm>
#include <cmath>

namespace tiercare {

Distribution Distribution::constant(double value) {
  return {Kind::constant, value, value};
}

Distribution Distribution::exponential(double mean) {
  EXPECT(mean >= 0.0);
  return {Kind::exponential, mean, mean};
}

// a: mean of one phase
Distribution Distribution::erlang(std::uint32_t k, double mean) {
  EXPECT(k >= 1 && mean >= 0.0);
  Distribution result{Kind::erlang, mean, mean / k};
  result.count_ = k;
  return result;
}

// a: mu, b: sigma of the logarithm
Distribution Distribution::lognormal(double mean, double cv) {
  EXPECT(mean > 0.0 && cv >= 0.0);
  const double variance = std::log1p(cv * cv);
  return {Kind::lognormal, mean, std::log(mean) - variance / 2.0, std::sqrt(variance)};
}

// a: scale, b: 1/shape
Distribution Distribution::weibull(double shape, double mean) {
  EXPECT(shape > 0.0 && mean >= 0.0);
  return {Kind::weibull, mean, mean / std::tgamma(1.0 + 1.0 / shape), 1.0 / shape};
}

// a: scale, b: shape
Distribution Distribution::gamma(double mean, double cv) {
  EXPECT(mean > 0.0 && cv > 0.0);
  return {Kind::gamma, mean, mean * cv * cv, 1.0 / (cv * cv)};
}

// a, b, c: low, mode, high
Distribution Distribution::triangular(double low, double mode, double high) {
  EXPECT(low <= mode && mode <= high);
  return {Kind::triangular, (low + mode + high) / 3.0, low, mode, high};
}

// a: low, b: width
Distribution Distribution::uniform(double low, double high) {
  EXPECT(low <= high);
  return {Kind::uniform, (low + high) / 2.0, low, high - low};
}

// a: mean of the first branch, b: of the second, c: probability of the first. Balanced means: both
// branches contribute half of the mean. Source: Whitt 1982, "Approximating a point process",
// eq. 3.6
Distribution Distribution::hyperexponential(double mean, double cv) {
  EXPECT(mean > 0.0 && cv >= 1.0);
  const double scv = cv * cv;
  const double p = 0.5 * (1.0 + std::sqrt((scv - 1.0) / (scv + 1.0)));
  return {Kind::hyperexponential, mean, mean / (2.0 * p), mean / (2.0 * (1.0 - p)), p};
}

double Distribution::sample_other(Stream& stream) const {
  switch (kind_) {
    case Kind::constant:
    case Kind::exponential:
      break;  // sampled inline
    case Kind::erlang: {
      double sum = 0.0;
      for (std::uint32_t i = 0; i < count_; ++i) sum += unit_exponential(stream);
      return a_ * sum;
    }
    case Kind::lognormal:
      return std::exp(a_ + b_ * boost::random::normal_distribution<double>{}(stream));
    case Kind::weibull:
      return a_ * std::pow(unit_exponential(stream), b_);
    case Kind::gamma:
      return a_ * boost::random::gamma_distribution<double>{b_}(stream);
    case Kind::triangular: {
      const double u = stream.uniform();
      const double width = c_ - a_;
      const double rising = b_ - a_;
      if (u * width < rising) return a_ + std::sqrt(u * width * rising);
      return c_ - std::sqrt((1.0 - u) * width * (c_ - b_));
    }
    case Kind::uniform:
      return a_ + b_ * stream.uniform();
    case Kind::hyperexponential: {
      const double branch = stream.uniform() < c_ ? a_ : b_;
      return branch * unit_exponential(stream);
    }
  }
  UNREACHABLE();
}

std::string_view Distribution::name() const {
  switch (kind_) {
    case Kind::constant:
      return "constant";
    case Kind::exponential:
      return "exponential";
    case Kind::erlang:
      return "erlang";
    case Kind::lognormal:
      return "lognormal";
    case Kind::weibull:
      return "weibull";
    case Kind::gamma:
      return "gamma";
    case Kind::triangular:
      return "triangular";
    case Kind::uniform:
      return "uniform";
    case Kind::hyperexponential:
      return "hyperexponential";
  }
  UNREACHABLE();
}

Distribution Distribution::scaled(double factor) const {
  EXPECT(factor > 0.0);
  Distribution result = *this;
  result.mean_ *= factor;
  switch (kind_) {
    case Kind::constant:
    case Kind::exponential:
    case Kind::erlang:
    case Kind::weibull:
    case Kind::gamma:
      result.a_ *= factor;
      break;
    case Kind::lognormal:
      result.a_ += std::log(factor);
      break;
    case Kind::uniform:
    case Kind::hyperexponential:
      result.a_ *= factor;
      result.b_ *= factor;
      break;
    case Kind::triangular:
      result.a_ *= factor;
      result.b_ *= factor;
      result.c_ *= factor;
      break;
  }
  return result;
}

namespace {

std::size_t entries_up_to(double wanted, std::span<const double> cumulative) {
  // Neither way takes a branch by what is found: none is as hard to foresee as those that a random
  // number decides.
  constexpr std::size_t few = 32;
  std::size_t count = 0;
  if (cumulative.size() <= few) {
    for (const double each : cumulative) count += each <= wanted ? 1 : 0;
    return count;
  }
  for (std::size_t left = cumulative.size(); left > 0;) {
    const std::size_t half = (left + 1) / 2;
    count += half * (cumulative[count + half - 1] <= wanted ? 1 : 0);
    left -= half;
  }
  return count;
}

}  // namespace

std::size_t draw_index(std::span<const double> cumulative, double u) {
  EXPECT(!cumulative.empty() && cumulative.back() > 0.0 && u >= 0.0 && u < 1.0);
  const double wanted = u * cumulative.back();
  const auto before = entries_up_to(wanted, cumulative);
  if (before < cumulative.size()) return before;
  // Rounding of the product can reach the last entry itself.
  return static_cast<std::size_t>(
      std::lower_bound(cumulative.begin(), cumulative.end(), cumulative.back()) -
      cumulative.begin());
}

double standard_normal(Stream& stream) {
  return boost::random::normal_distribution<double>{}(stream);
}

}  // namespace tiercare
