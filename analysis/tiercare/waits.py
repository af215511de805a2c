# SPDX-License-Identifier: Apache-2.0
"""Outpatient waits by hour of arrival: mean and P90 of visits to each tier, no warm-up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tiercare.flows import TIERS, opened_runs, tiers_of
from tiercare.results import Run

if TYPE_CHECKING:
    import pandas

NO_VISIT = ("did_not_come", "left_unseen", "turned_away")
"""Outcomes of contacts that came to no visit; indicators of waits leave them out, too."""

HOUR_MS, MINUTE_MS, HOURS = 3_600_000, 60_000, 24


def waits_by_hour(
    tier: npt.NDArray[Any], hour: npt.NDArray[Any], wait: npt.NDArray[Any]
) -> pandas.DataFrame:
    """Mean and P90 of waits, by tier and hour of arrival.

    Parameters
    ----------
    tier, hour : numpy.ndarray, shape (n_contacts,), integer
        Number of the tier (0 to 3) and hour of the day (0 to 23) of each contact.
    wait : numpy.ndarray, shape (n_contacts,), uint32 [ms]
        Time in all queues of the contact.

    Returns
    -------
    pandas.DataFrame
        One row for each tier and hour: tier, hour, contacts, mean, p90 [min]; NaN where nobody
        arrives. P90 is the wait that 90 % of the contacts do not exceed.
    """
    import pandas as pd

    groups = len(TIERS) * HOURS
    group = tier.astype(np.uint64) * np.uint64(HOURS) + hour.astype(np.uint64)
    # Sorted by group, then by wait: each group's P90 is a place in its stretch.
    waits = np.sort(group << np.uint64(32) | wait.astype(np.uint64)) & np.uint64(0xFFFFFFFF)
    counts = np.bincount(group.astype(np.int64), minlength=groups)
    sums = np.bincount(group.astype(np.int64), weights=wait, minlength=groups)
    starts = np.cumsum(counts) - counts
    places = starts + np.maximum(-(-9 * counts // 10) - 1, 0)  # rank ceil(0.9 n)
    some = counts > 0
    mean, p90 = np.full(groups, np.nan), np.full(groups, np.nan)
    mean[some] = sums[some] / counts[some] / MINUTE_MS
    p90[some] = waits[places[some]] / MINUTE_MS
    return pd.DataFrame(
        {
            "tier": np.repeat(TIERS, HOURS),
            "hour": np.tile(np.arange(HOURS), len(TIERS)),
            "contacts": counts,
            "mean": mean,
            "p90": p90,
        }
    )


def _contacts(
    run: Run,
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """Tier, hour and wait of each visit in the measured time."""
    tier = tiers_of(run).astype(np.uint8)
    labels = run.encounters.columns["outcome"].labels
    is_visit = np.array([label not in NO_VISIT for label in labels])
    parts: list[tuple[npt.NDArray[Any], ...]] = [(np.zeros(0, np.int64),) * 3]
    for time, facility, wait, outcome in run.encounters.pieces(
        "time", "facility", "wait", "outcome"
    ):
        kept = (time >= run.measured_from) & is_visit[outcome]
        hour = time[kept] // HOUR_MS % HOURS
        parts.append((tier[facility[kept]], hour.astype(np.uint8), wait[kept]))
    tiers, hours, waits = (np.concatenate(column) for column in zip(*parts, strict=True))
    return tiers.astype(np.uint8), hours.astype(np.uint8), waits.astype(np.uint32)


def _together(found: Sequence[pandas.DataFrame]) -> pandas.DataFrame:
    """One frame of those of several files."""
    contacts, mean, p90 = (
        np.array([one[column] for one in found], dtype=np.float64)
        for column in ("contacts", "mean", "p90")
    )
    total = contacts.sum(axis=0)
    files = np.maximum((contacts > 0).sum(axis=0), 1)
    whole = found[0].copy()
    whole["contacts"] = total / len(found)
    none = total == 0
    whole["mean"] = np.where(
        none, np.nan, np.nansum(contacts * mean, axis=0) / np.maximum(total, 1)
    )
    whole["p90"] = np.where(none, np.nan, np.nansum(p90, axis=0) / files)
    return whole


def measure_waits(runs: Sequence[Run | str | Path]) -> pandas.DataFrame:
    """Waits by tier and hour of arrival in the replications of one scenario.

    Parameters
    ----------
    runs : sequence of Run, str or pathlib.Path
        Results files with encounters.

    Returns
    -------
    pandas.DataFrame
        As of `waits_by_hour`: contacts of a mean replication, mean over the contacts of all files,
        P90 as a mean over files.

    Raises
    ------
    ValueError
        If there is no file.
    MissingTableError
        If a file was written without trajectories.
    """
    found = [waits_by_hour(*_contacts(one)) for one in opened_runs(runs, "measure waits")]
    return _together(found)
