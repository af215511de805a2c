# SPDX-License-Identifier: Apache-2.0
# The commands to remember. `make demo` shows the product, `make test` proves it, `make check` is
# everything that CI does. Packages and the Python environment are installed only when missing.

SHELL := /bin/bash
JOBS ?= $(shell nproc)
PYTHON := .venv/bin/python

# The compiler cache is used where it is installed, also from one checkout to the next.
export CMAKE_CXX_COMPILER_LAUNCHER ?= $(shell command -v ccache)
export CCACHE_BASEDIR ?= $(CURDIR)
export CCACHE_NOHASHDIR ?= 1
export CCACHE_SLOPPINESS ?= pch_defines,time_macros,include_file_mtime,include_file_ctime
export CMAKE_BUILD_PARALLEL_LEVEL ?= $(JOBS)

.PHONY: help demo test check format reference levels effects bench build packages all-packages clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build  ## install what is missing, build, compare two Heping scenarios, write a report
	@.ci/demo

test: all-packages .venv/.ready  ## release and dev builds, C++ and Python tests, one closing line
	@$(PYTHON) .ci/test.py

check:  ## everything that CI does: tests, sanitizers, linters, formats
	@bash .ci/run

build: packages .venv/.ready  ## the Python module and tiercare-sim, release
	@cmake --preset release > /dev/null
	@cmake --build --preset release --target tiercare_python tiercare-sim

bench: build all-packages  ## speed in ratios of one run, and instructions by part of the program
	@cmake --preset bench > /dev/null
	@cmake --build --preset bench --target tiercare_bench tiercare_county_year tiercare-sim
	@.ci/bench

format: all-packages .venv/.ready  ## clang-format and ruff over every file
	@git ls-files -co --exclude-standard '*.hpp' '*.cpp' | xargs -r clang-format-15 -i
	@$(PYTHON) -m ruff check --fix --quiet .
	@$(PYTHON) -m ruff format --quiet .

reference: build  ## write the schema and the reference pages of the language anew
	@.ci/reference

levels: build  ## renew the table of levels and their sources
	@.ci/levels

effects: build  ## renew the table of Heping's reform beside what was published of it
	@.ci/effects

packages:
	@.ci/packages build

all-packages:
	@.ci/packages all

# The package is used from the checkout: the .pth file names it, the module is built beside it.
.venv/.ready: requirements.lock | packages
	@echo "tiercare: making the Python environment in .venv"
	@/usr/bin/python3 -m venv .venv
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@echo "$(CURDIR)/analysis" \
	  > "$$($(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tiercare.pth"
	@printf '#!%s/.venv/bin/python\nfrom tiercare.commands import main\n\nmain()\n' "$(CURDIR)" \
	  > .venv/bin/tiercare
	@chmod +x .venv/bin/tiercare
	@touch $@

clean:  ## remove builds and runs; the environment stays
	@rm -rf build runs analysis/tiercare/_core*.so
