// SPDX-License-Identifier: Apache-2.0
// The parts of the Python module, one function per concept.
//
// Each bind_*.cpp adds its classes and functions to the module; docstrings of users stand in the
// Python package, which wraps what is here.
#pragma once

#include <pybind11/pybind11.h>

namespace tiercare::python {

void bind_errors(pybind11::module_& module);
void bind_scenario(pybind11::module_& module);
void bind_results(pybind11::module_& module);
void bind_experiment(pybind11::module_& module);

}  // namespace tiercare::python
