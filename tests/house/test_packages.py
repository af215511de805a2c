# SPDX-License-Identifier: Apache-2.0
"""The list of Debian packages and what CMake looks for say the same."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PACKAGE_OF: dict[str, str | None] = {
    "benchmark": "libbenchmark-dev",
    "Boost": "libboost-dev",
    "CLI11": "libcli11-dev",
    "fmt": "libfmt-dev",
    "GTest": "libgtest-dev",
    "HDF5": "libhdf5-dev",
    "libdeflate": "libdeflate-dev",
    "libxxhash": "libxxhash-dev",
    "PkgConfig": "pkg-config",
    "pybind11": None,  # from PyPI, in requirements.lock
    "Python": "python3-dev",
    "Threads": None,  # of the C library
    "yaml-cpp": "libyaml-cpp-dev",
}
"""Debian package of everything that CMake is told to find; None if it is none."""

HEADERS_ONLY = {"librandom123-dev": "Random123/"}
"""Packages without anything to find: headers that a source file includes."""

TOOLS = {
    "ca-certificates",
    "ccache",
    "chromium",
    "clang-15",
    "clang-format-15",
    "clang-tidy-15",
    "cmake",
    "fonts-noto-cjk",
    "g++",
    "ninja-build",
    "python3-venv",
    "valgrind",
}
"""Programs and fonts, which no build file looks for."""

FIND = re.compile(r"^\s*find_package\(\s*([\w-]+)", re.MULTILINE)
CHECK = re.compile(r"^\s*pkg_check_modules\(([^)]*)\)", re.MULTILINE)
PKG_CONFIG_WORDS = {"REQUIRED", "QUIET", "IMPORTED_TARGET", "GLOBAL"}


def listed_packages() -> list[str]:
    lines = (ROOT / "packages.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def found_by(text: str) -> set[str]:
    """Names of everything that a CMake text looks for."""
    names = set(FIND.findall(text))
    for arguments in CHECK.findall(text):
        names |= {word for word in arguments.split()[1:] if word not in PKG_CONFIG_WORDS}
    return names


def looked_for() -> set[str]:
    folders = [ROOT / name for name in ("sim", "tests", "bindings")]
    files = [ROOT / "CMakeLists.txt"]
    for folder in folders:
        files += [*folder.rglob("CMakeLists.txt"), *folder.rglob("*.cmake")]
    return set().union(*(found_by(file.read_text(encoding="utf-8")) for file in files))


def test_everything_that_cmake_finds_is_in_the_list() -> None:
    wanted = looked_for()
    assert wanted
    unknown = wanted - PACKAGE_OF.keys()
    assert unknown == set(), "say which Debian package brings it"
    assert {PACKAGE_OF[name] for name in wanted} - {None} <= set(listed_packages())


def test_nothing_in_the_list_is_unused() -> None:
    used = {PACKAGE_OF[name] for name in looked_for()} | TOOLS
    for package, header in HEADERS_ONLY.items():
        if any(
            header in file.read_text(encoding="utf-8") for file in (ROOT / "sim").rglob("*.?pp")
        ):
            used.add(package)
    assert set(listed_packages()) - used == set()


def test_no_package_is_listed_twice() -> None:
    packages = listed_packages()
    assert len(packages) == len(set(packages))


def test_both_ways_of_looking_are_understood() -> None:
    text = "find_package(zlib REQUIRED)\npkg_check_modules(lz REQUIRED IMPORTED_TARGET liblz4)\n"
    assert found_by(text) == {"zlib", "liblz4"}
