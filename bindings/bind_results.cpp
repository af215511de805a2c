// SPDX-License-Identifier: Apache-2.0
// What a run gives back: plain read-only records.
#include "bind.hpp"
#include "sim.hpp"

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

namespace tiercare::python {

namespace py = pybind11;

namespace {

void bind_check(py::module_& module) {
  py::class_<ResultsFinding>(module, "ResultsFinding")
      .def_readonly("object", &ResultsFinding::object)
      .def_readonly("what", &ResultsFinding::what)
      .def_readonly("to_do", &ResultsFinding::to_do);
  py::class_<TableLength>(module, "TableLength")
      .def_readonly("name", &TableLength::name)
      .def_readonly("rows", &TableLength::rows);
  py::class_<ResultsCheck>(module, "ResultsCheck")
      .def_readonly("complete", &ResultsCheck::complete)
      .def_readonly("format_version", &ResultsCheck::format_version)
      .def_readonly("software_version", &ResultsCheck::software_version)
      .def_readonly("scenario_name", &ResultsCheck::scenario_name)
      .def_readonly("seed", &ResultsCheck::seed)
      .def_readonly("replication", &ResultsCheck::replication)
      .def_readonly("content_digest", &ResultsCheck::content_digest)
      .def_readonly("tables", &ResultsCheck::tables)
      .def_readonly("findings", &ResultsCheck::findings);
  module.def("check_results", &check_results, py::arg("path"),
             py::call_guard<py::gil_scoped_release>());
}

}  // namespace

void bind_results(py::module_& module) {
  py::class_<IndicatorInfo>(module, "IndicatorInfo")
      .def_readonly("id", &IndicatorInfo::id)
      .def_readonly("name", &IndicatorInfo::name)
      .def_readonly("name_zh", &IndicatorInfo::name_zh)
      .def_readonly("unit", &IndicatorInfo::unit)
      .def_readonly("definition", &IndicatorInfo::definition)
      .def_readonly("definition_zh", &IndicatorInfo::definition_zh)
      .def_readonly("decimals", &IndicatorInfo::decimals);
  py::class_<IndicatorRow>(module, "IndicatorRow")
      .def_readonly("id", &IndicatorRow::id)
      .def_readonly("value", &IndicatorRow::value)
      .def_readonly("numerator", &IndicatorRow::numerator)
      .def_readonly("denominator", &IndicatorRow::denominator);
  py::class_<Progress>(module, "Progress")
      .def_readonly("scenario", &Progress::scenario)
      .def_readonly("replication", &Progress::replication)
      .def_readonly("fraction", &Progress::fraction);
  py::class_<ColumnSize>(module, "TableSize")
      .def_readonly("name", &ColumnSize::name)
      .def_readonly("bytes", &ColumnSize::bytes);
  py::class_<ReplicationResult>(module, "ReplicationResult")
      .def_readonly("replication", &ReplicationResult::replication)
      .def_readonly("complete", &ReplicationResult::complete)
      .def_readonly("content_digest", &ReplicationResult::content_digest)
      .def_readonly("state_digest", &ReplicationResult::state_digest)
      .def_readonly("file", &ReplicationResult::file)
      .def_readonly("indicators", &ReplicationResult::indicators)
      .def_readonly("events", &ReplicationResult::events)
      .def_readonly("stale_events", &ReplicationResult::stale_events)
      .def_readonly("encounters", &ReplicationResult::encounters)
      .def_readonly("seconds", &ReplicationResult::seconds)
      .def_readonly("persons", &ReplicationResult::persons)
      .def_readonly("memory", &ReplicationResult::memory);
  py::class_<ExperimentResult>(module, "ExperimentResult")
      .def_readonly("replications", &ExperimentResult::replications)
      .def_readonly("stopped", &ExperimentResult::stopped);
  bind_check(module);
  module.def("indicator_catalogue", &indicator_catalogue);
}

}  // namespace tiercare::python
