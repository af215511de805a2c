// SPDX-License-Identifier: Apache-2.0
// The parts of the Python module, one function per concept.
//
// Each bind_*.cpp adds its classes and functions to the module; docstrings of users stand in the
// Python package, which wraps what is here.
#pragma once

#include "base/error.hpp"

#include <pybind11/pybind11.h>

#include <vector>

namespace tiercare::python {

/// A tuple of tiercare.errors.Diagnostic.
[[nodiscard]] pybind11::tuple diagnostics_in_python(const std::vector<Diagnostic>& diagnostics);

void bind_errors(pybind11::module_& module);
void bind_scenario(pybind11::module_& module);
void bind_policies(pybind11::module_& module);
void bind_results(pybind11::module_& module);
void bind_experiment(pybind11::module_& module);
void bind_explain(pybind11::module_& module);

}  // namespace tiercare::python
