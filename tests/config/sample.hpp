// SPDX-License-Identifier: Apache-2.0
// A small description that uses every kind of question once: what the bad scenarios of
// tests/bad_scenarios/config are read with.
#pragma once

#include "config/reader.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tiercare::config {

enum class Ownership { town, county };
inline constexpr std::array<Named<Ownership>, 2> ownership_names{
    {{Ownership::town, "town", "run by the town", "乡镇所有"},
     {Ownership::county, "county", "run by the county", "县所有"}}};

struct Clinic {
  Located<std::string> name;
  Count doctors = 0;
  Duration consultation;
  Ownership ownership = Ownership::town;
};

struct Change {
  Date at;
  Located<std::string> clinic;
};

struct Room {
  Located<std::string> name;
  Count beds = 0;
  Ownership ownership = Ownership::town;
  Duration rest;
};

struct Sample {
  std::string title;
  Date start;
  bool record = false;
  Factor scale = 1.0;
  Probability insured;
  PercentagePoints shift;
  Rate visits;
  Distance reach;
  Speed bus;
  DistributionText stay;
  std::optional<Count> limit;
  std::vector<Clinic> clinics;
  std::vector<Change> timeline;
  std::vector<Duration> shifts;
  std::vector<std::string> weekend;
  std::map<std::string, Money> fees;
  Money budget;
  std::string payment;
  Money per_person;
  Table<Room> rooms;
};

inline Clinic read_clinic(const Located<std::string>& name, Reader& r) {
  Clinic clinic;
  clinic.name = name;
  clinic.doctors = r.required<Count>("doctors", {.says = "doctors on duty", .at_least = 1});
  clinic.consultation = r.optional<Duration>("consultation", Duration::minutes(10),
                                             {.says = "mean consultation",
                                              .source = "time.consult_town",
                                              .at_most = 240,
                                              .formerly = "consult",
                                              .since = "0.1.0"});
  clinic.ownership =
      r.choice("ownership", ownership_names, Ownership::town, {.says = "who runs it"});
  return clinic;
}

inline void read_payment(Sample& sample, Reader& r) {
  const std::vector<Alternative> kinds{
      {"fee_for_service", "each service is paid", "按项目付费", [](Reader&) {}},
      {"capitation", "a sum per person and year", "按人头付费", [&sample](Reader& inside) {
         sample.per_person =
             inside.required<Money>("per_person", {.says = "paid a year for each person"});
       }}};
  sample.payment = r.alternatives("type", kinds, {.says = "how clinics are paid"});
}

inline Room read_room(Reader& r) {
  Room room;
  room.name = r.located<std::string>("name", std::nullopt, {.says = "name of the room"});
  room.beds = r.required<Count>("beds", {.says = "beds in it", .at_least = 1});
  room.ownership = r.choice("ownership", ownership_names, Ownership::town, {.says = "whose it is"});
  room.rest = r.optional<Duration>("rest", Duration::hours(1), {.says = "rest at noon"});
  return room;
}

inline std::vector<std::string> names_of(const std::vector<Clinic>& clinics) {
  std::vector<std::string> names;
  for (const Clinic& clinic : clinics) names.push_back(clinic.name.value);
  return names;
}

inline void check(const Sample& sample, Reader& r) {
  const std::vector<std::string> names = names_of(sample.clinics);
  for (const Change& change : sample.timeline)
    if (!change.clinic.value.empty() &&
        std::ranges::find(names, change.clinic.value) == names.end())
      r.unknown_name(change.clinic, "clinic", names);
}

inline Sample read_sample(Reader& r) {
  Sample s;
  s.title = r.required<std::string>("title", {.says = "what it is about", .says_zh = "内容"});
  s.start = r.optional<Date>("start", Date{17167}, {.says = "the first day"});
  s.record = r.optional<bool>("record", true, {.says = "whether visits are recorded"});
  s.scale = r.optional<Factor>("scale", 1.0, {.says = "size of the population", .at_most = 10});
  s.insured = r.optional<Probability>("insured", Probability{0.95}, {.says = "insured residents"});
  s.shift = r.optional<PercentagePoints>("shift", PercentagePoints{}, {.says = "change of it"});
  s.visits = r.optional<Rate>("visits", Rate{2.5}, {.says = "visits of a person"});
  s.reach = r.optional<Distance>(
      "reach", Distance{4}, {.says = "how far one walks", .formerly = "walk", .since = "0.1.0"});
  s.bus = r.optional<Speed>("bus", Speed{35}, {.says = "speed of the bus"});
  s.stay = r.optional<DistributionText>("stay", {"exponential", {{"mean", 3, "day"}}},
                                        {.says = "length of stay"});
  s.limit = r.if_given<Count>("limit", {.says = "visits a day at most"});
  r.entries("clinics", Presence::optional, {.says = "the clinics"},
            [&](const Located<std::string>& name, Reader& inside) {
              s.clinics.push_back(read_clinic(name, inside));
            });
  r.list("timeline", Presence::optional, {.says = "what changes when"}, [&](Reader& inside) {
    Change change;
    change.at = inside.required<Date>("at", {.says = "the day of the change"});
    change.clinic = inside.name_reference("clinic", "clinic", Presence::optional,
                                          {.says = "the clinic that changes"});
    s.timeline.push_back(change);
  });
  const std::vector<std::string> clinics = names_of(s.clinics);
  for (auto& clinic : r.names("weekend", {"clinic", "clinics", "诊所", clinics}, Presence::optional,
                              {.says = "open at the weekend"}))
    s.weekend.push_back(std::move(clinic.value));
  s.shifts = r.values<Duration>("shifts", Presence::optional, {.says = "lengths of shifts"});
  for (auto& [name, fee] : r.named_values<Money>("fees", Presence::optional, {.says = "prices"}))
    s.fees[name.value] = fee;
  r.section("money", Presence::defaulted, {.says = "the purse"}, [&](Reader& inside) {
    s.budget = inside.optional<Money>("budget", Money::yuan(1000), {.says = "spent a year"});
  });
  r.section("payment", Presence::optional, {.says = "how clinics are paid"},
            [&](Reader& inside) { read_payment(s, inside); });
  s.rooms = r.table("rooms", Presence::optional, {.says = "the rooms, a row each"}, read_room);
  check(s, r);
  return s;
}

}  // namespace tiercare::config
