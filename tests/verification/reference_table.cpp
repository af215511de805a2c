// SPDX-License-Identifier: Apache-2.0
// Reads the committed table of exact results.
#include "verification/reference_table.hpp"

#include <cctype>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tiercare::verification {

namespace {
double number_or_none(const std::string& field) {
  return field.empty() ? -1.0 : std::stod(field);
}

Reference read_row(const std::string& line) {
  std::istringstream fields{line};
  std::vector<std::string> field(9);
  for (std::string& f : field) std::getline(fields, f, ',');
  Reference row;
  row.model = field[0];
  row.servers = static_cast<std::uint32_t>(std::stoul(field[1]));
  row.load = number_or_none(field[2]);
  row.probability_of_waiting = number_or_none(field[3]);
  row.mean_wait = number_or_none(field[4]);
  row.mean_queue = number_or_none(field[5]);
  row.mean_present = number_or_none(field[6]);
  row.wait_95 = number_or_none(field[7]);
  row.note = field[8];
  return row;
}
}  // namespace

std::vector<Reference> read_reference_table() {
  std::ifstream file{TIERCARE_SOURCE_DIR "/tests/verification/queueing_reference.csv"};
  if (!file) throw std::runtime_error{"queueing_reference.csv cannot be read"};
  std::vector<Reference> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line))
    if (!line.empty()) rows.push_back(read_row(line));
  return rows;
}

std::vector<Reference> reference_rows(const std::string& model) {
  std::vector<Reference> rows;
  for (const Reference& row : read_reference_table())
    if (row.model.starts_with(model)) rows.push_back(row);
  return rows;
}

std::string test_name(const Reference& row) {
  std::string name;
  for (const char c : row.model + "_" + std::to_string(row.servers) + "_" +
                          std::to_string(static_cast<int>(row.load * 1000)))
    name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

void PrintTo(const Reference& row, std::ostream* out) {
  *out << test_name(row);
}

}  // namespace tiercare::verification
