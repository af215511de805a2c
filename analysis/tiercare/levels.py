# SPDX-License-Identifier: Apache-2.0
"""Levels of a baseline held against their sources: what a scenario gets right before any tuning.

`scenarios/levels.csv` pairs indicators with entries of the parameter book. A level is *within* the
range that the entry gives, *near* it, or a *miss*. Near is outside by a tenth of the width of the
range at most; where no range is given, a tenth of the value. A share can be far off and yet within
a tenth of a value close to 100 %, so a tenth of what is left to 100 % counts if that is less. What
the scenario was built to add up to is marked so: agreeing with that proves nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from tiercare import simulation
from tiercare.simulation import RunResult

if TYPE_CHECKING:
    import pandas

    from tiercare._core import BookEntry, IndicatorInfo

Verdict = Literal["within", "near", "miss"]
NEAR_RANGE = 0.10
"""Distance from a range, in its widths, up to which a level counts as near."""

NEAR_VALUE = 0.10
"""Relative distance from a value without a range up to which a level counts as near."""

_PER_CENT = 100.0


@dataclass(frozen=True)
class Level:
    """One indicator of a run beside one published or assumed figure.

    Attributes
    ----------
    indicator : str
        Name of the indicator.
    name, name_zh : str
        As tables print it, with the remark that limits the comparison.
    unit : str
        Unit of the numbers below; "1" for a number of things.
    entry : str
        Code of the entry of the parameter book.
    confidence : str
        Of the entry: "found", "recalled" or "assumed".
    sourced, low, high : float
        Value and range of the entry; NaN where it gives no range.
    simulated, spread : float
        Mean over the replications and their standard deviation; NaN for a single one.
    built_in : bool
        Whether the scenario was built to add up to it.
    decimals : int
        To print.
    """

    indicator: str
    name: str
    name_zh: str
    unit: str
    entry: str
    confidence: str
    sourced: float
    low: float
    high: float
    simulated: float
    spread: float
    built_in: bool
    decimals: int

    @cached_property
    def verdict(self) -> Verdict:
        """Whether the simulated level agrees with its source."""
        if self.low <= self.simulated <= self.high:
            return "within"
        return "near" if self._distance <= self._reach else "miss"

    @property
    def _has_range(self) -> bool:
        return not (math.isnan(self.low) or math.isnan(self.high))

    @property
    def _distance(self) -> float:
        """From the range, or from the value if there is none."""
        if self._has_range:
            return max(self.low - self.simulated, self.simulated - self.high)
        return abs(self.simulated - self.sourced)

    @property
    def _reach(self) -> float:
        """How far away is still near."""
        if self._has_range:
            return NEAR_RANGE * (self.high - self.low)
        size = abs(self.sourced)
        is_share = self.unit == "%" and size <= _PER_CENT
        return NEAR_VALUE * (min(size, _PER_CENT - size) if is_share else size)


def read_pairs(library: str | Path | None = None) -> pandas.DataFrame:
    """The pairs of indicator and entry, as `scenarios/levels.csv` lists them.

    Returns
    -------
    pandas.DataFrame
        Columns indicator, per (an indicator to divide by, or ""), entry, built_in ("yes" or ""),
        remark, remark_zh; all text.
    """
    import pandas as pd

    folder = Path(library) if library else simulation.library_folder()
    return pd.read_csv(folder / "levels.csv", dtype=str, keep_default_na=False)


def times_to_unit(entry: BookEntry, info: IndicatorInfo) -> float:
    """What an entry's numbers are multiplied by to be in the unit of the indicator."""
    return _PER_CENT if entry.unit == "share" and info.unit == "%" else 1.0


def _in_unit(entry: BookEntry, info: IndicatorInfo) -> tuple[float, float, float]:
    """Value and range of an entry in the unit of the indicator."""
    times = times_to_unit(entry, info)
    none = math.nan
    low, high = (none if bound is None else times * bound for bound in (entry.low, entry.high))
    return times * float(entry.value), low, high


def _values(result: RunResult, indicator: str, per: str) -> npt.NDArray[np.float64]:
    """By replication; divided by another indicator [%] where one is named."""
    values = np.array(result.values(indicator))
    return _PER_CENT * values / np.array(result.values(per)) if per else values


def _with_remark(name: str, remark: str) -> str:
    return f"{name} ({remark})" if remark else name


def measure_levels(result: RunResult, library: str | Path | None = None) -> list[Level]:
    """Hold the levels of a run against their sources.

    Parameters
    ----------
    result : RunResult
        Replications of a baseline of a year or more.
    library : str or pathlib.Path, optional
        Another library folder than the one that comes with the package.

    Returns
    -------
    list of Level
        In the order of `scenarios/levels.csv`; an indicator may stand beside several figures.

    Raises
    ------
    FileNotFoundError
        If the library has no `levels.csv`.
    """
    catalogue = {info.id: info for info in simulation.indicators()}
    book = simulation.book_entries(library)
    levels = []
    for row in read_pairs(library).to_dict(orient="records"):
        pair = {str(key): str(value) for key, value in row.items()}
        info, entry = catalogue[pair["indicator"]], book[pair["entry"]]
        values = _values(result, info.id, pair["per"])
        sourced, low, high = _in_unit(entry, info)
        levels.append(
            Level(
                indicator=info.id,
                name=_with_remark(info.name, pair["remark"]),
                name_zh=_with_remark(info.name_zh, pair["remark_zh"]),
                unit=info.unit,
                entry=entry.code,
                confidence=entry.confidence,
                sourced=sourced,
                low=low,
                high=high,
                simulated=float(values.mean()),
                spread=float(values.std(ddof=1)) if len(values) > 1 else math.nan,
                built_in=pair["built_in"] == "yes",
                decimals=info.decimals,
            )
        )
    return levels
