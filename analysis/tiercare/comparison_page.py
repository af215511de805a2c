# SPDX-License-Identifier: Apache-2.0
"""The report of a comparison: a page that stands alone, its pictures and its table of differences.

Every file is written under another name first and then renamed, the page last, so that a crash
leaves no half of a report. Equal comparisons give equal bytes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiercare import simulation
from tiercare.comparison_pictures import PICTURES, Picture, png_of, svg_of
from tiercare.differences import (
    ShownDifference,
    clear_differences,
    gain_of_common_numbers,
    number_text,
    shown_difference,
)
from tiercare.errors import OutputError
from tiercare.main_indicators import MOST_NOTABLE, main_first
from tiercare.said import said_differently

if TYPE_CHECKING:
    from jinja2 import Template

    from tiercare._core import IndicatorInfo
    from tiercare.comparison import Comparison

PAGE, TABLE = "index.html", "difference.csv"
MANY_KEYS = 24  # from which what the scenarios say differently is folded


@dataclass(frozen=True)
class _Drawn:
    about: Picture
    svg: str
    png: bytes


@dataclass(frozen=True)
class _Row:
    info: IndicatorInfo
    baseline: str
    variant: str
    shown: ShownDifference


def report_files(folder: Path) -> list[Path]:
    """Every file of a report, the page last."""
    names = [f"{one.name}.png" for one in PICTURES]
    return [folder / name for name in (*names, TABLE, PAGE)]


def refuse_report(folder: str | Path, *, overwrite: bool = False) -> None:
    """Look for what is in the way of a report before anything is run.

    Raises
    ------
    OutputError
        If it is no folder, or holds an earlier report that is not to be overwritten.
    """
    if Path(folder).is_file():
        raise OutputError(f"{folder}: is a file; a report is a folder, give it a name of its own")
    if overwrite:
        return
    for file in report_files(Path(folder)):
        if file.exists():
            raise OutputError(f"{file}: is there already; choose another folder, or --overwrite")


def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("comparison.html")


def _draw(comparison: Comparison) -> list[_Drawn]:
    drawn = []
    for one in PICTURES:
        figure = one.draw(comparison)
        drawn.append(_Drawn(one, svg_of(figure), png_of(figure)))
    return drawn


def _rows(catalogue: list[IndicatorInfo], comparison: Comparison) -> list[_Row]:
    records = comparison.indicators.to_dict(orient="records")
    return [
        _Row(
            info,
            number_text(row["baseline"], info.decimals),
            number_text(row["variant"], info.decimals),
            shown_difference(row, info.decimals),
        )
        for info, row in zip(catalogue, records, strict=True)
    ]


def _python_command(comparison: Comparison) -> str:
    first, second = comparison.baseline, comparison.variant
    return (
        f'tc.compare("{first.scenario.name}", "{second.scenario.name}", '
        f"replications={len(first.replications)}, seed={first.seed}, "
        'output=..., detail="encounters")'
    )


def _context(
    comparison: Comparison, drawn: list[_Drawn], command: str | None
) -> Mapping[str, object]:
    from markupsafe import Markup

    catalogue = simulation.indicators()
    baseline, variant = comparison.baseline.scenario, comparison.variant.scenario
    said = said_differently(baseline.resolved_text, variant.resolved_text)
    clear = clear_differences(catalogue, comparison.indicators)
    rows = _rows(catalogue, comparison)
    return {
        "baseline": baseline,
        "variant": variant,
        "replications": len(comparison.baseline.replications),
        "seed": comparison.baseline.seed,
        "version": simulation.software_version(),
        "said": said,
        "said_folded": len(said) > MANY_KEYS,
        "notable": clear[:MOST_NOTABLE],
        "clear": len(clear),
        "indicators": len(catalogue),
        "told": comparison.told,
        "reached": comparison.reached,
        "gain": gain_of_common_numbers(comparison.indicators),
        # The pictures are ours; everything else on the page is escaped.
        "pictures": [(one.about, Markup(one.svg)) for one in drawn],
        "main": [rows[place] for place in main_first(catalogue)],
        "rows": rows,
        "command": command or _python_command(comparison),
    }


def _write(contents: Mapping[Path, bytes]) -> None:
    """Write all under other names, then give each its own."""
    partial = {file: file.with_name(f"{file.name}.partial") for file in contents}
    for file, content in contents.items():
        partial[file].write_bytes(content)
    for file, written in partial.items():
        os.replace(written, file)


def write_report(
    comparison: Comparison,
    folder: str | Path,
    *,
    overwrite: bool = False,
    command: str | None = None,
) -> Path:
    """Write the report of a comparison into a folder; `Comparison.write_report` tells more."""
    top = Path(folder)
    refuse_report(top, overwrite=overwrite)
    drawn = _draw(comparison)
    page = _template().render(_context(comparison, drawn, command))
    table: Any = comparison.indicators.to_csv(index=False, lineterminator="\n")
    contents = [*(one.png for one in drawn), table.encode(), page.encode()]
    try:
        top.mkdir(parents=True, exist_ok=True)
        _write(dict(zip(report_files(top), contents, strict=True)))
    except OSError as error:
        raise OutputError(f"{top}: the report cannot be written ({error})") from error
    return top / PAGE
