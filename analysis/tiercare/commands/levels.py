# SPDX-License-Identifier: Apache-2.0
"""`tiercare levels`: a baseline's levels beside what was published of such places."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from tiercare.commands.console import console, errors_as_exit_codes, print_json, print_line
from tiercare.commands.options import (
    Json,
    Library,
    Replications,
    ScenarioName,
    Seed,
    Strict,
    Threads,
    examples,
)
from tiercare.commands.simulate import load_all, run_all
from tiercare.levels import Level, Verdict, measure_levels
from tiercare.report import WIDE, narrow_table, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer()

WORDS: dict[Verdict, tuple[str, str]] = {
    "within": ("within 在范围内", "green"),
    "near": ("near 相近", "yellow"),
    "miss": ("miss 不符", "red"),
}


def _number(value: float, decimals: int) -> str:
    return "" if math.isnan(value) else f"{value:,.{decimals}f}"


def _range(level: Level) -> str:
    value = _number(level.sourced, level.decimals)
    if math.isnan(level.low):
        return value
    low, high = (_number(bound, level.decimals) for bound in (level.low, level.high))
    return f"{value} ({low}-{high})"


def _simulated(level: Level) -> str:
    mean = _number(level.simulated, level.decimals)
    return mean if math.isnan(level.spread) else f"{mean} ± {_number(level.spread, level.decimals)}"


def _label(level: Level) -> str:
    """The cell that says what a row is about."""
    unit = "" if level.unit == "1" else rf" \[{level.unit}]"
    return f"{level.name}{unit}\n{level.name_zh}"


def _narrow_table(levels: Sequence[Level], title: str) -> Table:
    """The code of the entry stands under the label, and what is long in two lines."""
    table = narrow_table(title)
    table.add_column("level 水平", overflow="fold")
    table.add_column("sourced\n文献值", justify="right", no_wrap=True)
    table.add_column("simulated\n模拟值", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for level in levels:
        word, colour = WORDS[level.verdict]
        verdict = f"[{colour}]{word.replace(' ', chr(10))}[/{colour}]"
        table.add_row(
            f"{_label(level)}\n[dim]{level.entry}, {level.confidence}[/dim]",
            _range(level).replace(" ", "\n"),
            _simulated(level).replace(" ", "\n", 1),
            verdict + ("\nbuilt in\n构建时已用" if level.built_in else ""),
        )
    return table


def table_of(levels: Sequence[Level], title: str, width: int = WIDE) -> Table:
    """Levels beside their sources, one a row; laid out for so many characters of `width`."""
    if width < WIDE:
        return _narrow_table(levels, title)
    table = Table(title=title, title_justify="left", header_style="bold", box=box.SIMPLE_HEAD)
    table.add_column("level 水平", overflow="fold")
    table.add_column("source 来源", overflow="fold")
    table.add_column("sourced 文献值", justify="right")
    table.add_column("simulated 模拟值", justify="right")
    table.add_column("")
    for level in levels:
        word, colour = WORDS[level.verdict]
        table.add_row(
            _label(level),
            f"{level.entry}\n{level.confidence}",
            _range(level),
            _simulated(level),
            f"[{colour}]{word}[/{colour}]" + ("\nbuilt in 构建时已用" if level.built_in else ""),
        )
    return table


def markdown_of(levels: Sequence[Level]) -> str:
    """The same as a table of Markdown."""
    lines = [
        "| level | 水平 | unit | source | sourced | simulated | |",
        "|---|---|---|---|---|---|---|",
    ]
    for level in levels:
        verdict = "built in" if level.built_in else level.verdict
        lines.append(
            f"| {level.name} | {level.name_zh} | {level.unit} | {level.entry}, {level.confidence} "
            f"| {_range(level)} | {_simulated(level)} "
            f"| {'**miss**' if verdict == 'miss' else verdict} |"
        )
    return "\n".join(lines)


@app.command(epilog=examples("tiercare levels county -r 5", "tiercare levels county --json"))
def levels(
    scenario: ScenarioName = "county",
    replications: Replications = None,
    seed: Seed = 1,
    threads: Threads = None,
    strict: Strict = False,
    as_json: Json = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print a table for a page of text.")
    ] = False,
    library: Library = None,
) -> None:
    """Run a baseline and hold its levels against published ones: hits and misses.

    Nothing is tuned: a miss is told as a miss. What the scenario was built to add up to is marked.
    """
    with errors_as_exit_codes(as_json=as_json):
        loaded = load_all([scenario], library, None, strict=strict)
        count = replications or loaded[0].replications or 1
        result = run_all(loaded, [count], seed=seed, threads=threads)[0]
        measured = measure_levels(result, library)
    if as_json:
        print_json(
            [
                {key: plain(value) for key, value in asdict(level).items()}
                | {"verdict": level.verdict}
                for level in measured
            ]
        )
        return
    if markdown:
        print_line(markdown_of(measured))
        return
    runs = f"{count} replication{'s' if count != 1 else ''}"
    console().print(table_of(measured, f"{loaded[0].title}: {runs}", console().width))
    tally = Counter(level.verdict for level in measured if not level.built_in)
    print_line(
        f"{tally['within']} within their range, {tally['near']} near, "
        f"{tally['miss']} missed; {sum(level.built_in for level in measured)} built in"
    )
