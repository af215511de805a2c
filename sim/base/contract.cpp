// SPDX-License-Identifier: Apache-2.0
#include "base/contract.hpp"

#include <fmt/format.h>

namespace tiercare {

void contract_broken(const char* kind, const char* expression, const std::string& detail,
                     std::source_location where) {
  throw InternalError(fmt::format("{}: {}{}{} ({}:{})", kind, expression,
                                  detail.empty() ? "" : ": ", detail, where.file_name(),
                                  where.line()));
}

}  // namespace tiercare
