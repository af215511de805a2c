// SPDX-License-Identifier: Apache-2.0
// Where a scenario's values come from: plain read-only records.
#include "bind.hpp"
#include "sim.hpp"

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <string>
#include <tuple>
#include <vector>

namespace tiercare::python {
namespace {

namespace py = pybind11;

std::string confidence_of(const ExplainedValue& value) {
  return value.confidence ? std::string{config::name_of(*value.confidence)} : std::string{};
}

std::vector<std::tuple<std::string, int, std::string>> overrides_of(const ExplainedValue& value) {
  std::vector<std::tuple<std::string, int, std::string>> overrides;
  for (const auto& [span, text] : value.overrides)
    overrides.emplace_back(span.file, span.line, text);
  return overrides;
}

}  // namespace

void bind_explain(py::module_& module) {
  py::class_<ExplainedValue>(module, "ExplainedValue")
      .def_readonly("path", &ExplainedValue::path)
      .def_readonly("value", &ExplainedValue::value)
      .def_readonly("unit", &ExplainedValue::unit)
      .def_readonly("type", &ExplainedValue::type)
      .def_readonly("type_zh", &ExplainedValue::type_zh)
      .def_readonly("says", &ExplainedValue::says)
      .def_readonly("says_zh", &ExplainedValue::says_zh)
      .def_readonly("given", &ExplainedValue::given)
      .def_readonly("row", &ExplainedValue::row)
      .def_property_readonly("file", [](const ExplainedValue& self) { return self.place.file; })
      .def_property_readonly("line", [](const ExplainedValue& self) { return self.place.line; })
      .def_property_readonly("overrides", overrides_of)
      .def_readonly("needs_source", &ExplainedValue::needs_source)
      .def_property_readonly("confidence", confidence_of)
      .def_readonly("codes", &ExplainedValue::codes)
      .def_readonly("comment", &ExplainedValue::comment)
      .def_readonly("comment_file", &ExplainedValue::comment_file)
      .def_readonly("comment_line", &ExplainedValue::comment_line);
  py::class_<config::Publication>(module, "Publication")
      .def_readonly("key", &config::Publication::key)
      .def_readonly("title", &config::Publication::title)
      .def_readonly("by", &config::Publication::by)
      .def_readonly("year", &config::Publication::year)
      .def_readonly("url", &config::Publication::url);
  py::class_<config::BookEntry>(module, "BookEntry")
      .def_readonly("code", &config::BookEntry::code)
      .def_readonly("says", &config::BookEntry::says)
      .def_readonly("value", &config::BookEntry::value)
      .def_readonly("low", &config::BookEntry::low)
      .def_readonly("high", &config::BookEntry::high)
      .def_readonly("unit", &config::BookEntry::unit)
      .def_readonly("year", &config::BookEntry::year)
      .def_readonly("tier", &config::BookEntry::tier)
      .def_property_readonly("confidence",
                             [](const config::BookEntry& self) {
                               return std::string{config::name_of(self.confidence)};
                             })
      .def_readonly("source", &config::BookEntry::source);
  module.def("explain", &explain, py::arg("name_or_path"), py::arg("library"),
             py::call_guard<py::gil_scoped_release>());
  module.def(
      "parameter_book",
      [](const std::filesystem::path& library) { return parameter_book(library).entries(); },
      py::arg("library"));
}

}  // namespace tiercare::python
