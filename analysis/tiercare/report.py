# SPDX-License-Identifier: Apache-2.0
"""Indicator tables and JSON for the terminal.

Numbers carry the decimals that the indicator declares; a difference whose interval excludes zero is
set in bold and has a star, for the rest chance is explanation enough. No difference at all is
`equal`, one too small for these decimals `≈ 0`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich import box
from rich.markup import escape
from rich.table import Table

from tiercare import simulation
from tiercare.comparison import Comparison
from tiercare.differences import (
    gain_of_common_numbers,
    interval_text,
    number_text,
    shown_difference,
)
from tiercare.main_indicators import main_first, most_notable
from tiercare.precision import Reached
from tiercare.simulation import RunResult

if TYPE_CHECKING:
    from tiercare._core import IndicatorInfo, Scenario


WIDE = 120  # characters from which each language and the unit have a column of their own


def narrow_table(title: str) -> Table:
    """A table for few columns of the terminal: cells of several lines, rows apart."""
    return Table(
        title=title,
        title_justify="left",
        header_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        leading=1,
    )


def _table(title: str, width: int) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", box=box.SIMPLE_HEAD)
    if width < WIDE:
        table.padding = (0, 1, 0, 0)
        table.add_column("indicator 指标", overflow="fold")
        return table
    table.add_column("indicator", overflow="fold")
    table.add_column("指标", overflow="fold")
    table.add_column("unit", overflow="fold")
    return table


def _names(info: IndicatorInfo, width: int) -> tuple[str, ...]:
    """The cells that say what a row is about."""
    if width < WIDE:
        unit = "" if info.unit in ("", "1") else rf" \[{info.unit}]"
        return (f"{info.name}{unit}\n{info.name_zh}",)
    return (info.name, info.name_zh, info.unit)


def _time(scenario: Scenario) -> str:
    """What was simulated: a short run counts few, and a short warm-up begins with empty beds."""
    return f"{scenario.measured.days} days after {scenario.warm_up.days} days of warm-up"


def _say_below(table: Table, *notes: str) -> None:
    """Below the table: how it is to be read."""
    table.caption = "\n".join(filter(None, notes))
    table.caption_justify = "left"


def _more(left_out: int) -> str:
    """How to see what the table leaves out."""
    if left_out == 0:
        return ""
    return f"{left_out} more indicators: add --all to see them  另有{left_out}项指标，加 --all 列出"


def _once(replications: int) -> str:
    """Why there are no intervals, if there are none."""
    if replications != 1:
        return ""
    return "one replication tells no interval: add -r 3  只有一次重复，不能给出区间：加 -r 3"


def run_table(result: RunResult, width: int = WIDE, *, everything: bool = False) -> Table:
    """Table of one scenario: mean and 95 % interval of the main indicators, or of everything.

    Below `WIDE` characters of `width` a row takes two lines, with both languages in one column.
    """
    n = len(result.replications)
    many = f"{n} replication{'s' if n != 1 else ''}"
    table = _table(f"{result.scenario.name}: {many}, {_time(result.scenario)}", width)
    table.add_column("mean", justify="right", no_wrap=True)
    table.add_column("95 % interval", justify="right", no_wrap=True)
    catalogue = simulation.indicators()
    rows = result.summary().to_dict(orient="records")
    shown = main_first(catalogue, [one.indicator for one in result.reached])
    for place in range(len(catalogue)) if everything else shown:
        info, row = catalogue[place], rows[place]
        table.add_row(
            *_names(info, width),
            number_text(row["mean"], info.decimals),
            escape(interval_text(row["low"], row["high"], info.decimals)),
        )
    _say_below(table, _more(len(catalogue) - table.row_count), _once(n))
    return table


def _difference(row: dict[Any, Any], decimals: int) -> tuple[str, str, str]:
    """The difference, its star and its interval, as cells."""
    found = shown_difference(row, decimals)
    if found.clear:
        return f"[bold]{found.text}[/bold]", "*", escape(found.interval)
    return found.text, "", escape(found.interval)


def comparison_table(
    comparison: Comparison, width: int = WIDE, *, everything: bool = False
) -> Table:
    """Table of two scenarios: means, paired difference and its 95 % interval.

    Of the main indicators and, set apart, of those that differ most; or of everything.
    """
    baseline, variant = comparison.baseline, comparison.variant
    n = len(baseline.replications)
    table = _table(
        f"{variant.scenario.name} against {baseline.scenario.name}: "
        f"{n} replication{'s' if n != 1 else ''} with common random numbers, "
        f"{_time(baseline.scenario)}",
        width,
    )
    table.add_column("baseline", justify="right", no_wrap=True)
    table.add_column("variant", justify="right", no_wrap=True)
    table.add_column("difference", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("95 % interval", justify="right", no_wrap=True)
    catalogue = simulation.indicators()
    rows = [
        (
            *_names(info, width),
            number_text(row["baseline"], info.decimals),
            number_text(row["variant"], info.decimals),
            *_difference(row, info.decimals),
        )
        for info, row in zip(
            catalogue, comparison.indicators.to_dict(orient="records"), strict=True
        )
    ]
    main = main_first(catalogue, [one.indicator for one in comparison.reached])
    if everything:
        main = list(range(len(catalogue)))
    notable = most_notable(catalogue, comparison.indicators, besides=main)
    for place in main:
        table.add_row(*rows[place])
    if notable:
        table.add_section()
        table.add_row(*_heading("What else differs most", "其余变化最大的指标", width))
    for place in notable:
        table.add_row(*rows[place])
    shown = [rows[place] for place in (*main, *notable)]
    _say_below(table, _marks(shown), _more(len(rows) - len(shown)), _once(n), _gain(comparison))
    return table


def _heading(says: str, says_zh: str, width: int) -> tuple[str, ...]:
    """The cells of a row that stands above others."""
    if width < WIDE:
        return (f"[bold]{says}  {says_zh}[/bold]",)
    return (f"[bold]{says}[/bold]", f"[bold]{says_zh}[/bold]")


def _marks(rows: Sequence[tuple[str, ...]]) -> str:
    """What the marks of these rows mean, as far as there are any."""
    told = {
        "*": "the interval excludes zero  区间不含零",
        "≈ 0": "too small for these decimals  小于所示精度",
        "equal": "no pair of runs differs  各次重复均无差异",
    }
    differences = " ".join(cell for row in rows for cell in row[-3:-1])
    return "\n".join(f"{mark}  {meaning}" for mark, meaning in told.items() if mark in differences)


def _gain(comparison: Comparison) -> str:
    """What common random numbers are worth, in replications; half of the indicators gain more."""
    factor = gain_of_common_numbers(comparison.indicators)
    if factor is None:
        return ""
    return (
        "Both have the same people and luck (common random numbers): without that, half of the "
        f"differences would need {factor:.0f} times as many replications or more.  "
        f"两者居民与随机数相同；否则半数指标需 {factor:.0f} 倍以上的重复次数。"
    )


def plain(value: Any) -> Any:
    """JSON has neither NaN nor infinity: what is undefined is null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def records(frame: Any) -> list[dict[str, Any]]:
    """Rows of a data frame as JSON objects."""
    return [
        {str(key): plain(value) for key, value in row.items()}
        for row in frame.to_dict(orient="records")
    ]


