# SPDX-License-Identifier: Apache-2.0
"""How differences are told: numbers, intervals, and the notable ones in words.

A difference whose interval excludes zero is clear, for the rest chance is explanation enough. No
difference at all is `equal`, one too small for the decimals of its indicator `≈ 0`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

    from tiercare._core import IndicatorInfo


def number_text(value: float, decimals: int, sign: str = "") -> str:
    """A number with so many decimals; `-` for one that is undefined.

    Examples
    --------
    >>> number_text(1234.56, 1), number_text(0.04, 1, "+"), number_text(0.26, 1, "+")
    ('1,234.6', '0.0', '+0.3')
    """
    if math.isnan(value):
        return "-"
    shown = round(value, decimals) or 0.0  # no sign before a zero
    return f"{shown:{sign if shown else ''},.{decimals}f}".replace("-", "−")


def interval_text(low: float, high: float, decimals: int, sign: str = "") -> str:
    """An interval in brackets; empty for one that is undefined."""
    if math.isnan(low):
        return ""
    return f"[{number_text(low, decimals, sign)}, {number_text(high, decimals, sign)}]"


@dataclass(frozen=True)
class ShownDifference:
    """A difference as tables print it.

    Attributes
    ----------
    text, interval : str
        The difference and its 95 % interval; a difference of nothing has no interval.
    clear : bool
        Whether the interval excludes zero.
    """

    text: str
    interval: str
    clear: bool = False


def shown_difference(row: Mapping[Any, Any], decimals: int) -> ShownDifference:
    """A row of `Comparison.indicators` as tables print it."""
    values = [row[key] for key in ("difference", "low", "high")]
    known = [value for value in values if not math.isnan(value)]
    if known and not any(known):
        return ShownDifference("equal", "")
    if known and not any(round(value, decimals) for value in known):
        return ShownDifference("≈ 0", "")
    mean, low, high = values
    return ShownDifference(
        number_text(mean, _telling(decimals, mean), "+"),
        interval_text(low, high, _telling(decimals, low, high), "+"),
        bool(low > 0 or high < 0),
    )


def _telling(decimals: int, *values: float) -> int:
    """Decimals by which each value is told from zero, up to three more than usual."""
    for enough in range(decimals, decimals + 3):
        if all(value == 0 or math.isnan(value) or round(value, enough) for value in values):
            return enough
    return decimals + 3


def gain_of_common_numbers(frame: pandas.DataFrame) -> float | None:
    """How many times as many replications half of the differences would need without them."""
    factors = frame["variance_reduction"].dropna()
    return None if factors.empty else float(factors.median())


@dataclass(frozen=True)
class NotableDifference:
    """A clear difference in words.

    Attributes
    ----------
    indicator : str
        Its short name.
    rises : bool
        Whether the variant has more of it.
    says, says_zh : str
        In English and in Chinese.
    """

    indicator: str
    rises: bool
    says: str
    says_zh: str


def _in_words(info: IndicatorInfo, row: Mapping[Any, Any]) -> NotableDifference:
    rises = row["difference"] > 0
    percent = info.unit == "%"
    unit = "" if info.unit in ("", "1") else f" {info.unit}"
    decimals = _telling(info.decimals, row["difference"])
    by = number_text(abs(row["difference"]), decimals)
    before, after = (number_text(row[key], decimals) for key in ("baseline", "variant"))
    interval = shown_difference(row, info.decimals).interval
    return NotableDifference(
        info.id,
        rises,
        f"{info.name}: {'up' if rises else 'down'} by {by}{' points' if percent else unit}, "
        f"from {before} to {after}{unit}  {interval}",
        f"{info.name_zh}{'上升' if rises else '下降'}{by}"
        f"{'个百分点' if percent else unit}（{before} → {after}{unit}）",
    )


def _weight(info: IndicatorInfo, row: Mapping[Any, Any]) -> float:
    """How large a difference is, held against the level; what is next to nothing is no level."""
    least = 10.0 * 10.0**-info.decimals
    return float(abs(row["difference"]) / max(abs(row["baseline"]), abs(row["variant"]), least))


def clear_differences(
    catalogue: Sequence[IndicatorInfo], frame: pandas.DataFrame
) -> list[NotableDifference]:
    """The differences whose interval excludes zero, in words.

    Parameters
    ----------
    catalogue : sequence of IndicatorInfo
        What the rows are.
    frame : pandas.DataFrame
        As `Comparison.indicators` gives it, in the order of the catalogue.

    Returns
    -------
    list of NotableDifference
        The largest against their level first.
    """
    rows = zip(catalogue, frame.to_dict(orient="records"), strict=True)
    clear = [(info, row) for info, row in rows if shown_difference(row, info.decimals).clear]
    clear.sort(key=lambda pair: -_weight(*pair))
    return [_in_words(*pair) for pair in clear]
