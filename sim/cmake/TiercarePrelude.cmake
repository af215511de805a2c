# SPDX-License-Identifier: Apache-2.0
# Preludes: headers of others that most files include are parsed once a build, not once a file.
#
# Sources still include what they use; clang-tidy's build leaves the preludes out, so that a missing
# include is found there. Our own headers are no part of a prelude: one edit would rebuild it all.

# Declares prelude NAME of HEADERS; targets take it by target_precompile_headers(... REUSE_FROM).
function(tiercare_prelude name)
  cmake_parse_arguments(ARG "" "" "HEADERS;LIBRARIES;OPTIONS" ${ARGN})
  file(WRITE "${PROJECT_BINARY_DIR}/${name}.cpp" "// holds the prelude\n")
  add_library(${name} OBJECT "${PROJECT_BINARY_DIR}/${name}.cpp")
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES})
  target_compile_options(${name} PRIVATE ${ARG_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

# The compiler cache sees through a prelude only if the compiler says what it has read.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fpch-preprocess)
endif()

tiercare_prelude(tiercare_prelude
  HEADERS <algorithm> <array> <cmath> <cstdint> <filesystem> <functional> <map> <memory> <optional>
          <span> <string> <string_view> <vector> <fmt/format.h>
  LIBRARIES fmt::fmt tiercare_warnings)
