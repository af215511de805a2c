# SPDX-License-Identifier: Apache-2.0
"""Replications of scenarios, from any number on: what a run by count or by precision is made of.

Several scenarios are run one after another, and files in the way of any are told before the first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from tiercare.errors import RunInterrupted
from tiercare.simulation import Detail, RunResult, simulator

if TYPE_CHECKING:
    from tiercare._core import Progress, Scenario


class RunOptions(TypedDict, total=False):
    """What `run` can be told besides the scenario, how often, and whom progress is told."""

    seed: int
    threads: int | None
    output: str | Path | None
    overwrite: bool
    detail: Detail | None


def run_from(
    first: int,
    scenario: Scenario,
    count: int,
    progress: Callable[[Progress], None] | None,
    *,
    seed: int = 1,
    threads: int | None = None,
    output: str | Path | None = None,
    overwrite: bool = False,
    detail: Detail | None = None,
) -> RunResult:
    """Run so many replications from this number on."""
    if threads is not None and threads < 1:
        raise ValueError(f"threads is {threads}, not at least 1")
    folder = None if output is None else Path(output)
    experiment = simulator().run_experiment(
        scenario,
        replications=count,
        first=first,
        seed=seed,
        threads=min(count, threads or os.cpu_count() or 1),
        output_directory=folder,
        overwrite=overwrite,
        detail=detail,
        on_progress=progress,
    )
    finished = [one for one in experiment.replications if one.complete]
    result = RunResult(scenario, seed, finished, experiment.stopped)
    if result.stopped:
        raise RunInterrupted(result, output=folder)
    return result


def refuse_existing(
    scenarios: Sequence[Scenario],
    counts: Sequence[int],
    *,
    first: int = 1,
    **options: Unpack[RunOptions],
) -> None:
    """Look for files in the way of any replication before one is run.

    Raises
    ------
    OutputError
        If there is one and it is not to be replaced.
    """
    output = options.get("output")
    if output is None or options.get("overwrite"):
        return
    for scenario, count in zip(scenarios, counts, strict=True):
        simulator().refuse_existing(
            scenario, replications=count, first=first, output_directory=Path(output)
        )


def run_in_turn(
    scenarios: Sequence[Scenario],
    counts: Sequence[int],
    progress: Sequence[Callable[[Progress], None] | None],
    *,
    first: int = 1,
    **options: Unpack[RunOptions],
) -> list[RunResult]:
    """Run scenarios one after another, each as often as its count, with a progress of its own.

    Replications are numbered from `first` on.

    Raises
    ------
    OutputError
        If a file of any of them is in the way: before the first one is run.
    RunInterrupted
        After Ctrl-C; carries also the scenarios that had been run to their end.
    """
    refuse_existing(scenarios, counts, first=first, **options)
    results: list[RunResult] = []
    for scenario, count, shown in zip(scenarios, counts, progress, strict=True):
        try:
            results.append(run_from(first, scenario, count, shown, **options))
        except RunInterrupted as stop:
            raise RunInterrupted(stop.result, tuple(results), stop.output) from stop
    return results
