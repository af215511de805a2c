// SPDX-License-Identifier: Apache-2.0
#include "run/small_county.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace tiercare::testing {
namespace {

namespace fs = std::filesystem;

fs::path small_file() {
  return fs::path{TIERCARE_SOURCE_DIR} / "tests" / "run" / "small.yaml";
}

Scenario load_text(const std::string& text) {
  const TemporaryFolder folder;
  fs::copy_file(small_file(), folder.path() / "small.yaml");
  std::ofstream{folder.path() / "variant.yaml"} << text;
  return Scenario::load((folder.path() / "variant.yaml").string(), library());
}

}  // namespace

fs::path library() {
  return fs::path{TIERCARE_SOURCE_DIR} / "scenarios";
}

std::string text_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

const Scenario& small_county() {
  static const Scenario scenario = Scenario::load(small_file().string(), library());
  return scenario;
}

Scenario variant(std::string_view changes) {
  return load_text("tiercare: 1\nextends: small.yaml\n" + std::string{changes});
}

Scenario county_without(std::string_view facility_group) {
  // A file can add to what it extends but not take away, so the group is cut from the text.
  std::string text = text_of(small_file());
  const auto begin = text.find("\n  " + std::string{facility_group} + ":\n");
  if (begin == std::string::npos) throw std::out_of_range(std::string{facility_group});
  text.erase(begin, text.find("\n\n", begin) - begin);
  return load_text(text);
}

ReplicationResult run_once(const Scenario& scenario) {
  return run_experiment(scenario, {}).replications.at(0);
}

const IndicatorRow& indicator(const ReplicationResult& result, std::string_view id) {
  const auto found = std::ranges::find(result.indicators, id, &IndicatorRow::id);
  if (found == result.indicators.end()) throw std::out_of_range(std::string{id});
  return *found;
}

void run_quietly(Replication& replication, Instant until) {
  FactSink nobody;
  replication.run_until(until, nobody);
}

}  // namespace tiercare::testing
