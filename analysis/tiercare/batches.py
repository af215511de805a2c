# SPDX-License-Identifier: Apache-2.0
"""Replications of scenarios, from any number on: what a run by count or by precision is made of.

Files in the way of any replication of any scenario are told before the first is run.
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


def shared_file(scenarios: Sequence[Scenario]) -> str | None:
    """The beginning of the names of results files that two scenarios would share, if any.

    Files are named after scenarios, with a dash for the slash of a library's name.
    """
    names = [scenario.name.replace("/", "-") for scenario in scenarios]
    return next((name for name in names if names.count(name) > 1), None)


def run_together(
    first: int,
    scenarios: Sequence[Scenario],
    count: int,
    progress: Sequence[Callable[[Progress], None] | None],
    *,
    seed: int = 1,
    threads: int | None = None,
    output: str | Path | None = None,
    overwrite: bool = False,
    detail: Detail | None = None,
) -> list[RunResult]:
    """Run so many replications of each from this number on; what they share is simulated once."""
    if threads is not None and threads < 1:
        raise ValueError(f"threads is {threads}, not at least 1")
    if count < 1:
        raise ValueError(f"replications is {count}, not at least 1")
    folder = None if output is None else Path(output)

    def tell(told: Progress) -> None:
        if shown := progress[told.scenario]:
            shown(told)

    experiments = simulator().run_together(
        list(scenarios),
        replications=count,
        first=first,
        seed=seed,
        threads=min(count * len(scenarios), threads or os.cpu_count() or 1),
        output_directory=folder,
        overwrite=overwrite,
        detail=detail,
        on_progress=tell,
    )
    results = [
        RunResult(
            scenario, seed, [one for one in ended.replications if one.complete], ended.stopped
        )
        for scenario, ended in zip(scenarios, experiments, strict=True)
    ]
    if results[-1].stopped:
        raise RunInterrupted(results[-1], tuple(results[:-1]), folder)
    return results


def run_from(
    first: int,
    scenario: Scenario,
    count: int,
    progress: Callable[[Progress], None] | None,
    **options: Unpack[RunOptions],
) -> RunResult:
    """Run so many replications of one scenario from this number on."""
    return run_together(first, [scenario], count, [progress], **options)[0]


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
    """Run scenarios, each as often as its count, with a progress of its own.

    Replications are numbered from `first` on. Scenarios of equal counts are run together, others
    one after another.

    Raises
    ------
    OutputError
        If a file of any of them is in the way: before the first one is run.
    RunInterrupted
        After Ctrl-C; carries also what was finished of the other scenarios.
    """
    refuse_existing(scenarios, counts, first=first, **options)
    if len(set(counts)) == 1:
        return run_together(first, scenarios, counts[0], progress, **options)
    results: list[RunResult] = []
    for scenario, count, shown in zip(scenarios, counts, progress, strict=True):
        try:
            results.append(run_from(first, scenario, count, shown, **options))
        except RunInterrupted as stop:
            raise RunInterrupted(stop.result, tuple(results), stop.output) from stop
    return results
