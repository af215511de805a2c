# SPDX-License-Identifier: Apache-2.0
# What every target of ours is compiled with: strict warnings, and arithmetic that gives the same
# bytes in every build (no fused multiply-add, no fast math, no machine-specific code). No function
# of ours is replaced by another library's, so that within a file they may be inlined.
add_library(tiercare_warnings INTERFACE)
target_compile_options(tiercare_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wpedantic -Werror -ffp-contract=off
  -fno-semantic-interposition)
if(TIERCARE_CONTRACTS)
  add_compile_definitions(TIERCARE_CONTRACTS)
endif()
