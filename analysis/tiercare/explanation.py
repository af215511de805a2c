# SPDX-License-Identifier: Apache-2.0
"""Where the values of a scenario come from, and the parameter book behind them.

Every value that a scenario resolves to, given or default, has its place, its source and how sure we
are of it: *found* in a publication, *recalled*, or *assumed*. Names, dates and choices need none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiercare.simulation import book_entries, explained_values, library_folder

if TYPE_CHECKING:
    import pandas

    from tiercare._core import BookEntry


CONFIDENCE = ("found", "recalled", "assumed")
"""How sure a number can be, the surest first."""


def place(file: str, line: int) -> str:
    """``file:line``, inside the library or the working folder without the way there."""
    for folder in (library_folder(), Path.cwd()):
        if Path(file).resolve().is_relative_to(folder):
            return f"{Path(file).resolve().relative_to(folder).as_posix()}:{line}"
    return f"{file}:{line}"


def explain(scenario: str | Path, *, library: str | Path | None = None) -> pandas.DataFrame:
    """Tell where every value of a scenario comes from.

    Parameters
    ----------
    scenario : str or pathlib.Path
        A name of the library (``"heping/2017"``) or a path to a YAML file.
    library : str or pathlib.Path, optional
        Another library folder than the one that comes with the package.

    Returns
    -------
    pandas.DataFrame
        One row per value, in the order in which the scenario is read. Columns: path (dotted), value
        (as written), unit, type, set_by ("scenario" or "default"), set_at (file:line), overrides
        (file:line of what it replaced, nearest first), needs_source, confidence ("found",
        "recalled", "assumed" or ""), sources (codes of the parameter book), comment, says and
        says_zh (what the field means).

    Raises
    ------
    ScenarioError
        If anything in the scenario is wrong.
    """
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "path": one.path,
                "value": one.value,
                "unit": one.unit,
                "type": one.type,
                "set_by": "scenario" if one.given else "default",
                "set_at": place(one.file, one.line) if one.given else "",
                "overrides": ", ".join(place(file, line) for file, line, _ in one.overrides),
                "needs_source": one.needs_source,
                "confidence": one.confidence,
                "sources": ", ".join(one.codes),
                "comment": one.comment,
                "says": one.says,
                "says_zh": one.says_zh,
            }
            for one in explained_values(scenario, library)
        ]
    )


def entry_fields(entry: BookEntry) -> dict[str, Any]:
    """What an entry of the parameter book says, without its publication."""
    return {
        "code": entry.code,
        "says": entry.says,
        "value": entry.value,
        "low": entry.low,
        "high": entry.high,
        "unit": entry.unit,
        "year": entry.year,
        "tier": entry.tier,
        "confidence": entry.confidence,
    }


def parameter_book(library: str | Path | None = None) -> pandas.DataFrame:
    """Every number of the parameter book with its source.

    Parameters
    ----------
    library : str or pathlib.Path, optional
        Another library folder than the one that comes with the package.

    Returns
    -------
    pandas.DataFrame
        Indexed by code. Columns says, value (text), low, high (NaN without a range), unit, year,
        tier, confidence, title, by, published (year, or missing) and url.

    Raises
    ------
    ScenarioError
        If the book has a flaw.
    """
    import pandas as pd

    rows = [
        {
            **entry_fields(entry),
            "title": entry.source.title,
            "by": entry.source.by,
            "published": entry.source.year,
            "url": entry.source.url,
        }
        for entry in book_entries(library).values()
    ]
    return pd.DataFrame(rows).set_index("code") if rows else pd.DataFrame()
