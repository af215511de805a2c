# SPDX-License-Identifier: Apache-2.0
# What every target of ours is compiled with: strict warnings, and arithmetic that gives the same
# bytes in every build: no fused multiply-add, no machine-specific code, no fast math but in the one
# file that asks for it (base/exponentials.cpp; the sanitizers' builds differ there in last places).
# No function of ours is replaced by another library's, so that within a file they may be inlined.
# That compilers before GCC 4.6 passed aligned values otherwise is no news.
add_library(tiercare_warnings INTERFACE)
target_compile_options(tiercare_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wpedantic -Werror -ffp-contract=off
  -fno-semantic-interposition -Wno-psabi)
if(TIERCARE_CONTRACTS)
  add_compile_definitions(TIERCARE_CONTRACTS)
endif()
