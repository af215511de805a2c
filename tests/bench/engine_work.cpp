// SPDX-License-Identifier: Apache-2.0
// Work 1 and 2 as a model of ours would be written: typed events, stations, and for each customer a
// stream of random numbers of his own.
#include "bench/work.hpp"
#include "kernel/agenda.hpp"
#include "kernel/stations.hpp"
#include "random/distribution.hpp"

#include <string_view>
#include <vector>

namespace tiercare::bench {
namespace {

enum class Purpose : std::uint16_t { visit, next_arrival, service, referral };

// One unit of the work's time is an hour here.
constexpr double unit_in_minutes = 60.0;
constexpr double unit_in_ms = unit_in_minutes * 60'000.0;
constexpr PriorityClass only_class{1};

TimeDistribution exponential(double mean) {
  return TimeDistribution{Distribution::exponential(mean * unit_in_minutes)};
}

struct CustomerArrives {
  static constexpr std::string_view name = "customer_arrives";
  StationId station;
  std::uint32_t number = 0;
};
struct ServiceEnds {
  static constexpr std::string_view name = "service_ends";
  StationId station;
  CustomerId customer;
};
using Events = EventList<CustomerArrives, ServiceEnds>;

/// Runs in slices of simulated time until enough services are done.
template <class Model>
void run_until_done(Agenda<Events>& agenda, Model& model, std::uint64_t services) {
  while (model.done < services) {
    const auto missing = static_cast<std::int64_t>(services - model.done);
    agenda.run_until(agenda.now() + Duration{model.ms_per_service * missing + 1}, model);
  }
}

/// Places of a table that are used again once their holder has left.
class Places {
 public:
  CustomerId take() {
    if (free_.empty()) return CustomerId{size_++};
    const CustomerId place = free_.back();
    free_.pop_back();
    return place;
  }
  void give_back(CustomerId place) { free_.push_back(place); }
  std::size_t size() const { return size_; }

 private:
  std::vector<CustomerId> free_;
  std::uint32_t size_ = 0;
};

struct SingleQueue {
  explicit SingleQueue(std::uint64_t seed) : randomness{seed, 0} {
    stations.add({}, 1);
    agenda.at(Instant{}, CustomerArrives{StationId{0}, 0});
  }
  void on(CustomerArrives event) {
    Stream stream = randomness.stream(event.number, Purpose::visit);
    agenda.after(between_arrivals.sample(stream), CustomerArrives{event.station, event.number + 1});
    const CustomerId customer = places.take();
    if (needs.size() < places.size()) needs.resize(places.size());
    needs[customer.index()] = service.sample(stream);
    if (stations.arrive(event.station, customer, only_class, agenda.now()).entry == Entry::served)
      serve(event.station, customer);
  }
  void on(ServiceEnds event) {
    ++done;
    places.give_back(event.customer);
    if (const auto start = stations.complete(event.station, only_class, agenda.now()))
      serve(event.station, start->customer);
  }
  void serve(StationId station, CustomerId customer) {
    agenda.after(needs[customer.index()], ServiceEnds{station, customer});
  }

  static constexpr auto ms_per_service = static_cast<std::int64_t>(unit_in_ms / 0.9);
  Randomness randomness;
  TimeDistribution between_arrivals = exponential(1.0 / 0.9);
  TimeDistribution service = exponential(1.0);
  Agenda<Events> agenda;
  Stations stations;
  Places places;
  std::vector<Duration> needs;  // by customer
  std::uint64_t done = 0;
};

/// A patient on his way through the network; his place is used again when he leaves.
struct Patient {
  std::uint32_t number = 0;
  std::uint16_t stage = 0;
};

struct ReferralNetwork {
  ReferralNetwork(std::uint64_t seed, std::uint32_t idle) : randomness{seed, 0} {
    for (std::uint32_t t = 0; t < network.size(); ++t) {
      services.push_back(exponential(network[t].mean_service));
      for (std::uint32_t i = 0; i < network[t].stations; ++i) {
        stations.add({}, network[t].servers);
        tier_of.push_back(t);
      }
    }
    for (std::uint32_t i = 0; i < idle; ++i) {
      Stream stream = randomness.stream(i, Purpose::referral, 1);
      agenda.at(Instant{static_cast<std::int64_t>((1.0 + stream.uniform()) * 1e9 * unit_in_ms)},
                CustomerArrives{StationId{0}, 0});
    }
    for (std::uint32_t village = 0; village < network[0].stations; ++village)
      agenda.at(Instant{}, CustomerArrives{StationId{village}, next_number++});
  }

