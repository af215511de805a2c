# SPDX-License-Identifier: Apache-2.0
"""Residents worth following: who was referred, admitted, billed, seen or refused most in a run.

Tables are gone through piece by piece, so a year of a county takes a second and little memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from tiercare.results import Run, open_run
from tiercare.tables import NEVER, Table

Pick = Literal["richest", "referred", "admitted", "costliest", "most-contacts", "refused"]
"""By what a resident is picked."""

PICKS: tuple[Pick, ...] = get_args(Pick)

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Notable:
    """A resident who comes first in something.

    Attributes
    ----------
    pick : str
        In what: ``"richest"`` (kinds of things that happened), ``"referred"`` (referrals made),
        ``"admitted"`` (beds got), ``"costliest"`` (billed), ``"most-contacts"``, ``"refused"``
        (referrals thought of and not made).
    person : int
        Number of the resident.
    count : int
        How many; of ``"costliest"`` the bill [fen].
    """

    pick: Pick
    person: int
    count: int


class _Kinds:
    """Which kinds of things happened to each resident: a column per code of the file."""

    def __init__(self, persons: int) -> None:
        self._persons = persons
        self._happened: list[npt.NDArray[np.bool_]] = []

    def column(self, codes: int) -> npt.NDArray[np.bool_]:
        """Room for so many kinds, to be filled by ``[person, code]``."""
        room = np.zeros((self._persons, codes), dtype=np.bool_)
        self._happened.append(room)
        return room

    def count(self) -> Counts:
        """Different kinds by resident."""
        total = np.zeros(self._persons, dtype=np.int64)
        for one in self._happened:
            total += one.sum(axis=1)
        return total


def _codes(table: Table, column: str) -> int:
    return len(table.columns[column].labels)


def _missed_code(table: Table) -> int:
    """The outcome of who did not come: no contact; -1 in files that know none such."""
    labels = table.columns["outcome"].labels
    return labels.index("did_not_come") if "did_not_come" in labels else -1


def _pieces(table: Table, *columns: str) -> Iterator[tuple[npt.NDArray[Any], ...]]:
    return table.pieces("person", *columns)


def _count(run: Run) -> tuple[dict[Pick, Counts], Counts]:
    """What each pick counts, by resident, and how many events there are to tell."""
    persons = len(run.persons)
    kinds = _Kinds(persons)

    def per_person(person: npt.NDArray[Any], weights: npt.NDArray[Any] | None = None) -> Counts:
        return np.bincount(person, weights, minlength=persons).astype(np.int64)

    contacts, beds, bills, made, refused = (np.zeros(persons, dtype=np.int64) for _ in range(5))
    events = np.zeros(persons, dtype=np.int64)
    table = run.encounters
    missed = _missed_code(table)
    came, ended = kinds.column(_codes(table, "reason")), kinds.column(_codes(table, "outcome"))
    for person, reason, outcome, charge in _pieces(table, "reason", "outcome", "charge"):
        events += per_person(person)
        contacts += per_person(person[outcome != missed])
        bills += per_person(person, charge)
        came[person, reason] = True
        ended[person, outcome] = True

    table = run.admissions
    stayed, was_blocked = kinds.column(_codes(table, "outcome")), kinds.column(2)
    columns = ("bed", "outcome", "blocked", "charge")
    for person, bed, outcome, blocked, charge in _pieces(table, *columns):
        events += per_person(person)
        beds += per_person(person[bed != NEVER])
        bills += per_person(person, charge)
        stayed[person, outcome] = True
        was_blocked[person[blocked > 0], 1] = True

    table = run.referrals
    sent = kinds.column(2 * _codes(table, "direction"))
    for person, direction, accepted in _pieces(table, "direction", "accepted"):
        events += per_person(person)
        made += per_person(person[accepted == 1])
        refused += per_person(person[accepted == 0])
        sent[person, 2 * direction + accepted] = True
    counts: dict[Pick, Counts] = {
        "richest": kinds.count(),
        "referred": made,
        "admitted": beds,
        "costliest": bills,
        "most-contacts": contacts,
        "refused": refused,
    }
    return counts, events


def notable_persons(run: Run | str | Path) -> dict[Pick, Notable]:
    """Find who comes first in each pick.

    Of several, the one with the fewest events to tell is taken, then the lowest number.

    Parameters
    ----------
    run : Run, str or pathlib.Path
        A results file with trajectories.

    Returns
    -------
    dict of str to Notable
        By pick; a pick is left out if it happened to nobody.

    Raises
    ------
    MissingTableError
        If the file was written without trajectories.
    """
    counts, events = _count(run if isinstance(run, Run) else open_run(run))
    found: dict[Pick, Notable] = {}
    for pick, count in counts.items():
        most = int(count.max(initial=0))
        if most > 0:
            first = np.flatnonzero(count == most)
            person = int(first[np.argmin(events[first])])
            found[pick] = Notable(pick, person, most)
    return found
