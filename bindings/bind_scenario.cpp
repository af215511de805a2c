// SPDX-License-Identifier: Apache-2.0
// Scenarios: loaded and validated in C++, immutable in Python.
#include "bind.hpp"
#include "sim.hpp"

#include <pybind11/stl/filesystem.h>

namespace tiercare::python {

namespace py = pybind11;

void bind_scenario(py::module_& module) {
  py::class_<Scenario>(module, "Scenario")
      .def_static("load", &Scenario::load, py::arg("name_or_path"), py::arg("library"),
                  py::call_guard<py::gil_scoped_release>())
      .def_property_readonly("name", &Scenario::name)
      .def_property_readonly("title", &Scenario::title)
      .def_property_readonly("title_zh", &Scenario::title_zh)
      .def_property_readonly("hash", &Scenario::hash)
      .def_property_readonly("resolved_text", &Scenario::resolved_text)
      .def_property_readonly(
          "warnings", [](const Scenario& self) { return format_diagnostics(self.warnings()); })
      .def("__repr__", [](const Scenario& self) { return "<scenario " + self.name() + ">"; });
}

}  // namespace tiercare::python
