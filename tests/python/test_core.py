# SPDX-License-Identifier: Apache-2.0
"""The compiled module is what its stub says, and lives beside h5py in one process."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, SHORT

from tiercare import _core

STUB = ast.parse((ROOT / "analysis" / "tiercare" / "_core.pyi").read_text(encoding="utf-8"))


def public(names: list[str]) -> set[str]:
    return {name for name in names if not name.startswith("_")}


def test_the_stub_names_everything_in_the_module() -> None:
    stubbed = [one.name for one in STUB.body if isinstance(one, ast.ClassDef | ast.FunctionDef)]
    assert public(dir(_core)) == set(stubbed)


@pytest.mark.parametrize(
    "stub", [one for one in STUB.body if isinstance(one, ast.ClassDef)], ids=lambda one: one.name
)
def test_the_stub_names_everything_in_a_class(stub: ast.ClassDef) -> None:
    stubbed = {one.name for one in stub.body if isinstance(one, ast.FunctionDef)}
    assert public(dir(getattr(_core, stub.name))) == stubbed


@pytest.mark.parametrize(
    "stub", [one for one in STUB.body if isinstance(one, ast.FunctionDef)], ids=lambda one: one.name
)
def test_functions_take_the_parameters_of_the_stub(stub: ast.FunctionDef) -> None:
    signature = getattr(_core, stub.name).__doc__.splitlines()[0]
    names = [one.arg for one in (*stub.args.args, *stub.args.kwonlyargs)]
    assert re.findall(r"(\w+): ", signature.split("->")[0]) == names


def test_the_stub_has_the_types_of_the_module(tmp_path: Path) -> None:
    # pybind11 has a metaclass of its own, and records are made by the simulator alone.
    allowed = tmp_path / "allowed.txt"
    allowed.write_text("tiercare\\._core\\.\\w+\ntiercare\\._core\\.\\w+\\.__init__\n")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy.stubtest", "tiercare._core", "--ignore-unused-allowlist"),
            *("--allowlist", str(allowed), "--mypy-config-file", str(ROOT / "pyproject.toml")),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "analysis")},
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_records_are_read_only() -> None:
    info = _core.indicator_catalogue()[0]
    with pytest.raises(AttributeError):
        info.name = "other"  # type: ignore[misc]


ROUND = """
run = tc.run({scenario!r}, output={folder!r}, overwrite=True)
with h5py.File(run.files[0]) as file:
    assert file.attrs["complete"] == 1
    assert file["encounters/person"].shape[0] > 0
    assert file.attrs["content_digest"] == run.replications[0].content_digest
with h5py.File({folder!r} + "/own.h5", "w") as file:
    file["x"] = [1, 2, 3]
"""


@pytest.mark.parametrize(
    "imports",
    [
        "import h5py\nh5py.File.__name__\nimport tiercare._core, tiercare as tc\n",
        "import sys, importlib\n"
        "import tiercare.errors\n"
        "import tiercare._core\n"
        "import tiercare as tc, h5py\n",
    ],
    ids=["h5py_first", "ours_first"],
)
def test_h5py_and_the_simulator_share_a_process(imports: str, tmp_path: Path) -> None:
    once = ROUND.format(scenario=str(SHORT), folder=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", imports + once + once],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "analysis")},
    )
    assert done.returncode == 0, done.stderr
