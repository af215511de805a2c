# SPDX-License-Identifier: Apache-2.0
"""Beds occupied by tier, day by day, in the replications of one scenario."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tiercare.flows import TIERS, opened_runs, tiers_of
from tiercare.results import Run

DAY_MS = 86_400_000
WEEK = 7
_TIMELINE = re.compile(r"^timeline:\n((?:[ -].*\n)*)", re.MULTILINE)
_DATE = re.compile(r'^ *-? *on: *"?(\d{4}-\d\d-\d\d)', re.MULTILINE)

Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Occupancy:
    """Share of beds that are occupied, a mean over replications.

    Attributes
    ----------
    days : list of datetime.date
        The days at whose first midnight beds were counted.
    by_tier : dict of str to numpy.ndarray, shape (n_days,), float64 [1]
        Occupied beds over the beds of the day, of each tier that has beds; above 1 where beds
        were taken away and patients still lie in them.
    measured_from : datetime.date
        End of the warm-up.
    changes : list of datetime.date
        Dates of the scenario's timeline.
    """

    days: list[date]
    by_tier: dict[str, Shares]
    measured_from: date
    changes: list[date]


def share_by_tier(
    occupied: npt.NDArray[np.integer], beds: npt.NDArray[np.integer], tier: npt.NDArray[np.integer]
) -> dict[str, Shares]:
    """Occupied beds over beds, by tier and day.

    Parameters
    ----------
    occupied : numpy.ndarray, shape (n_facilities, n_days), integer
        Beds occupied.
    beds : numpy.ndarray, shape (n_facilities, n_days), integer
        Beds there were.
    tier : numpy.ndarray, shape (n_facilities,), integer
        Number of each facility's tier.

    Returns
    -------
    dict of str to numpy.ndarray, shape (n_days,), float64 [1]
        Of each tier that ever has beds; 0 on days without.
    """
    found = {}
    for number, name in enumerate(TIERS):
        inside = tier == number
        there = beds[inside].sum(axis=0)
        if there.any():
            lying = occupied[inside].sum(axis=0)
            found[name] = np.divide(lying, there, out=np.zeros(len(there)), where=there > 0)
    return found


def moving_mean(values: Shares, width: int = WEEK) -> Shares:
    """Mean of each day and those around it; at the ends of as many as there are.

    Examples
    --------
    >>> moving_mean(np.array([0.0, 3.0, 6.0]), 3).tolist()
    [1.5, 3.0, 4.5]
    """
    sums = np.concatenate([[0.0], np.cumsum(values)])
    days = np.arange(len(values))
    low = np.maximum(days - width // 2, 0)
    high = np.minimum(days + width // 2 + 1, len(values))
    return np.asarray((sums[high] - sums[low]) / (high - low), dtype=np.float64)


def timeline_dates(scenario_text: str) -> list[date]:
    """The dates at which a resolved scenario changes, in order."""
    found = _TIMELINE.search(scenario_text)
    dates = _DATE.findall(found[1]) if found else []
    return sorted({date.fromisoformat(one) for one in dates})


def measure_occupancy(runs: Sequence[Run | str | Path]) -> Occupancy:
    """Occupancy by tier in the replications of one scenario.

    Parameters
    ----------
    runs : sequence of Run, str or pathlib.Path
        Results files with daily series.

    Returns
    -------
    Occupancy
        Means over the files.

    Raises
    ------
    ValueError
        If there is no file.
    MissingTableError
        If a file was written without daily series.
    """
    opened = opened_runs(runs, "measure occupancy")
    found = [
        share_by_tier(one.daily("occupied_beds").values, one.daily("beds").values, tiers_of(one))
        for one in opened
    ]
    first = opened[0]
    count = min(len(next(iter(one.values()), ())) for one in found)
    day = first.start + timedelta(milliseconds=int(first.attributes.get("first_midnight", DAY_MS)))
    return Occupancy(
        [day + timedelta(days=number) for number in range(count)],
        {
            tier: np.mean([one[tier][:count] for one in found], axis=0)
            for tier in found[0]
            if all(tier in one for one in found)
        },
        first.start + timedelta(milliseconds=first.measured_from),
        timeline_dates(first.scenario_text),
    )
