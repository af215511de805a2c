# SPDX-License-Identifier: Apache-2.0
"""The journey of one resident, as data: who, and what happened illness by illness.

Nothing here guesses: each row of the file about this person is one event, with codes as names.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Literal, NamedTuple, TypeAlias

from tiercare.notable import Notable


class Name(NamedTuple):
    """A name in English and Chinese; of a code, its label in the results file."""

    en: str
    zh: str


@dataclass(frozen=True)
class Resident:
    """Who the story is about, as at the start of the run.

    Attributes
    ----------
    person : int
        Number of the resident: a row of the table of persons.
    sex, scheme : Name
        Sex and basic medical insurance.
    birth_year, age : int
        Year of birth, and the age reached in the year in which the run starts.
    home, township : Name
        The settlement, and the seat of its township.
    income : int
        Disposable income per head of the household [yuan/year].
    poor : bool
        Whether registered for medical assistance.
    """

    person: int
    sex: Name
    birth_year: int
    age: int
    home: Name
    township: Name
    income: int
    scheme: Name
    poor: bool


@dataclass(frozen=True)
class Place:
    """A facility: its row in the table of facilities, name, tier and kind."""

    facility: int
    name: Name
    tier: Name
    kind: Name


@dataclass(frozen=True)
class Contact:
    """One outpatient contact, or an appointment or review to which the patient did not come.

    Attributes
    ----------
    at : datetime.datetime
        Arrival at the facility, or when it was due.
    number : int
        Number within the illness, from 0; a stay that follows has the same.
    place : Place
        Where.
    reason, acuity, outcome : Name
        Why there, how bad it was, how the contact ended.
    travel, wait, service : datetime.timedelta
        Way to the facility (spared if the patient did not come), time in queues and with staff.
    charge, fund_paid : int
        The bill and what the insurance fund paid of it [fen].
    booked_ahead : datetime.timedelta
        From booking to appointment; none of who walked in.
    """

    at: datetime
    number: int
    place: Place
    reason: Name
    acuity: Name
    outcome: Name
    travel: timedelta
    wait: timedelta
    service: timedelta
    charge: int
    fund_paid: int
    booked_ahead: timedelta = timedelta(0)

    @property
    def came(self) -> bool:
        """Whether the patient came; what was missed is no visit and sums up to nothing."""
        return self.outcome.en != "did_not_come"

    @property
    def family_paid(self) -> int:
        """What the fund left to the family [fen]."""
        return self.charge - self.fund_paid


@dataclass(frozen=True)
class Stay:
    """One stay in a bed, or a wait for a bed that was given up.

    Attributes
    ----------
    at : datetime.datetime
        When admission was decided.
    bed, acute_end : datetime.datetime or None
        When a bed was got and when the acute phase ended; None if that did not come.
    discharge : datetime.datetime
        Discharge, or the end of the wait for a bed.
    number : int
        Number of the contact within the illness that the stay belongs to.
    place : Place
        Where.
    reason, acuity, outcome : Name
        Why there, how bad it was, how the stay ended.
    blocked : datetime.timedelta
        Time in bed though fit and willing to go down, for want of a place there.
    charge, fund_paid : int
        The bill and what the insurance fund paid of it [fen].
    by_day : bool
        Whether it was a day treatment.
    since_discharge : float or None
        Days since the last stay of the same illness ended at home; None if there was none.
    transfer : datetime.timedelta
        From the bed left elsewhere to this one.
    """

    at: datetime
    bed: datetime | None
    acute_end: datetime | None
    discharge: datetime
    number: int
    place: Place
    reason: Name
    acuity: Name
    outcome: Name
    blocked: timedelta
    charge: int
    fund_paid: int
    by_day: bool = False
    since_discharge: float | None = None
    transfer: timedelta = timedelta(0)

    @property
    def wait(self) -> timedelta:
        """Time before the bed was got, or the wait given up."""
        return (self.bed or self.discharge) - self.at

    @property
    def in_bed(self) -> timedelta:
        """Time in the bed."""
        return self.discharge - self.bed if self.bed else timedelta(0)

    @property
    def family_paid(self) -> int:
        """What the fund left to the family [fen]."""
        return self.charge - self.fund_paid


LINKS = ("release", "receive", "willing", "policy")
"""The four links of a referral, in the order of the results file."""


@dataclass(frozen=True)
class Referral:
    """One referral that was thought of, made or not.

    Attributes
    ----------
    at : datetime.datetime
        When.
    sender, receiver : Place
        From where to where.
    direction, acuity : Name
        Up or down; how bad it was.
    inpatient : bool
        Whether from a bed.
    held, broken : tuple of str
        Which of the links "release", "receive", "willing" and "policy" held and which did not.
    made : bool
        Whether all four held.
    no_bed : bool or None
        Of a referral from a bed that only "receive" broke: whether a bed was all that the receiver
        lacked. None where the file does not tell.
    release_probability, willing_probability : float
        With which the sender lets go, and the patient is willing.
    green_channel : bool
        Whether with priority at the receiver.
    refusal : str
        What the receiver lacked first: "capability", "equipment", "drugs", "bed" or "slot"; "" if
        nothing, or if the file does not tell.
    red_line : bool
        Whether a rule of the record system demanded it.
    """

    at: datetime
    sender: Place
    receiver: Place
    direction: Name
    acuity: Name
    inpatient: bool
    held: tuple[str, ...]
    broken: tuple[str, ...]
    made: bool
    no_bed: bool | None
    release_probability: float
    willing_probability: float
    green_channel: bool
    refusal: str = ""
    red_line: bool = False


Event: TypeAlias = Contact | Stay | Referral


@dataclass(frozen=True)
class Illness:
    """One episode of illness and what happened in it.

    Attributes
    ----------
    number : int
        Number of the episode within the person, from 0; the numbers left out had no contact.
    condition : Name
        What it was.
    icd10 : str
        Its ICD-10 block.
    events : tuple of Contact, Stay or Referral
        In order of time.
    cut_off : {"", "admitted", "referred"}
        What the end of the run left unfinished, so that no row tells it: the stay after an
        admission, or the visit after a referral.
    """

    number: int
    condition: Name
    icd10: str
    events: tuple[Event, ...]
    cut_off: Literal["", "admitted", "referred"] = ""

    @property
    def began(self) -> datetime:
        """When the first thing happened."""
        return self.events[0].at

    @property
    def ended(self) -> datetime:
        """When the last thing was over, as far as it is told."""
        return max(one.discharge if isinstance(one, Stay) else one.at for one in self.events)

    @property
    def acuities(self) -> tuple[Name, ...]:
        """How bad it was, change by change."""
        return tuple(acuity for acuity, _ in groupby(one.acuity for one in self.events))


@dataclass(frozen=True)
class Death:
    """How the resident died.

    Attributes
    ----------
    at : datetime.datetime
        When.
    place : Name
        Where: at home, on the way, in a queue, with staff, waiting for a bed, or in one.
    untreated : bool
        Whether of an illness that nobody treated rightly in time.
    """

    at: datetime
    place: Name
    untreated: bool


@dataclass(frozen=True)
class Totals:
    """Sums over a story.

    Attributes
    ----------
    contacts, stays, referrals, referrals_made : int
        How many; contacts to which the patient came, beds that were got, referrals thought of.
    travel, wait, wait_for_bed, in_bed, blocked : datetime.timedelta
        Ways to facilities, queues of contacts, waits for beds, time in beds, of it time blocked.
    charge, fund_paid, family_paid : int
        What was billed and who paid it [fen].
    """

    contacts: int
    stays: int
    referrals: int
    referrals_made: int
    travel: timedelta
    wait: timedelta
    wait_for_bed: timedelta
    in_bed: timedelta
    blocked: timedelta
    charge: int
    fund_paid: int
    family_paid: int


def _plain(value: Any) -> Any:
    """A value as JSON knows it: names as objects, instants as text, durations in milliseconds."""
    if isinstance(value, Name):
        return {"en": value.en, "zh": value.zh}
    if is_dataclass(value):
        kind = {"kind": type(value).__name__.lower()} if isinstance(value, Event) else {}
        return kind | {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(milliseconds=1)
    return value


@dataclass(frozen=True)
class Story:
    """The journey of one resident through a run.

    Attributes
    ----------
    scenario : str
        Name of the scenario.
    seed, replication : int
        Which run of it.
    start : datetime.date
        First day of the run.
    measured_from : datetime.datetime
        End of warm-up, from which indicators count; the story tells what was before, too.
    complete : bool
        Whether the run reached its end.
    resident : Resident
        Who.
    illnesses : tuple of Illness
        In the order in which they began; an illness without contact with a facility is not told.
    picked : Notable or None
        Why this resident, if none was named.
    death : Death or None
        If the resident died in the run.
    """

    scenario: str
    seed: int
    replication: int
    start: date
    measured_from: datetime
    complete: bool
    resident: Resident
    illnesses: tuple[Illness, ...]
    picked: Notable | None = None
    death: Death | None = None

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, illness by illness."""
        return tuple(event for one in self.illnesses for event in one.events)

    @property
    def totals(self) -> Totals:
        """Sums over all events."""
        contacts = [one for one in self.events if isinstance(one, Contact) and one.came]
        stays = [one for one in self.events if isinstance(one, Stay)]
        bills: list[Contact | Stay] = [*contacts, *stays]
        nothing = timedelta(0)
        return Totals(
            contacts=len(contacts),
            stays=sum(one.bed is not None for one in stays),
            referrals=sum(isinstance(one, Referral) for one in self.events),
            referrals_made=sum(one.made for one in self.events if isinstance(one, Referral)),
            travel=sum((one.travel for one in contacts), nothing),
            wait=sum((one.wait for one in contacts), nothing),
            wait_for_bed=sum((one.wait for one in stays), nothing),
            in_bed=sum((one.in_bed for one in stays), nothing),
            blocked=sum((one.blocked for one in stays), nothing),
            charge=sum(one.charge for one in bills),
            fund_paid=sum(one.fund_paid for one in bills),
            family_paid=sum(one.family_paid for one in bills),
        )

    def to_dict(self) -> dict[str, Any]:
        """The story as JSON can hold it: money in fen, durations in ms, instants as ISO 8601."""
        told: dict[str, Any] = _plain(self)
        return told | {"totals": _plain(self.totals), "units": {"money": "fen", "duration": "ms"}}
