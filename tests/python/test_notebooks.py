# SPDX-License-Identifier: Apache-2.0
"""Every notebook runs from its first cell to its last, in well under two minutes."""

import json
import os
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from support import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def cells(notebook: Path, kind: str) -> list[str]:
    read = json.loads(notebook.read_text(encoding="utf-8"))
    return ["".join(one["source"]) for one in read["cells"] if one["cell_type"] == kind]


def test_there_are_the_three_notebooks() -> None:
    assert [one.stem for one in NOTEBOOKS] == [
        "01-first-county",
        "02-queues-and-theory",
        "03-choice-and-siphon",
    ]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda one: one.stem)
def test_a_notebook_runs_from_its_first_cell_to_its_last(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", os.fspath(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    names: dict[str, object] = {"__name__": "__main__"}
    for number, code in enumerate(cells(notebook, "code"), 1):
        exec(compile(code, f"{notebook.name}, code cell {number}", "exec"), names)
    assert plt.get_fignums(), "a notebook shows a picture"
    plt.close("all")


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda one: one.stem)
def test_a_notebook_is_kept_without_outputs(notebook: Path) -> None:
    read = json.loads(notebook.read_text(encoding="utf-8"))
    code = [one for one in read["cells"] if one["cell_type"] == "code"]
    assert code
    assert all(one["outputs"] == [] for one in code)
