// SPDX-License-Identifier: Apache-2.0
// The compiled module tiercare._core: only a list of its parts.
//
// Errors come first, since everything else may raise them.
#include "bind.hpp"
#include "sim.hpp"

PYBIND11_MODULE(_core, module) {
  using namespace tiercare::python;
  module.doc() = "The tiercare simulator; use it through the package tiercare.";
  bind_errors(module);
  bind_scenario(module);
  bind_policies(module);
  bind_results(module);
  bind_experiment(module);
  bind_explain(module);
  module.def("software_version", &tiercare::software_version);
}
