# SPDX-License-Identifier: Apache-2.0
"""What the shell offers when a word is half typed."""

from contextlib import suppress
from pathlib import Path

from tiercare import simulation

SCENARIO_ENDINGS = (".yaml", ".yml")
RESULTS_ENDINGS = (".h5", ".partial")


def library_names(incomplete: str) -> list[str]:
    """Scenarios of the library that begin so."""
    return [name for name in simulation.library_scenarios() if name.startswith(incomplete)]


def _files(incomplete: str, endings: tuple[str, ...]) -> list[str]:
    """Files with such an ending, and folders, that begin so."""
    found = []
    folder, slash, start = incomplete.rpartition("/")
    with suppress(OSError):
        for entry in sorted(Path(folder + slash or ".").iterdir()):
            if not entry.name.startswith(start) or (entry.name.startswith(".") and not start):
                continue
            if entry.is_dir():
                found.append(f"{folder}{slash}{entry.name}/")
            elif entry.suffix in endings:
                found.append(f"{folder}{slash}{entry.name}")
    return found


def scenario_names(incomplete: str) -> list[str]:
    """Scenarios of the library, YAML files and folders that begin so."""
    return library_names(incomplete) + _files(incomplete, SCENARIO_ENDINGS)


def results_names(incomplete: str) -> list[str]:
    """Results files and folders that begin so."""
    return _files(incomplete, RESULTS_ENDINGS)


def policy_names(incomplete: str) -> list[str]:
    """Policies that begin so."""
    with suppress(ImportError):  # without the simulator nothing is offered
        return [one.name for one in simulation.policies() if one.name.startswith(incomplete)]
    return []
