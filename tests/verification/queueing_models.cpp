// SPDX-License-Identifier: Apache-2.0
// The network as a model of ours: typed events, stations, and a stream per customer and purpose.
#include "verification/queueing_models.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace tiercare::verification {
namespace {

constexpr std::int64_t n_batches = 60;
constexpr double ms_per_hour = 3'600'000.0;

enum class Purpose : std::uint16_t { arrival, service, patience, onward };

TimeDistribution in_hours(const Distribution& hours) {
  return TimeDistribution{hours.scaled(60.0)};
}

struct Arrives {
  static constexpr std::string_view name = "arrives";
  std::uint32_t source = 0;
  std::uint32_t number = 0;
};
struct ServiceEnds {
  static constexpr std::string_view name = "service_ends";
  StationId station;
  CustomerId customer;
};
struct PatienceEnds {
  static constexpr std::string_view name = "patience_ends";
  StationId station;
  CustomerId customer;
  std::uint32_t number = 0;
};

class Network {
 public:
  Network(const NetworkSpec& spec, std::uint64_t seed) : spec_{spec}, randomness_{seed, 0} {
    for (const StationSpec& station : spec.stations) {
      stations_.add(station.rules, station.servers);
      services_.push_back(in_hours(station.service));
    }
    waits_.resize(spec.stations.size());
    waited_.resize(spec.stations.size());
    for (std::uint32_t i = 0; i < spec.sources.size(); ++i) {
      arrivals_.push_back(in_hours(Distribution::exponential(1.0 / spec.sources[i].rate)));
      agenda_.at(Instant{}, Arrives{i, next_number_++});
    }
  }

  void on(Arrives event) {
    const Source& source = spec_.sources[event.source];
    Stream stream = randomness_.stream(event.number, Purpose::arrival);
    agenda_.after(arrivals_[event.source].sample(stream), Arrives{event.source, next_number_++});
    CustomerId customer{static_cast<std::uint32_t>(customers_.size())};
    if (free_.empty()) {
      customers_.emplace_back();
    } else {
      customer = free_.back();
      free_.pop_back();
    }
    customers_[customer.index()] = {event.number, 0, source.priority, {}};
    enter(StationId{source.station}, customer);
  }
  void on(ServiceEnds event) {
    const Customer& customer = customers_[event.customer.index()];
    if (const auto start = stations_.complete(event.station, customer.priority, agenda_.now())) {
      waits_[event.station.index()].add(start->waited);
      serve(event.station, start->customer);
    }
    const double goes_on = spec_.stations[event.station.index()].goes_on;
    if (goes_on > 0.0 && stream_of(event.customer, Purpose::onward).uniform() < goes_on) {
      ++customers_[event.customer.index()].stage;
      enter(StationId{event.station.value + 1}, event.customer);
    } else {
      free_.push_back(event.customer);
    }
  }
  void on(PatienceEnds event) {
    Customer& customer = customers_[event.customer.index()];
    if (customer.number != event.number || customer.place.is_none()) return agenda_.count_stale();
    stations_.renege(event.station, customer.place, agenda_.now());
    customer = {};
    free_.push_back(event.customer);
  }

  LongRun run(std::uint64_t customers) {
    double rate = 0.0;
    for (const Source& source : spec_.sources) rate += source.rate;
    const double batch_hours = static_cast<double>(customers) / rate / double{n_batches};
    const Duration batch = Duration::rounded_ms(batch_hours * ms_per_hour);
    LongRun run;
    for (std::int64_t i = 0; i <= n_batches; ++i) {
      agenda_.run_until(agenda_.now() + batch, *this);
      if (i > 0) run.batches.push_back(finished_batch(run));
      stations_.begin_measurement(agenda_.now());
      std::fill(waited_.begin(), waited_.end(), 0U);
    }
    run.waits = waits_;
    return run;
  }

 private:
  struct Customer {
    std::uint32_t number = 0;
    std::uint16_t stage = 0;
    PriorityClass priority;
    QueuePlace place;
  };

