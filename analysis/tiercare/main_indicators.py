# SPDX-License-Identifier: Apache-2.0
"""The few indicators that tables and pages begin with: nobody reads a hundred and fifty rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tiercare.differences import clear_differences

if TYPE_CHECKING:
    import pandas

    from tiercare._core import IndicatorInfo

MAIN = (
    "in_county_admission_share",
    "in_county_visit_share",
    "primary_share_of_visits",
    "down_share_of_discharges",
    "wait_p90_county",
    "bed_occupancy_township",
    "bed_occupancy_county",
    "out_of_pocket_per_resident_year",
    "fund_per_resident_year",
    "fund_share_in_county",
)
"""What a planner looks at first, whether it differs or not."""
MOST_NOTABLE = 8
"""So many of the clear differences are told besides."""


def main_first(catalogue: Sequence[IndicatorInfo], wished: Sequence[str] = ()) -> list[int]:
    """Places in the catalogue of the main indicators, then of those wished for.

    Parameters
    ----------
    catalogue : sequence of IndicatorInfo
        All indicators.
    wished : sequence of str
        Short names of further ones, known ones only.

    Returns
    -------
    list of int
        Each place once.
    """
    places = {info.id: place for place, info in enumerate(catalogue)}
    return [places[name] for name in dict.fromkeys((*MAIN, *wished))]


def most_notable(
    catalogue: Sequence[IndicatorInfo], frame: pandas.DataFrame, besides: Sequence[int]
) -> list[int]:
    """Places of the clear differences that are largest against their level, some left out.

    Parameters
    ----------
    catalogue : sequence of IndicatorInfo
        What the rows are.
    frame : pandas.DataFrame
        As `Comparison.indicators` gives it, in the order of the catalogue.
    besides : sequence of int
        Places that are shown already.

    Returns
    -------
    list of int
        At most `MOST_NOTABLE`, the largest first.
    """
    places = {info.id: place for place, info in enumerate(catalogue)}
    clear = [places[one.indicator] for one in clear_differences(catalogue, frame)]
    return [place for place in clear if place not in besides][:MOST_NOTABLE]
