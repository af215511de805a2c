// SPDX-License-Identifier: Apache-2.0
// What can be written: every field, and the policies with theirs; plain read-only records.
#include "bind.hpp"
#include "sim.hpp"

#include <pybind11/stl.h>

namespace tiercare::python {

namespace py = pybind11;

void bind_policies(py::module_& module) {
  py::class_<FieldInfo>(module, "FieldInfo")
      .def_readonly("path", &FieldInfo::path)
      .def_readonly("type", &FieldInfo::type)
      .def_readonly("type_zh", &FieldInfo::type_zh)
      .def_readonly("example", &FieldInfo::example)
      .def_readonly("range", &FieldInfo::range)
      .def_readonly("default", &FieldInfo::default_text)
      .def_readonly("required", &FieldInfo::required)
      .def_readonly("says", &FieldInfo::says)
      .def_readonly("says_zh", &FieldInfo::says_zh)
      .def_readonly("source", &FieldInfo::source)
      .def_readonly("choices", &FieldInfo::choices)
      .def_readonly("selector", &FieldInfo::selector)
      .def_readonly("is_section", &FieldInfo::is_section)
      .def_readonly("kind_at", &FieldInfo::kind_at)
      .def_readonly("kind", &FieldInfo::kind)
      .def_readonly("file", &FieldInfo::file);
  py::class_<PolicyInfo>(module, "PolicyInfo")
      .def_readonly("kind", &PolicyInfo::kind)
      .def_readonly("kind_zh", &PolicyInfo::kind_zh)
      .def_readonly("name", &PolicyInfo::name)
      .def_readonly("says", &PolicyInfo::says)
      .def_readonly("says_zh", &PolicyInfo::says_zh)
      .def_readonly("named_at", &PolicyInfo::named_at)
      .def_readonly("parameters", &PolicyInfo::parameters);
  module.def("describe_policies", &describe_policies);
  module.def("describe_fields", &describe_fields);
}

}  // namespace tiercare::python
