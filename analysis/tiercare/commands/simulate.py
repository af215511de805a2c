# SPDX-License-Identifier: Apache-2.0
"""`tiercare run`: run scenarios and print their indicators."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

import tiercare as tc
from tiercare import report, simulation
from tiercare.batches import RunOptions, refuse_existing, run_in_turn, shared_file
from tiercare.commands.console import (
    console,
    errors_as_exit_codes,
    print_json,
    print_line,
    say,
    warn,
)
from tiercare.commands.options import (
    All,
    AtMost,
    Json,
    Library,
    Memory,
    Output,
    Overwrite,
    Picture,
    PrecisionWishes,
    Replications,
    ScenarioNames,
    Seed,
    Strict,
    Threads,
    check_picture_name,
    examples,
    read_precision,
)
from tiercare.precision import (
    Measure,
    Precision,
    begin_with,
    check_precision,
    mean_of,
    refuse_limit_alone,
    run_until_precise,
)
from tiercare.progress import ExperimentProgress
from tiercare.simulation import Detail

if TYPE_CHECKING:
    from tiercare._core import Scenario

app = typer.Typer()

DRAWN: Detail = "encounters"  # a picture is drawn from trajectories


def check_picture(picture: Path | None, output: Path | None) -> None:
    """Refuse a picture that cannot be drawn, before any work is done."""
    if picture is None:
        return
    if output is None:
        raise typer.BadParameter("a picture is drawn from results files: give --output too")
    check_picture_name(picture)


def drawn_detail(scenarios: list[Scenario]) -> Detail:
    """What files keep of which a picture is drawn: every encounter, or as much as is wished."""
    return "everything" if any(one.detail == "everything" for one in scenarios) else DRAWN


def load_all(
    names: list[str], library: Path | None, output: Path | None, *, strict: bool
) -> list[Scenario]:
    """Load every scenario first, so that an error in the last is told before hours are spent."""
    scenarios = [simulation.load(name, library) for name in names]
    warn(scenarios, strict=strict)
    if output is not None and (twice := shared_file(scenarios)):
        raise typer.BadParameter(
            f"the files of two scenarios would be called {twice}-0001.h5: rename one of them"
        )
    return scenarios


def _bar() -> Progress:
    terminal = console(stderr=True)
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=terminal,
        transient=True,
        disable=not terminal.is_terminal,
    )


def run_all(
    scenarios: list[Scenario], counts: list[int], **options: Unpack[RunOptions]
) -> list[tc.RunResult]:
    """Run each scenario as often as its count, and show how far they are."""
    bar = _bar()
    shown = [
        ExperimentProgress(bar, scenario.name, count)
        for scenario, count in zip(scenarios, counts, strict=True)
    ]
    with bar:
        return run_in_turn(scenarios, counts, shown, **options)


def run_precisely(
    scenarios: list[Scenario],
    begin: int,
    wishes: tuple[Precision, int | None],
    measure: Measure,
    **options: Unpack[RunOptions],
) -> tuple[list[tc.RunResult], tuple[tc.Reached, ...]]:
    """Run scenarios until a precision is reached, and tell after each batch what is known."""
    precision, at_most = wishes
    bar = _bar()
    shown = [ExperimentProgress(bar, scenario.name, begin) for scenario in scenarios]

    def tell(total: int, reached: tuple[tc.Reached, ...]) -> None:
        for one in shown:
            one.expect(total)
        for known in reached:
            bar.console.print(f"tiercare: {known}", markup=False, soft_wrap=True)

    with bar:
        results, reached = run_until_precise(
            scenarios, begin, precision, at_most, measure, shown, tell, **options
        )
    for one in reached:
        if not one.met:
            say(f"tiercare: not precise enough at the end: {one}")
    return results, reached


def draw(results: list[tc.RunResult], picture: Path | None) -> None:
    """Draw patient flow, if it is asked for."""
    if picture is not None:
        flows = [
            tc.count_flows(one.files, f"{one.scenario.title}  {one.scenario.title_zh}")
            for one in results
        ]
        tc.draw_flows(flows, picture)


def _run_until(
    wishes: tuple[Precision, int | None],
    begins: list[int],
    scenarios: list[Scenario],
    options: RunOptions,
) -> list[tc.RunResult]:
    """Each until it is precise enough; what stands in the way of any is told before the first."""
    precision, at_most = wishes
    limits = [check_precision(precision, begin, at_most) for begin in begins]
    refuse_existing(scenarios, limits, **options)
    results: list[tc.RunResult] = []
    for scenario, begin in zip(scenarios, begins, strict=True):
        try:
            (result,), reached = run_precisely([scenario], begin, wishes, mean_of, **options)
        except tc.RunInterrupted as stop:
            raise tc.RunInterrupted(stop.result, (*results, *stop.earlier), stop.output) from stop
        results.append(replace(result, reached=reached))
    return results


def _left_over(result: tc.RunResult) -> list[Path]:
    """Files of an earlier, longer run of the same name, which nothing has replaced."""
    if not result.files:
        return []
    last = result.files[-1]
    name = last.name[: -len("-0001.h5")]
    return sorted(file for file in last.parent.glob(f"{name}-????.h5") if file.name > last.name)


def name_files(results: list[tc.RunResult], output: Path | None, picture: Path | None) -> None:
    """Print where the files are."""
    if output is None:
        return
    print_line("\nFiles:")
    for one in results:
        for file in one.files:
            print_line(f"  {file}")
        if left := _left_over(one):
            say(f"tiercare: {left[0]} and on ({len(left)} files) are of an earlier run")
    if picture is not None:
        print_line(f"  {picture}  (patient flow by tier)")


@app.command(
    epilog=examples(
        "tiercare run heping/2017 -r 3 -o runs",
        "tiercare run mycounty.yaml -r 20 -o runs --picture runs/flow.png",
    )
)
def run(
    scenarios: ScenarioNames,
    replications: Replications = None,
    precision: PrecisionWishes = None,
    at_most: AtMost = None,
    seed: Seed = 1,
    threads: Threads = None,
    output: Output = None,
    overwrite: Overwrite = False,
    picture: Picture = None,
    memory: Memory = False,
    every: All = False,
    strict: Strict = False,
    as_json: Json = False,
    library: Library = None,
) -> None:
    """Run scenarios and print the main indicators of each."""
    check_picture(picture, output)
    with errors_as_exit_codes(as_json=as_json):
        wished = read_precision(precision)
        refuse_limit_alone(wished, at_most)
        loaded = load_all(scenarios, library, output, strict=strict)
        options: RunOptions = {
            "seed": seed,
            "threads": threads,
            "output": output,
            "overwrite": overwrite,
            "detail": drawn_detail(loaded) if picture else None,
        }
        if wished:
            begins = [begin_with(replications or one.replications, at_most) for one in loaded]
            results = _run_until((wished, at_most), begins, loaded, options)
        else:
            counts = [replications or one.replications or 1 for one in loaded]
            results = run_all(loaded, counts, **options)
        draw(results, picture)
        if as_json:
            print_json([report.run_record(one) for one in results])
            return
        for one in results:
            console().print(report.run_table(one, console().width, everything=every))
            if memory:
                console().print(report.memory_table(one))
        name_files(results, output, picture)
