# SPDX-License-Identifier: Apache-2.0
"""The command `tiercare`: run, compare, validate and list scenarios.

Exit codes: 0 done, 1 the machine refused (disk, permissions), 2 the scenario or the command line is
wrong, 3 a defect of ours, 130 stopped by Ctrl-C. Tables go to standard output,
everything else to standard error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

import tiercare as tc
from tiercare import report, simulation
from tiercare.progress import ExperimentProgress

if TYPE_CHECKING:
    from tiercare._core import Scenario

PICTURE_FORMATS = (".png", ".svg", ".pdf", ".jpg")
EXIT_MACHINE, EXIT_SCENARIO, EXIT_DEFECT, EXIT_INTERRUPTED = 1, 2, 3, 130

app = typer.Typer(
    help="Simulate tiered health care under policies that you can change.",
    epilog="Start with:  tiercare list   and   tiercare run heping/2017",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Replications = Annotated[
    int, typer.Option("--replications", "-r", min=1, max=100_000, help="Runs of each scenario.")
]
Seed = Annotated[
    int, typer.Option("--seed", min=0, max=2**64 - 1, help="Seed of all random numbers.")
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", min=1, help="Replications at once (default: the cores)."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Folder for one HDF5 file per replication.")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace files of an earlier run.")]
Picture = Annotated[
    Path | None, typer.Option("--picture", help="Draw patient flow by tier (needs --output).")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Library = Annotated[
    Path | None, typer.Option("--library", help="Another scenario library than the built-in.")
]


def _console(*, stderr: bool = False) -> Console:
    """Print on the terminal as it is; into a file or pipe wide enough that no table is squeezed."""
    stream = sys.stderr if stderr else sys.stdout
    wide = None if stream.isatty() or "COLUMNS" in os.environ else 160
    return Console(stderr=stderr, width=wide, highlight=False)


def _say(text: str) -> None:
    _console(stderr=True).print(text, markup=False, soft_wrap=True)


def _warn(scenario: Scenario) -> None:
    if scenario.warnings:
        _say(scenario.warnings.rstrip())


@contextmanager
def _errors_as_exit_codes() -> Iterator[None]:
    try:
        yield
    except tc.ScenarioError as error:
        _say(str(error).rstrip())
        raise typer.Exit(EXIT_SCENARIO) from error
    except tc.RunInterrupted as stop:
        kept = stop.result.files
        _say(f"stopped; {len(stop.result.replications)} replications were finished")
        for file in kept:
            _say(f"  kept {file}")
        raise typer.Exit(EXIT_INTERRUPTED) from stop
    except KeyboardInterrupt as stop:
        _say("stopped")
        raise typer.Exit(EXIT_INTERRUPTED) from stop
    except tc.InternalError as error:
        _say(f"tiercare: this is a defect of the simulator, please report it:\n{error}")
        raise typer.Exit(EXIT_DEFECT) from error
    except OSError as error:
        _say(f"tiercare: {error}")
        raise typer.Exit(EXIT_MACHINE) from error


def _check_picture(picture: Path | None, output: Path | None) -> None:
    if picture is None:
        return
    if output is None:
        raise typer.BadParameter("a picture is drawn from results files: give --output too")
    if picture.suffix.lower() not in PICTURE_FORMATS:
        raise typer.BadParameter(f"a picture's name ends in one of {', '.join(PICTURE_FORMATS)}")


def _refuse_equal_names(scenarios: list[Scenario]) -> None:
    """Results files are named after scenarios: equal names would be one file."""
    names = [scenario.name for scenario in scenarios]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise typer.BadParameter(f"two scenarios are called '{twice[0]}': rename one of the files")


def _run_all(
    names: list[str],
    *,
    library: Path | None,
    replications: int,
    **options: Any,
) -> list[tc.RunResult]:
    """Load every scenario first, so that an error in the last is told before hours are spent."""
    scenarios = [simulation.load(name, library) for name in names]
    for scenario in scenarios:
        _warn(scenario)
    if options.get("output") is not None:
        _refuse_equal_names(scenarios)
    console = _console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    results = []
    with bar:
        for scenario in scenarios:
            shown = ExperimentProgress(bar, scenario.name, replications)
            results.append(tc.run(scenario, replications, progress=shown, **options))
            shown.finish()
    return results


def _finish(
    results: list[tc.RunResult], output: Path | None, picture: Path | None, *, quiet: bool
) -> None:
    """Draw the picture and name the files."""
    if picture is not None:
        flows = [
            tc.count_flows(one.files, f"{one.scenario.title}  {one.scenario.title_zh}")
            for one in results
        ]
        tc.draw_flows(flows, picture)
    if quiet or output is None:
        return
    out = _console()
    out.print("\nFiles:")
    for one in results:
        for file in one.files:
            out.print(f"  {file}", markup=False, soft_wrap=True)
    if picture is not None:
        out.print(f"  {picture}  (patient flow by tier)", markup=False, soft_wrap=True)


@app.command(
    epilog="Examples:  tiercare run heping/2017 -r 3   |   "
    "tiercare run mycounty.yaml -r 20 -o runs --picture runs/flow.png"
)
def run(
    scenarios: Annotated[list[str], typer.Argument(help="Library names or YAML files.")],
    replications: Replications = 1,
    seed: Seed = 1,
    threads: Threads = None,
    output: Output = None,
    overwrite: Overwrite = False,
    picture: Picture = None,
    as_json: Json = False,
    library: Library = None,
) -> None:
    """Run scenarios and print the indicators of each."""
    _check_picture(picture, output)
    with _errors_as_exit_codes():
        results = _run_all(
            scenarios,
            library=library,
            replications=replications,
            seed=seed,
            threads=threads,
            output=output,
            overwrite=overwrite,
        )
        if as_json:
            print(
                json.dumps(
                    [report.run_record(one) for one in results], ensure_ascii=False, indent=1
                )
            )
        else:
            for one in results:
                _console().print(report.run_table(one))
        _finish(results, output, picture, quiet=as_json)


@app.command(epilog="Example:  tiercare compare heping/2017 heping/2017-referral -r 3 -o runs")
def compare(
    baseline: Annotated[str, typer.Argument(help="Library name or YAML file.")],
    variant: Annotated[str, typer.Argument(help="Library name or YAML file.")],
    replications: Replications = 3,
    seed: Seed = 1,
    threads: Threads = None,
    output: Output = None,
    overwrite: Overwrite = False,
    picture: Picture = None,
    as_json: Json = False,
    library: Library = None,
) -> None:
    """Run two scenarios on the same people with the same luck, and print what differs."""
    _check_picture(picture, output)
    with _errors_as_exit_codes():
        results = _run_all(
            [baseline, variant],
            library=library,
            replications=replications,
            seed=seed,
            threads=threads,
            output=output,
            overwrite=overwrite,
        )
        comparison = tc.Comparison(*results)
        if as_json:
            record = {
                "baseline": report.run_record(results[0]),
                "variant": report.run_record(results[1]),
                "differences": report.records(comparison.indicators),
            }
            print(json.dumps(record, ensure_ascii=False, indent=1))
        else:
            _console().print(report.comparison_table(comparison))
        _finish(results, output, picture, quiet=as_json)


@app.command(epilog="Example:  tiercare validate mycounty.yaml")
def validate(
    scenarios: Annotated[list[str], typer.Argument(help="Library names or YAML files.")],
    library: Library = None,
) -> None:
    """Check scenarios; every finding is told with its place."""
    wrong = False
    for name in scenarios:
        try:
            scenario = simulation.load(name, library)
        except tc.ScenarioError as error:
            _say(str(error).rstrip())
            wrong = True
        except OSError as error:
            _say(f"tiercare: {error}")
            wrong = True
        else:
            _warn(scenario)
            _console().print(f"{name}: valid ({scenario.title})", markup=False, soft_wrap=True)
    if wrong:
        raise typer.Exit(EXIT_SCENARIO)


@app.command(name="list")
def list_scenarios(as_json: Json = False) -> None:
    """List the scenarios of the library, one line each."""
    with _errors_as_exit_codes():
        found = [simulation.load(name) for name in simulation.library_scenarios()]
    if as_json:
        rows = [{"name": s.name, "title": s.title, "title_zh": s.title_zh} for s in found]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        _console().print(
            f"{one.name:<{width}}  {one.title}  {one.title_zh}", markup=False, soft_wrap=True
        )


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"tiercare {tc.software_version()}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Simulate tiered health care under policies that you can change."""


def main() -> None:
    """Entry point of the command."""
    app(prog_name="tiercare")
