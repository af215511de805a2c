# SPDX-License-Identifier: Apache-2.0
"""Finding the journey of one resident in a results file, and drawing it.

The tables of contacts, stays and referrals are searched piece by piece for the person's number; of
the rest only the rows that belong to it are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

import numpy.typing as npt

from tiercare.errors import NoSuchPersonError
from tiercare.notable import PICKS, Notable, Pick, notable_persons
from tiercare.results import Run, open_run
from tiercare.story import (
    LINKS,
    Contact,
    Death,
    Event,
    Illness,
    Name,
    Place,
    Referral,
    Resident,
    Stay,
    Story,
)
from tiercare.story_words import Language
from tiercare.tables import NEVER, Table

Row = dict[str, Any]
"""One row of a table by column, as plain numbers."""


def _rows(table: Table, person: int) -> Iterator[Row]:
    columns = table.rows_where("person", person)
    for values in zip(*(column.tolist() for column in columns.values()), strict=True):
        yield dict(zip(columns, values, strict=True))


def _milliseconds(value: int) -> timedelta:
    return timedelta(milliseconds=value)


def _label(table: Table, column: str) -> Callable[[int], Name]:
    """How to name the codes of a column."""
    described = table.columns[column]
    known = list(map(Name, described.labels, described.labels_zh or described.labels))
    return lambda code: known[code] if code < len(known) else Name(str(code), str(code))


def _names(table: Table) -> list[Name]:
    return list(map(Name, table["name"], table["name_zh"]))


class _Names:
    """Names of all that rows refer to by number, and the calendar; small tables, read at once."""

    def __init__(self, run: Run) -> None:
        self.midnight = datetime.combine(run.start, time())
        self.settlements = _names(run.settlements)
        self.conditions = _names(run.conditions)
        self.icd10: npt.NDArray[Any] = run.conditions["icd10"]
        facilities = run.facilities
        tier, kind = _label(facilities, "tier"), _label(facilities, "kind")
        rows = zip(_names(facilities), facilities["tier"], facilities["kind"], strict=True)
        self.places = [
            Place(facility, name, tier(int(tier_code)), kind(int(kind_code)))
            for facility, (name, tier_code, kind_code) in enumerate(rows)
        ]

    def instant(self, value: int) -> datetime:
        """Simulated time as date and hour."""
        return self.midnight + _milliseconds(value)

    def instant_if_any(self, value: int) -> datetime | None:
        """None for what did not come."""
        return None if value == NEVER else self.instant(value)


def _resident(run: Run, names: _Names, person: int) -> Resident:
    table = run.persons
    row = table.row(person)
    seat = run.settlements.row(row["settlement"])["township"]
    return Resident(
        person=person,
        sex=_label(table, "sex")(row["sex"]),
        birth_year=row["birth_year"],
        age=run.start.year - row["birth_year"],
        home=names.settlements[row["settlement"]],
        township=names.settlements[seat],
        income=row["income"],
        scheme=_label(table, "scheme")(row["scheme"]),
        poor=bool(row["poor"]),
    )


Found = tuple[int, int, Event]
"""Episode, condition and what happened."""


def _contacts(run: Run, names: _Names, person: int) -> Iterator[Found]:
    table = run.encounters
    reason, acuity, outcome = (_label(table, key) for key in ("reason", "acuity", "outcome"))
    for row in _rows(table, person):
        event = Contact(
            at=names.instant(row["time"]),
            number=row["contact"],
            place=names.places[row["facility"]],
            reason=reason(row["reason"]),
            acuity=acuity(row["acuity"]),
            outcome=outcome(row["outcome"]),
            travel=_milliseconds(row["travel"]),
            wait=_milliseconds(row["wait"]),
            service=_milliseconds(row["service"]),
            charge=row["charge"],
            fund_paid=row["fund_paid"],
            booked_ahead=timedelta(days=row.get("booked_ahead", 0)),
        )
        yield row["episode"], row["condition"], event


def _days_since(days: float) -> float | None:
    return None if days < 0 else round(float(days), 3)


def _refusal(table: Table) -> Callable[[Row], str]:
    """What the receiver lacked; older files do not tell."""
    if "refusal" not in table.columns:
        return lambda _row: ""
    label = _label(table, "refusal")
    return lambda row: label(row["refusal"]).en.replace("none", "")


def _stays(run: Run, names: _Names, person: int) -> Iterator[Found]:
    table = run.admissions
    reason, acuity, outcome = (_label(table, key) for key in ("reason", "acuity", "outcome"))
    for row in _rows(table, person):
        event = Stay(
            at=names.instant(row["decided"]),
            bed=names.instant_if_any(row["bed"]),
            acute_end=names.instant_if_any(row["acute_end"]),
            discharge=names.instant(row["discharge"]),
            number=row["contact"],
            place=names.places[row["facility"]],
            reason=reason(row["reason"]),
            acuity=acuity(row["acuity"]),
            outcome=outcome(row["outcome"]),
            blocked=_milliseconds(row["blocked"]),
            charge=row["charge"],
            fund_paid=row["fund_paid"],
            by_day=row.get("kind", 0) == 1,
            since_discharge=_days_since(row.get("since_discharge", -1.0)),
            transfer=_milliseconds(row.get("transfer", 0)),
        )
        yield row["episode"], row["condition"], event


def _no_bed(
    place: Place, at: datetime, broken: tuple[str, ...], direction: Name, stays: list[Stay]
) -> bool | None:
    """Whether a way down failed for a bed alone: only then does the file count the bed blocked."""
    if broken != ("receive",) or direction.en != "down":
        return None
    for stay in stays:
        if stay.place == place and stay.bed and stay.bed <= at <= stay.discharge:
            return stay.blocked > timedelta(0)
    return None


def _referrals(run: Run, names: _Names, person: int, stays: list[Stay]) -> Iterator[Found]:
    table = run.referrals
    way, acuity = _label(table, "direction"), _label(table, "acuity")
    refusal = _refusal(table)
    for row in _rows(table, person):
        at, direction = names.instant(row["time"]), way(row["direction"])
        sender = names.places[row["from"]]
        broken = tuple(link for link in LINKS if not row[link])
        event = Referral(
            at=at,
            sender=sender,
            receiver=names.places[row["to"]],
            direction=direction,
            acuity=acuity(row["acuity"]),
            inpatient=bool(row["inpatient"]),
            held=tuple(link for link in LINKS if row[link]),
            broken=broken,
            made=bool(row["accepted"]),
            no_bed=_no_bed(sender, at, broken, direction, stays),
            release_probability=round(row["release_probability"], 4),
            willing_probability=round(row["willing_probability"], 4),
            green_channel=bool(row["green_channel"]),
            refusal=refusal(row),
            red_line=bool(row.get("red_line", 0)),
        )
        yield row["episode"], row["condition"], event


def _cut_off(events: list[Event]) -> Literal["", "admitted", "referred"]:
    """What is missing because rows are written when a contact or stay ends."""
    bills = [one for one in events if not isinstance(one, Referral)]
    stays = {one.number for one in bills if isinstance(one, Stay)}
    if any(one.outcome.en == "admitted" and one.number not in stays for one in bills):
        return "admitted"
    last = bills[-1].outcome.en if bills else ""
    return "referred" if last.startswith("referred_") or last == "left_for_a_bed" else ""


def _illness(names: _Names, number: int, condition: int, events: list[Event]) -> Illness:
    # A referral is thought of at the end of a contact, and a stay decided in the same instant.
    order = (Contact, Referral, Stay)
    events.sort(key=lambda one: (one.at, order.index(type(one))))
    return Illness(
        number=number,
        condition=names.conditions[condition],
        icd10=str(names.icd10[condition]),
        events=tuple(events),
        cut_off=_cut_off(events),
    )


def _illnesses(run: Run, names: _Names, person: int) -> tuple[Illness, ...]:
    stays = list(_stays(run, names, person))
    beds = [event for _, _, event in stays if isinstance(event, Stay)]
    found: dict[int, tuple[int, list[Event]]] = {}
    for number, condition, event in (
        *_contacts(run, names, person),
        *stays,
        *_referrals(run, names, person, beds),
    ):
        found.setdefault(number, (condition, []))[1].append(event)
    told = [_illness(names, number, *rest) for number, rest in found.items()]
    return tuple(sorted(told, key=lambda one: (one.began, one.number)))


def _death(run: Run, names: _Names, person: int) -> Death | None:
    table = run.deaths
    for row in _rows(table, person):
        place = _label(table, "place")(row["place"])
        return Death(names.instant(row["time"]), place, untreated=bool(row["untreated"]))
    return None


def _picked(run: Run, pick: Pick) -> Notable:
    if pick not in PICKS:
        raise ValueError(f"no pick {pick!r}; there are {', '.join(PICKS)}")
    found = notable_persons(run).get(pick)
    if found is None:
        raise NoSuchPersonError(f"{run.path}: nobody to pick as {pick!r}: it happened to no one")
    return found


def follow(run: Run | str | Path, person: int | Pick = "richest") -> Story:
    """Follow one resident through a run: when, where, why there, what it took and what it cost.

    Parameters
    ----------
    run : Run, str or pathlib.Path
        A results file with trajectories.
    person : int or str
        Number of a resident, or whom to pick: ``"referred"``, ``"admitted"``, ``"costliest"``,
        ``"most-contacts"``, ``"refused"``, or ``"richest"`` for the most kinds of things in the
        fewest events.

    Returns
    -------
    Story
        Who it is, and every contact, stay and referral, illness by illness. A resident who met no
        facility has a story without illnesses.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ResultsFormatError
        If it is no results file, or not one that this reader knows.
    MissingTableError
        If it was written without trajectories.
    NoSuchPersonError
        If the run has no resident of that number, or none to pick.
    """
    opened = run if isinstance(run, Run) else open_run(run)
    picked = _picked(opened, person) if isinstance(person, str) else None
    number = picked.person if picked else int(person)
    residents = len(opened.persons)
    if not 0 <= number < residents:
        raise NoSuchPersonError(
            f"{opened.path}: no person {number}; its {residents:,} residents are numbered from 0"
        )
    names = _Names(opened)
    illnesses = _illnesses(opened, names, number)
    if not illnesses and opened.sampled_share < 1.0:
        raise NoSuchPersonError(
            f"{opened.path}: nothing is on file of person {number}; the run kept the encounters of "
            f"{100 * opened.sampled_share:g} % of the residents"
        )
    return Story(
        scenario=opened.scenario_name,
        seed=opened.seed,
        replication=opened.replication,
        start=opened.start,
        measured_from=names.instant(opened.measured_from),
        complete=opened.complete,
        resident=_resident(opened, names, number),
        illnesses=illnesses,
        picked=picked,
        death=_death(opened, names, number),
    )


def draw_story(story: Story, path: str | Path, language: Language = "en") -> Path:
    """Draw the journey of a resident into a file.

    Parameters
    ----------
    story : Story
        What to draw.
    path : str or pathlib.Path
        Where to write; the ending chooses the format (PNG, SVG, PDF).
    language : {"en", "zh"}
        In which language.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    from tiercare.story_picture import picture

    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    picture(story, language).savefig(target, dpi=150)
    return target
