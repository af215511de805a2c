# SPDX-License-Identifier: Apache-2.0
"""What the shell offers when a word is half typed."""

from contextlib import suppress
from pathlib import Path

import typer

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


def _next_words(paths: set[str], incomplete: str) -> list[str]:
    """How the paths go on after what is typed: to the next dot at which they part."""
    offered = {path for path in paths if path.startswith(incomplete)}
    typed = len(incomplete)
    while True:
        words = {path[: path.find(".", typed)] if "." in path[typed:] else path for path in offered}
        if len(words) != 1 or words == offered:
            return sorted(words)
        typed = len(words.pop()) + 1


def explained_keys(ctx: typer.Context, incomplete: str) -> list[str]:
    """Keys of the scenario on the command line, set and unset, that begin so."""
    with suppress(Exception):  # a scenario that is wrong has no keys to offer
        scenario, library = str(ctx.params["scenario"]), ctx.params.get("library")
        paths = {one.path for one in simulation.explained_values(scenario, library)}
        paths |= {one.path for one in simulation.fields() if "NAME" not in one.path}
        return _next_words({path for path in paths if "[]" not in path}, incomplete)
    return []
