# SPDX-License-Identifier: Apache-2.0
"""Effects of a reform held against what was published of it.

`scenarios/effects.csv` pairs indicators of two library scenarios with what was published before and
after. What was published is after minus before; what is simulated is reform minus no reform. Where
nothing is known of the time after, the simulated difference is a prediction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tiercare import simulation
from tiercare.levels import times_to_unit

if TYPE_CHECKING:
    import pandas

    from tiercare._core import BookEntry, IndicatorInfo
    from tiercare.comparison import Comparison

Finding = Literal["alike", "weaker", "stronger", "miss", "prediction"]
ALIKE = 2.0
"""Differences of one sign count as alike up to this factor."""


@dataclass(frozen=True)
class Effect:
    """One indicator's difference beside the published change.

    Attributes
    ----------
    indicator, name, name_zh, unit : str
        As tables print it.
    before, after : float
        Published, in the unit of the indicator; `after` is NaN where it is not known.
    baseline, variant : float
        Simulated means without and with the reform.
    difference, low, high : float
        Variant minus baseline with its 95 % interval; NaN bounds for a single replication.
    lacking, lacking_zh : str
        The mechanism that is not simulated, where the difference is a miss for want of one.
    decimals : int
        To print.
    """

    indicator: str
    name: str
    name_zh: str
    unit: str
    before: float
    after: float
    baseline: float
    variant: float
    difference: float
    low: float
    high: float
    lacking: str
    lacking_zh: str
    decimals: int

    @property
    def published(self) -> float:
        """The published change; NaN where it is not known."""
        return self.after - self.before

    @cached_property
    def finding(self) -> Finding:
        """How the simulated difference stands to the published change."""
        if math.isnan(self.after):
            return "prediction"
        ratio = self.difference / self.published if self.published else math.nan
        if not ratio > 0.0 or self.low * self.high < 0.0:
            return "miss"
        if ratio < 1.0 / ALIKE:
            return "weaker"
        return "alike" if ratio <= ALIKE else "stronger"


def read_published(library: str | Path | None = None) -> pandas.DataFrame:
    """The published changes, as `scenarios/effects.csv` lists them.

    Returns
    -------
    pandas.DataFrame
        Columns baseline, variant (names of scenarios), indicator, before, after (entries of the
        parameter book; after may be ""), lacking, lacking_zh; all text.
    """
    import pandas as pd

    folder = Path(library) if library else simulation.library_folder()
    return pd.read_csv(folder / "effects.csv", dtype=str, keep_default_na=False)


def _in_unit(entry: BookEntry | None, info: IndicatorInfo) -> float:
    return math.nan if entry is None else float(entry.value) * times_to_unit(entry, info)


def measure_effects(result: Comparison, library: str | Path | None = None) -> list[Effect]:
    """Hold a comparison against what was published of the reform.

    Parameters
    ----------
    result : Comparison
        A baseline without and a variant with the reform.
    library : str or pathlib.Path, optional
        Another library folder than the one that comes with the package.

    Returns
    -------
    list of Effect
        In the order of `scenarios/effects.csv`; empty if nothing was published of the variant.
    """
    catalogue = {info.id: info for info in simulation.indicators()}
    book = simulation.book_entries(library)
    columns = ["baseline", "variant", "difference", "low", "high"]
    simulated = result.indicators.set_index("indicator")[columns].to_dict("index")
    published = read_published(library)
    effects = []
    for row in published[published["variant"] == result.variant.scenario.name].to_dict("records"):
        info, numbers = catalogue[str(row["indicator"])], simulated[str(row["indicator"])]
        effects.append(
            Effect(
                indicator=info.id,
                name=info.name,
                name_zh=info.name_zh,
                unit=info.unit,
                before=_in_unit(book[str(row["before"])], info),
                after=_in_unit(book.get(str(row["after"])), info),
                **{column: float(numbers[column]) for column in columns},
                lacking=str(row["lacking"]),
                lacking_zh=str(row["lacking_zh"]),
                decimals=info.decimals,
            )
        )
    return effects