  void on(CustomerArrives event) {
    Stream stream = randomness.stream(event.number, Purpose::next_arrival);
    agenda.after(between_arrivals.sample(stream), CustomerArrives{event.station, next_number++});
    const CustomerId patient = places.take();
    if (patients.size() < places.size()) patients.resize(places.size());
    patients[patient.index()] = {event.number, 0};
    arrive(event.station, patient);
  }
  void on(ServiceEnds event) {
    ++done;
    if (const auto start = stations.complete(event.station, only_class, agenda.now()))
      serve(event.station, start->customer);
    const std::uint32_t tier = tier_of[event.station.index()];
    Patient& patient = patients[event.customer.index()];
    Stream stream = randomness.stream(patient.number, Purpose::referral, 0, patient.stage);
    const double u = stream.uniform();
    ++patient.stage;
    if (u < network[tier].refer_up)
      refer(tier + 1, event.customer, stream);
    else if (u < network[tier].refer_up + network[tier].refer_down)
      refer(tier - 1, event.customer, stream);
    else
      places.give_back(event.customer);
  }
  void refer(std::uint32_t tier, CustomerId patient, Stream& stream) {
    const std::uint32_t n = network[tier].stations;
    const auto which =
        n == 1 ? 0 : static_cast<std::uint32_t>(stream.uniform() * static_cast<double>(n));
    arrive(StationId{first_station_of[tier] + which}, patient);
  }
  void arrive(StationId station, CustomerId patient) {
    if (stations.arrive(station, patient, only_class, agenda.now()).entry == Entry::served)
      serve(station, patient);
  }
  void serve(StationId station, CustomerId patient) {
    const Patient& p = patients[patient.index()];
    Stream stream = randomness.stream(p.number, Purpose::service, 0, p.stage);
    agenda.after(services[tier_of[station.index()]].sample(stream), ServiceEnds{station, patient});
  }

  // Services per unit of time: 16 in the villages, 3.636 townships, 1.0909 county, 0.1636 tertiary.
  static constexpr auto ms_per_service = static_cast<std::int64_t>(unit_in_ms / 20.9);
  Randomness randomness;
  TimeDistribution between_arrivals = exponential(1.0 / village_arrival_rate);
  std::vector<TimeDistribution> services;
  std::vector<std::uint32_t> tier_of;
  Agenda<Events> agenda;
  Stations stations;
  std::vector<Patient> patients;
  Places places;
  std::uint32_t next_number = 0;
  std::uint64_t done = 0;
};

double mean_wait(const Stations& stations, std::uint32_t first, std::uint32_t n, Instant now) {
  Duration waited;
  std::uint64_t started = 0;
  for (std::uint32_t i = first; i < first + n; ++i) {
    const StationStatistics statistics = stations.statistics(StationId{i}, now);
    waited += statistics.served_wait;
    started += statistics.started;
  }
  return static_cast<double>(waited.ms) / unit_in_ms / static_cast<double>(started);
}

}  // namespace

Findings engine_work_1(std::uint64_t customers, std::uint64_t seed) {
  SingleQueue model{seed};
  run_until_done(model.agenda, model, customers);
  return {model.done, {mean_wait(model.stations, 0, 1, model.agenda.now()), 0.0, 0.0, 0.0}};
}

Findings engine_work_2(std::uint64_t services, std::uint64_t seed, std::uint32_t idle) {
  ReferralNetwork model{seed, idle};
  run_until_done(model.agenda, model, services);
  Findings findings{model.done, {}};
  for (std::size_t t = 0; t < network.size(); ++t)
    findings.mean_wait[t] =
        mean_wait(model.stations, first_station_of[t], network[t].stations, model.agenda.now());
  return findings;
}

}  // namespace tiercare::bench
