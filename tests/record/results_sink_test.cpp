// SPDX-License-Identifier: Apache-2.0
// A run's facts in its results file: what went in comes out, documented, and no more than asked
// for.
#include "record/results_sink.hpp"

#include "base/error.hpp"
#include "history.hpp"
#include "record/fact_tables.hpp"
#include "sample.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

namespace tiercare {
namespace {

/// A county of five facilities, two settlements, two conditions and three persons.
struct SmallWorld {
  Settlements settlements;
  Facilities facilities;
  Conditions conditions;
  ChronicStates chronic;
  Persons persons;

  SmallWorld() {
    settlements.add({.name = "Heping",
                     .name_zh = "和平",
                     .kind = SettlementKind::county_seat,
                     .residents = 3,
                     .township = SettlementId{0}});
    settlements.add({.name = "Heyuan",
                     .name_zh = "河源",
                     .kind = SettlementKind::city,
                     .x_km = -12.3456,
                     .y_km = -60.0});
    using enum FacilityKind;
    for (const auto kind : {village_clinic, township_health_centre, county_general_hospital,
                            county_tcm_hospital, tertiary_hospital}) {
      const Tier tier = tier_of(kind);
      const bool in_area = tier != Tier::tertiary;
      facilities.add(
          {.name = std::string{facility_kind_labels[static_cast<std::size_t>(kind)]},
           .name_zh = std::string{facility_kind_labels_zh[static_cast<std::size_t>(kind)]},
           .kind = kind,
           .tier = tier,
           .settlement = SettlementId{in_area ? 0U : 1U},
           .in_area = in_area,
           .beds = tier == Tier::tertiary ? 900U : 0U,
           .wards = {},
           .capability = {1.0, 2.0, 3.0, 3.5, 4.0}});
    }
    conditions.add({.name = "cold", .name_zh = "感冒", .icd10 = "J00-J06", .hazard_ratios = {}});
    conditions.add({.name = "stroke",
                    .name_zh = "脑卒中",
                    .icd10 = "I60-I64",
                    .line = ServiceLine::neurology,
                    .hazard_ratios = {}});
    const SettlementId home{0};
    chronic.add({.name = "hypertension", .name_zh = "高血压", .icd10 = "I10-I15", .odds = {}});
    persons.add({.settlement = home,
                 .household = HouseholdId{4},
                 .income = 9000,
                 .birth_year = 1950,
                 .poor = 1,
                 .chronic = 1,
                 .whereabouts = Whereabouts::absent});
    persons.add({.settlement = home,
                 .income = 24'000,
                 .birth_year = 1985,
                 .sex = Sex::male,
                 .scheme = InsuranceScheme::employee});
    persons.add({.settlement = home, .income = 12'000, .birth_year = 2015});
  }
};

class RecordedRun : public InFolder {
 protected:
  [[nodiscard]] ResultsSink sink(std::string_view name, const Recording& recording) const {
    return ResultsSink{at(name),          sample_identity(),  Overwrite::refuse,
                       world_.facilities, world_.settlements, world_.conditions,
                       world_.persons,    recording,          world_.chronic};
  }
  [[nodiscard]] ResultsSink sink(std::string_view name, Detail detail) const {
    return sink(name, Recording{.detail = detail});
  }
  /// Two days, a measurement that starts after the first, and the history told by hand.
  static void tell(FactSink& sink) {
    std::vector<FacilityDay> days(history::facility_count);
    for (std::uint32_t day = 1; day <= 2; ++day) {
      for (std::uint32_t i = 0; i < days.size(); ++i)
        days[i] = {FacilityId{i}, 100 * day + i, 200 * day + i,
                   300 * day + i, 400 * day + i, 500 * day + i};
      sink.on_day(Instant{} + Duration::days(day), days);
      if (day == 1) sink.on_measurement_start(Instant{} + 1_day);
    }
    history::tell(sink);
  }
  std::string written_at(std::string_view name, Detail detail) const {
    auto file = sink(name, detail);
    tell(file);
    return file.finish(indicators());
  }
  static std::vector<IndicatorRow> indicators() {
    IndicatorSink sink;
    sink.on_measurement_start({});
    history::tell(sink);
    return sink.finish(history::end());
  }
  [[nodiscard]] Hdf5File read(std::string_view name) const {
    return Hdf5File::open(at(name).string(), Hdf5File::Access::read);
  }

 private:
  SmallWorld world_;
};

std::set<std::string> tables_of(const Hdf5File& file) {
  const auto groups = file.groups();
  return {groups.begin(), groups.end()};
}

TEST_F(RecordedRun, KeepsEveryContactAsItWasTold) {
  written_at("run.h5", Detail::encounters);
  const auto file = read("run.h5");
  const auto facts = history::contacts();
  const auto time = numbers<std::int64_t>(file, "/encounters/time");
  const auto person = numbers<std::uint32_t>(file, "/encounters/person");
  const auto episode = numbers<std::uint32_t>(file, "/encounters/episode");
  const auto contact = numbers<std::uint8_t>(file, "/encounters/contact");
  const auto facility = numbers<std::uint32_t>(file, "/encounters/facility");
  const auto reason = numbers<std::uint8_t>(file, "/encounters/reason");
  const auto condition = numbers<std::uint32_t>(file, "/encounters/condition");
  const auto acuity = numbers<std::uint8_t>(file, "/encounters/acuity");
  const auto travel = numbers<std::uint32_t>(file, "/encounters/travel");
  const auto wait = numbers<std::uint32_t>(file, "/encounters/wait");
  const auto service = numbers<std::uint32_t>(file, "/encounters/service");
  const auto outcome = numbers<std::uint8_t>(file, "/encounters/outcome");
  const auto charge = numbers<std::int64_t>(file, "/encounters/charge");
  const auto fund_paid = numbers<std::int64_t>(file, "/encounters/fund_paid");
  ASSERT_EQ(time.size(), facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const ContactFact& fact = facts[i];
    EXPECT_EQ(time[i], fact.arrived.ms);
    EXPECT_EQ(person[i], fact.person.value);
    EXPECT_EQ(episode[i], fact.episode);
    EXPECT_EQ(contact[i], fact.contact);
    EXPECT_EQ(facility[i], fact.facility.value);
    EXPECT_EQ(reason[i], static_cast<std::uint8_t>(fact.reason));
    EXPECT_EQ(condition[i], fact.condition.value);
    EXPECT_EQ(acuity[i], static_cast<std::uint8_t>(fact.acuity));
    EXPECT_EQ(travel[i], fact.travel.ms);
    EXPECT_EQ(wait[i], fact.waited.ms);
    EXPECT_EQ(service[i], fact.served.ms);
    EXPECT_EQ(outcome[i], static_cast<std::uint8_t>(fact.outcome));
    EXPECT_EQ(charge[i], fact.charge.fen);
    EXPECT_EQ(fund_paid[i], fact.fund_paid.fen);
  }
}

TEST_F(RecordedRun, KeepsStaysAndSaysWhichNeverGotABed) {
  written_at("run.h5", Detail::encounters);
  const auto file = read("run.h5");
  const auto facts = history::stays();
  const auto bed = numbers<std::int64_t>(file, "/admissions/bed");
  const auto discharge = numbers<std::int64_t>(file, "/admissions/discharge");
  const auto blocked = numbers<std::int64_t>(file, "/admissions/blocked");
  ASSERT_EQ(bed.size(), facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    EXPECT_EQ(bed[i], facts[i].bed.ms);
    EXPECT_EQ(discharge[i], facts[i].discharge.ms);
    EXPECT_EQ(blocked[i], facts[i].blocked.ms);
  }
  EXPECT_EQ(file.attribute("/admissions/bed", "missing_value"),
            AttributeValue{Instant::never().ms});
}

TEST_F(RecordedRun, KeepsReferralsWithAllFourLinks) {
  written_at("run.h5", Detail::encounters);
  const auto file = read("run.h5");
  const auto failed = [&](std::string_view link, Direction direction) {
    const auto holds = numbers<std::uint8_t>(file, "/referrals/" + std::string{link});
    const auto way = numbers<std::uint8_t>(file, "/referrals/direction");
    int n = 0;
    for (std::size_t i = 0; i < holds.size(); ++i)
      if (way[i] == static_cast<std::uint8_t>(direction) && holds[i] == 0) ++n;
    return n;
  };
  EXPECT_EQ(failed("release", Direction::up), 4);
  EXPECT_EQ(failed("receive", Direction::up), 2);
  EXPECT_EQ(failed("willing", Direction::up), 3);
  EXPECT_EQ(failed("policy", Direction::up), 1);
  EXPECT_EQ(failed("policy", Direction::down), 4);
  EXPECT_EQ(failed("accepted", Direction::down), 4);
  EXPECT_FLOAT_EQ(numbers<float>(file, "/referrals/willing_probability").front(), 0.75F);
}

TEST_F(RecordedRun, KeepsWhatThereWasAtTheStartAndWhoWasBorn) {
  written_at("run.h5", Detail::indicators);
  const auto file = read("run.h5");
  EXPECT_EQ(numbers<std::int32_t>(file, "/persons/birth_year"),
            (std::vector<std::int32_t>{1950, 1985, 2015, 2018}));
  EXPECT_EQ(numbers<std::uint8_t>(file, "/persons/poor"), (std::vector<std::uint8_t>{1, 0, 0, 0}));
  EXPECT_EQ(numbers<std::uint32_t>(file, "/persons/household").front(), 4U);
  EXPECT_EQ(numbers<std::uint8_t>(file, "/persons/whereabouts"),
            (std::vector<std::uint8_t>{2, 0, 0, 0}));
  EXPECT_EQ(numbers<std::uint32_t>(file, "/persons/chronic"),
            (std::vector<std::uint32_t>{1, 0, 0, 0}));
  EXPECT_EQ(numbers<std::uint32_t>(file, "/chronic_states/people"),
            (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(numbers<std::int32_t>(file, "/persons/income"),
            (std::vector<std::int32_t>{9000, 24'000, 12'000, 7000}));
  EXPECT_EQ(numbers<std::uint8_t>(file, "/deaths/in_hospital"), (std::vector<std::uint8_t>{0, 1}));
  EXPECT_EQ(numbers<std::uint8_t>(file, "/facilities/tier"),
            (std::vector<std::uint8_t>{0, 1, 2, 2, 3}));
  EXPECT_EQ(numbers<std::uint32_t>(file, "/facilities/beds").back(), 900U);
  EXPECT_EQ(numbers<double>(file, "/facilities/x").back(), -12.346);
  EXPECT_EQ(numbers<float>(file, "/facilities/capability_neurology").front(), 3.5F);
  EXPECT_EQ(file.read_strings("/facilities/name_zh").at(1), "乡镇卫生院");
  EXPECT_EQ(file.read_strings("/settlements/name"), (std::vector<std::string>{"Heping", "Heyuan"}));
  EXPECT_EQ(file.read_strings("/conditions/icd10").at(1), "I60-I64");
  EXPECT_EQ(numbers<std::uint8_t>(file, "/conditions/line"), (std::vector<std::uint8_t>{0, 3}));
}

TEST_F(RecordedRun, TurnsDaysIntoOneRowPerFacility) {
  written_at("run.h5", Detail::indicators);
  const auto file = read("run.h5");
  EXPECT_EQ(file.shape("/series/daily/visits").extent, (std::vector<std::uint64_t>{5, 2}));
  EXPECT_EQ(numbers<std::int32_t>(file, "/series/daily/visits"),
            (std::vector<std::int32_t>{100, 200, 101, 201, 102, 202, 103, 203, 104, 204}));
  EXPECT_EQ(numbers<std::int32_t>(file, "/series/daily/waiting").at(2), 201);
  EXPECT_EQ(numbers<std::int32_t>(file, "/series/daily/occupied_beds").at(2), 301);
  EXPECT_EQ(numbers<std::int32_t>(file, "/series/daily/waiting_for_bed").at(2), 401);
  EXPECT_EQ(numbers<std::int32_t>(file, "/series/daily/beds").at(2), 501);
}

TEST_F(RecordedRun, KeepsIndicatorsWithTheirDefinitions) {
  written_at("run.h5", Detail::indicators);
  const auto file = read("run.h5");
  const auto rows = indicators();
  const auto ids = file.read_strings("/indicators/indicator");
  const auto values = numbers<double>(file, "/indicators/value");
  const auto definitions = file.read_strings("/indicators/definition_zh");
  ASSERT_EQ(ids.size(), rows.size());
  ASSERT_EQ(values.size(), rows.size());
  const auto catalogue = indicator_catalogue();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(ids[i], rows[i].id);
    if (std::isnan(rows[i].value))
      EXPECT_TRUE(std::isnan(values[i])) << rows[i].id;
    else
      EXPECT_NEAR(values[i], rows[i].value, 1e-6) << rows[i].id;
    EXPECT_EQ(definitions[i], catalogue[i].definition_zh);
  }
}

TEST_F(RecordedRun, SaysWhereWarmUpEnds) {
  written_at("run.h5", Detail::indicators);
  const auto file = read("run.h5");
  EXPECT_EQ(file.attribute("/", "measured_from"), AttributeValue{(Instant{} + 1_day).ms});
  EXPECT_EQ(file.attribute("/", "first_midnight"), AttributeValue{(Instant{} + 1_day).ms});
}

TEST_F(RecordedRun, DocumentsEveryDataset) {
  written_at("run.h5", Detail::encounters);
  const auto file = read("run.h5");
  const auto datasets = file.datasets();
  EXPECT_GT(datasets.size(), 80U);
  for (const auto& dataset : datasets)
    for (const auto* attribute : {"unit", "description", "description_zh"}) {
      const auto value = file.attribute(dataset, attribute);
      ASSERT_TRUE(value) << dataset << " has no " << attribute;
      EXPECT_FALSE(std::get<std::string>(*value).empty()) << dataset << " " << attribute;
    }
}

TEST_F(RecordedRun, NamesItsCodes) {
  written_at("run.h5", Detail::encounters);
  const auto file = read("run.h5");
  const auto labels =
      std::get<std::vector<std::string>>(file.attribute("/encounters/reason", "labels").value());
  EXPECT_EQ(labels.at(static_cast<std::size_t>(ContactReason::came_back)), "came_back");
  EXPECT_EQ(labels.at(static_cast<std::size_t>(ContactReason::referred_down)), "referred_down");
  const auto outcomes =
      std::get<std::vector<std::string>>(file.attribute("/encounters/outcome", "labels").value());
  EXPECT_EQ(outcomes.at(static_cast<std::size_t>(ContactOutcome::turned_away)), "turned_away");
}

TEST_F(RecordedRun, KeepsCareElsewhereApart) {
  written_at("run.h5", Detail::encounters);
  const auto file = read("run.h5");
  EXPECT_EQ(numbers<std::uint8_t>(file, "/away_care/service"), (std::vector<std::uint8_t>{0, 1}));
  EXPECT_EQ(numbers<std::int64_t>(file, "/away_care/charge"),
            (std::vector<std::int64_t>{30'000, 400'000}));
  EXPECT_EQ(numbers<std::int64_t>(file, "/away_care/fund_paid"),
            (std::vector<std::int64_t>{0, 216'000}));
  EXPECT_EQ(numbers<std::int64_t>(file, "/away_care/stay").back(), (4_day).ms);
  EXPECT_EQ(numbers<std::int64_t>(file, "/encounters/time").size(), 10U);
}

TEST_F(RecordedRun, LeavesOutTrajectoriesUnlessAskedFor) {
  written_at("short.h5", Detail::indicators);
  written_at("long.h5", Detail::encounters);
  const std::set<std::string> always{"/settlements",  "/facilities", "/conditions",     "/persons",
                                     "/deaths",       "/wards",      "/chronic_states", "/series",
                                     "/series/daily", "/indicators"};
  auto with_trajectories = always;
  with_trajectories.insert({"/encounters", "/admissions", "/referrals", "/away_care"});
  EXPECT_EQ(tables_of(read("short.h5")), always);
  EXPECT_EQ(tables_of(read("long.h5")), with_trajectories);
}

TEST_F(RecordedRun, KeepsNeedsAndMedicinesIfEverythingIsAskedFor) {
  written_at("all.h5", Detail::everything);
  const auto file = read("all.h5");
  EXPECT_EQ(tables_of(file).count("/needs"), 1U);
  EXPECT_EQ(numbers<std::uint8_t>(file, "/needs/answer").size(), 4U);
  EXPECT_EQ(numbers<std::int64_t>(file, "/purchases/paid").size(), 1U);
  written_at("some.h5", Detail::encounters);
  EXPECT_EQ(tables_of(read("some.h5")).count("/needs"), 0U);
}

TEST_F(RecordedRun, KeepsOfASampleWhatThoseInItHadAndNothingElse) {
  constexpr std::uint32_t people = 200;
  const auto persons_kept = [&](std::string_view name, double share) {
    {
      auto file = sink(name, {.sample = Probability{share}});
      for (int twice = 0; twice < 2; ++twice)
        for (std::uint32_t person = 0; person < people; ++person) {
          ContactFact contact = history::contacts().front();
          contact.person = PersonId{person};
          file.on(contact);
        }
      file.finish(indicators());
    }
    return numbers<std::uint32_t>(read(name), "/encounters/person");
  };
  const auto half = persons_kept("half.h5", 0.5);
  EXPECT_EQ(read("half.h5").attribute("/", "sampled_share"), AttributeValue{0.5});
  EXPECT_EQ(persons_kept("all.h5", 1.0).size(), 2 * people);
  EXPECT_TRUE(persons_kept("none.h5", 0.0).empty());
  const std::set<std::uint32_t> sampled{half.begin(), half.end()};
  EXPECT_EQ(half.size(), 2 * sampled.size()) << "all rows of whoever is in it";
  EXPECT_NEAR(static_cast<double>(sampled.size()), 0.5 * people, 30.0);
  for (const auto person : persons_kept("quarter.h5", 0.25))
    EXPECT_TRUE(sampled.contains(person)) << "a smaller sample is part of a larger one";
}

TEST_F(RecordedRun, GivesTheDigestOfItsContent) {
  const auto digest = written_at("a.h5", Detail::encounters);
  EXPECT_EQ(digest, written_at("b.h5", Detail::encounters));
  EXPECT_EQ(bytes_of(at("a.h5")), bytes_of(at("b.h5")));
  auto other = sink("c.h5", Detail::encounters);
  tell(other);
  other.on(history::contacts().front());
  EXPECT_NE(digest, other.finish(indicators()));
}

TEST_F(RecordedRun, ThatWasStoppedKeepsRowsAndDaysAndIsMarkedIncomplete) {
  {
    auto stopped = sink("run.h5", Detail::encounters);
    tell(stopped);
  }
  EXPECT_FALSE(std::filesystem::exists(at("run.h5")));
  const auto file = read("run.h5.partial");
  EXPECT_EQ(file.attribute("/", "complete"), AttributeValue{std::int64_t{0}});
  EXPECT_EQ(numbers<std::int64_t>(file, "/encounters/time").size(), 10U);
  EXPECT_EQ(file.shape("/series/daily/visits").extent, (std::vector<std::uint64_t>{5, 2}));
}

TEST_F(RecordedRun, OfNoDayIsStillAFile) {
  auto empty = sink("run.h5", Detail::encounters);
  empty.finish(indicators());
  const auto file = read("run.h5");
  EXPECT_EQ(file.attribute("/", "complete"), AttributeValue{std::int64_t{1}});
  EXPECT_EQ(file.shape("/series/daily/visits").extent, (std::vector<std::uint64_t>{5, 0}));
  EXPECT_EQ(file.shape("/encounters/time").extent, (std::vector<std::uint64_t>{0}));
}

}  // namespace
}  // namespace tiercare