def memory_table(result: RunResult) -> Table:
    """What the state of the first replication takes at its end, by table and by person."""
    first = result.replications[0]
    table = Table(
        title=f"{result.scenario.name}: memory at the end, {first.persons:,} persons  期末内存",
        title_justify="left",
        header_style="bold",
        box=box.SIMPLE_HEAD,
    )
    table.add_column("table")
    table.add_column("bytes", justify="right")
    table.add_column("bytes a person 每人字节", justify="right")
    total = sum(size.bytes for size in first.memory)
    rows = [(size.name, size.bytes) for size in first.memory]
    for name, size in [*rows, ("all", total)]:
        table.add_row(name, f"{size:,}", f"{size / first.persons:,.2f}")
    return table


def run_record(result: RunResult) -> dict[str, Any]:
    """What a run gave, ready for JSON."""
    return {
        "scenario": result.scenario.name,
        "scenario_hash": result.scenario.hash,
        "seed": result.seed,
        "replications": [
            {
                "replication": one.replication,
                "content_digest": one.content_digest,
                "file": one.file or None,
                "events": one.events,
                "encounters": one.encounters,
                "persons": one.persons,
                "memory": {size.name: size.bytes for size in one.memory},
            }
            for one in result.replications
        ],
        "indicators": records(result.summary()),
        "precision": precision_records(result.reached),
    }


def precision_records(reached: Sequence[Reached]) -> list[dict[str, Any]]:
    """How near each indicator came to the precision wished, ready for JSON."""
    return [
        {key: plain(value) for key, value in asdict(one).items()} | {"met": one.met}
        for one in reached
    ]


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """What a comparison gave, ready for JSON."""
    return {
        "baseline": run_record(comparison.baseline),
        "variant": run_record(comparison.variant),
        "differences": records(comparison.indicators),
        "precision": precision_records(comparison.reached),
    }
