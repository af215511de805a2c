# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the Python tests: a small results file and one real short experiment."""

import os
from pathlib import Path

import pytest

# Typer colours its help where a CI service is about; tests read plain text. Before its import.
os.environ["_TYPER_FORCE_DISABLE_TERMINAL"] = "1"

from support import SHORT, SHORT_REFERRAL, write_results

import tiercare as tc


@pytest.fixture
def results_file(tmp_path: Path) -> Path:
    """A small results file."""
    return write_results(tmp_path / "tiny-0002.h5")


@pytest.fixture(scope="session")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> tc.Comparison:
    """One month of Heping and of its referral variant, two replications each, with files."""
    folder = tmp_path_factory.mktemp("experiment")
    return tc.compare(SHORT, SHORT_REFERRAL, 2, seed=5, output=folder)
