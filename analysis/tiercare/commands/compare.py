# SPDX-License-Identifier: Apache-2.0
"""`tiercare compare`: run two scenarios on the same people and tell what differs."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import typer

import tiercare as tc
from tiercare import report as reports
from tiercare.batches import RunOptions
from tiercare.commands.console import console, errors_as_exit_codes, print_json, print_line, say
from tiercare.commands.options import (
    All,
    AtMost,
    Csv,
    Json,
    Library,
    Output,
    Overwrite,
    Pairs,
    Picture,
    PrecisionWishes,
    Report,
    ScenarioName,
    Seed,
    Strict,
    Threads,
    examples,
    read_precision,
)
from tiercare.commands.simulate import (
    check_picture,
    draw,
    drawn_detail,
    load_all,
    name_files,
    run_all,
    run_precisely,
)
from tiercare.comparison import (
    FEWEST_PAIRS,
    JointWishes,
    check_comparable,
    difference_of,
    joint_wishes,
)
from tiercare.comparison_page import refuse_report
from tiercare.precision import Precision, begin_with, refuse_limit_alone

if TYPE_CHECKING:
    from tiercare._core import Scenario

app = typer.Typer()


def _wishes(loaded: list[Scenario], replications: int | None, *, drawn: bool) -> JointWishes:
    """How both are run, with every doubt told and kept."""
    doubt = check_comparable(*loaded)
    wishes = joint_wishes(
        *loaded, replications=replications, detail=drawn_detail(loaded) if drawn else None
    )
    told = (*([doubt] if doubt else ()), *wishes.told)
    for text in told:
        say(f"tiercare: {text}")
    return JointWishes(wishes.replications, wishes.detail, told)


def _compare(
    loaded: list[Scenario],
    wishes: JointWishes,
    precision: tuple[Precision, int | None],
    options: RunOptions,
) -> tc.Comparison:
    if precision[0]:
        begin = begin_with(wishes.replications, precision[1])
        (first, second), reached = run_precisely(loaded, begin, precision, difference_of, **options)
        return tc.Comparison(first, second, wishes.told, reached)
    count = wishes.replications or FEWEST_PAIRS
    first, second = run_all(loaded, [count] * 2, **options)
    return tc.Comparison(first, second, wishes.told)


def _command(
    comparison: tc.Comparison, names: tuple[str, str], library: Path | None, folder: Path
) -> str:
    """The command that gives the same again; a precision has become a number by now."""
    count, seed = len(comparison.baseline.replications), comparison.baseline.seed
    words = ["tiercare", "compare", *names, "-r", str(count), "--seed", str(seed)]
    words += ["--library", str(library)] if library else []
    return shlex.join([*words, "--report", str(folder)])


@app.command(
    epilog=examples(
        "tiercare compare heping/2017 heping/2017-referral -r 3",
        "tiercare compare heping/2017 mycounty.yaml -r 10 --report myreport",
        "tiercare compare heping/2017 mycounty.yaml --precision in_county_visit_share=0.1",
        "tiercare compare heping/2017 mycounty.yaml --csv difference.csv",
    )
)
def compare(
    baseline: ScenarioName,
    variant: ScenarioName,
    replications: Pairs = None,
    precision: PrecisionWishes = None,
    at_most: AtMost = None,
    seed: Seed = 1,
    threads: Threads = None,
    output: Output = None,
    overwrite: Overwrite = False,
    report: Report = None,
    picture: Picture = None,
    csv: Csv = None,
    every: All = False,
    strict: Strict = False,
    as_json: Json = False,
    library: Library = None,
) -> None:
    """Run two scenarios on the same people with the same luck, and print what differs."""
    if report is not None and output is None:
        output = report / "files"
    check_picture(picture, output)
    with errors_as_exit_codes(as_json=as_json):
        wished = read_precision(precision)
        refuse_limit_alone(wished, at_most)
        if report is not None:
            refuse_report(report, overwrite=overwrite)
        loaded = load_all([baseline, variant], library, output, strict=strict)
        wishes = _wishes(loaded, replications, drawn=bool(picture or report))
        options: RunOptions = {
            "seed": seed,
            "threads": threads,
            "output": output,
            "overwrite": overwrite,
            "detail": wishes.detail,
        }
        found = _compare(loaded, wishes, (wished, at_most), options)
        draw([found.baseline, found.variant], picture)
        if csv is not None:
            found.indicators.to_csv(csv, index=False)
            say(f"tiercare: {csv} written")
        if report is not None:
            again = _command(found, (baseline, variant), library, report)
            page = found.write_report(report, overwrite=overwrite, command=again)
            say(f"tiercare: {page} written")
        if as_json:
            print_json(reports.comparison_record(found))
            return
        console().print(reports.comparison_table(found, console().width, everything=every))
        name_files([found.baseline, found.variant], output, picture)
        if report is not None:
            print_line(f"  {page}  (the report)")
