// SPDX-License-Identifier: Apache-2.0
// Scenarios: loaded and validated in C++, immutable in Python.
#include "bind.hpp"
#include "sim.hpp"

#include <pybind11/chrono.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <chrono>
#include <optional>
#include <string>

namespace tiercare::python {

namespace py = pybind11;

namespace {

/// Becomes a datetime.timedelta.
std::chrono::milliseconds time_of(Duration duration) {
  return std::chrono::milliseconds{duration.ms};
}

/// The first simulated day, as a datetime.date.
py::object start_of(const Scenario& scenario) {
  const auto epoch = py::module_::import("datetime").attr("date")(1970, 1, 1);
  return epoch + py::module_::import("datetime").attr("timedelta")(scenario.start_day());
}

/// None unless the scenario says.
std::optional<std::string> detail_of(const Scenario& scenario) {
  const auto detail = scenario.wishes().detail;
  if (!detail) return std::nullopt;
  switch (*detail) {
    case Detail::indicators:
      return "indicators";
    case Detail::encounters:
      return "encounters";
    case Detail::everything:
      return "everything";
  }
  return std::nullopt;
}

}  // namespace

void bind_scenario(py::module_& module) {
  py::class_<FacilityGroupInfo>(module, "FacilityGroupInfo")
      .def_readonly("name", &FacilityGroupInfo::name)
      .def_readonly("name_zh", &FacilityGroupInfo::name_zh)
      .def_readonly("tier", &FacilityGroupInfo::tier)
      .def_readonly("facilities", &FacilityGroupInfo::facilities)
      .def_readonly("beds", &FacilityGroupInfo::beds)
      .def_readonly("consulting_rooms", &FacilityGroupInfo::consulting_rooms);
  py::class_<Scenario>(module, "Scenario")
      .def_static("load", &Scenario::load, py::arg("name_or_path"), py::arg("library"),
                  py::call_guard<py::gil_scoped_release>())
      .def_static("load_text", &Scenario::load_text, py::arg("text"), py::arg("path"),
                  py::arg("library"), py::call_guard<py::gil_scoped_release>())
      .def_property_readonly("name", &Scenario::name)
      .def_property_readonly("title", &Scenario::title)
      .def_property_readonly("title_zh", &Scenario::title_zh)
      .def_property_readonly("facilities", &describe_facilities)
      .def_property_readonly("hash", &Scenario::hash)
      .def_property_readonly("resolved_text", &Scenario::resolved_text)
      .def_property_readonly("start", &start_of)
      .def_property_readonly("warm_up",
                             [](const Scenario& self) { return time_of(self.horizon().warm_up); })
      .def_property_readonly("measured",
                             [](const Scenario& self) { return time_of(self.horizon().run); })
      .def_property_readonly("residents",
                             [](const Scenario& self) { return self.population().residents; })
      .def_property_readonly("replications",
                             [](const Scenario& self) { return self.wishes().replications; })
      .def_property_readonly("detail", &detail_of)
      .def_property_readonly("sampled_share",
                             [](const Scenario& self) { return self.wishes().sample.value(); })
      .def_property_readonly(
          "warnings", [](const Scenario& self) { return format_diagnostics(self.warnings()); })
      .def_property_readonly(
          "diagnostics",
          [](const Scenario& self) { return diagnostics_in_python(self.warnings()); })
      .def("__repr__", [](const Scenario& self) { return "<scenario " + self.name() + ">"; });
}

}  // namespace tiercare::python
