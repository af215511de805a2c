# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the Python tests: a small results file and one real short experiment."""

import os
import re
import shutil
from pathlib import Path

import pytest

# Typer colours its help where a CI service is about; tests read plain text. Before its import.
os.environ["_TYPER_FORCE_DISABLE_TERMINAL"] = "1"

from support import ROOT, SHORT, SHORT_REFERRAL, SMALL, write_results

import tiercare as tc


@pytest.fixture
def results_file(tmp_path: Path) -> Path:
    """A small results file."""
    return write_results(tmp_path / "tiny-0002.h5")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A results file of a small county, with trajectories."""
    return tc.run(SMALL, output=tmp_path_factory.mktemp("whole"), detail="everything").files[0]


@pytest.fixture(scope="session")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> tc.Comparison:
    """One month of Heping and of its referral variant, two replications each, with files."""
    folder = tmp_path_factory.mktemp("experiment")
    return tc.compare(SHORT, SHORT_REFERRAL, 2, seed=5, output=folder)


@pytest.fixture(scope="session")
def short_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario library with a month in place of the year."""
    library = tmp_path_factory.mktemp("library") / "scenarios"
    shutil.copytree(ROOT / "scenarios", library)
    baseline = library / "library" / "county.yaml"
    horizon = "horizon: {warm_up: 17 day, run: 28 day}"
    year = baseline.read_text(encoding="utf-8")
    text, found = re.subn("^horizon: .*$", horizon, year, flags=re.MULTILINE)
    assert found == 1
    baseline.write_text(text, encoding="utf-8")
    return library
