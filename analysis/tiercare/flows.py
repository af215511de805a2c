# SPDX-License-Identifier: Apache-2.0
"""Patient flow by tier: where episodes begin and how patients move between tiers.

Three kinds of move are told apart: referred up, going to a higher tier on one's own, and referred
down. Counts come from the results files alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tiercare.results import Run, open_run

TIERS = ("village", "township", "county", "tertiary")
"""The tiers from the ground up, as results files name them."""

Counts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Flows:
    """Counts of one scenario, means over replications.

    Attributes
    ----------
    title : str
        What to call it.
    first_contacts : numpy.ndarray, shape (4,), float64 [contacts]
        Episodes by the tier at which they began.
    referred_up, own_way_up, referred_down : numpy.ndarray, shape (4, 4), float64 [patients]
        Moves by tier left (first index) and tier reached (second index).
    replications : int
        Files that were counted.
    """

    title: str
    first_contacts: Counts
    referred_up: Counts
    own_way_up: Counts
    referred_down: Counts
    replications: int = 1


def count_flows(runs: Sequence[Run | str | Path], title: str | None = None) -> Flows:
    """Count the flows of one scenario's replications.

    Parameters
    ----------
    runs : sequence of Run, str or pathlib.Path
        Results files with encounters and referrals.
    title : str, optional
        What to call the scenario; its name by default.

    Returns
    -------
    Flows
        Means over the files.

    Raises
    ------
    ValueError
        If there is no file.
    MissingTableError
        If a file was written without trajectories.
    """
    opened = [one if isinstance(one, Run) else open_run(one) for one in runs]
    if not opened:
        raise ValueError("no results file to count flows of")
    counted = [_count(one) for one in opened]
    return Flows(
        title or opened[0].scenario_name,
        *(np.mean([one[i] for one in counted], axis=0) for i in range(4)),
        replications=len(opened),
    )


def _moves(origin: npt.NDArray[np.int64], target: npt.NDArray[np.int64]) -> Counts:
    matrix = np.zeros((len(TIERS), len(TIERS)))
    np.add.at(matrix, (origin, target), 1.0)
    return matrix


def _count(run: Run) -> tuple[Counts, Counts, Counts, Counts]:
    facilities, encounters, referrals = run.facilities, run.encounters, run.referrals
    labels = facilities.columns["tier"].labels or TIERS
    tier_of_label = np.array([TIERS.index(label) for label in labels])
    tier = tier_of_label[facilities["tier"]]

    at = tier[encounters["facility"]]
    contact = encounters["contact"]
    first = np.bincount(at[contact == 0], minlength=len(TIERS)).astype(np.float64)

    order = np.lexsort((contact, encounters["episode"], encounters["person"]))
    person, episode = encounters["person"][order], encounters["episode"][order]
    reasons = encounters.columns["reason"].labels
    reason = encounters["reason"][order]
    referred = np.isin(reason, [i for i, name in enumerate(reasons) if name.startswith("referred")])
    same = (person[1:] == person[:-1]) & (episode[1:] == episode[:-1])
    here, there = at[order][:-1], at[order][1:]
    own_way = same & ~referred[1:] & (there > here)

    accepted = referrals["accepted"].astype(bool)
    origin = tier[referrals["from"][accepted]]
    target = tier[referrals["to"][accepted]]
    up = target > origin
    return (
        first,
        _moves(origin[up], target[up]),
        _moves(here[own_way], there[own_way]),
        _moves(origin[target < origin], target[target < origin]),
    )


def draw_flows(flows: Flows | Sequence[Flows], path: str | Path) -> Path:
    """Draw the flows of one or more scenarios beside each other as a picture.

    Parameters
    ----------
    flows : Flows or sequence of Flows
        One panel each, all to the same scales.
    path : str or pathlib.Path
        Where to write; the ending chooses the format (PNG, SVG, PDF).

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    ValueError
        If there is nothing to draw.
    OSError
        If the file cannot be written.
    """
    from tiercare.flow_picture import picture

    panels = [flows] if isinstance(flows, Flows) else list(flows)
    if not panels:
        raise ValueError("no flows to draw")
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    figure = picture(panels)
    figure.savefig(target, dpi=150)
    return target