  Stream stream_of(CustomerId id, Purpose purpose) const {
    const Customer& customer = customers_[id.index()];
    return randomness_.stream(customer.number, purpose, 0, customer.stage);
  }
  void enter(StationId station, CustomerId id) {
    const PriorityClass priority = customers_[id.index()].priority;
    const Arrival arrival = stations_.arrive(station, id, priority, agenda_.now());
    if (arrival.entry == Entry::served) {
      waits_[station.index()].add(Duration{0});
      serve(station, id);
      return;
    }
    ++waited_[station.index()];
    if (arrival.entry == Entry::turned_away) {
      free_.push_back(id);
      return;
    }
    Customer& customer = customers_[id.index()];
    customer.place = arrival.place;
    if (const auto patience = spec_.stations[station.index()].mean_patience) {
      Stream stream = stream_of(id, Purpose::patience);
      agenda_.after(in_hours(Distribution::exponential(*patience)).sample(stream),
                    PatienceEnds{station, id, customer.number});
    }
  }
  void serve(StationId station, CustomerId id) {
    customers_[id.index()].place = {};
    Stream stream = stream_of(id, Purpose::service);
    agenda_.after(services_[station.index()].sample(stream), ServiceEnds{station, id});
  }
  Batch finished_batch(LongRun& run) const {
    Batch batch{{}, waited_};
    for (std::uint32_t i = 0; i < stations_.size(); ++i) {
      const StationId station{i};
      batch.stations.push_back(stations_.statistics(station, agenda_.now()));
      run.laws_held = run.laws_held && stations_.little_law_holds(station, agenda_.now()) &&
                      stations_.customers_are_conserved(station);
    }
    return batch;
  }

  NetworkSpec spec_;
  Randomness randomness_;
  std::vector<TimeDistribution> arrivals_;
  std::vector<TimeDistribution> services_;
  Agenda<EventList<Arrives, ServiceEnds, PatienceEnds>> agenda_;
  Stations stations_;
  std::vector<Customer> customers_;
  std::vector<CustomerId> free_;
  std::vector<WaitHistogram> waits_;
  std::vector<std::uint64_t> waited_;
  std::uint32_t next_number_ = 0;
};

}  // namespace

LongRun simulate(const NetworkSpec& spec, std::uint64_t customers, std::uint64_t seed) {
  return Network{spec, seed}.run(customers);
}

Estimate estimate(const LongRun& run, const Quantity& quantity) {
  return estimate(
      run, quantity, [](const Batch&) { return 0.0; }, 0.0);
}

Estimate estimate(const LongRun& run, const Quantity& quantity, const Quantity& control,
                  double control_mean) {
  std::vector<double> values;
  RunningMoments value_moments;
  RunningMoments control_moments;
  for (const Batch& batch : run.batches) {
    values.push_back(quantity(batch));
    value_moments.add(values.back());
    control_moments.add(control(batch));
  }
  const auto n = static_cast<double>(values.size());
  double covariance = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i)
    covariance += (values[i] - value_moments.mean()) *
                  (control(run.batches[i]) - control_moments.mean()) / (n - 1.0);
  const bool controlled = control_moments.variance() > 0.0;
  const double slope = controlled ? covariance / control_moments.variance() : 0.0;
  const double off = control_moments.mean() - control_mean;
  const double residual = (n - 1.0) / (n - 2.0) * (value_moments.variance() - slope * covariance);
  const double leverage = controlled ? off * off / ((n - 1.0) * control_moments.variance()) : 0.0;
  const double plain_error = std::sqrt(value_moments.variance() / n);
  Estimate result;
  result.value = value_moments.mean() - slope * off;
  result.standard_error = std::sqrt(std::max(0.0, residual) * (1.0 / n + leverage));
  // The half-width in standard errors is that of the plain mean: one degree of freedom of 59 aside.
  result.half_width = mean_interval(values).half_width / plain_error * result.standard_error;
  return result;
}

}  // namespace tiercare::verification
