# SPDX-License-Identifier: Apache-2.0
"""Running a scenario, as often as was said or until a precision is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tiercare.batches import RunOptions, run_from
from tiercare.precision import (
    Precision,
    begin_with,
    mean_of,
    refuse_limit_alone,
    run_until_precise,
)
from tiercare.simulation import Detail, RunResult, load

if TYPE_CHECKING:
    from tiercare._core import Progress, Scenario


def run(
    scenario: Scenario | str | Path,
    replications: int | None = None,
    *,
    seed: int = 1,
    threads: int | None = None,
    output: str | Path | None = None,
    overwrite: bool = False,
    detail: Detail | None = None,
    progress: Callable[[Progress], None] | None = None,
    precision: Precision | None = None,
    at_most: int | None = None,
) -> RunResult:
    """Simulate replications of a scenario.

    Parameters
    ----------
    scenario : Scenario, str or pathlib.Path
        A loaded scenario, or what `load` takes.
    replications : int, optional
        How many, at least 1; by default what the scenario says, else one.
    seed : int
        Seed of all random numbers; equal seeds give equal bytes at any number of threads.
    threads : int, optional
        Replications that run at once; by default as many as there are cores.
    output : str or pathlib.Path, optional
        Folder for one HDF5 file per replication; nothing is written without it.
    overwrite : bool
        Replace files of an earlier run instead of refusing.
    detail : {"indicators", "encounters", "everything"}, optional
        What the files keep; by default what the scenario says under `record`.
    progress : callable, optional
        Called with a `Progress` now and then, on the calling thread.
    precision : mapping of str to float, optional
        Go on until the half-width of the 95 % interval of these indicators is at most so large, in
        the unit of each. It begins with `replications`, else what the scenario says, else ten.
    at_most : int, optional
        Replications after which it ends also if that is not reached; by default 50. `reached` of
        the result says what was.

    Returns
    -------
    RunResult
        Indicators, digests and files.

    Raises
    ------
    ScenarioError
        If the scenario is wrong.
    OutputError
        If a file cannot be written, or is there already and `overwrite` is false.
    PrecisionError
        If the precision makes no sense, or an indicator is undefined.
    ValueError
        If replications or threads are not at least 1.
    RunInterrupted
        After Ctrl-C; carries the replications that were finished.
    """
    if replications is not None and replications < 1:
        raise ValueError(f"replications is {replications}, not at least 1")
    refuse_limit_alone(precision, at_most)
    loaded = load(scenario) if isinstance(scenario, str | Path) else scenario
    options: RunOptions = {
        "seed": seed,
        "threads": threads,
        "output": output,
        "overwrite": overwrite,
        "detail": detail,
    }
    wished = replications or loaded.replications
    if not precision:
        return run_from(1, loaded, wished or 1, progress, **options)
    (result,), reached = run_until_precise(
        [loaded],
        begin_with(wished, at_most),
        precision,
        at_most,
        mean_of,
        [progress],
        **options,
    )
    return replace(result, reached=reached)
