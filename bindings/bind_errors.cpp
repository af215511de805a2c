// SPDX-License-Identifier: Apache-2.0
// Our three kinds of error as the Python classes of tiercare.errors.
//
// The classes live in Python, so that readers of results have them without this module; here is the
// one place that translates.
#include "base/contract.hpp"
#include "base/error.hpp"
#include "bind.hpp"

#include <pybind11/stl.h>

#include <exception>
#include <string>

namespace tiercare::python {
namespace {

namespace py = pybind11;

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

py::object error_class(const char* name) {
  return py::module_::import("tiercare.errors").attr(name);
}

void raise(const py::object& type, const py::object& error) {
  PyErr_SetObject(type.ptr(), error.ptr());
}

void raise_scenario_error(const ScenarioError& error) {
  const auto type = error_class("ScenarioError");
  raise(type, type(error.what(), diagnostics_in_python(error.diagnostics())));
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const ScenarioError& error) {
    raise_scenario_error(error);
  } catch (const OutputError& error) {
    const auto type = error_class("OutputError");
    raise(type, type(error.what()));
  } catch (const InternalError& error) {
    const auto type = error_class("InternalError");
    raise(type, type(error.what()));
  }
}

}  // namespace

py::tuple diagnostics_in_python(const std::vector<Diagnostic>& diagnostics) {
  const auto finding = error_class("Diagnostic");
  const auto place = error_class("RelatedPlace");
  py::list findings;
  for (const Diagnostic& one : diagnostics) {
    py::list related;
    for (const RelatedPlace& other : one.related)
      related.append(place(other.span.file, other.span.line, other.span.column, other.message));
    findings.append(finding(name_of(one.severity), one.span.file, one.span.line, one.span.column,
                            one.message, one.hint, one.span.length, one.replacement,
                            py::tuple(related)));
  }
  return findings;
}

void bind_errors(pybind11::module_& /*module*/) {
  py::register_local_exception_translator(translate);
}

}  // namespace tiercare::python
