// SPDX-License-Identifier: Apache-2.0
#include "record/results_sink.hpp"

#include "base/contract.hpp"
#include "record/fact_tables.hpp"
#include "record/place_tables.hpp"

#include <algorithm>
#include <functional>

namespace tiercare {
namespace {

/// A daily number of each facility.
struct Series {
  std::string_view name;
  std::uint32_t FacilityDay::*number;
  std::string_view says;
  std::string_view says_zh;
};

constexpr std::array<Series, 5> all_series{{
    {"visits", &FacilityDay::visits, "contacts begun that day, other places' patients included",
     "当日开始的就诊人次（含外来患者）"},
    {"waiting", &FacilityDay::waiting, "waiting in outpatient queues at midnight",
     "零点时门诊排队人数"},
    {"occupied_beds", &FacilityDay::occupied_beds, "beds occupied at midnight", "零点时占用床位数"},
    {"waiting_for_bed", &FacilityDay::waiting_for_bed, "waiting for a bed at midnight",
     "零点时候床人数"},
    {"beds", &FacilityDay::beds, "beds there are at midnight, occupied or not", "零点时床位总数"},
}};

/// A column of names of a table: one text of each entity.
template <class Entities, class Get>
std::vector<std::string> texts_of(const Entities& entities, Get get) {
  std::vector<std::string> texts;
  texts.reserve(entities.size());
  for (const auto& entity : entities) texts.push_back(std::invoke(get, entity));
  return texts;
}

template <class Entities>
void write_names(ResultsFile& file, const std::string& table, const Entities& entities) {
  using Entity = std::remove_cvref_t<decltype(*entities.begin())>;
  file.write_strings("/" + table + "/name", texts_of(entities, &Entity::name),
                     {.unit = "text", .says = "name", .says_zh = "英文名称"});
  file.write_strings("/" + table + "/name_zh", texts_of(entities, &Entity::name_zh),
                     {.unit = "text", .says = "name in Chinese", .says_zh = "中文名称"});
}

PersonRow row_of(const Person& person) {
  return {.birth_year = person.birth_year,
          .sex = person.sex,
          .settlement = person.settlement,
          .income = person.income,
          .scheme = person.scheme,
          .poor = person.poor != 0,
          .household = person.household,
          .whereabouts = person.whereabouts,
          .chronic = person.chronic};
}

void write_settlements(ResultsFile& file, const Settlements& settlements) {
  auto& table = file.add_table<Settlement>();
  for (const Settlement& settlement : settlements) table.append(settlement);
  write_names(file, "settlements", settlements);
}

void write_facilities(ResultsFile& file, const Facilities& facilities,
                      const Settlements& settlements) {
  auto& table = file.add_table<FacilityRow>();
  for (const Facility& facility : facilities) {
    const Settlement& place = settlements[facility.settlement];
    table.append({.facility = &facility, .x_km = place.x_km, .y_km = place.y_km});
  }
  write_names(file, "facilities", facilities);
}

void write_conditions(ResultsFile& file, const Conditions& conditions) {
  auto& table = file.add_table<Condition>();
  for (const Condition& condition : conditions) table.append(condition);
  write_names(file, "conditions", conditions);
  file.write_strings("/conditions/icd10", texts_of(conditions, &Condition::icd10),
                     {.unit = "text", .says = "ICD-10 block", .says_zh = "ICD-10 编码段"});
}

void write_chronic_states(ResultsFile& file, const ChronicStates& states, const Persons& persons) {
  auto& table = file.add_table<ChronicStateRow>();
  for (std::size_t s = 0; s < states.size(); ++s)
    table.append({static_cast<std::uint32_t>(std::ranges::count_if(
        persons, [&](const Person& person) { return has(person.chronic, states.id_of(s)); }))});
  write_names(file, "chronic_states", states);
  file.write_strings("/chronic_states/icd10", texts_of(states, &ChronicState::icd10),
                     {.unit = "text", .says = "ICD-10 block", .says_zh = "ICD-10 编码段"});
}

/// Stored day by day as it came; a matrix has one row per facility.
std::vector<std::int32_t> by_facility(const std::vector<std::int32_t>& by_day,
                                      std::size_t facilities, std::size_t days) {
  std::vector<std::int32_t> turned(by_day.size());
  for (std::size_t day = 0; day < days; ++day)
    for (std::size_t facility = 0; facility < facilities; ++facility)
      turned[facility * days + day] = by_day[day * facilities + facility];
  return turned;
}

}  // namespace

ResultsSink::ResultsSink(const std::filesystem::path& file, const RunIdentity& identity,
                         Overwrite overwrite, const Facilities& facilities,
                         const Settlements& settlements, const Conditions& conditions,
                         const Persons& persons, const Recording& recording,
                         const ChronicStates& chronic)
    : file_{file, identity, overwrite,
            recording.compressed ? ChunkForm::deflated : ChunkForm::plain},
      recording_{recording},
      random_{identity.seed, static_cast<std::uint32_t>(identity.replication)},
      facilities_{facilities.size()} {
  file_.set_attribute("sampled_share", recording_.sample.value());
  write_settlements(file_, settlements);
  write_facilities(file_, facilities, settlements);
  write_conditions(file_, conditions);
  write_chronic_states(file_, chronic, persons);
  persons_ = &file_.add_table<PersonRow>();
  for (const Person& person : persons) persons_->append(row_of(person));
  deaths_ = &file_.add_table<DeathFact>();
  if (recording.detail == Detail::indicators) return;
  contacts_ = &file_.add_table<ContactFact>();
  admissions_ = &file_.add_table<AdmissionFact>();
  referrals_ = &file_.add_table<ReferralFact>();
  away_care_ = &file_.add_table<AwayCareFact>();
  if (recording.detail == Detail::encounters) return;
  needs_ = &file_.add_table<NeedFact>();
  purchases_ = &file_.add_table<PurchaseFact>();
}

ResultsSink::~ResultsSink() {
  if (series_written_) return;
  // Best effort, as the file itself: a run that was stopped keeps its days.
  try {
    write_series();
  } catch (const std::exception&) {
    return;
  }
}

void ResultsSink::follow(ResultsSink& leader) {
  if (!(recording_ == leader.recording_)) return;
  file_.follow(leader.file_);
  follows_ = true;
}

void ResultsSink::part() {
  follows_ = false;
  file_.part();
}

void ResultsSink::on(const BirthFact& birth) {
  if (!follows_) persons_->append(row_of(birth.born));
}

void ResultsSink::on(const DeathFact& death) {
  if (!follows_) deaths_->append(death);
}

bool ResultsSink::is_sampled(PersonId person) const {
  // Not drawn for nothing: a sample of everybody costs a comparison.
  return recording_.sample.value() >= 1.0 ||
         random_.stream(person.value, Purpose::recorded_sample).uniform() <
             recording_.sample.value();
}

void ResultsSink::on(const NeedFact& need) {
  keep(needs_, need);
}

void ResultsSink::on(const PurchaseFact& purchase) {
  keep(purchases_, purchase);
}

void ResultsSink::on(const ContactFact& contact) {
  keep(contacts_, contact);
}

void ResultsSink::on(const AdmissionFact& admission) {
  keep(admissions_, admission);
}

void ResultsSink::on(const ReferralFact& referral) {
  keep(referrals_, referral);
}

void ResultsSink::on(const AwayCareFact& care) {
  keep(away_care_, care);
}

void ResultsSink::on_day(Instant midnight, std::span<const FacilityDay> facilities) {
  EXPECT(days_ == 0 || midnight == last_midnight_ + Duration::days(1));
  last_midnight_ = midnight;
  if (days_ == 0) file_.set_attribute("first_midnight", midnight.ms);
  ++days_;
  for (std::size_t i = 0; i < series_count; ++i) {
    auto& column = series_[i];
    column.resize(days_ * facilities_);
    const std::span today = std::span{column}.last(facilities_);
    for (const FacilityDay& day : facilities)
      today[day.facility.index()] = static_cast<std::int32_t>(day.*all_series[i].number);
  }
}

void ResultsSink::on_measurement_start(Instant at) {
  file_.set_attribute("measured_from", at.ms);
}

void ResultsSink::write_series() {
  series_written_ = true;
  file_.add_group("/series", "numbers over time", "时间序列");
  file_.add_group("/series/daily",
                  "one row per facility, one column per day from the start of the run; column 0 is "
                  "the day that ends at the root's first_midnight",
                  "每机构一行，自模拟开始每日一列；第 0 列为止于 first_midnight 的一日");
  for (std::size_t i = 0; i < series_count; ++i) {
    const Series& series = all_series[i];
    file_.write_matrix("/series/daily/" + std::string{series.name}, facilities_, days_,
                       by_facility(series_[i], facilities_, days_),
                       {.values = {.unit = "1", .says = series.says, .says_zh = series.says_zh},
                        .rows = "facility",
                        .columns = "day"});
  }
}

void ResultsSink::write_indicators(const std::vector<IndicatorRow>& indicators) {
  auto& table = file_.add_table<IndicatorRow>();
  const auto catalogue = indicator_catalogue();
  std::vector<IndicatorInfo> infos;
  for (const IndicatorRow& row : indicators) {
    table.append(row);
    const auto info = std::ranges::find(catalogue, row.id, &IndicatorInfo::id);
    EXPECT(info != catalogue.end());
    infos.push_back(*info);
  }
  const auto write = [&](const std::string& name, std::string IndicatorInfo::*text,
                         std::string_view says, std::string_view says_zh) {
    file_.write_strings("/indicators/" + name, texts_of(infos, text),
                        {.unit = "text", .says = says, .says_zh = says_zh});
  };
  write("indicator", &IndicatorInfo::id, "id of the indicator", "指标编号");
  write("name", &IndicatorInfo::name, "name", "英文名称");
  write("name_zh", &IndicatorInfo::name_zh, "name in Chinese", "中文名称");
  write("unit", &IndicatorInfo::unit, "unit of the value", "指标值的单位");
  write("definition", &IndicatorInfo::definition, "definition", "英文定义");
  write("definition_zh", &IndicatorInfo::definition_zh, "definition in Chinese", "中文定义");
}

void ResultsSink::write_wards(const std::vector<MeasuredEnd::WardUse>& wards) {
  auto& table = file_.add_table<WardRow>();
  for (const MeasuredEnd::WardUse& ward : wards)
    table.append(
        {.facility = ward.facility, .beds = ward.beds, .occupancy = ward.use.utilisation()});
  write_names(file_, "wards", wards);
  file_.write_strings("/wards/lines", texts_of(wards, &MeasuredEnd::WardUse::lines),
                      {.unit = "text",
                       .says = "service lines whose patients lie there, with a blank between",
                       .says_zh = "收治的专科，以空格分隔"});
}

std::string ResultsSink::finish(const std::vector<IndicatorRow>& indicators,
                                const std::vector<MeasuredEnd::WardUse>& wards) {
  write_series();
  write_wards(wards);
  write_indicators(indicators);
  file_.finish();
  return file_.content_digest();
}

}  // namespace tiercare
