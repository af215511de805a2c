# SPDX-License-Identifier: Apache-2.0
"""The four links of referral: how often each holds, and where a referral breaks first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tiercare.flows import opened_runs
from tiercare.results import Run

if TYPE_CHECKING:
    import pandas

LINKS = ("release", "receive", "willing", "policy")
"""The links in the order in which a referral comes to them, as results files name them."""

LINKS_ZH = ("舍得放", "接得住", "愿意去", "政策配套")
DIRECTIONS = ("up", "down")


@dataclass(frozen=True)
class Links:
    """What became of the referrals that were considered, a mean over replications.

    Attributes
    ----------
    table : pandas.DataFrame
        As of `count_by_link`.
    replications : int
        Files that were counted.
    sampled_share : float
        Of the residents of whom the files tell; counts are those of all.
    """

    table: pandas.DataFrame
    replications: int = 1
    sampled_share: float = 1.0


def count_by_link(
    direction: npt.NDArray[np.integer], holds: npt.NDArray[np.bool_]
) -> pandas.DataFrame:
    """Count referrals by direction: considered, made, link by link, and where they broke first.

    Parameters
    ----------
    direction : numpy.ndarray, shape (n_referrals,), integer
        0 for up, 1 for down.
    holds : numpy.ndarray, shape (n_referrals, 4), bool
        Whether each link holds, in the order of `LINKS`.

    Returns
    -------
    pandas.DataFrame
        One row for each of `DIRECTIONS`: considered, made, `holds_LINK` and `breaks_LINK`
        (referrals whose first link that does not hold is this one).
    """
    import pandas as pd

    rows = []
    for number in range(len(DIRECTIONS)):
        those = holds[direction == number]
        made = those.all(axis=1)
        first = np.bincount(np.argmin(those[~made], axis=1), minlength=len(LINKS))
        row = {"considered": float(len(those)), "made": float(made.sum())}
        row |= {f"holds_{link}": float(those[:, i].sum()) for i, link in enumerate(LINKS)}
        row |= {f"breaks_{link}": float(first[i]) for i, link in enumerate(LINKS)}
        rows.append(row)
    return pd.DataFrame(rows, index=list(DIRECTIONS))


def _count(run: Run) -> pandas.DataFrame:
    referrals = run.referrals
    labels = list(referrals.columns["direction"].labels or DIRECTIONS)
    of_label = np.array([DIRECTIONS.index(label) for label in labels])
    directions: list[npt.NDArray[Any]] = [np.zeros(0, np.int64)]
    links: list[npt.NDArray[np.bool_]] = [np.zeros((0, len(LINKS)), np.bool_)]
    for time, direction, *held in referrals.pieces("time", "direction", *LINKS):
        kept = time >= run.measured_from
        directions.append(of_label[direction[kept]])
        links.append(np.stack([one[kept] != 0 for one in held], axis=1))
    return count_by_link(np.concatenate(directions), np.concatenate(links))


def count_links(runs: Sequence[Run | str | Path]) -> Links:
    """Count the links of one scenario's replications, warm-up left out.

    Parameters
    ----------
    runs : sequence of Run, str or pathlib.Path
        Results files with referrals.

    Returns
    -------
    Links
        Means over the files.

    Raises
    ------
    ValueError
        If there is no file.
    MissingTableError
        If a file was written without trajectories.
    """
    opened = opened_runs(runs, "count links")
    share = opened[0].sampled_share
    tables = [_count(one) for one in opened]
    whole = tables[0]
    for one in tables[1:]:
        whole = whole + one
    return Links(whole / (len(opened) * share), len(opened), share)
