// SPDX-License-Identifier: Apache-2.0
// tiercare-sim: validate and run scenarios without Python, for servers and for timing; and write
// the schema and the reference pages of the language.
//
// Exit codes: 0 done, 1 the machine (disk, permissions), 2 the scenario, 3 our bug, 130
// interrupted (SIGINT), 143 asked to end (SIGTERM).
#include "sim.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <map>

namespace {

// Set by the signal handler, which may touch nothing else and knows no argument.
std::atomic<int> stopped_by{0};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

extern "C" void on_signal(int signal) {
  stopped_by = signal;
}

/// What a shell reports of a command that a signal ended.
constexpr int exit_code_of(int signal) {
  return 128 + signal;
}

struct Arguments {
  std::vector<std::string> scenarios;
  std::string library = TIERCARE_LIBRARY;
  tiercare::RunOptions options;
  std::string output;
  bool overwrite = false;
  bool indicators_only = false;
  bool strict = false;
  std::size_t file_kind = 0;  ///< of file_kinds
  std::string language = "en";
};

void print_result(const tiercare::Scenario& scenario, const tiercare::ExperimentResult& result) {
  fmt::print("{}  ({})\n", scenario.title(), scenario.title_zh());
  for (const auto& one : result.replications)
    fmt::print(
        "replication {}: {}, {} events ({:.1f} % stale), {} encounters, {:.2f} s, state {}{}\n",
        one.replication, one.complete ? "complete" : "stopped early", one.events,
        100.0 * static_cast<double>(one.stale_events) / static_cast<double>(one.events),
        one.encounters, one.seconds, one.state_digest, one.file.empty() ? "" : ", " + one.file);
  const auto catalogue = tiercare::indicator_catalogue();
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    fmt::print("{:<58}", catalogue[i].name);
    for (const auto& one : result.replications)
      if (one.complete) fmt::print("{:>14.{}f}", one.indicators[i].value, catalogue[i].decimals);
    fmt::print(" {}\n", catalogue[i].unit);
  }
}

/// Tells the warnings of a valid scenario. \return whether it fails for them
bool warn(const tiercare::Scenario& scenario, const Arguments& arguments) {
  std::cerr << tiercare::format_diagnostics(scenario.warnings());
  const bool fails = arguments.strict && !scenario.warnings().empty();
  if (fails) std::cerr << scenario.name() << ": warnings count as errors (--strict)\n";
  return fails;
}

int run(Arguments& arguments) {
  std::vector<tiercare::Scenario> scenarios;
  for (const auto& name : arguments.scenarios) {
    scenarios.push_back(tiercare::Scenario::load(name, arguments.library));
    if (warn(scenarios.back(), arguments)) return 2;
    tiercare::refuse_existing(scenarios.back(), arguments.options);
  }
  for (const auto& scenario : scenarios) {
    const auto result = tiercare::run_experiment(scenario, arguments.options);
    print_result(scenario, result);
    if (result.stopped) return exit_code_of(stopped_by);
  }
  return 0;
}

int validate(const Arguments& arguments) {
  int exit_code = 0;
  for (const auto& name : arguments.scenarios) {
    try {
      const auto scenario = tiercare::Scenario::load(name, arguments.library);
      if (warn(scenario, arguments))
        exit_code = 2;
      else
        fmt::print("{}: valid ({})\n", name, scenario.title());
    } catch (const tiercare::ScenarioError& error) {
      std::cerr << error.what();
      exit_code = 2;
    }
  }
  return exit_code;
}

int describe(const Arguments& arguments, bool as_schema) {
  const auto kind = tiercare::file_kinds.at(arguments.file_kind);
  const auto language = arguments.language == "zh" ? tiercare::config::Language::chinese
                                                   : tiercare::config::Language::english;
  fmt::print("{}",
             as_schema ? tiercare::json_schema(kind) : tiercare::reference_page(kind, language));
  return 0;
}

int guarded(const std::function<int()>& command) noexcept {
  try {
    return command();
  } catch (const tiercare::ScenarioError& error) {
    std::cerr << error.what();
    return 2;
  } catch (const tiercare::OutputError& error) {
    std::cerr << error.what() << '\n';
    return 1;
  } catch (const tiercare::InternalError& error) {
    std::cerr << "this is a defect of tiercare, please report it: " << error.what() << '\n';
    return 3;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}

std::map<std::string, std::size_t> names_of_file_kinds() {
  std::map<std::string, std::size_t> names;
  for (std::size_t i = 0; i < tiercare::file_kinds.size(); ++i)
    names.emplace(tiercare::name_of(tiercare::file_kinds.at(i)), i);
  return names;
}

int parse_and_do(int argc, char** argv) {
  Arguments arguments;
  CLI::App app{"Simulate tiered health care: tiercare-sim run heping/2017 -r 3 -o runs"};
  app.require_subcommand(1);
  app.set_version_flag("--version", tiercare::software_version());
  app.add_option("--library", arguments.library, "folder with library/, conditions/, pathways/");
  auto* run_command = app.add_subcommand("run", "run scenarios and print their indicators");
  auto* validate_command = app.add_subcommand("validate", "check scenarios, run nothing");
  for (auto* command : {run_command, validate_command}) {
    command->add_option("scenario", arguments.scenarios, "library names or .yaml files")
        ->required();
    command->add_flag("--strict", arguments.strict, "warnings count as errors");
  }
  auto& options = arguments.options;
  run_command
      ->add_option("-r,--replications", options.replications,
                   "how many; by default what the scenario says, else 1")
      ->check(CLI::Range(1, 100'000));
  run_command->add_option("--seed", options.seed, "of all random draws");
  run_command->add_option("--threads", options.threads, "replications at a time")
      ->check(CLI::Range(1, 1024));
  run_command->add_option("-o,--output", arguments.output, "folder for results files");
  run_command->add_flag("--overwrite", arguments.overwrite, "replace results that are there");
  run_command->add_flag("--indicators-only", arguments.indicators_only,
                        "leave trajectories out of the files");
  auto* schema_command = app.add_subcommand("schema", "print the JSON Schema of a kind of file");
  auto* page_command =
      app.add_subcommand("reference", "print the reference page of a kind of file");
  for (auto* command : {schema_command, page_command})
    command->add_option("kind", arguments.file_kind, "of file")
        ->transform(CLI::CheckedTransformer(names_of_file_kinds()));
  page_command->add_option("--language", arguments.language, "of the page")
      ->check(CLI::IsMember({"en", "zh"}));
  CLI11_PARSE(app, argc, argv);
  options.output_directory = arguments.output;
  if (arguments.overwrite) options.overwrite = tiercare::Overwrite::replace;
  if (arguments.indicators_only) options.detail = tiercare::Detail::indicators;
  options.stop_requested = [] { return stopped_by != 0; };
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  std::signal(SIGXFSZ, SIG_IGN);  // a file may grow no further: told as a full disk is
  if (*schema_command || *page_command) return describe(arguments, schema_command->parsed());
  return *run_command ? run(arguments) : validate(arguments);
}

}  // namespace

int main(int argc, char** argv) {
  return guarded([&] { return parse_and_do(argc, argv); });
}
