// SPDX-License-Identifier: Apache-2.0
// Running an experiment from Python without holding Python up.
//
// The experiment runs on a thread of its own, which never touches Python. The calling thread waits
// beside it, looks for Ctrl-C and hands progress to Python: signals are seen only there, and what a
// callback raises goes to its caller.
#include "bind.hpp"
#include "sim.hpp"

#include <pybind11/functional.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace tiercare::python {
namespace {

namespace py = pybind11;

// How long Ctrl-C and progress may wait.
constexpr std::chrono::milliseconds poll_interval{50};

// What the simulating threads have told and the calling thread has not yet handed on.
class Mailbox {
 public:
  void put(Progress progress) {
    const std::scoped_lock lock{mutex_};
    waiting_.push_back(progress);
  }
  std::vector<Progress> take() {
    const std::scoped_lock lock{mutex_};
    return std::exchange(waiting_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<Progress> waiting_;
};

using ProgressCallback = std::optional<std::function<void(Progress)>>;

// Throws what a signal handler or the callback raised.
void serve_python(Mailbox& mailbox, const ProgressCallback& on_progress) {
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  for (const auto& progress : mailbox.take())
    if (on_progress) (*on_progress)(progress);
}

std::vector<ExperimentResult> run_beside_python(const std::vector<Scenario>& scenarios,
                                                RunOptions options,
                                                const ProgressCallback& on_progress) {
  std::atomic<bool> stop = false;
  Mailbox mailbox;
  options.on_progress = [&mailbox](Progress progress) { mailbox.put(progress); };
  options.stop_requested = [&stop] { return stop.load(std::memory_order_relaxed); };

  auto outcome = std::async(std::launch::async,
                            [&scenarios, &options] { return run_together(scenarios, options); });
  const auto is_done = [&outcome] {
    const py::gil_scoped_release release;
    return outcome.wait_for(poll_interval) == std::future_status::ready;
  };
  try {
    while (!is_done()) serve_python(mailbox, on_progress);
    serve_python(mailbox, on_progress);
  } catch (py::error_already_set& error) {
    stop = true;
    {
      const py::gil_scoped_release release;
      outcome.wait();
    }
    // Ctrl-C is an answer, not a failure: what was finished is handed back.
    if (!error.matches(PyExc_KeyboardInterrupt)) throw;
    auto results = outcome.get();
    for (auto& result : results) result.stopped = true;
    return results;
  } catch (...) {
    stop = true;
    const py::gil_scoped_release release;
    outcome.wait();
    throw;
  }
  return outcome.get();
}

Detail detail_named(const std::string& name) {
  if (name == "indicators") return Detail::indicators;
  if (name == "encounters") return Detail::encounters;
  if (name == "everything") return Detail::everything;
  throw py::value_error("detail is '" + name + "', not 'indicators', 'encounters' or 'everything'");
}

std::vector<ExperimentResult> run_from_python(
    const std::vector<Scenario>& scenarios, int replications, int first, std::uint64_t seed,
    int threads, const std::optional<std::filesystem::path>& output_directory, bool overwrite,
    const std::optional<std::string>& detail, const ProgressCallback& on_progress) {
  RunOptions options;
  options.replications = replications;
  options.first = first;
  options.seed = seed;
  options.threads = threads;
  options.output_directory = output_directory.value_or(std::filesystem::path{});
  options.overwrite = overwrite ? Overwrite::replace : Overwrite::refuse;
  if (detail) options.detail = detail_named(*detail);
  return run_beside_python(scenarios, std::move(options), on_progress);
}

void refuse_existing_from_python(const Scenario& scenario, int replications, int first,
                                 const std::filesystem::path& output_directory) {
  RunOptions options;
  options.replications = replications;
  options.first = first;
  options.output_directory = output_directory;
  refuse_existing(scenario, options);
}

}  // namespace

void bind_experiment(py::module_& module) {
  module.def("refuse_existing", &refuse_existing_from_python, py::arg("scenario"), py::kw_only(),
             py::arg("replications"), py::arg("first"), py::arg("output_directory"));
  module.def("run_together", &run_from_python, py::arg("scenarios"), py::kw_only(),
             py::arg("replications"), py::arg("first"), py::arg("seed"), py::arg("threads"),
             py::arg("output_directory"), py::arg("overwrite"), py::arg("detail"),
             py::arg("on_progress"));
}

}  // namespace tiercare::python
