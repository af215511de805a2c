# SPDX-License-Identifier: Apache-2.0
"""`tiercare effects`: a reform minus no reform beside what was published of it."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

import tiercare as tc
from tiercare.commands.console import console, errors_as_exit_codes, print_json, print_line, say
from tiercare.commands.options import (
    Json,
    Library,
    Pairs,
    ScenarioName,
    Seed,
    Strict,
    Threads,
    examples,
)
from tiercare.commands.simulate import load_all, run_all
from tiercare.comparison import FEWEST_PAIRS, check_comparable, joint_wishes
from tiercare.effects import Effect, Finding, measure_effects
from tiercare.report import WIDE, narrow_table, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer()

WORDS: dict[Finding, tuple[str, str]] = {
    "alike": ("alike 相近", "green"),
    "weaker": ("weaker 偏弱", "yellow"),
    "stronger": ("stronger 偏强", "yellow"),
    "miss": ("miss 不符", "red"),
    "prediction": ("prediction 预测", "blue"),
}


def _signed(value: float, decimals: int) -> str:
    return f"{value:+,.{decimals}f}".replace("-", "−")


def _published(one: Effect) -> str:
    if math.isnan(one.after):
        return f"{one.before:.{one.decimals}f} to ?"
    change = _signed(one.published, one.decimals)
    return f"{one.before:.{one.decimals}f} to {one.after:.{one.decimals}f}: {change}"


def _simulated(one: Effect) -> str:
    change = _signed(one.difference, one.decimals)
    told = f"{one.baseline:.{one.decimals}f} to {one.variant:.{one.decimals}f}: {change}"
    if math.isnan(one.low):
        return told
    return f"{told} [{_signed(one.low, one.decimals)}, {_signed(one.high, one.decimals)}]"


def _lacking(one: Effect) -> str:
    """What is missing, where the difference falls short of what was published."""
    return one.lacking if one.finding in ("miss", "weaker") else ""


def _label(one: Effect) -> str:
    """The cell that says what a row is about."""
    unit = "" if one.unit == "1" else rf" \[{one.unit}]"
    return f"{one.name}{unit}\n{one.name_zh}"


def _narrow_table(effects: Sequence[Effect], title: str) -> Table:
    """What is lacking stands under the label, a change and its interval in lines of their own."""
    table = narrow_table(title)
    table.add_column("effect 效果", overflow="fold")
    table.add_column("published\n文献", justify="right", no_wrap=True)
    table.add_column("simulated\n模拟", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for one in effects:
        word, colour = WORDS[one.finding]
        table.add_row(
            _label(one) + (f"\n[dim]{_lacking(one)}[/dim]" if _lacking(one) else ""),
            _published(one).replace(": ", "\n"),
            _simulated(one).replace(": ", "\n").replace(" [", "\n\\["),
            f"[{colour}]{word.replace(' ', chr(10))}[/{colour}]",
        )
    return table


def table_of(effects: Sequence[Effect], title: str, width: int = WIDE) -> Table:
    """Effects beside their sources, one a row; laid out for so many characters of `width`."""
    if width < WIDE:
        return _narrow_table(effects, title)
    table = Table(title=title, title_justify="left", header_style="bold", box=box.SIMPLE_HEAD)
    table.add_column("effect 效果", overflow="fold")
    table.add_column("published 文献", overflow="fold")
    table.add_column("simulated 模拟", overflow="fold")
    table.add_column("", overflow="fold")
    for one in effects:
        word, colour = WORDS[one.finding]
        lacking = f"\n{_lacking(one)}" if _lacking(one) else ""
        table.add_row(
            _label(one),
            _published(one),
            _simulated(one).replace("[", r"\["),
            f"[{colour}]{word}[/{colour}]{lacking}",
        )
    return table


def markdown_of(effects: Sequence[Effect]) -> str:
    """The same as a table of Markdown."""
    lines = [
        "| effect | 效果 | unit | published | simulated | | lacking |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in effects:
        word = f"**{one.finding}**" if one.finding in ("miss", "prediction") else one.finding
        lines.append(
            f"| {one.name} | {one.name_zh} | {one.unit} | {_published(one)} | {_simulated(one)} "
            f"| {word} | {_lacking(one)} |"
        )
    return "\n".join(lines)


def _record(one: Effect) -> dict[str, object]:
    return {key: plain(value) for key, value in asdict(one).items()} | {"finding": one.finding}


@app.command(epilog=examples("tiercare effects -r 5", "tiercare effects --json"))
def effects(
    baseline: ScenarioName = "heping/2021-no-reform",
    variant: ScenarioName = "heping/2021",
    replications: Pairs = None,
    seed: Seed = 1,
    threads: Threads = None,
    strict: Strict = False,
    as_json: Json = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print a table for a page of text.")
    ] = False,
    library: Library = None,
) -> None:
    """Compare a reform with no reform and hold the difference against what was published.

    Nothing is tuned to it. What is not known of the time after is a prediction.
    """
    with errors_as_exit_codes(as_json=as_json):
        loaded = load_all([baseline, variant], library, None, strict=strict)
        if doubt := check_comparable(*loaded):
            say(f"tiercare: {doubt}")
        count = joint_wishes(*loaded, replications=replications).replications or FEWEST_PAIRS
        first, second = run_all(loaded, [count] * 2, seed=seed, threads=threads)
        measured = measure_effects(tc.Comparison(first, second), library)
    if as_json:
        print_json([_record(one) for one in measured])
    elif markdown:
        print_line(markdown_of(measured))
    elif measured:
        pairs = f"{count} pair{'s' if count != 1 else ''}"
        console().print(table_of(measured, f"{loaded[1].title}: {pairs}", console().width))
    else:
        print_line(f"nothing was published of {variant} that effects.csv knows of")
