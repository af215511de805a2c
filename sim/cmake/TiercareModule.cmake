# SPDX-License-Identifier: Apache-2.0
# A folder of sim/ is a module: one static library that sees only the modules it names.
#   tiercare_module(care SOURCES choice.cpp ... DEPENDS world money)
function(tiercare_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(tiercare_${name} STATIC ${ARG_SOURCES})
  add_library(tiercare::${name} ALIAS tiercare_${name})
  target_include_directories(tiercare_${name} PUBLIC "${PROJECT_SOURCE_DIR}/sim")
  target_link_libraries(tiercare_${name} PRIVATE tiercare_warnings)
  target_precompile_headers(tiercare_${name} REUSE_FROM tiercare_prelude)
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(tiercare_${name} PUBLIC tiercare::${dependency})
  endforeach()
endfunction()

# Tests are compiled more often than they are run; only long ones are worth optimising.
set(tiercare_quick_build "$<$<CONFIG:Release>:-O1>")

# What test programs parse once: GoogleTest besides the prelude of the modules.
function(tiercare_test_prelude)
  tiercare_prelude(tiercare_test_prelude
    HEADERS <gtest/gtest.h> <algorithm> <array> <cmath> <cstdint> <filesystem> <functional> <map>
            <memory> <optional> <span> <string> <string_view> <vector> <fmt/format.h>
    LIBRARIES GTest::gtest fmt::fmt tiercare_warnings
    OPTIONS "${tiercare_quick_build}" -fPIE)
  # Test programs are position-independent executables, not libraries; a prelude must say the same.
  set_target_properties(tiercare_test_prelude PROPERTIES POSITION_INDEPENDENT_CODE OFF)
endfunction()

# One test program per folder of tests/; its cases are registered with ctest one by one.
#   tiercare_test(kernel SOURCES agenda_test.cpp ... DEPENDS kernel)
function(tiercare_test name)
  cmake_parse_arguments(ARG "SLOW" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name}_tests ${ARG_SOURCES})
  target_link_libraries(${name}_tests PRIVATE GTest::gtest_main tiercare_warnings)
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(${name}_tests PRIVATE tiercare::${dependency})
  endforeach()
  target_include_directories(${name}_tests PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  if(NOT ARG_SLOW)
    target_compile_options(${name}_tests PRIVATE "${tiercare_quick_build}")
    target_precompile_headers(${name}_tests REUSE_FROM tiercare_test_prelude)
  endif()
  target_compile_definitions(${name}_tests PRIVATE "TIERCARE_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\"")
  set(labels "fast")
  if(ARG_SLOW)
    set(labels "slow")
  endif()
  gtest_discover_tests(${name}_tests TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
                       PROPERTIES LABELS "${labels}")
endfunction()

# Names what must not compile: each NAME.cpp is a target outside `all` whose build has to fail.
function(tiercare_must_not_compile)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  foreach(source IN LISTS ARG_SOURCES)
    get_filename_component(name "${source}" NAME_WE)
    add_library(${name}_must_not_compile OBJECT EXCLUDE_FROM_ALL ${source})
    # With the project's own warnings, which are errors: what only warns would compile.
    target_link_libraries(${name}_must_not_compile PRIVATE tiercare_warnings)
    foreach(dependency IN LISTS ARG_DEPENDS)
      target_link_libraries(${name}_must_not_compile PRIVATE tiercare::${dependency})
    endforeach()
    add_test(NAME must_not_compile.${name}
             COMMAND ${CMAKE_COMMAND} --build "${CMAKE_BINARY_DIR}"
                     --target ${name}_must_not_compile)
    # The expected diagnostic is written in the source: a failure for another reason is no proof.
    file(STRINGS "${source}" expectation REGEX "^// fails with: ")
    string(REPLACE "// fails with: " "" expectation "${expectation}")
    set_tests_properties(must_not_compile.${name} PROPERTIES
                         PASS_REGULAR_EXPRESSION "${expectation}" RUN_SERIAL TRUE LABELS "fast")
  endforeach()
endfunction()
