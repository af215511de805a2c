# SPDX-License-Identifier: Apache-2.0
"""The floors of the house: who may include whom, and which door a third party comes in by.

The tables are data, so that a change of the architecture is a change of a table here.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SIM = ROOT / "sim"

ENGINE = {"base", "kernel", "random", "config"}

FLOORS: dict[str, set[str]] = {
    "base": set(),
    "kernel": {"base"},
    "random": {"base"},
    "config": {"base"},
    "world": ENGINE,
    "money": ENGINE | {"world"},
    "workforce": ENGINE | {"world"},
    "care": ENGINE | {"world", "money", "workforce"},
    "policies": ENGINE | {"world", "money", "workforce", "care"},
    "record": ENGINE | {"world", "money", "workforce", "care"},
    "run": ENGINE | {"world", "money", "workforce", "care", "policies", "record"},
    "cli": ENGINE | {"run", "sim.hpp"},
    "sim.hpp": {"base", "record", "run"},
}
"""What each module may include beside itself; bindings see sim.hpp and base alone."""

BINDINGS = {"base", "sim.hpp", "bind.hpp"}

DOORS: dict[str, tuple[str, ...]] = {
    "yaml-cpp/": ("config/",),
    "hdf5.h": ("record/hdf5",),
    "libdeflate.h": ("record/deflate.",),
    "boost/graph/": ("run/roads",),
    "boost/random/": ("random/",),
    "Random123/": ("random/",),
    "boost/math/": ("kernel/", "random/"),
    "xxhash.h": ("base/digest.",),
    "CLI/": ("cli/",),
    "pybind11/": (),
    "fmt/": ("",),
}
"""Third-party headers and the files of sim/ (by how their path begins) that may include them."""

SYSTEM = {"fcntl.h", "unistd.h", "sys/"}
"""Headers of the operating system: record/ writes files through, base/ asks for large pages."""

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)


def sources(folder: Path) -> list[Path]:
    return sorted([*folder.rglob("*.hpp"), *folder.rglob("*.cpp")])


def includes(file: Path) -> list[tuple[str, str]]:
    return INCLUDE.findall(file.read_text(encoding="utf-8"))


def wrong_floors(path: str, found: list[tuple[str, str]]) -> list[str]:
    """Our own includes of one file of sim/ that its floor does not see."""
    module = path.split("/")[0]
    allowed = FLOORS.get(module, set()) | {module}
    return [
        f"{path} includes {name}"
        for mark, name in found
        if mark == '"' and name.split("/")[0] not in allowed
    ]


def wrong_doors(path: str, found: list[tuple[str, str]]) -> list[str]:
    """Third-party includes of one file of sim/ that do not come by their door."""
    wrong = []
    for mark, name in found:
        if mark == '"' or re.fullmatch(r"[a-z_0-9]+", name):
            continue
        doors = next((to for head, to in DOORS.items() if name.startswith(head)), None)
        if doors is None and any(name.startswith(head) for head in SYSTEM):
            doors = ("record/", "cli/", "base/large_pages.")
        if doors is None:
            wrong.append(f"{path} includes {name}, which has no door")
        elif not any(path.startswith(door) for door in doors):
            wrong.append(f"{path} includes {name}, whose door is {doors}")
    return wrong


def test_every_module_of_sim_has_a_floor() -> None:
    folders = {entry.name for entry in SIM.iterdir() if sources(entry)}
    modules = folders | {entry.name for entry in SIM.glob("*.hpp")}
    assert modules
    assert modules <= FLOORS.keys()


def test_modules_include_only_what_stands_below_them() -> None:
    files = sources(SIM)
    assert files
    wrong = [
        line
        for file in files
        for line in wrong_floors(file.relative_to(SIM).as_posix(), includes(file))
    ]
    assert wrong == []


def test_third_parties_come_in_by_their_door() -> None:
    wrong = [
        line
        for file in sources(SIM)
        for line in wrong_doors(file.relative_to(SIM).as_posix(), includes(file))
    ]
    assert wrong == []


def test_bindings_see_the_public_header_only() -> None:
    wrong = [
        f"{file.name} includes {name}"
        for file in sources(ROOT / "bindings")
        for mark, name in includes(file)
        if mark == '"' and name.split("/")[0] not in BINDINGS
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("kernel/agenda.hpp", '#include "random/stream.hpp"'),
        ("care/choice.cpp", '#include "policies/catalogue.hpp"'),
        ("care/choice.cpp", '#include "record/table.hpp"'),
        ("record/table.cpp", '#include "run/plan.hpp"'),
    ],
)
def test_a_forbidden_floor_is_noticed(path: str, line: str) -> None:
    assert wrong_floors(path, INCLUDE.findall(line)) != []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("care/choice.cpp", "#include <hdf5.h>"),
        ("run/plan.cpp", "#include <yaml-cpp/parser.h>"),
        ("kernel/agenda.hpp", "#include <Random123/philox.h>"),
        ("base/id.hpp", "#include <Eigen/Dense>"),
        ("care/choice.cpp", "#include <unistd.h>"),
    ],
)
def test_a_forbidden_door_is_noticed(path: str, line: str) -> None:
    assert wrong_doors(path, INCLUDE.findall(line)) != []
