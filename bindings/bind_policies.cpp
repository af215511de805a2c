// SPDX-License-Identifier: Apache-2.0
// The policies that a scenario can name, with their parameters: plain read-only records.
#include "bind.hpp"
#include "sim.hpp"

#include <pybind11/stl.h>

namespace tiercare::python {

namespace py = pybind11;

void bind_policies(py::module_& module) {
  py::class_<PolicyParameter>(module, "PolicyParameter")
      .def_readonly("path", &PolicyParameter::path)
      .def_readonly("type", &PolicyParameter::type)
      .def_readonly("type_zh", &PolicyParameter::type_zh)
      .def_readonly("example", &PolicyParameter::example)
      .def_readonly("range", &PolicyParameter::range)
      .def_readonly("default", &PolicyParameter::default_text)
      .def_readonly("required", &PolicyParameter::required)
      .def_readonly("says", &PolicyParameter::says)
      .def_readonly("says_zh", &PolicyParameter::says_zh)
      .def_readonly("source", &PolicyParameter::source)
      .def_readonly("choices", &PolicyParameter::choices);
  py::class_<PolicyInfo>(module, "PolicyInfo")
      .def_readonly("kind", &PolicyInfo::kind)
      .def_readonly("kind_zh", &PolicyInfo::kind_zh)
      .def_readonly("name", &PolicyInfo::name)
      .def_readonly("says", &PolicyInfo::says)
      .def_readonly("says_zh", &PolicyInfo::says_zh)
      .def_readonly("named_at", &PolicyInfo::named_at)
      .def_readonly("parameters", &PolicyInfo::parameters);
  module.def("describe_policies", &describe_policies);
}

}  // namespace tiercare::python
