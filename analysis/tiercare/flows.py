# SPDX-License-Identifier: Apache-2.0
"""Patient flow by tier: where episodes begin and how patients move between tiers.

Three kinds of move are told apart: referred up, going to a higher tier on one's own, and referred
down. Counts come from the results files alone, warm-up left out.
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
    sampled_share : float
        Of the residents of whom the files tell; counts are those of all.
    """

    title: str
    first_contacts: Counts
    referred_up: Counts
    own_way_up: Counts
    referred_down: Counts
    replications: int = 1
    sampled_share: float = 1.0


def tiers_of(run: Run) -> npt.NDArray[np.int64]:
    """Number of each facility's tier, in the order of `TIERS`."""
    labels = run.facilities.columns["tier"].labels or TIERS
    numbers = np.array([TIERS.index(label) for label in labels], dtype=np.int64)
    return np.take(numbers, run.facilities["tier"])


def opened_runs(runs: Sequence[Run | str | Path], what: str) -> list[Run]:
    """Results files, opened.

    Raises
    ------
    ValueError
        If there is none.
    """
    opened = [one if isinstance(one, Run) else open_run(one) for one in runs]
    if not opened:
        raise ValueError(f"no results file to {what} of")
    return opened


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
    opened = opened_runs(runs, "count flows")
    share = opened[0].sampled_share
    counted = [_count(one) for one in opened]
    first, up, own, down = (np.mean([one[i] for one in counted], axis=0) / share for i in range(4))
    return Flows(title or opened[0].scenario_name, first, up, own, down, len(opened), share)


def _moves(origin: npt.NDArray[np.int64], target: npt.NDArray[np.int64]) -> Counts:
    matrix = np.zeros((len(TIERS), len(TIERS)))
    np.add.at(matrix, (origin, target), 1.0)
    return matrix


def _key(person: npt.NDArray[np.uint32], episode: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """One number for a person's episode: 32 bits of person, 24 of episode."""
    return person.astype(np.uint64) << np.uint64(24) | episode.astype(np.uint64)


def _count(run: Run) -> tuple[Counts, Counts, Counts, Counts]:
    encounters, referrals = run.encounters, run.referrals
    tier = tiers_of(run)

    measured = encounters["time"] >= run.measured_from
    at = tier[encounters["facility"]]
    contact = encounters["contact"]
    began = at[(contact == 0) & measured]
    first = np.bincount(began, minlength=len(TIERS)).astype(np.float64)

    # One number per contact sorts a person's contacts one after the other, episode by episode.
    episode_of_person = _key(encounters["person"], encounters["episode"])
    order = np.argsort(episode_of_person << np.uint64(8) | contact.astype(np.uint64))
    reasons = encounters.columns["reason"].labels
    referred_codes = [code for code, name in enumerate(reasons) if name.startswith("referred")]
    referred = np.isin(encounters["reason"][order], referred_codes)
    same = np.diff(episode_of_person[order]) == 0
    here, there = at[order][:-1], at[order][1:]
    own_way = same & ~referred[1:] & (there > here) & measured[order][1:]

    accepted = referrals["accepted"].astype(bool) & (referrals["time"] >= run.measured_from)
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
